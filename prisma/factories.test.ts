import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, aForm, aMembership, anInvitation, aSignature } from "@/prisma/factories";
import { aCommune, aContest, aNomination, aNominationEvent } from "@/prisma/factories-ballots";
import { invented } from "@/prisma/inventing";

testDatabase();

test("a signed form stands from nothing", async () => {
  const form = await aForm(db(), { version: { engagements: 5 } });
  const ticket = await aCandidacy(db());
  const asked = { formId: form.id, candidacyId: ticket.id, organizationId: form.organizationId };
  const invitation = await anInvitation(db(), asked);
  const versionId = form.version.id;
  const answerAt = { 2: { value: "with_reservation" as const, comment: "Sous conditions." } };
  const linkId = invitation.linkId;
  const signature = await aSignature(db(), { versionId, candidacyId: ticket.id, linkId, answerAt });
  const again = await aSignature(db(), { versionId, candidacyId: ticket.id });
  expect([signature.revision, again.revision]).toEqual([1, 2]);
  expect(await db().answer.count({ where: { signatureId: signature.id } })).toBe(5);
  expect(await db().contactAttempt.count({ where: { candidacyId: ticket.id } })).toBe(1);
});

test("the rest of the words", async () => {
  const nomination = await aNomination(db(), { status: "announced", note: "Dossier complet." });
  await aNominationEvent(db(), { nominationId: nomination.id, status: "frozen" });
  await aContest(db(), { contenders: [{ label: "blanc", votes: 1 }] });
  await aMembership(db(), { role: "viewer" });
  const commune = await aCommune(db(), { name: "Bourg-Essai", postcodes: ["99100"] });
  expect(await db().postcode.count({ where: { areaId: commune.id } })).toBe(1);
  expect(await db().nominationEvent.count({ where: { nominationId: nomination.id } })).toBe(2);
  expect(new Set(Array.from({ length: 5000 }, (_, at) => invented(at))).size).toBe(5000);
});
