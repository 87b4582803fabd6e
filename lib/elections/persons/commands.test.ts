import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aBallot, aCandidacy, aForm, anArea, anElection, aPerson, aSignature } from "@/prisma/factories";
import { decidePair, findMatches, joinPersons, undoMerge } from "./commands";

testDatabase();

const operator = ctxOf(operatorActor());
const born = (day: string) => new Date(`${day}T00:00:00Z`);
const elections: string[] = [];
let areaId: string;

beforeAll(async () => {
  areaId = (await anArea(db())).id;
  for (const days of [-2000, 40]) elections.push((await anElection(db(), { roundDays: [days] })).id);
});

interface Words {
  readonly name: readonly [string, string];
  readonly birth?: string;
  readonly gender?: string;
  readonly area?: string;
}

/** Somebody who stands in the earlier (0) or the later (1) election. */
async function stands(at: 0 | 1, { name: [givenName, familyName], birth, gender, area = areaId }: Words) {
  const about = {
    givenName,
    familyName,
    ...(birth ? { birthDate: born(birth) } : {}),
    ...(gender ? { gender } : {}),
  };
  const person = await aPerson(db(), about);
  const electionId = elections[at] ?? "";
  const where = { electionId_areaId: { electionId, areaId: area } };
  const ballot =
    (await db().ballot.findUnique({ where, select: { id: true } })) ??
    (await aBallot(db(), { electionId, areaId: area }));
  const candidacy = await aCandidacy(db(), { ballotId: ballot.id, personId: person.id, substituteId: null });
  return { ...person, candidacyId: candidacy.id, ballotId: ballot.id };
}

async function find() {
  const found = await findMatches(operator);
  if (!found.ok) throw new Error(found.refusal);
  return found.value;
}

async function pairOf(a: { id: string }, b: { id: string }) {
  const [firstId = "", secondId = ""] = [a.id, b.id].sort();
  const where = { firstId_secondId: { firstId, secondId } };
  return db().personPair.findUnique({ where, select: { id: true, kind: true, decision: true, facts: true } });
}

const rootOf = async ({ id }: { id: string }) =>
  (await db().person.findUniqueOrThrow({ where: { id }, select: { mergedIntoId: true } })).mergedIntoId ?? id;

test("same folded name and birth date is one person, by itself and recorded; again, nothing changes", async () => {
  const before = await stands(0, { name: ["Zoé", "Exemple-Modèle"], birth: "1970-02-01" });
  const after = await stands(1, { name: ["Zoe", "EXEMPLE MODELE"], birth: "1970-02-01" });
  expect(await find()).toEqual({ merged: 1, queued: 0 });
  expect(await rootOf(after)).toBe(before.id);
  const select = { keptId: true, basis: true, facts: true } as const;
  expect(await db().personMerge.findFirst({ where: { mergedId: after.id }, select })).toEqual({
    keptId: before.id,
    basis: "name-and-birth-date",
    facts: ["name-same", "birth-date-same"],
  });
  expect(await find()).toEqual({ merged: 0, queued: 0 });
});

test("homonyms stay two: another birth date, one election, one ballot", async () => {
  const name = ["Camille", "Homonyme"] as const;
  const [one, two] = [
    await stands(1, { name, birth: "1961-05-05" }),
    await stands(1, { name, birth: "1983-07-09" }),
  ];
  // Two records of one name and birth date in one election are never joined: nobody stands twice.
  const [twin, other] = [
    await stands(1, { name: ["Dominique", "Jumelle"], birth: "1975-01-01" }),
    await stands(1, { name: ["Dominique", "Jumelle"], birth: "1975-01-01", area: (await anArea(db())).id }),
  ];
  const earlier = await stands(0, { name: ["Dominique", "Jumelle"], birth: "1975-01-01", gender: "m" });
  expect((await find()).merged).toBe(0);
  expect(await pairOf(one, two)).toBeNull();
  expect(await pairOf(twin, other)).toBeNull();
  expect(await pairOf(earlier, twin)).toMatchObject({ kind: "same" });
  for (const person of [one, two, twin, other, earlier]) expect(await rootOf(person)).toBe(person.id);
});

