import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { isLocale } from "@/lib/core/i18n/locale";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { askedTicket } from "@/lib/outreach/suggestions/queries";
import { whyNotTell } from "@/lib/outreach/suggestions/rules";
import { reportAuthors } from "./queries";
import { whyNotClose, whyNotSayCorrected } from "./rules";
import type { CloseReportInput, ReportInput } from "./schema";

export type ReportRefusal = "not-for-links" | "gone";

/** Brings an error on a candidate's page before those who can correct it. */
export async function reportError(ctx: Ctx, input: ReportInput): Promise<Result<object, ReportRefusal>> {
  const no = whyNotTell(ctx);
  if (no) return refuse(no);
  const { candidacy, ...said } = input;
  const ticket = await askedTicket(candidacy, ctx.now);
  if (!ticket) return refuse("gone");
  await db().$transaction(async (tx) => {
    const data = { ...said, candidacyId: ticket.id, createdAt: ctx.now };
    const { id } = await tx.errorReport.create({ data, select: { id: true } });
    const subject = { kind: "error-report", id };
    await record(tx, ctx, { action: "citizens.report-error", subject, after: { candidacyId: ticket.id } });
  });
  return done({});
}

/** Closes a report with a note; who left an address is answered there, and it is forgotten. */
export async function closeReport(
  ctx: Ctx,
  { reportId, state, note }: CloseReportInput,
): Promise<Result<object, "not-yours" | "closed" | "not-corrected">> {
  const authors = await reportAuthors(reportId);
  const no = whyNotClose(ctx, authors ?? []);
  if (no || !authors) return refuse("not-yours");
  const early = whyNotSayCorrected(ctx, state);
  if (early) return refuse(early);
  const closedById = ctx.actor.kind === "member" ? ctx.actor.userId : null;
  return db().$transaction(async (tx) => {
    const [held] = await tx.$queryRaw<{ email: string | null; locale: string }[]>`
      SELECT email, locale FROM error_report WHERE id = ${reportId}::uuid AND state = 'new' FOR UPDATE`;
    if (!held) return refuse("closed");
    const { email: to } = held;
    const locale = isLocale(held.locale) ? held.locale : "fr";
    if (to) await queueMail(tx, { template: "report-answer", data: { reportId }, locale, to });
    const data = { state, note, email: null, closedAt: ctx.now, closedById };
    await tx.errorReport.update({ where: { id: reportId }, data, select: { id: true } });
    const subject = { kind: "error-report", id: reportId };
    await record(tx, ctx, {
      action: "citizens.close-report",
      subject,
      before: { state: "new" },
      after: { state, note },
    });
    return done({});
  });
}
