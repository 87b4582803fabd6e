import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, pool, type Tx } from "@/lib/core/db";
import { addJobs } from "@/lib/core/jobs";
import { done, type Result, refuse } from "@/lib/core/result";
import type { CandidacyRole } from "@/prisma/client/enums";
import { authorsOf } from "../contacts/queries";
import { CLAIM_NEXT, readyFor, readyValues } from "./queries";
import { CLAIM_MINUTES, callBackAt, recordingJob, UNDO_MINUTES, whyNotCall, whyNotUndo } from "./rules";
import type { CallInput, NextInput, Outcome, SettleInput } from "./schema";

const TRIES = 25;

/** Claims the next person to call for this volunteer, or keeps the one she has; "nobody" where none is left for now. */
export async function nextCall(
  ctx: Ctx,
  { formId }: NextInput,
): Promise<Result<{ callId: string }, "not-yours" | "closed" | "nobody">> {
  const form = await authorsOf(formId);
  const no = whyNotCall(ctx, form?.authors ?? []);
  const ready = await readyFor(ctx, formId);
  if (no || !ready) return refuse("not-yours");
  const { closesAt } = await db().form.findUniqueOrThrow({
    where: { id: formId },
    select: { closesAt: true },
  });
  if (ctx.now >= closesAt) return refuse("closed");
  await pool().query("DELETE FROM phone_call WHERE outcome IS NULL AND expires_at <= $1", [ctx.now]);
  const values = await readyValues(ctx, ready);
  for (let time = 0; time < TRIES; time += 1) {
    const held = await db().phoneCall.findFirst({
      where: { formId, userId: ready.userId, outcome: null },
      select: { id: true },
    });
    if (held) return done({ callId: held.id });
    const { rows } = await pool().query<{ id: string | null; isFound: boolean }>(CLAIM_NEXT, [
      ...values,
      `${CLAIM_MINUTES} minutes`,
    ]);
    const [next] = rows;
    if (next?.id) return done({ callId: next.id });
    // Found but not got: another volunteer was quicker by a moment, and the next look sees it.
    if (!next?.isFound) return refuse("nobody");
  }
  return refuse("nobody");
}

interface Held {
  readonly id: string;
  readonly formId: string;
  readonly candidacyId: string;
  readonly role: CandidacyRole;
  readonly contactId: string;
  readonly outcome: Outcome | null;
  readonly settledAt: Date | null;
  readonly recordedAt: Date | null;
  readonly timeZone: string;
}

/** The call under lock, where it is this volunteer's own; null elsewhere. */
async function ownCall(tx: Tx, ctx: Ctx, callId: string): Promise<Held | null> {
  if (ctx.actor.kind !== "member") return null;
  const [row] = await tx.$queryRaw<Held[]>`
    SELECT p.id, p.form_id AS "formId", p.candidacy_id AS "candidacyId", p.role, p.contact_id AS "contactId", p.outcome,
      p.settled_at AS "settledAt", p.recorded_at AS "recordedAt", coalesce(a.time_zone, u.time_zone, e.time_zone) AS "timeZone"
    FROM phone_call p JOIN candidacy c ON c.id = p.candidacy_id JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id
    LEFT JOIN area u ON u.id = a.parent_id JOIN election e ON e.id = b.election_id
    WHERE p.id = ${callId}::uuid AND p.user_id = ${ctx.actor.userId}::uuid FOR UPDATE OF p`;
  const authors = row && (await authorsOf(row.formId));
  return row && !whyNotCall(ctx, authors?.authors ?? []) ? row : null;
}

/** What must hold at once: a wrong number is dialled no more, and who said so is written to no more. */
async function stopAtOnce(tx: Tx, ctx: Ctx, call: Held, outcome: Outcome): Promise<void> {
  const { contactId, candidacyId, role, formId } = call;
  if (outcome === "wrong-number")
    await tx.contact.update({
      where: { id: contactId },
      data: { stoppedAt: ctx.now, stopReason: "wrong-number" },
      select: { id: true },
    });
  if (outcome !== "stop") return;
  const authors = await tx.formAuthor.findMany({ where: { formId }, select: { organizationId: true } });
  const data = authors.map(({ organizationId }) => ({ organizationId, candidacyId, role, at: ctx.now }));
  await tx.contactStop.createMany({ data, skipDuplicates: true });
}

