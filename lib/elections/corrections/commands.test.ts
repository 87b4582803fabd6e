import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { publicHistory } from "@/lib/directory/candidacies/queries";
import { aCandidacy, anArea } from "@/prisma/factories";
import { candidacyFor } from "../candidacies/queries";
import { correctCandidacy } from "./commands";
import { correctionInput } from "./schema";

testDatabase();

const operator = ctxOf(operatorActor(), new Date("2027-05-20T10:00:00Z"));

/** The form as it opens, with some fields typed over. */
async function typed(publicId: string, over: Record<string, string>) {
  const held = await candidacyFor(operator, publicId);
  if (!held) throw new Error("no candidacy");
  return correctionInput.parse({
    candidacyId: held.id,
    givenName: held.person.givenName,
    familyName: held.person.familyName,
    gender: held.person.gender ?? "",
    panelNumber: String(held.panelNumber ?? ""),
    nuanceCode: held.nuanceCode ?? "",
    nuanceLabel: held.nuanceLabel ?? "",
    partyLabel: held.partyLabel ?? "",
    areaCode: held.ballot.area.code,
    reason: "Faute de frappe",
    date: "2027-05-19",
    sourceTitle: "Arrêté préfectoral",
    sourceUrl: "",
    ...over,
  });
}

test("a correction is a dated public fact with what stood before, logged, and only the operator's", async () => {
  const { id, publicId } = await aCandidacy(db(), { panelNumber: 4 });
  const before = await candidacyFor(operator, publicId);
  const input = await typed(publicId, { familyName: "Corrigée", panelNumber: "7", gender: "" });
  expect(await correctCandidacy(ctxOf(memberActor()), input)).toMatchObject({ refusal: "not-allowed" });
  expect(await correctCandidacy(operator, input)).toMatchObject({ ok: true });
  expect(await correctCandidacy(operator, input)).toMatchObject({ refusal: "nothing-to-correct" });
  const kept = await candidacyFor(operator, publicId);
  expect([kept?.person.familyName, kept?.panelNumber, kept?.person.gender]).toEqual(["Corrigée", 7, null]);
  const { standing } = await publicHistory(id);
  const [fact] = standing;
  expect([standing.length, fact?.kind, fact?.sourceTitle]).toEqual([1, "corrected", "Arrêté préfectoral"]);
  expect(fact?.note).toContain(`${before?.person.familyName} → ${before?.person.givenName} Corrigée`);
  expect(fact?.note).toContain("4 → 7. Faute de frappe");
  const logged = await db().auditEvent.findFirstOrThrow({
    where: { action: "elections.correct", subjectId: id },
    select: { before: true, after: true },
  });
  expect(logged).toMatchObject({
    before: { panel_number: 4 },
    after: { panel_number: 7, reason: "Faute de frappe" },
  });
});

test("a panel is nobody else's, an area is one of the election's, and counted votes stay where they are", async () => {
  const { id, publicId, ballotId } = await aCandidacy(db(), { panelNumber: 1 });
  await aCandidacy(db(), { ballotId, panelNumber: 2 });
  const correct = async (over: Record<string, string>) =>
    correctCandidacy(operator, await typed(publicId, over));
  expect(await correct({ panelNumber: "2" })).toMatchObject({ refusal: "panel-taken" });
  expect(await correct({ areaCode: "nowhere" })).toMatchObject({ refusal: "unknown-area" });
  expect(await correct({ date: "2027-05-21" })).toMatchObject({ refusal: "future-date" });
  const held = await candidacyFor(operator, publicId);
  const { scheme } = await db().area.findFirstOrThrow({
    where: { ballots: { some: { id: ballotId } } },
    select: { scheme: true },
  });
  const next = await anArea(db(), { scheme });
  expect(await correct({ areaCode: next.code })).toMatchObject({ ok: true });
  const moved = await candidacyFor(operator, publicId);
  expect(moved?.ballot.area.code).toBe(next.code);
  expect(moved?.corrections[0]?.changes).toEqual([
    { column: "area", before: held?.ballot.area.code, after: next.code },
  ]);
  const counted = { candidacyId: id, round: 1, areaId: next.id, votes: 3 };
  await db().result.create({ data: counted, select: { round: true } });
  const back = await correct({ areaCode: held?.ballot.area.code ?? "" });
  expect(back).toMatchObject({ refusal: "counted-there" });
});
