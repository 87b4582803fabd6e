import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import { addJobs } from "@/lib/core/jobs";
import { hasRelay, type Letter, sendLetter } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { whyNotSend } from "../mailings/rules";
import { letterFor } from "../ui/mails";
import { isDemo, mailFor } from "./queries";

type Delivered = "accepted" | "waiting" | "void" | "refused";

async function settle(id: string, status: "accepted" | "waiting" | "refused", reply: string): Promise<void> {
  await pool().query(
    `UPDATE mail SET status = $2::mail_status, reply = $3, attempts = attempts + 1,
       accepted_at = CASE WHEN $2 = 'accepted' THEN signataires_now() END WHERE id = $1`,
    [id, status, reply],
  );
}

/** Without a relay a login link is told on the server's console; every other mail waits for one. */
async function withoutRelay(id: string, template: string, letter: Letter): Promise<Delivered> {
  const address =
    template === "login" && !(await isDemo())
      ? /https?:\/\/\S+\/login\/\S+/.exec(letter.text)?.[0]
      : undefined;
  // The console of whoever runs this instance, on purpose around the redacted log.
  if (address)
    process.stdout.write(`\n  Log in here, within 10 minutes, in the browser that asked:\n  ${address}\n\n`);
  await settle(id, "waiting", "");
  return "waiting";
}

function isFinal(error: unknown): boolean {
  return (
    error instanceof Error &&
    "responseCode" in error &&
    typeof error.responseCode === "number" &&
    error.responseCode >= 500
  );
}

/**
 * Renders a mail of the outbox and hands it to the relay, at least once and always under the same Message-ID. Throws where
 * the relay is away, so that the job is tried again; a final refusal is kept with the relay's words.
 */
export async function deliver(
  ctx: Ctx,
  { mailId }: { mailId: string },
): Promise<Result<Delivered, "not-yours">> {
  const no = whyNotSend(ctx);
  if (no) return refuse(no);
  const mail = await mailFor(mailId);
  if (!mail || mail.status === "accepted" || mail.status === "refused") return done("void");
  const letter = await letterFor(mail);
  if (!letter) {
    await settle(mail.id, "refused", "nothing to say any more");
    return done("void");
  }
  if (!hasRelay()) return done(await withoutRelay(mail.id, mail.template, letter));
  try {
    await settle(mail.id, "accepted", await sendLetter(letter, mail.to, mail.id));
    return done("accepted");
  } catch (error) {
    if (!isFinal(error)) throw error;
    await settle(mail.id, "refused", "refused by the relay");
    return done("refused");
  }
}

/** When the worker starts: mails that waited for a relay go out, and mailings under way go on. */
export async function takeUpAgain(ctx: Ctx): Promise<Result<{ jobs: number }, "not-yours">> {
  const no = whyNotSend(ctx);
  if (no) return refuse(no);
  const waiting = hasRelay()
    ? await db().mail.findMany({
        where: { status: "waiting", template: { not: "invitation" } },
        select: { id: true },
      })
    : [];
  const running = await db().mailing.findMany({ where: { status: "running" }, select: { id: true } });
  const jobs = [
    ...waiting.map(({ id }) => ({ task: "deliver-mail", payload: { mailId: id } })),
    ...running.map(({ id }) => ({ task: "send-mailing", payload: { mailingId: id } })),
  ];
  await addJobs(db(), jobs);
  return done({ jobs: jobs.length });
}
