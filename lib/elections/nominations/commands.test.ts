import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, anArea, anOrganization, aPerson } from "@/prisma/factories";
import { publicContests, publicNominations } from "../queries";
import { nominateByNameInput } from "../schema";
import { addContest, addContestEvent, nominateByName } from "./commands";
import { contestEventInput, contestInput } from "./schema";

testDatabase();

const operator = ctxOf(operatorActor(), new Date("2027-05-20T10:00:00Z"));
const fact = { date: "2027-03-01", until: "", note: "", sourceTitle: "Communiqué", sourceUrl: "" };

test("a party is found by its name, made only where asked, nominates once", async () => {
  const { id: candidacyId } = await aCandidacy(db());
  const known = await anOrganization(db(), { kind: "party", name: "Alliance des Marées", shortName: "AM" });
  const nominate = (party: string, over: object = {}) =>
    nominateByName(
      operator,
      nominateByNameInput.parse({ candidacyId, party, status: "announced", ...fact, ...over }),
    );
  expect(await nominate("alliance des marees")).toMatchObject({ ok: true });
  expect(await nominate("AM")).toMatchObject({ refusal: "already-nominated" });
  expect(await nominate("Parti du Large")).toMatchObject({ refusal: "unknown-party" });
  expect(await nominate("Parti du Large", { isNew: "on", kind: "support" })).toMatchObject({ ok: true });
  const views = (await publicNominations([candidacyId], operator.now)).get(candidacyId) ?? [];
  expect(views.map(({ party, kind }) => [party.name, kind])).toEqual([
    [known.name, "nomination"],
    ["Parti du Large", "support"],
  ]);
});

test("an internal vote: contenders by name, turnout by area, what happened since", async () => {
  const person = await aPerson(db(), { givenName: "Inès", familyName: "Crève-Cœur" });
  const { id: candidacyId, ballotId } = await aCandidacy(db(), { personId: person.id });
  const commune = await anArea(db(), {
    scheme: "fr-commune",
    code: "99123",
    name: "Bourg-d’Essai",
    level: "commune",
  });
  const words = {
    candidacyId,
    party: "Parti du Large",
    isNew: "on",
    title: "Vote interne",
    registered: "1 473".replace(" ", ""),
    voters: "100",
    contenders: "Ines Creve-Coeur;52\nAutre candidature ; 45\n\nBulletins blancs;3",
    turnouts: `${commune.code};1473;100`,
    kind: "vote",
    otherDate: "2027-03-02",
    ...fact,
  };
  const lost = contestInput.parse({ ...words, turnouts: "00000;1;1" });
  expect(await addContest(operator, lost)).toMatchObject({
    refusal: "unknown-areas",
    detail: { codes: "00000" },
  });
  expect(contestInput.safeParse({ ...words, contenders: "Inès;beaucoup" }).error?.issues[0]?.message).toBe(
    "elections.errors.contenders",
  );
  const made = await addContest(operator, contestInput.parse(words));
  if (!made.ok) throw new Error(made.refusal);
  const frozen = {
    contestId: made.value.id,
    kind: "frozen",
    ...fact,
    date: "2027-03-04",
    until: "2027-03-20",
    otherDate: "",
  };
  expect(await addContestEvent(operator, contestEventInput.parse(frozen))).toMatchObject({ ok: true });
  const [contest] = await publicContests(ballotId);
  expect(contest).toMatchObject({
    registered: 1473,
    turnouts: [{ area: { code: "99123" }, registered: 1473, voters: 100 }],
    contenders: [
      { name: "Inès Crève-Cœur", publicId: person.publicId, votes: 52 },
      { name: "Autre candidature", publicId: null },
      { name: "Bulletins blancs", votes: 3 },
    ],
    events: [
      { kind: "vote", otherDate: new Date("2027-03-02") },
      { kind: "frozen", until: new Date("2027-03-20") },
    ],
  });
});
