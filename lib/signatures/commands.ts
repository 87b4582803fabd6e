import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx, LinkHolder } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { logEvent } from "@/lib/proof/commands";
import type { CandidacyRole } from "@/prisma/client/enums";
import { addressHeld } from "./preparing/queries";
import { type OwnSignature, signingFacts } from "./queries";
import {
  linkOf,
  tellerOf,
  type WhyNotAct,
  whyNotDecline,
  whyNotLink,
  whyNotTell,
  whyNotWithdraw,
} from "./rules";
import type { DeclineInput, NothingInput, WithdrawInput } from "./schema";

async function addEvent(
  tx: Tx,
  ctx: Ctx,
  link: LinkHolder,
  signature: OwnSignature,
  reason: string | undefined,
): Promise<void> {
  const { id, revision } = signature;
  const { linkId } = link;
  const why = reason ? { reason } : {};
  const event = await tx.signatureEvent.create({
    data: { signatureId: id, kind: "withdrawn", at: ctx.now, linkId, ...why },
    select: { id: true, signatureId: true },
  });
  await logEvent(tx, event, { type: "withdrawal", at: ctx.now.toISOString(), ...why });
  await record(tx, ctx, {
    action: "signatures.withdraw",
    subject: { kind: "signature", id },
    after: { revision },
  });
}

/** Withdraws the signature: a new dated fact beside it; the signature stays readable. */
export async function withdraw(
  ctx: Ctx,
  input: WithdrawInput,
): Promise<Result<object, NonNullable<ReturnType<typeof whyNotWithdraw>>>> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  try {
    return await db().$transaction(async (tx) => {
      const { facts, signature } = await signingFacts(link, tx);
      const no = whyNotWithdraw(ctx, facts, input);
      if (no || !signature) return refuse(no ?? "not-signed");
      await addEvent(tx, ctx, link, signature, input.reason);
      return done({});
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("already-withdrawn");
    throw error;
  }
}

/** Says no to the whole form; public only where the candidate ticked so. */
export async function decline(
  ctx: Ctx,
  input: DeclineInput,
): Promise<Result<object, WhyNotAct | "already-signed">> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  const { formId, candidacyId, role, linkId } = link;
  const said = { isPublic: input.isPublic === "yes", reason: input.reason || null };
  return db().$transaction(async (tx) => {
    // The same button pressed twice at once says one no: the second waits here, then finds it said.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`decline:${formId}:${candidacyId}:${role}`}, 0))`;
    const { facts } = await signingFacts(link, tx);
    const no = whyNotDecline(ctx, facts);
    if (no) return refuse(no);
    const where = { formId, candidacyId, role };
    const last = await tx.decline.findFirst({
      where,
      orderBy: { at: "desc" },
      select: { isPublic: true, reason: true },
    });
    if (last?.isPublic === said.isPublic && last.reason === said.reason) return done({});
    const data = { ...where, linkId, at: ctx.now, ...said };
    const { id } = await tx.decline.create({ data, select: { id: true } });
    await record(tx, ctx, {
      action: "signatures.decline",
      subject: { kind: "decline", id },
      after: { ...where, isPublic: said.isPublic },
    });
    return done({});
  });
}

/**
 * "This is not me": this link and those handed on from it open nothing from now on, the address it went to is written to no
 * more, and the NGO is told so. Said again, it stays as it is.
 */
export async function reportNotMe(ctx: Ctx, _input: NothingInput): Promise<Result<object, "not-yours">> {
  const no = whyNotTell(ctx);
  const link = tellerOf(ctx);
  if (no || !link) return refuse("not-yours");
  const { linkId, formId, candidacyId, role } = link;
  return db().$transaction(async (tx) => {
    const report = { linkId, kind: "not-me", at: ctx.now };
    const { count } = await tx.linkReport.createMany({ data: [report], skipDuplicates: true });
    if (count === 0) return done({});
    const address = await addressHeld(link, tx);
    const stopped = { stoppedAt: ctx.now, stopReason: "not-me" };
    if (address) await tx.contact.update({ where: { id: address.id }, data: stopped, select: { id: true } });
    const handedOn = { kind: "prepare" as const, formId, candidacyId, role };
    await tx.link.updateMany({
      where: { OR: [{ id: linkId }, handedOn], revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    await record(tx, ctx, { action: "signatures.report-not-me", subject: { kind: "link", id: linkId } });
    return done({});
  });
}

/**
 * "Do not contact me again": no author of this form writes to this person any more. From whom the link reached by mistake it
 * stops nobody else's mail: that address was stopped when she said "this is not me".
 */
export async function stopContact(ctx: Ctx, _input: NothingInput): Promise<Result<object, "not-yours">> {
  const no = whyNotTell(ctx);
  const link = tellerOf(ctx);
  if (no || !link) return refuse("not-yours");
  const { linkId, formId, candidacyId, role } = link;
  return db().$transaction(async (tx) => {
    if ((await tx.linkReport.count({ where: { linkId, kind: "not-me" } })) > 0) return done({});
    const authors = await tx.formAuthor.findMany({ where: { formId }, select: { organizationId: true } });
    const data = authors.map(({ organizationId }) => ({ organizationId, candidacyId, role, at: ctx.now }));
    const { count } = await tx.contactStop.createMany({ data, skipDuplicates: true });
    const subject = { kind: "candidacy", id: candidacyId };
    if (count > 0) await record(tx, ctx, { action: "signatures.stop-contact", subject, after: { role } });
    return done({});
  });
}

/**
 * A refusal told to the NGO, on the phone: never public, and reminders stop. Nothing where she has signed or refused already.
 * Inside the caller's transaction.
 */
export async function keepToldRefusal(
  tx: Tx,
  ctx: Ctx,
  who: { readonly formId: string; readonly candidacyId: string; readonly role: CandidacyRole },
): Promise<Result<object, "not-yours">> {
  const authors = await tx.formAuthor.findMany({
    where: { formId: who.formId },
    select: { organizationId: true },
  });
  const no = whyNotLink(
    ctx,
    authors.map(({ organizationId }) => organizationId),
  );
  if (no) return refuse(no);
  const isAnswered =
    (await tx.signature.count({ where: who })) + (await tx.decline.count({ where: who })) > 0;
  if (isAnswered) return done({});
  const data = { ...who, isPublic: false, at: ctx.now };
  const { id } = await tx.decline.create({ data, select: { id: true } });
  const subject = { kind: "decline", id };
  await record(tx, ctx, {
    action: "signatures.keep-told-refusal",
    subject,
    after: { ...who, isPublic: false },
  });
  return done({});
}
