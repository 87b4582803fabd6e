import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { secondsToWait } from "@/lib/core/limits";
import { hasRelay, NotAccepted, sendLetter } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { authorsOf } from "../contacts/queries";
import { whyNotInvite } from "../mailings/rules";
import { type Cause, causeOf } from "../mailings/trial/rules";
import { isDemo } from "../post/queries";
import { rehearsalFor, rehearsedLetter } from "./queries";
import type { MailRehearsal } from "./schema";

const LIMIT = { name: "rehearsal-mails", points: 10, seconds: 3600 };

/** Sends the invitations of the fictional candidates to the officer's own address, and to nobody else's. */
export async function mailRehearsal(
  ctx: Ctx,
  { formId, locale }: MailRehearsal,
): Promise<Result<null, "not-yours" | "trial-demo" | "no-relay" | "too-often" | "gone" | `trial-${Cause}`>> {
  const authors = await authorsOf(formId);
  const no = whyNotInvite(ctx, authors?.authors ?? []);
  if (no || ctx.actor.kind !== "member") return refuse("not-yours");
  const { userId, email } = ctx.actor;
  const form = await deskFormFor(ctx, formId);
  const rehearsal = await rehearsalFor(ctx, formId, locale);
  if (!form || !rehearsal) return refuse("gone");
  if (await isDemo()) return refuse("trial-demo");
  if (!hasRelay()) return refuse("no-relay");
  if ((await secondsToWait(LIMIT, userId)) !== null) return refuse("too-often");
  for (const person of rehearsal.people) {
    const letter = await rehearsedLetter(form, person, locale);
    try {
      await sendLetter(letter, email, `rehearsal-${randomUUID()}`);
    } catch (error) {
      if (!(error instanceof NotAccepted)) throw error;
      return refuse(`trial-${causeOf(error.reply)}`, { reply: error.reply });
    }
    await db().rehearsalPerson.updateMany({ where: { id: person.id }, data: { mailedAt: ctx.now } });
  }
  await db().$transaction((tx) =>
    record(tx, ctx, { action: "outreach.mail-rehearsal", subject: { kind: "form", id: formId } }),
  );
  return done(null);
}
