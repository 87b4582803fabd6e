import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { linkToken } from "@/lib/core/auth/link";
import { db, pool } from "@/lib/core/db";
import { addJobs } from "@/lib/core/jobs";
import { hasRelay, NotAccepted, sendLetter } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { referenceOf } from "../bounces/reference";
import { sendingJob, whyNotSend } from "../mailings/rules";
import { isDemo } from "../post/queries";
import { invitationLetter, linksOf } from "../ui/invitation-mail";
import { type InvitationWords, invitationWords } from "./queries";
import { BATCH, type Claimed, claim } from "./waves/commands";
import { type Hold, holdOfRest, type Standing, standingNow } from "./waves/queries";

interface Running {
  readonly id: string;
  readonly formId: string;
  readonly subject: unknown;
  readonly body: unknown;
  readonly locale: string;
}

/** Where letters go: to the relay, or in a demonstration into its inbox; null while a live instance has no relay. */
type Way = "relay" | "inbox" | null;

async function wayOut(): Promise<Way> {
  if (await isDemo()) return "inbox";
  return hasRelay() ? "relay" : null;
}

interface Taken {
  readonly id: string;
  readonly reply: string;
}

/** The relay took them: the invitations and the requests on record, in one statement. */
async function recordTaken(ctx: Ctx, taken: readonly Taken[]): Promise<void> {
  await pool().query(
    `WITH sent AS (
       UPDATE invitation i SET status = 'accepted', accepted_at = signataires_now(), reply = t.reply
       FROM json_to_recordset($1::json) AS t (id uuid, reply text) WHERE i.id = t.id AND i.status IN ('sending', 'in_doubt')
       RETURNING i.id, i.form_id, i.candidacy_id, i.role, i.contact_id, i.accepted_at)
     INSERT INTO contact_attempt (form_id, candidacy_id, role, organization_id, channel, at, outcome, invitation_id)
     SELECT s.form_id, s.candidacy_id, s.role, k.organization_id, 'email', greatest(s.accepted_at, $2), 'accepted', s.id
     FROM sent s JOIN contact k ON k.id = s.contact_id`,
    [JSON.stringify(taken), ctx.now],
  );
}

/** Records at once what the relay took; those taken while a statement runs go together into the next. */
type Recorder = (taken: Taken) => Promise<void>;

function recorder(ctx: Ctx): Recorder {
  let waiting: Taken[] = [];
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  const flush = async () => {
    const taken = waiting;
    waiting = [];
    next = null;
    await recordTaken(ctx, taken);
  };
  return (taken) => {
    waiting.push(taken);
    next ??= running.catch(() => undefined).then(() => (running = flush()));
    return next;
  };
}

type Settled = "refused" | "in_doubt" | "queued" | "cancelled";

async function settle(id: string, status: Settled, reply: string): Promise<void> {
  await pool().query(
    "UPDATE invitation SET status = $2::invitation_status, reply = $3 WHERE id = $1 AND status = 'sending'",
    [id, status, reply],
  );
}

/** Puts one back whose reader had her share of campaign mails for the week. */
async function postpone(id: string, until: Date): Promise<void> {
  await pool().query(
    "UPDATE invitation SET status = 'queued', not_before = $2 WHERE id = $1 AND status = 'sending'",
    [id, until],
  );
}

/** An address that the relay refused is written to no more. */
async function stopAddress(contactId: string): Promise<void> {
  await pool().query(
    "UPDATE contact SET stopped_at = signataires_now(), stop_reason = 'refused' WHERE id = $1 AND stopped_at IS NULL",
    [contactId],
  );
}

const OUTCOME = { refused: "refused", "not-taken": "queued", "in-doubt": "in_doubt" } as const;

/** What became of one: put off, it waits for a later run; away, so does all the rest. */
type Handed = "settled" | "refused" | "put-off" | "away";

async function handOver(keep: Recorder, one: Claimed, words: InvitationWords): Promise<Handed> {
  const letter = await invitationLetter(words, linksOf(words.locale, linkToken(one.link_id)));
  let reply: string;
  try {
    const reference = referenceOf(one.id);
    reply = await sendLetter({ ...letter, reference }, one.value, reference);
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    await settle(one.id, OUTCOME[error.outcome], error.reply);
    if (error.outcome !== "refused") return error.isAddress ? "put-off" : "away";
    if (error.isAddress) await stopAddress(one.contact_id);
    return "refused";
  }
  await keep({ id: one.id, reply });
  return "settled";
}

async function sendOne(
  keep: Recorder,
  one: Claimed,
  words: InvitationWords | undefined,
  way: Way,
): Promise<Handed> {
  if (!one.may_go || !words) {
    await settle(one.id, "cancelled", "");
    return "settled";
  }
  if (one.crowded_until) {
    await postpone(one.id, one.crowded_until);
    return "settled";
  }
  if (way === "relay") return handOver(keep, one, words);
  // Nothing leaves a demonstration: its inbox shows the invitation, rendered when looked at.
  await keep({ id: one.id, reply: "demonstration inbox" });
  return "settled";
}

