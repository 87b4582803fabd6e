import { randomUUID } from "node:crypto";
import { db } from "@/lib/core/db";
import { keepFile } from "@/lib/core/files";
import { ctxOf, linkActor, memberActor, systemActor } from "@/lib/core/testing/actors";
import { logPublished } from "@/lib/forms/logging/commands";
import { aCandidacy, aContact, aForm, aLink, aMembership, aUser } from "@/prisma/factories";
import { acceptAll, saveAnswers } from "../answering/commands";
import { withdraw } from "../commands";
import { askErasure, confirmErasure, proposeErasure } from "../erasing/commands";
import { sign } from "../signing/commands";
import { aPaper } from "./papers";
import { shown } from "./signer";

/** Somebody who signed with a comment, in words that are nobody else's; and an NGO with two owners. */
export async function scene() {
  const form = await aForm(db());
  await logPublished(ctxOf(systemActor()));
  const candidacy = await aCandidacy(db());
  const who = { formId: form.id, candidacyId: candidacy.id };
  const link = await aLink(db(), { ...who, role: "candidate" });
  const ctx = ctxOf(linkActor({ linkId: link.id, ...who }));
  await acceptAll(ctx, {});
  const word = () => `mot-${randomUUID()}`;
  const words = Array.from({ length: 12 }, word);
  const [comment = "", email = "", phone = "", source = "", draft = "", reason = ""] = words;
  const [assistant = "", paperNote = "", call = "", mail = "", quote = "", transcribed = ""] = words.slice(6);
  const { organizationId } = form;
  await aContact(db(), {
    organizationId,
    candidacyId: candidacy.id,
    value: `${email}@essai.example`,
    source,
  });
  const [first = "", second = ""] = form.version.engagementIds;
  await saveAnswers(ctx, { theme: 0, answers: { [first]: { value: "with_reservation", comment } } });
  const signed = await sign(ctx, await shown(ctx));
  if (!signed.ok) throw new Error(signed.refusal);
  const select = { id: true, publicId: true } as const;
  const signature = await db().signature.findFirstOrThrow({ where: who, select });
  await withdraw(ctx, { revision: 1, reason });
  await saveAnswers(ctx, { theme: 0, answers: { [second]: { value: "with_reservation", comment: draft } } });
  const prepared = await aLink(db(), { ...who, kind: "prepare" });
  await db().preparation.create({
    data: { linkId: prepared.id, madeFor: assistant },
    select: { linkId: true },
  });
  const of = { ...who, organizationId };
  await db().contact.create({
    data: { organizationId, candidacyId: candidacy.id, channel: "phone", value: phone, source: "Tract" },
    select: { id: true },
  });
  const user = await aUser(db());
  const attempt = { ...of, channel: "phone", at: new Date(), outcome: "no-answer", note: call };
  await db().contactAttempt.create({ data: attempt, select: { id: true } });
  const letter = { template: "receipt", data: { signatureId: signature.id, word: mail }, locale: "fr" };
  await db().mail.create({ data: { ...letter, toAddress: "x@essai.example" }, select: { id: true } });
  const paperId = await aPaper(of);
  await db().paper.update({ where: { id: paperId }, data: { received: paperNote }, select: { id: true } });
  const read = { paperId, userId: user.id, turn: 1, signedOn: new Date(), answers: { x: transcribed } };
  await db().transcription.create({ data: read, select: { id: true } });
  const file = await keepFile(new TextEncoder().encode(quote));
  const page = { paperId, position: 1, kind: "pdf", hash: file };
  await db().paperPage.create({ data: page, select: { position: true } });
  const owners = [];
  for (let at = 0; at < 2; at += 1) {
    const { id: userId } = await aUser(db());
    await aMembership(db(), { userId, organizationId, role: "owner" });
    owners.push(ctxOf(memberActor({ userId, organizationId })));
  }
  const [maud = ctx, said = ctx] = owners;
  return {
    form,
    candidacy,
    who,
    ctx,
    signature,
    words: words.filter((one) => one !== quote),
    file,
    maud,
    said,
  };
}

export type Scene = Awaited<ReturnType<typeof scene>>;

export async function open({ signature }: Scene): Promise<string> {
  const where = { signatureId: signature.id, outcome: null };
  return (await db().erasureRequest.findFirstOrThrow({ where, select: { id: true } })).id;
}

/** Asked by the signer, proposed by one owner, confirmed by the other. */
export async function erase(one: Scene, reason: "art17" | "identity-fraud" = "art17") {
  await askErasure(one.ctx, {});
  await proposeErasure(one.maud, { signature: one.signature.publicId, reason });
  return confirmErasure(one.said, { requestId: await open(one) });
}
