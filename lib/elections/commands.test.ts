import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, anArea, anOrganization } from "@/prisma/factories";
import { addNomination, addNominationEvent, createElection } from "./commands";
import { publicElection, publicNominations } from "./queries";
import { addNominationEventInput, addNominationInput, createElectionInput } from "./schema";

testDatabase();

const operator = ctxOf(operatorActor());
const words = {
  name: { fr: "Législatives d’essai", en: "Test election" },
  country: "FR",
  areaScheme: "fr-constituency",
  timeZone: "Europe/Paris",
};

test("an election has rounds, areas that vote on another day, and a slug of its own", async () => {
  const area = await anArea(db(), { code: "987-01" });
  const tahiti = {
    areaId: area.id,
    pollingDate: "2027-05-29",
    closesAt: "18:00",
    timeZone: "Pacific/Tahiti",
  };
  const rounds = [{ pollingDate: "2027-06-06", exceptions: [tahiti] }, { pollingDate: "2027-06-13" }];
  const input = createElectionInput.parse({ ...words, rounds });
  const first = await createElection(operator, input);
  const second = await createElection(
    operator,
    createElectionInput.parse({ ...words, rounds: rounds.slice(1) }),
  );
  expect([first, second]).toMatchObject([
    { ok: true, value: { slug: "legislatives-d-essai" } },
    { ok: true, value: { slug: "legislatives-d-essai-2" } },
  ]);
  const view = await publicElection("legislatives-d-essai");
  expect(view?.rounds.map(({ number, pollingDates }) => [number, pollingDates.length])).toEqual([
    [1, 1],
    [2, 0],
  ]);
  expect(view?.rounds[0]?.pollingDates[0]).toMatchObject({ area: { code: "987-01" }, closesAt: "18:00" });
  expect(await db().auditEvent.count({ where: { action: "elections.create" } })).toBe(2);
});

test("refused, and nothing written: unknown area, unknown parent, an editor of an NGO", async () => {
  const absent = "00000000-0000-4000-8000-000000000000";
  const elsewhere = { areaId: absent, pollingDate: "2027-06-05", timeZone: "America/Cayenne" };
  const lost = createElectionInput.parse({
    ...words,
    rounds: [{ pollingDate: "2027-06-06", exceptions: [elsewhere] }],
  });
  const orphan = createElectionInput.parse({
    ...words,
    parentId: absent,
    rounds: [{ pollingDate: "2027-06-06" }],
  });
  const before = await db().election.count();
  expect(await createElection(operator, lost)).toEqual({ ok: false, refusal: "unknown-area" });
  expect(await createElection(operator, orphan)).toEqual({ ok: false, refusal: "no-such-election" });
  const editor = ctxOf(memberActor({ organizationId: absent, role: "editor" }));
  expect(await createElection(editor, orphan)).toEqual({ ok: false, refusal: "not-allowed" });
  expect(await db().election.count()).toBe(before);
});

test("bad input is told by message keys", () => {
  const bad = createElectionInput.safeParse({
    ...words,
    timeZone: "Mars/Olympus",
    rounds: [{ pollingDate: "2027-06-13" }, { pollingDate: "2027-06-06" }],
  });
  expect(bad.error?.issues.map(({ message }) => message)).toEqual([
    "elections.errors.time-zone",
    "elections.errors.round-order",
  ]);
  const until = {
    nominationId: crypto.randomUUID(),
    status: "frozen",
    date: "2027-02-02",
    until: "2027-02-01",
  };
  const backwards = addNominationEventInput.safeParse({
    ...until,
    sourceTitle: "x",
    sourceUrl: "javascript:x",
  });
  expect(backwards.error?.issues.map(({ message }) => message)).toContain("elections.errors.url");
});

test("a nomination and its facts, by an NGO's editor; a party nominates a candidacy once", async () => {
  const candidacy = await aCandidacy(db());
  const party = await anOrganization(db(), { kind: "party" });
  const ngo = await anOrganization(db());
  const editor = ctxOf(
    memberActor({ organizationId: ngo.id, role: "editor" }),
    new Date("2027-05-01T10:00:00Z"),
  );
  const fact = { status: "announced", date: "2027-03-01", sourceTitle: "Communiqué du parti", sourceUrl: "" };
  const asked = { candidacyId: candidacy.id, organizationId: party.id, ...fact };
  const added = await addNomination(editor, addNominationInput.parse(asked));
  if (!added.ok) throw new Error(added.refusal);
  expect(await addNomination(editor, addNominationInput.parse(asked))).toMatchObject({
    refusal: "already-nominated",
  });
  const byNgo = addNominationInput.parse({ ...asked, organizationId: ngo.id });
  expect(await addNomination(editor, byNgo)).toMatchObject({ refusal: "no-such-party" });
  const nominationId = added.value.id;
  const frozen = { nominationId, ...fact, status: "frozen", date: "2027-04-01", until: "2027-05-20" };
  expect(await addNominationEvent(editor, addNominationEventInput.parse(frozen))).toMatchObject({ ok: true });
  const tomorrow = addNominationEventInput.parse({ nominationId, ...fact, date: "2027-05-02" });
  expect(await addNominationEvent(editor, tomorrow)).toMatchObject({ refusal: "future-date" });
  const views = await publicNominations([candidacy.id], editor.now);
  expect(views.get(candidacy.id)?.[0]).toMatchObject({
    state: { status: "frozen", isUntilPast: false },
    events: [{ status: "frozen" }, { status: "announced" }],
  });
  expect(await db().auditEvent.count({ where: { subjectId: nominationId } })).toBe(2);
});
