import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { translator } from "@/lib/core/i18n/translator";
import { secondsToWait } from "@/lib/core/limits";
import { hasRelay, type Letter, NotAccepted, sendLetter } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { authorsOf } from "../../contacts/queries";
import { isDemo } from "../../post/queries";
import { whyNotInvite } from "../rules";
import { trialLetterFor } from "./queries";
import { type Cause, causeOf } from "./rules";
import type { TrialInput } from "./schema";

const LIMIT = { name: "trial-mail", points: 10, seconds: 3600 };

type Refusal = "not-yours" | "no-message" | "no-relay" | "trial-demo" | "too-often" | `trial-${Cause}`;

/** What stands before a trial, each told in its own words. */
async function whyNotTry(userId: string): Promise<"trial-demo" | "no-relay" | "too-often" | null> {
  if (await isDemo()) return "trial-demo";
  if (!hasRelay()) return "no-relay";
  return (await secondsToWait(LIMIT, userId)) === null ? null : "too-often";
}

async function handOver(letter: Letter, to: string): Promise<Result<{ reply: string }, Refusal>> {
  try {
    return done({ reply: await sendLetter(letter, to, `trial-${randomUUID()}`) });
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    return refuse(`trial-${causeOf(error.reply)}`, { reply: error.reply });
  }
}

/** Sends the message to the officer herself, at once, and tells what the relay answered. No candidate's link is in it. */
export async function sendTrial(
  ctx: Ctx,
  { formId, kind = "invitation" }: TrialInput,
): Promise<Result<{ reply: string }, Refusal>> {
  const form = await authorsOf(formId);
  const no = whyNotInvite(ctx, form?.authors ?? []);
  if (no || ctx.actor.kind !== "member") return refuse("not-yours");
  const { userId } = ctx.actor;
  const trial = await trialLetterFor(ctx, formId, kind);
  if (!trial?.letter) return refuse("no-message");
  const why = await whyNotTry(userId);
  if (why) return refuse(why);
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  const subject = `[${translator(trial.locale)("outreach.trial.mark")}] ${trial.letter.subject}`;
  const sent = await handOver({ ...trial.letter, subject }, email);
  const after = sent.ok ? { reply: sent.value.reply } : { refusal: sent.refusal };
  await db().$transaction((tx) =>
    record(tx, ctx, { action: "outreach.send-trial", subject: { kind: "form", id: formId }, after }),
  );
  return sent;
}
