import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { publicHistory } from "@/lib/directory/candidacies/queries";
import { aCandidacy, aForm, anArea, anElection, aSignature } from "@/prisma/factories";
import { addCandidacy, addStatus, setSubstitute } from "./commands";
import { candidacyFor } from "./queries";
import { candidacyInput, statusInput, substituteInput } from "./schema";

testDatabase();

const operator = ctxOf(operatorActor(), new Date("2027-05-20T10:00:00Z"));
const source = { sourceTitle: "Arrêté préfectoral", sourceUrl: "https://prefecture.example/arrete" };

test("the status is what the newest fact says, whichever was recorded first", async () => {
  const { id: candidacyId, publicId } = await aCandidacy(db());
  const say = (status: string, date: string) =>
    addStatus(operator, statusInput.parse({ candidacyId, status, date, ...source }));
  expect(await say("withdrawn", "2027-05-12")).toMatchObject({ ok: true });
  expect(await say("announced", "2027-05-01")).toMatchObject({ ok: true });
  expect(await say("standing", "2027-05-21")).toMatchObject({ refusal: "future-date" });
  const kept = await candidacyFor(operator, publicId);
  expect([kept?.status, kept?.statusEvents.map(({ status }) => status)]).toEqual([
    "withdrawn",
    ["withdrawn", "announced"],
  ]);
});

test("a substitute is replaced and taken off as dated facts; one who has acted is not", async () => {
  const { id: candidacyId, publicId } = await aCandidacy(db(), { substituteId: null });
  const set = (givenName: string, familyName: string, date: string) =>
    setSubstitute(
      operator,
      substituteInput.parse({ candidacyId, givenName, familyName, gender: "", date, ...source }),
    );
  expect(await set("Luce", "Second", "2027-05-01")).toMatchObject({ ok: true });
  expect(await set("Nora", "Tierce", "2027-05-02")).toMatchObject({ ok: true });
  expect(await set("", "", "2027-05-03")).toMatchObject({ ok: true });
  const kept = await candidacyFor(operator, publicId);
  expect([kept?.substitute, kept?.tickets.map(({ person }) => person?.familyName ?? null)]).toEqual([
    null,
    [null, "Tierce", "Second"],
  ]);
  const { standing } = await publicHistory(candidacyId);
  expect(standing.map(({ kind, note }) => [kind, note])).toEqual([
    ["substitute", "Luce Second"],
    ["substitute", "Nora Tierce"],
    ["no-substitute", null],
  ]);
  const signed = await aCandidacy(db());
  const form = await aForm(db());
  await aSignature(db(), { versionId: form.version.id, candidacyId: signed.id, role: "substitute" });
  const other = substituteInput.parse({
    candidacyId: signed.id,
    givenName: "A",
    familyName: "B",
    gender: "",
    date: "2027-05-03",
    ...source,
  });
  expect(await setSubstitute(operator, other)).toMatchObject({ refusal: "substitute-acted" });
  const half = substituteInput.safeParse({ ...other, date: "2027-05-03", familyName: "", gender: "" });
  expect(half.error?.issues[0]?.message).toBe("elections.errors.both-names");
});

test("a candidacy by hand, before any list: her ballot is made, a namesake is asked about", async () => {
  const election = await anElection(db());
  const area = await anArea(db(), { code: "99-07" });
  const add = (over: object) =>
    addCandidacy(
      operator,
      candidacyInput.parse({
        electionId: election.id,
        areaCode: "99-07",
        givenName: "Ninon",
        familyName: "Essai-Gaud",
        gender: "f",
        partyLabel: "",
        panelNumber: "",
        status: "announced",
        date: "2027-05-02",
        ...source,
        ...over,
      }),
    );
  const made = await add({ panelNumber: "3", partyLabel: "Parti d’essai" });
  expect(made).toMatchObject({ ok: true });
  expect(await add({})).toMatchObject({ refusal: "same-name-here" });
  expect(await add({ isHomonym: "on", panelNumber: "3" })).toMatchObject({ refusal: "panel-taken" });
  expect(await add({ isHomonym: "on" })).toMatchObject({ ok: true });
  expect(await add({ areaCode: "99-99" })).toMatchObject({ refusal: "unknown-area" });
  const kept = made.ok ? await candidacyFor(operator, made.value.publicId) : null;
  expect(kept).toMatchObject({
    status: "announced",
    panelNumber: 3,
    statusEvents: [{ status: "announced" }],
  });
  expect(await db().candidacy.count({ where: { ballot: { areaId: area.id } } })).toBe(2);
});