/** The earlier outcomes of this volunteer become final: only the last one can be taken back. */
async function recordEarlier(tx: Tx, { formId }: Held, userId: string): Promise<void> {
  const earlier = await tx.phoneCall.findMany({
    where: { formId, userId, recordedAt: null, NOT: { outcome: null } },
    select: { id: true },
  });
  await addJobs(
    tx,
    earlier.map(({ id }) => recordingJob(id)),
  );
}

type SettleRefusal = "not-yours" | "settled" | "when";

async function settle(
  tx: Tx,
  ctx: Ctx,
  input: SettleInput,
): Promise<Result<{ formId: string }, SettleRefusal>> {
  const { callId, outcome, note } = input;
  const call = await ownCall(tx, ctx, callId);
  if (!call || ctx.actor.kind !== "member") return refuse("not-yours");
  if (call.outcome) return refuse("settled");
  const back = outcome === "call-back" ? callBackAt(input.callBackAt, call.timeZone, ctx.now) : null;
  if (outcome === "call-back" && !back) return refuse("when");
  await recordEarlier(tx, call, ctx.actor.userId);
  await tx.phoneCall.update({
    where: { id: callId },
    data: { outcome, note: note || null, callBackAt: back, settledAt: ctx.now },
    select: { id: true },
  });
  await stopAtOnce(tx, ctx, call, outcome);
  await addJobs(tx, [recordingJob(callId, new Date(ctx.now.getTime() + UNDO_MINUTES * 60_000))]);
  const subject = { kind: "phone-call", id: callId };
  await record(tx, ctx, { action: "outreach.settle-call", subject, after: { outcome } });
  return done({ formId: call.formId });
}

/** Says what came of a call, and claims the next person. The request goes on record once it can no longer be taken back. */
export async function settleCall(ctx: Ctx, input: SettleInput): Promise<Result<object, SettleRefusal>> {
  const settled = await db().$transaction((tx) => settle(tx, ctx, input));
  if (!settled.ok) return settled;
  await nextCall(ctx, { formId: settled.value.formId });
  return done({});
}

/** Lets a person go who was claimed and not called. */
export async function releaseCall(
  ctx: Ctx,
  { callId }: CallInput,
): Promise<Result<object, "not-yours" | "settled">> {
  return db().$transaction(async (tx) => {
    const call = await ownCall(tx, ctx, callId);
    if (!call) return refuse("not-yours");
    if (call.outcome) return refuse("settled");
    await tx.phoneCall.delete({ where: { id: callId }, select: { id: true } });
    return done({});
  });
}

async function takeBack(tx: Tx, ctx: Ctx, call: Held): Promise<void> {
  const { id, formId, candidacyId, role, contactId, settledAt, outcome } = call;
  if (outcome === "wrong-number")
    await tx.contact.update({
      where: { id: contactId },
      data: { stoppedAt: null, stopReason: null },
      select: { id: true },
    });
  // Only what this very call had set: an older "no more" stands.
  if (outcome === "stop" && settledAt)
    await tx.contactStop.deleteMany({ where: { candidacyId, role, at: settledAt } });
  const userId = ctx.actor.kind === "member" ? ctx.actor.userId : null;
  if (userId) await tx.phoneCall.deleteMany({ where: { formId, userId, outcome: null } });
  const expiresAt = new Date(ctx.now.getTime() + CLAIM_MINUTES * 60_000);
  const data = { outcome: null, note: null, callBackAt: null, settledAt: null, expiresAt };
  await tx.phoneCall.update({ where: { id }, data, select: { id: true } });
}

/** Takes the last outcome back: the person is on the line again, nothing of it was public. */
export async function undoCall(
  ctx: Ctx,
  { callId }: CallInput,
): Promise<Result<object, "not-yours" | "too-late">> {
  try {
    return await db().$transaction(async (tx) => {
      const call = await ownCall(tx, ctx, callId);
      if (!call) return refuse("not-yours");
      const no = whyNotUndo(ctx.now, call);
      if (no) return refuse(no);
      await takeBack(tx, ctx, call);
      const subject = { kind: "phone-call", id: callId };
      const before = { outcome: call.outcome };
      await record(tx, ctx, { action: "outreach.undo-call", subject, before });
      return done({});
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("too-late");
    throw error;
  }
}
