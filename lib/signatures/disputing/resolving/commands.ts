import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { isLocale } from "@/lib/core/i18n/locale";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { logEvent } from "@/lib/proof/commands";
import { addressesOf, type ContestedSignature, contestedSignature, ownersOf } from "../queries";
import { whyNotDecide, whyNotResolve } from "../rules";
import { type DecideInput, OUTCOMES, type Outcome, type ProposeInput } from "../schema";

interface Decision {
  readonly id: string;
  readonly outcome: Outcome;
  readonly note: string;
}

async function lock(tx: Tx, signatureId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('dispute:' || ${signatureId}, 0))`;
}

/** The signature that an event contests, under lock; null where that dispute is resolved or there is none. */
async function openDispute(tx: Tx, eventId: string): Promise<ContestedSignature | null> {
  const event = await tx.signatureEvent.findUnique({
    where: { id: eventId, kind: "disputed" },
    select: { signatureId: true },
  });
  if (!event) return null;
  await lock(tx, event.signatureId);
  const signature = await contestedSignature(event.signatureId, tx);
  const isOpen = signature?.isDisputed && !signature.isErased && signature.disputes.at(-1)?.id === eventId;
  return isOpen ? signature : null;
}

const idsOf = ({ authors }: ContestedSignature) => authors.map(({ id }) => id);

/** Writes the resolution: a new dated fact with its note, in the log, told to the contacts. The signature is never deleted. */
async function resolve(tx: Tx, ctx: Ctx, signature: ContestedSignature, decision: Decision) {
  const { id, outcome, note: reason } = decision;
  const by = signature.authors.map(({ name }) => name);
  const deciding = { verdict: "confirmed", decidedAt: ctx.now };
  const { actor } = ctx;
  if (actor.kind !== "member") throw new Error("a dispute is decided by a member");
  const isAlone = (await ownersOf(tx, signature.id)).length < 2;
  await tx.disputeDecision.update({
    where: { id },
    data: { ...deciding, decidedById: actor.userId, isAlone },
    select: { id: true },
  });
  const event = await tx.signatureEvent.create({
    data: { signatureId: signature.id, kind: "resolved", at: ctx.now, reason, said: { outcome, by } },
    select: { id: true, signatureId: true },
  });
  await logEvent(tx, event, { type: "resolution", at: ctx.now.toISOString(), reason, outcome, by });
  const subject = { kind: "signature", id: signature.id };
  await record(tx, ctx, { action: "signatures.resolve", subject, after: { outcome, note: reason } });
  const locale = isLocale(signature.locale) ? signature.locale : "fr";
  for (const { value: to, organizationId } of await addressesOf(tx, [signature.id])) {
    const data = { eventId: event.id };
    await queueMail(tx, { template: "dispute-told", data, locale, to, organizationId });
  }
}

/**
 * An owner proposes how a dispute ends, with the note that will be public. Where no other owner could confirm it, that is the
 * decision; otherwise it waits for one.
 */
export async function proposeResolution(
  ctx: Ctx,
  { eventId, outcome, note }: ProposeInput,
): Promise<Result<{ isDecided: boolean }, "not-yours" | "gone" | "proposed">> {
  return db().$transaction(async (tx) => {
    const signature = await openDispute(tx, eventId);
    const no = whyNotResolve(ctx, signature ? idsOf(signature) : []);
    if (ctx.actor.kind !== "member" || (no && signature)) return refuse("not-yours");
    if (!signature) return refuse("gone");
    if ((await tx.disputeDecision.count({ where: { eventId, verdict: null } })) > 0)
      return refuse("proposed");
    const { id } = await tx.disputeDecision.create({
      data: { eventId, outcome, note, proposedById: ctx.actor.userId, proposedAt: ctx.now },
      select: { id: true },
    });
    const subject = { kind: "signature", id: signature.id };
    await record(tx, ctx, { action: "signatures.propose-resolution", subject, after: { outcome, note } });
    const isDecided = (await ownersOf(tx, signature.id)).length < 2;
    if (isDecided) await resolve(tx, ctx, signature, { id, outcome, note });
    return done({ isDecided });
  });
}

/** Another owner confirms a proposal, and it is public at once, or sets it aside. */
export async function decideResolution(
  ctx: Ctx,
  { decisionId, verdict }: DecideInput,
): Promise<Result<object, "not-yours" | "decided" | "second-person">> {
  return db().$transaction(async (tx) => {
    const row = await tx.disputeDecision.findUnique({
      where: { id: decisionId },
      select: {
        id: true,
        eventId: true,
        outcome: true,
        note: true,
        proposedById: true,
        event: { select: { signatureId: true } },
      },
    });
    if (!row) return refuse("not-yours");
    await lock(tx, row.event.signatureId);
    const signature = await contestedSignature(row.event.signatureId, tx);
    const isOpen = (await tx.disputeDecision.count({ where: { id: row.id, verdict: null } })) > 0;
    const owners = (await ownersOf(tx, row.event.signatureId)).length;
    const facts = {
      authors: signature ? idsOf(signature) : [],
      owners,
      proposedById: row.proposedById,
      isOpen,
    };
    const no = whyNotDecide(ctx, facts, verdict);
    if (no || !signature) return refuse(no ?? "not-yours");
    const outcome = OUTCOMES.find((one) => one === row.outcome) ?? "stands";
    if (verdict === "confirmed") await resolve(tx, ctx, signature, { id: row.id, outcome, note: row.note });
    else await setAside(tx, ctx, row.id, signature.id);
    return done({});
  });
}

async function setAside(tx: Tx, ctx: Ctx, id: string, signatureId: string): Promise<void> {
  if (ctx.actor.kind !== "member") throw new Error("a proposal is set aside by a member");
  const decidedById = ctx.actor.userId;
  await tx.disputeDecision.update({
    where: { id },
    data: { verdict: "set-aside", decidedAt: ctx.now, decidedById },
    select: { id: true },
  });
  const subject = { kind: "signature", id: signatureId };
  await record(tx, ctx, { action: "signatures.set-aside-resolution", subject });
}
