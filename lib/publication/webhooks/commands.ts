import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { isDemo } from "@/lib/outreach/post/queries";
import type { Prisma } from "@/prisma/client/client";
import { messageOf } from "../handing/message";
import { post } from "../handing/post";
import { secretOf } from "../handing/secret";
import { type WhyNotPress, whyNotPress } from "../rules";
import { entriesOf, type Hook, logEnd, webhooksDue } from "./queries";
import { waitAfter, whyNotHook } from "./rules";
import type { ReplayInput, WebhookIdInput, WebhookInput } from "./schema";

const MOST = 10;
const KEPT_DAYS = 30;

type Kept = Result<object, "not-yours" | "gone">;

/** Tells an address of everything that enters the log from now on about the NGO's forms. */
export async function addWebhook(
  ctx: Ctx,
  { organizationId, url }: WebhookInput,
): Promise<Result<object, "not-yours" | "known" | "too-many">> {
  const no = whyNotHook(ctx, organizationId);
  if (no || ctx.actor.kind !== "member") return refuse(no ?? "not-yours");
  const madeById = ctx.actor.userId;
  const nextIndex = await logEnd();
  try {
    return await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR UPDATE`;
      if ((await tx.webhook.count({ where: { organizationId } })) >= MOST) return refuse("too-many");
      const { id } = await tx.webhook.create({
        data: { organizationId, url, nextIndex, madeById, madeAt: ctx.now, nextTryAt: ctx.now },
        select: { id: true },
      });
      const subject = { kind: "webhook", id };
      const after = { name: new URL(url).host };
      await record(tx, ctx, { action: "publication.webhook-add", subject, organizationId, after });
      return done({});
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("known");
    throw error;
  }
}

/** Changes a webhook of the caller's NGO, and says so in the journal. */
async function change(ctx: Ctx, id: string, verb: string, data: Prisma.WebhookUpdateInput): Promise<Kept> {
  return db().$transaction(async (tx) => {
    const found = await tx.webhook.findUnique({ where: { id }, select: { organizationId: true, url: true } });
    const no = found ? whyNotHook(ctx, found.organizationId) : "gone";
    if (no || !found) return refuse(no ?? "gone");
    await tx.webhook.update({ where: { id }, data, select: { id: true } });
    const after = { name: new URL(found.url).host };
    const { organizationId } = found;
    const subject = { kind: "webhook", id };
    await record(tx, ctx, { action: `publication.webhook-${verb}`, subject, organizationId, after });
    return done({});
  });
}

/** Sends again from an entry of the log on; also takes up one that had been given up. */
export async function replayWebhook(ctx: Ctx, { id, index }: ReplayInput): Promise<Kept> {
  return change(ctx, id, "replay", { nextIndex: index, failures: 0, nextTryAt: ctx.now, stoppedAt: null });
}

/** Goes on where it stood, after its address did not answer for days. */
export async function resumeWebhook(ctx: Ctx, { id }: WebhookIdInput): Promise<Kept> {
  return change(ctx, id, "resume", { failures: 0, nextTryAt: ctx.now, stoppedAt: null });
}

/** Gives a new secret; the old one signs nothing any more. */
export async function renewSecret(ctx: Ctx, { id }: WebhookIdInput): Promise<Kept> {
  return change(ctx, id, "secret", { secretNumber: { increment: 1 } });
}

/** Sends nothing more there and forgets what was answered. */
export async function removeWebhook(ctx: Ctx, { id }: WebhookIdInput): Promise<Kept> {
  return db().$transaction(async (tx) => {
    const found = await tx.webhook.findUnique({ where: { id }, select: { organizationId: true, url: true } });
    const no = found ? whyNotHook(ctx, found.organizationId) : "gone";
    if (no || !found) return refuse(no ?? "gone");
    await tx.webhookTry.deleteMany({ where: { webhookId: id } });
    await tx.webhook.delete({ where: { id }, select: { id: true } });
    const { organizationId } = found;
    const after = { name: new URL(found.url).host };
    const subject = { kind: "webhook", id };
    await record(tx, ctx, { action: "publication.webhook-remove", subject, organizationId, after });
    return done({});
  });
}

const BATCH = 100;
const TURN_MS = 30_000;

/** Hands a webhook what it was not told yet, in order, until all is told or one is not taken. Returns how many were taken. */
async function hand(hook: Hook, now: Date): Promise<number> {
  const secret = secretOf(hook);
  const end = await logEnd();
  const entries = await entriesOf(hook.organizationId, hook.nextIndex, BATCH);
  const where = { id: hook.id, nextIndex: hook.nextIndex, secretNumber: hook.secretNumber };
  const turn = AbortSignal.timeout(TURN_MS);
  let taken = 0;
  for (const entry of entries) {
    if (turn.aborted) return taken;
    const { status, words } = await post(hook.url, messageOf({ id: hook.id, secret }, entry, now));
    const isTaken = status !== null && status >= 200 && status < 300;
    const failures = isTaken ? 0 : hook.failures + 1;
    const wait = status === 410 ? null : waitAfter(failures);
    const told = { webhookId: hook.id, index: entry.index, type: entry.type, at: now, status, words };
    await db().webhookTry.create({ data: told, select: { id: true } });
    const data = isTaken
      ? { nextIndex: entry.index + 1n, failures }
      : { failures, ...(wait === null ? { stoppedAt: now } : { nextTryAt: new Date(now.getTime() + wait) }) };
    // An owner who replays meanwhile has the last word.
    const { count } = await db().webhook.updateMany({ where, data });
    if (!isTaken || count === 0) return taken;
    where.nextIndex = entry.index + 1n;
    taken += 1;
  }
  // The rest of the log tells of others' forms.
  if (entries.length < BATCH) await db().webhook.updateMany({ where, data: { nextIndex: end } });
  return taken;
}

/**
 * Each minute: every webhook is handed what entered the log since, at least once each and in the log's order. One that does not
 * take it is tried again later and later, for three days; the others do not wait for it. Nothing leaves a demonstration.
 */
export async function deliverWebhooks(ctx: Ctx): Promise<Result<{ readonly taken: number }, WhyNotPress>> {
  const no = whyNotPress(ctx);
  if (no) return refuse(no);
  if (await isDemo()) return done({ taken: 0 });
  const over = new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000);
  await db().webhookTry.deleteMany({ where: { at: { lt: over } } });
  const taken = await Promise.all((await webhooksDue(ctx.now)).map((hook) => hand(hook, ctx.now)));
  return done({ taken: taken.reduce((sum, one) => sum + one, 0) });
}
