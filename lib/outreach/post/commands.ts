import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import { addJobs } from "@/lib/core/jobs";
import { deliveryJob, hasRelay, type Letter, NotAccepted, sendLetter } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { isSealComing } from "@/lib/signatures/sealing/queries";
import { sendingJob, whyNotSend } from "../mailings/rules";
import { letterFor } from "../ui/mails";
import { isDemo, mailFor, type Posted } from "./queries";

type Delivered = "accepted" | "waiting" | "void" | "refused";

// Who reported an error gave an address for one answer alone: it goes with it.
async function settle(id: string, status: "accepted" | "waiting" | "refused", reply: string): Promise<void> {
  await pool().query(
    `UPDATE mail SET status = $2::mail_status, reply = $3, attempts = attempts + 1,
       accepted_at = CASE WHEN $2 = 'accepted' THEN signataires_now() END,
       to_address = CASE WHEN template = 'report-answer' AND $2 <> 'waiting' THEN '' ELSE to_address END WHERE id = $1`,
    [id, status, reply],
  );
}

/** Without a relay a login link is told on the server's console, around the redacted log and on purpose. */
function tellOnConsole(letter: Letter): void {
  const address = /https?:\/\/\S+\/login\/\S+/.exec(letter.text)?.[0];
  if (!address) return;
  process.stdout.write(`\n  Log in here, within 10 minutes, in the browser that asked:\n  ${address}\n\n`);
}

async function handOver(id: string, letter: Letter, to: string): Promise<Delivered> {
  try {
    await settle(id, "accepted", await sendLetter(letter, to, id));
    return "accepted";
  } catch (error) {
    if (!(error instanceof NotAccepted) || error.outcome !== "refused") throw error;
    await settle(id, "refused", error.reply);
    return "refused";
  }
}

const SEAL_POLL_MS = 3000;
const SEAL_PATIENCE_MS = 90_000;

/** A receipt waits a moment for its sealed PDF, while a signer lives that makes it; after that it leaves without. */
async function waitsForSeal({ template, data, createdAt }: Posted, now: Date): Promise<boolean> {
  if (template !== "receipt" || !data.signatureId) return false;
  return now.getTime() - createdAt.getTime() < SEAL_PATIENCE_MS && isSealComing(data.signatureId);
}

/**
 * Renders a mail of the outbox and hands it to the relay, at least once and always under the same Message-ID. Throws where
 * the relay is away, so that the job is tried again; a final refusal is kept with the relay's words. Nothing leaves a
 * demonstration, and without a relay everything waits for one.
 */
export async function deliver(
  ctx: Ctx,
  { mailId }: { mailId: string },
): Promise<Result<Delivered, "not-yours">> {
  const no = whyNotSend(ctx);
  if (no) return refuse(no);
  const mail = await mailFor(mailId);
  if (!mail || mail.status === "accepted" || mail.status === "refused") return done("void");
  if (await waitsForSeal(mail, ctx.now)) {
    await addJobs(db(), [{ ...deliveryJob(mail.id), runAt: new Date(ctx.now.getTime() + SEAL_POLL_MS) }]);
    return done("waiting");
  }
  const letter = await letterFor(mail);
  if (!letter) {
    await settle(mail.id, "refused", "nothing to say any more");
    return done("void");
  }
  const isKept = await isDemo();
  if (hasRelay() && !isKept) return done(await handOver(mail.id, letter, mail.to));
  if (mail.template === "login" && !isKept) tellOnConsole(letter);
  await settle(mail.id, "waiting", "");
  return done("waiting");
}

/**
 * When the worker starts and every few minutes: mails that waited for a relay go out, mailings under way go on, and what a
 * worker left behind when it died is taken up; there is no age at which a mail is given up.
 */
export async function takeUpAgain(ctx: Ctx): Promise<Result<{ jobs: number }, "not-yours">> {
  const no = whyNotSend(ctx);
  if (no) return refuse(no);
  const mails = await pool().query<{ id: string }>(
    `SELECT id FROM mail WHERE ((status = 'waiting' AND $1)
       OR (status IN ('queued', 'sending') AND created_at < signataires_now() - interval '5 minutes')) ORDER BY created_at LIMIT 5000`,
    [hasRelay() && !(await isDemo())],
  );
  const mailings = await pool().query<{ id: string }>(
    `SELECT id FROM mailing m WHERE (status = 'running' AND (waits_until IS NULL OR waits_until <= signataires_now()))
       OR EXISTS (SELECT FROM invitation i WHERE i.mailing_id = m.id AND i.status = 'sending')`,
  );
  const jobs = [
    ...mails.rows.map(({ id }) => deliveryJob(id)),
    ...mailings.rows.map(({ id }) => sendingJob(id)),
  ];
  await addJobs(db(), jobs);
  return done({ jobs: jobs.length });
}
