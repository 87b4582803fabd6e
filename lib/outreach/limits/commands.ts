import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { authorsOf } from "../contacts/queries";
import { whyNotInvite } from "../mailings/rules";
import { limitsOf } from "./queries";
import type { LimitsInput } from "./schema";

/** Says how many reminders a person gets for this form, and how many campaign mails a week; for its owners and editors. */
export async function setLimits(ctx: Ctx, input: LimitsInput): Promise<Result<object, "not-yours">> {
  const { formId, ...limits } = input;
  const authors = await authorsOf(formId);
  const no = whyNotInvite(ctx, authors?.authors ?? []);
  if (no) return refuse(no);
  const before = { ...(await limitsOf(formId)) };
  return db().$transaction(async (tx) => {
    const where = { formId };
    const select = { formId: true } as const;
    await tx.formLimit.upsert({ where, create: { formId, ...limits }, update: limits, select });
    const subject = { kind: "form", id: formId };
    await record(tx, ctx, { action: "outreach.set-limits", subject, before, after: limits });
    return done({});
  });
}
