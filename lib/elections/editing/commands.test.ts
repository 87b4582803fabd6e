import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy } from "@/prisma/factories";
import { editElection } from "./commands";
import { editElectionInput } from "./schema";

testDatabase();

const operator = () => ctxOf(operatorActor());
const said = (electionId: string, over: object = {}) =>
  editElectionInput.parse({
    electionId,
    name: { fr: "Législatives 2032", en: "Legislative elections 2032" },
    rounds: { first: "2032-06-06", second: "2032-06-13" },
    ...over,
  });

test("names and days are changed, on record with what was before; the same again is told", async () => {
  const { ballotId } = await aCandidacy(db());
  const { electionId } = await db().ballot.findUniqueOrThrow({
    where: { id: ballotId },
    select: { electionId: true },
  });
  expect(await editElection(operator(), said(electionId))).toMatchObject({ ok: true });
  const election = await db().election.findUniqueOrThrow({
    where: { id: electionId },
    select: { name: true, rounds: { orderBy: { number: "asc" }, select: { pollingDate: true } } },
  });
  expect(election.name).toEqual({ fr: "Législatives 2032", en: "Legislative elections 2032" });
  expect(election.rounds.map(({ pollingDate }) => pollingDate.toISOString().slice(0, 10))).toEqual([
    "2032-06-06",
    "2032-06-13",
  ]);
  const act = await db().auditEvent.findFirst({
    where: { action: "elections.edit" },
    select: { before: true, after: true },
  });
  expect(act?.after).toMatchObject({ rounds: ["2032-06-06", "2032-06-13"] });
  expect(await editElection(operator(), said(electionId))).toMatchObject({ refusal: "nothing-to-change" });
  expect(await editElection(ctxOf(memberActor()), said(electionId))).toMatchObject({
    refusal: "not-allowed",
  });
});

test("the day of a round whose votes are counted stays; a wrong order is told", async () => {
  const { id: candidacyId, ballotId } = await aCandidacy(db());
  const { electionId, areaId } = await db().ballot.findUniqueOrThrow({
    where: { id: ballotId },
    select: { electionId: true, areaId: true },
  });
  await editElection(operator(), said(electionId));
  await db().result.create({ data: { candidacyId, round: 1, areaId, votes: 3 }, select: { round: true } });
  const later = { first: "2032-06-07", second: "2032-06-13" };
  expect(await editElection(operator(), said(electionId, { rounds: later }))).toMatchObject({
    refusal: "counted-round",
  });
  const second = { first: "2032-06-06", second: "2032-06-20" };
  expect(await editElection(operator(), said(electionId, { rounds: second }))).toMatchObject({ ok: true });
  const wrong = {
    electionId,
    name: { fr: "x", en: "x" },
    rounds: { first: "2032-06-06", second: "2032-06-01" },
  };
  expect(editElectionInput.safeParse(wrong).error?.issues[0]?.message).toBe("elections.errors.round-order");
});