/** Waits for every letter, so that none is still under way when a failure gives the mailing's lock back. */
async function allOf(handing: readonly Promise<Handed>[]): Promise<readonly Handed[]> {
  await Promise.allSettled(handing);
  return Promise.all(handing);
}

async function sendBatch(
  ctx: Ctx,
  keep: Recorder,
  mailing: Running,
  way: Way,
  standing: Standing,
): Promise<"more" | "none" | "away"> {
  const taken = await claim(ctx, { mailingId: mailing.id, standing });
  const claimed = taken.ok ? taken.value : [];
  if (claimed.length === 0) return "none";
  const contacts = claimed.map(({ contact_id }) => contact_id);
  const words = await invitationWords(mailing.formId, contacts, mailing);
  const handed = await allOf(claimed.map((one) => sendOne(keep, one, words.get(one.contact_id), way)));
  if (handed.length === BATCH && handed.every((one) => one === "refused")) await halt(mailing.id);
  return handed.includes("away") || handed.every((one) => one === "put-off") ? "away" : "more";
}

/** Fifty refusals in a row are no fifty wrong addresses: a person looks before the rest is spent. */
async function halt(mailingId: string): Promise<void> {
  await pool().query(
    "UPDATE mailing SET status = 'paused', waits_for = 'refusals', waits_until = NULL WHERE id = $1 AND status = 'running'",
    [mailingId],
  );
}

/** Those left between claim and answer by a worker that died: perhaps taken, perhaps not; a person decides. */
async function markDoubtful(mailingId: string): Promise<void> {
  await pool().query(
    "UPDATE invitation SET status = 'in_doubt' WHERE mailing_id = $1 AND status = 'sending'",
    [mailingId],
  );
}

/** Writes down what a mailing waits for, and asks to be woken when that is over. */
async function hold(mailingId: string, { for: reason, until }: Pick<Hold, "for"> & { until: Date | null }) {
  const { rowCount } = await pool().query(
    "UPDATE mailing SET waits_for = $2, waits_until = $3 WHERE id = $1 AND status = 'running'",
    [mailingId, reason, until],
  );
  if (rowCount && until) await addJobs(db(), [{ ...sendingJob(mailingId), runAt: until }]);
}

async function finish(mailingId: string, standing: Standing): Promise<void> {
  await pool().query(
    `UPDATE mailing SET status = 'finished', finished_at = signataires_now() WHERE id = $1 AND status = 'running'
     AND NOT EXISTS (SELECT FROM invitation WHERE mailing_id = $1 AND status IN ('queued', 'sending'))`,
    [mailingId],
  );
  const rest = await holdOfRest(mailingId, standing);
  if (rest) await hold(mailingId, rest);
}

/** Batch after batch, as far as the day's limit, the hours and election silence let it go. */
async function run(ctx: Ctx, mailing: Running): Promise<"away" | null> {
  const way = await wayOut();
  const away = async () => {
    await hold(mailing.id, { for: "relay", until: null });
    return "away" as const;
  };
  if (!way) return away();
  await pool().query("UPDATE mailing SET waits_for = NULL, waits_until = NULL WHERE id = $1", [mailing.id]);
  const keep = recorder(ctx);
  for (;;) {
    const standing = await standingNow(mailing.id);
    if (standing.hold) {
      await hold(mailing.id, standing.hold);
      return null;
    }
    const state = await sendBatch(ctx, keep, mailing, way, standing);
    if (state === "away") return away();
    if (state === "more") continue;
    await finish(mailing.id, standing);
    return null;
  }
}

/** Whether anything was put back to be sent while the last letters of a pause were still on their way. */
async function isResumed(mailingId: string): Promise<boolean> {
  const { rows } = await pool().query<{ is: boolean }>(
    `SELECT EXISTS (SELECT FROM invitation i JOIN mailing m ON m.id = i.mailing_id
       WHERE m.id = $1 AND m.status = 'running' AND m.waits_for IS NULL AND i.status = 'queued') AS is`,
    [mailingId],
  );
  return rows[0]?.is ?? false;
}

/** Sends under the mailing's lock; null where another worker holds it. */
async function sendAlone(ctx: Ctx, mailingId: string): Promise<"away" | "done" | null> {
  const lock = await pool().connect();
  try {
    const { rows } = await lock.query<{ held: boolean }>(
      "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held",
      [mailingId],
    );
    if (!rows[0]?.held) return null;
    await markDoubtful(mailingId);
    const select = { id: true, formId: true, subject: true, body: true, locale: true } as const;
    const mailing = await db().mailing.findFirst({ where: { id: mailingId, status: "running" }, select });
    return (mailing && (await run(ctx, mailing))) ?? "done";
  } finally {
    await lock.query("SELECT pg_advisory_unlock_all()").catch(() => undefined);
    lock.release(true);
  }
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
  for (;;) {
    const sent = await sendAlone(ctx, mailingId);
    if (sent === "away") return refuse("relay-away");
    if (sent === null || !(await isResumed(mailingId))) return done(null);
  }
}