test("a near-miss decided as the same, undone, decided as not the same: all stands as before and nobody asks again", async () => {
  const before = await stands(0, { name: ["Maëlle", "Trévidic"], birth: "1980-04-04" });
  const after = await stands(1, { name: ["Maëlle", "Trévidic-Lorne"], birth: "1980-04-04" });
  const form = await aForm(db(), { electionId: elections[0] ?? "" });
  await aSignature(db(), { versionId: form.version.id, candidacyId: before.candidacyId });
  await db().personIdentifier.create({
    data: { scheme: "test", value: "42", personId: before.id },
    select: { value: true },
  });
  const everything = () =>
    Promise.all([
      db().person.findMany({
        orderBy: { id: "asc" },
        select: { id: true, mergedIntoId: true, familyName: true },
      }),
      db().candidacy.findMany({
        orderBy: { id: "asc" },
        select: { id: true, personId: true, substituteId: true },
      }),
      db().personIdentifier.findMany({ select: { scheme: true, value: true, personId: true } }),
      db().signature.findMany({ select: { id: true, personId: true, candidacyId: true } }),
    ]);
  await find();
  const pair = await pairOf(before, after);
  expect(pair).toMatchObject({
    kind: "surname",
    facts: ["surname-compound", "birth-date-same", "area-same"],
  });
  const pairId = pair?.id ?? "";
  const asBefore = await everything();
  expect(await decidePair(operator, { pairId, decision: "later" })).toMatchObject({ ok: true });
  expect(await decidePair(operator, { pairId, decision: "same" })).toMatchObject({ ok: true });
  expect(await decidePair(operator, { pairId, decision: "same" })).toMatchObject({
    refusal: "already-decided",
  });
  // Her present name is the one she is known by.
  expect([await rootOf(before), await rootOf(after)]).toEqual([after.id, after.id]);
  const merge = await db().personMerge.findFirstOrThrow({
    where: { mergedId: before.id },
    select: { id: true, basis: true },
  });
  expect(merge.basis).toBe("review");
  expect(await undoMerge(operator, { mergeId: merge.id })).toMatchObject({ ok: true });
  expect(await undoMerge(operator, { mergeId: merge.id })).toMatchObject({ refusal: "already-undone" });
  expect(await everything()).toEqual(asBefore);
  expect(await find()).toEqual({ merged: 0, queued: 0 });
  expect(await pairOf(before, after)).toMatchObject({ decision: null });
  expect(await decidePair(operator, { pairId, decision: "different" })).toMatchObject({ ok: true });
  expect(await find()).toEqual({ merged: 0, queued: 0 });
  expect(await pairOf(before, after)).toMatchObject({ decision: "different" });
  const events = await db().auditEvent.findMany({ where: { subjectId: after.id }, select: { action: true } });
  expect(events.map(({ action }) => action)).toEqual(["elections.merge-persons", "elections.undo-merge"]);
});

test("an automatic merge that was taken back is asked, never made again by itself", async () => {
  const before = await stands(0, { name: ["Idris", "Vasseur"], birth: "1966-06-06" });
  const after = await stands(1, { name: ["Idris", "Vasseur"], birth: "1966-06-06" });
  expect((await find()).merged).toBe(1);
  const merge = await db().personMerge.findFirstOrThrow({
    where: { mergedId: after.id },
    select: { id: true },
  });
  await undoMerge(operator, { mergeId: merge.id });
  expect((await find()).merged).toBe(0);
  expect(await pairOf(before, after)).toMatchObject({ kind: "same", decision: null });
});

test("who stands on one ballot is never one person", async () => {
  const before = await stands(0, { name: ["Nora", "Essai"] });
  const after = await stands(0, { name: ["Nora", "Essai"] });
  const join = { personId: before.id, other: after.publicId };
  expect(await joinPersons(operator, join)).toMatchObject({ refusal: "same-ballot" });
  expect(await joinPersons(operator, { ...join, other: "0000000000" })).toMatchObject({
    refusal: "no-such-person",
  });
  // Nor through a third record.
  const third = await stands(1, { name: ["Nora", "Autre"] });
  expect(await joinPersons(operator, { personId: before.id, other: third.publicId })).toMatchObject({
    ok: true,
  });
  expect(await joinPersons(operator, { personId: third.id, other: after.publicId })).toMatchObject({
    refusal: "same-ballot",
  });
  expect(await joinPersons(operator, { personId: third.id, other: before.publicId })).toMatchObject({
    refusal: "already-one",
  });
});

test("merges upon merges are undone in any order", async () => {
  const [a, b, c] = [
    await stands(0, { name: ["Ewen", "Premier"] }),
    await stands(1, { name: ["Ewen", "Second"] }),
    await stands(1, { name: ["Ewen", "Tiers"], area: (await anArea(db())).id }),
  ];
  const join = async (one: { id: string }, other: { publicId: string }) => {
    const made = await joinPersons(operator, { personId: one.id, other: other.publicId });
    if (!made.ok) throw new Error(made.refusal);
    return made.value.id;
  };
  const roots = async () => Promise.all([a, b, c].map(rootOf));
  const [first, second] = [await join(a, b), await join(b, c)];
  const top = (await rootOf(c)) === c.id ? c.id : b.id;
  expect(await roots()).toEqual([top, top, top]);
  await undoMerge(operator, { mergeId: second });
  expect(await roots()).toEqual([b.id, b.id, c.id]);
  const again = await join(b, c);
  await undoMerge(operator, { mergeId: first });
  expect((await roots())[0]).toBe(a.id);
  await undoMerge(operator, { mergeId: again });
  expect(await roots()).toEqual([a.id, b.id, c.id]);
});
