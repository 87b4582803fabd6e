import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import { isLocale, type Locale, type LocalizedText } from "@/lib/core/i18n/locale";
import { hasRelay } from "@/lib/core/mail";
import { readText } from "@/lib/forms/rules";
import { mayEdit } from "@/lib/organizations/rules";
import type { InvitationStatus, MailingKind, MailingStatus } from "@/prisma/client/enums";
import { bouncesAddressFor } from "../bounces/queries";
import { authorsOf } from "../contacts/queries";
import { type Limits, limitsOf } from "../limits/queries";
import { isDemo } from "../post/queries";
import { type Sample, sampleWords } from "../sending/queries";
import { planOf, WAITS, type Wait } from "../sending/waves/rules";
import { type Audience, audienceFor } from "./audience/queries";
import { type Troubles, troublesFor } from "./troubles/queries";

export interface MailingView {
  readonly id: string;
  readonly kind: MailingKind;
  readonly status: MailingStatus;
  readonly subject: LocalizedText;
  readonly body: LocalizedText;
  readonly locale: Locale;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly counts: Readonly<Record<InvitationStatus, number>>;
  readonly total: number;
  readonly dailyLimit: number | null;
  readonly fromHour: number | null;
  readonly toHour: number | null;
  /** What the rest waits for, and until when where that is known. */
  readonly waitsFor: Wait | null;
  readonly waitsUntil: Date | null;
  /** Handed over today, of this form. */
  readonly sentToday: number;
  /** Those who wait because they had their share of campaign mails this week. */
  readonly crowded: number;
  /** When the last one leaves, as it looks now; null where nothing waits. */
  readonly plan: { readonly days: number; readonly last: Date } | null;
}

const NONE = { queued: 0, sending: 0, accepted: 0, refused: 0, bounced: 0, in_doubt: 0, cancelled: 0 };

async function countsOf(mailingIds: readonly string[]) {
  const rows = await db().invitation.groupBy({
    by: ["mailingId", "status"],
    where: { mailingId: { in: [...mailingIds] } },
    _count: { _all: true },
  });
  return (mailingId: string) => {
    const own = rows.filter((row) => row.mailingId === mailingId);
    return { ...NONE, ...Object.fromEntries(own.map(({ status, _count }) => [status, _count._all])) };
  };
}

/** The mailings of a form, newest first; null for who is no member of its NGOs. */
export async function mailingsFor(ctx: Ctx, formId: string): Promise<readonly MailingView[] | null> {
  const form = await authorsOf(formId);
  if (!form?.authors.some((id) => roleIn(ctx, id))) return null;
  const rows = await db().mailing.findMany({
    where: { formId },
    orderBy: { createdAt: "desc" },
    select: MAILING,
  });
  const [counts, busy] = await Promise.all([countsOf(rows.map(({ id }) => id)), busyOf(formId)]);
  return rows.map(({ subject, body, locale, waitsFor, form: { timeZone }, ...row }) => {
    const own = counts(row.id);
    const total = Object.values(own).reduce((sum, n) => sum + n, 0);
    const words = { subject: readText(subject), body: readText(body) };
    const { sentToday, crowded } = busy(row.id);
    const waiting = own.queued + own.sending;
    const plan = waiting > 0 ? planOf(ctx.now, { ...row, timeZone }, { waiting, sentToday }) : null;
    return {
      ...row,
      ...words,
      locale: isLocale(locale) ? locale : "fr",
      counts: own,
      total,
      waitsFor: WAITS.find((wait) => wait === waitsFor) ?? null,
      sentToday,
      crowded,
      plan,
    };
  });
}

const MAILING = {
  id: true,
  kind: true,
  status: true,
  subject: true,
  body: true,
  locale: true,
  startedAt: true,
  finishedAt: true,
  dailyLimit: true,
  fromHour: true,
  toHour: true,
  waitsFor: true,
  waitsUntil: true,
  form: { select: { timeZone: true } },
} as const;

/** What was handed over today, and who waits for a calmer week; in one pass over the mailings under way. */
async function busyOf(formId: string) {
  const { rows } = await pool().query<{ id: string; today: number; crowded: number }>(
    `SELECT m.id, count(*) FILTER (WHERE i.status NOT IN ('queued', 'cancelled')
         AND i.handed_at >= date_trunc('day', signataires_now() AT TIME ZONE f.time_zone) AT TIME ZONE f.time_zone)::int AS today,
       count(*) FILTER (WHERE i.status = 'queued' AND i.not_before > signataires_now())::int AS crowded
     FROM form f JOIN mailing m ON m.form_id = f.id JOIN invitation i ON i.mailing_id = m.id
     WHERE f.id = $1 AND (m.status IN ('running', 'paused') OR m.finished_at > signataires_now() - interval '1 day') GROUP BY m.id`,
    [formId],
  );
  const sentToday = rows.reduce((sum, { today }) => sum + today, 0);
  return (id: string) => ({ sentToday, crowded: rows.find((row) => row.id === id)?.crowded ?? 0 });
}

export interface Invitations {
  readonly mailings: readonly MailingView[];
  readonly audience: Audience;
  readonly samples: readonly Sample[];
  readonly troubles: Troubles;
  readonly way: "relay" | "inbox" | "none";
  /** Whether anybody may be reminded at all: somebody was written to. */
  readonly hasAsked: boolean;
  /** Where a provider posts bounces; null for who may not know. */
  readonly bounces: string | null;
  /** How much one person is asked. */
  readonly limits: Limits;
}

/** All that the desk's page of invitations shows; null for who is no member. Samples are for owners and editors. */
export async function invitationsFor(
  ctx: Ctx,
  formId: string,
  kind: MailingKind = "invitation",
): Promise<Invitations | null> {
  const [form, mailings, audience, troubles, bounces, limits] = await Promise.all([
    authorsOf(formId),
    mailingsFor(ctx, formId),
    audienceFor(ctx, formId, kind),
    troublesFor(ctx, formId),
    bouncesAddressFor(ctx, formId),
    limitsOf(formId),
  ]);
  if (!form || !mailings || !audience) return null;
  const draft = mailings.find((one) => one.status === "draft" && one.kind === kind);
  const isWriter = form.authors.some((id) => mayEdit(roleIn(ctx, id)));
  const samples = draft && isWriter ? await sampleWords(formId, audience.samples, draft) : [];
  const way = (await isDemo()) ? "inbox" : hasRelay() ? "relay" : "none";
  const hasAsked = mailings.some(({ counts }) => counts.accepted > 0);
  return { mailings, audience, samples, troubles, way, hasAsked, bounces, limits };
}
