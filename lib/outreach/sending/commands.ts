import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import { hasRelay, sendLetter } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { outcomeOf, whyNotSend } from "../mailings/rules";
import { invitationLetter } from "../ui/invitation-mail";
import { type InvitationWords, invitationWords } from "./queries";

const BATCH = 100;

interface Claimed {
  readonly id: string;
  readonly contact_id: string;
  readonly link_id: string;
  readonly value: string;
}

interface Running {
  readonly id: string;
  readonly formId: string;
  readonly subject: unknown;
  readonly body: unknown;
  readonly locale: string;
}

/** Takes the next invitations out of the queue before anything is handed over: no crash can send one twice. */
async function claim(mailingId: string): Promise<readonly Claimed[]> {
  const { rows } = await pool().query<Claimed>(
    `WITH next AS (
       SELECT i.id FROM invitation i JOIN mailing m ON m.id = i.mailing_id
       WHERE i.mailing_id = $1 AND i.status = 'queued' AND m.status = 'running' ORDER BY i.id LIMIT $2 FOR UPDATE OF i SKIP LOCKED)
     UPDATE invitation i SET status = 'sending' FROM next, contact k
     WHERE i.id = next.id AND k.id = i.contact_id RETURNING i.id, i.contact_id, i.link_id, k.value`,
    [mailingId, BATCH],
  );
  return rows;
}

/** The relay took it: the invitation and the request on record, in one statement. */
async function accepted(ctx: Ctx, id: string, reply: string): Promise<void> {
  await pool().query(
    `WITH sent AS (
       UPDATE invitation SET status = 'accepted', accepted_at = signataires_now(), reply = $2 WHERE id = $1 AND status = 'sending'
       RETURNING id, form_id, candidacy_id, role, contact_id, accepted_at)
     INSERT INTO contact_attempt (form_id, candidacy_id, role, organization_id, channel, at, outcome, invitation_id)
     SELECT s.form_id, s.candidacy_id, s.role, k.organization_id, 'email', greatest(s.accepted_at, $3), 'accepted', s.id
     FROM sent s JOIN contact k ON k.id = s.contact_id`,
    [id, reply, ctx.now],
  );
}

async function settle(id: string, status: "refused" | "in_doubt" | "queued", reply: string): Promise<void> {
  await pool().query(
    "UPDATE invitation SET status = $2::invitation_status, reply = $3 WHERE id = $1 AND status = 'sending'",
    [id, status, reply],
  );
}

function failureOf(error: unknown): { responseCode?: number; command?: string; reply: string } {
  if (!(error instanceof Error)) return { reply: "" };
  const code =
    "responseCode" in error && typeof error.responseCode === "number"
      ? { responseCode: error.responseCode }
      : {};
  const command = "command" in error && typeof error.command === "string" ? { command: error.command } : {};
  return {
    ...code,
    ...command,
    reply: error.message.replace(/[^\s<>]+@[^\s<>]+/g, "[address]").slice(0, 200),
  };
}

/** Without a relay the demo keeps invitations in its inbox, rendered when looked at. */
async function keepInInbox(ctx: Ctx, one: Claimed, words: InvitationWords): Promise<void> {
  const data = { invitationId: one.id };
  await db().mail.create({
    data: {
      template: "invitation",
      data,
      locale: words.locale,
      toAddress: one.value,
      status: "waiting",
      createdAt: ctx.now,
    },
    select: { id: true },
  });
  await accepted(ctx, one.id, "demonstration inbox");
}

/** Hands one over. Returns false where the relay is away, so that the rest waits. */
async function handOver(ctx: Ctx, one: Claimed, words: InvitationWords): Promise<boolean> {
  if (!hasRelay()) {
    await keepInInbox(ctx, one, words);
    return true;
  }
  try {
    const reply = await sendLetter(await invitationLetter(words, one.link_id), one.value, one.id);
    await accepted(ctx, one.id, reply);
    return true;
  } catch (error) {
    const failure = failureOf(error);
    const outcome = outcomeOf(failure);
    await settle(one.id, outcome === "not-taken" ? "queued" : outcome, failure.reply);
    return outcome !== "not-taken";
  }
}

async function sendBatch(ctx: Ctx, mailing: Running): Promise<"more" | "none" | "away"> {
  const claimed = await claim(mailing.id);
  if (claimed.length === 0) return "none";
  const words = await invitationWords(
    mailing.formId,
    claimed.map(({ contact_id }) => contact_id),
    mailing,
  );
  const results = await Promise.all(
    claimed.map((one) => {
      const own = words.get(one.contact_id);
      return own ? handOver(ctx, one, own) : settle(one.id, "in_doubt", "").then(() => true);
    }),
  );
  return results.every(Boolean) ? "more" : "away";
}

/** Those left between claim and answer by a worker that died: perhaps taken, perhaps not; a person decides. */
async function markDoubtful(mailingId: string): Promise<void> {
  await pool().query(
    "UPDATE invitation SET status = 'in_doubt' WHERE mailing_id = $1 AND status = 'sending'",
    [mailingId],
  );
}

async function run(ctx: Ctx, mailing: Running): Promise<"away" | null> {
  await markDoubtful(mailing.id);
  for (;;) {
    const state = await sendBatch(ctx, mailing);
    if (state === "away") return "away";
    if (state === "none") break;
  }
  await pool().query(
    `UPDATE mailing SET status = 'finished', finished_at = signataires_now() WHERE id = $1 AND status = 'running'
     AND NOT EXISTS (SELECT FROM invitation WHERE mailing_id = $1 AND status IN ('queued', 'sending'))`,
    [mailing.id],
  );
  return null;
}

/**
 * Sends a running mailing until it is done, paused or the relay is away. One worker at a time for a mailing, by a lock that
 * ends with its connection; so whatever is still "sending" at the start was left by one that died.
 */
export async function sendMailing(
  ctx: Ctx,
  { mailingId }: { mailingId: string },
): Promise<Result<null, "not-yours" | "relay-away">> {
  const no = whyNotSend(ctx);
  if (no) return refuse(no);
  const select = { id: true, formId: true, subject: true, body: true, locale: true } as const;
  const mailing = await db().mailing.findFirst({ where: { id: mailingId, status: "running" }, select });
  if (!mailing) return done(null);
  const lock = await pool().connect();
  try {
    const { rows } = await lock.query<{ held: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held",
      [mailingId],
    );
    if (!rows[0]?.held) return done(null);
    return (await run(ctx, mailing)) ? refuse("relay-away") : done(null);
  } finally {
    lock.release(true);
  }
}
