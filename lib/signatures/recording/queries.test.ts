import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aSignature } from "@/prisma/factories";
import { confirmQuote } from "../quoting/commands";
import { anAttestation, anOffice, aPaper, aQuote } from "../testing/papers";
import { checksFor } from "./queries";

testDatabase();

/** An office of an owner and an editor, with what the editor recorded and the owner is to look at. */
async function busy() {
  const office = await anOffice(2);
  const { form, candidacy, ctxs } = office;
  const [maud, said] = ctxs;
  if (!maud || !said || said.actor.kind !== "member") throw new Error("two were asked for");
  const whose = { organizationId: form.organizationId, formId: form.id, candidacyId: candidacy.id };
  const { userId } = said.actor;
  const paperId = await aPaper(whose);
  await db().transcription.create({
    data: { paperId, userId, turn: 1, signedOn: new Date(), answers: {} },
    select: { id: true },
  });
  const quoteId = await aQuote(whose);
  await db().quotedStatement.update({
    where: { id: quoteId },
    data: { recordedById: userId },
    select: { id: true },
  });
  const attestationId = await anAttestation(whose);
  const { signatureId } = await db().attestation.update({
    where: { id: attestationId },
    data: { recordedById: userId },
    select: { signatureId: true },
  });
  await db().erasureRequest.create({ data: { signatureId }, select: { id: true } });
  await db().signatureEvent.create({
    data: { signatureId, kind: "disputed", at: new Date() },
    select: { id: true },
  });
  return { ...office, maud, said, paperId, quoteId };
}

test("each sees what waits for her own eyes, and nothing that she recorded herself", async () => {
  const { form, maud, said, paperId, quoteId } = await busy();
  const listed = async (ctx: typeof maud) => (await checksFor(ctx, form.id)).map(({ what }) => what);
  expect(await listed(maud)).toEqual(["paper-read", "quote", "attestation", "erasure", "dispute"]);
  // Disputes are the owners' to decide.
  expect(await listed(said)).toEqual(["erasure"]);
  const found = await checksFor(maud, form.id);
  expect(found.slice(0, 2).map(({ only }) => only)).toEqual([paperId, quoteId]);
  await confirmQuote(said, { quoteId });
  expect(await listed(maud)).toContain("quote");
});

test("of another NGO, or without the right to record, nobody is told of anything", async () => {
  const { form } = await busy();
  const stranger = (await anOffice(1)).ctxs[0];
  if (!stranger) throw new Error("nobody");
  expect(await checksFor(stranger, form.id)).toEqual([]);
  const viewer = ctxOf(memberActor({ organizationId: form.organizationId, role: "viewer" }));
  expect(await checksFor(viewer, form.id)).toEqual([]);
});

test("two of one kind lead to the list, not to either", async () => {
  const { form, candidacy, maud } = await busy();
  const whose = { organizationId: form.organizationId, formId: form.id, candidacyId: candidacy.id };
  await aPaper(whose);
  await aSignature(db(), { versionId: form.version.id, candidacyId: candidacy.id, revision: 2 });
  expect((await checksFor(maud, form.id))[0]).toEqual({ what: "paper-read", count: 2, only: null });
});
