import "server-only";
import { db } from "@/lib/core/db";
import { isLocale, type Locale } from "@/lib/core/i18n/locale";
import type { MailStatus } from "@/prisma/client/enums";

/** A mail of the outbox, whose words are made when it is sent or looked at. */
export interface Posted {
  readonly id: string;
  readonly template: string;
  readonly data: Readonly<Record<string, string>>;
  readonly locale: Locale;
  readonly to: string;
  readonly status: MailStatus;
  readonly createdAt: Date;
}

function words(json: unknown): Record<string, string> {
  if (typeof json !== "object" || json === null) return {};
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)]));
}

const MAIL = {
  id: true,
  template: true,
  data: true,
  locale: true,
  toAddress: true,
  status: true,
  createdAt: true,
} as const;

type Row = { locale: string; data: unknown; toAddress: string } & Omit<Posted, "locale" | "data" | "to">;

function postedOf({ locale, data, toAddress, ...row }: Row): Posted {
  return { ...row, to: toAddress, locale: isLocale(locale) ? locale : "fr", data: words(data) };
}

/** One mail of the outbox, or null. For the worker and the demo's inbox. */
export async function mailFor(id: string): Promise<Posted | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const row = await db().mail.findUnique({ where: { id }, select: MAIL });
  return row && postedOf(row);
}

const ofTemplate = (template: string) => (template ? { template } : {});

/** How many mails the outbox holds, of one kind or ("") of all. For the inbox of the demo only. */
export async function mailCount(template: string): Promise<number> {
  return db().mail.count({ where: ofTemplate(template) });
}

/** The newest mails of the outbox, of one kind or ("") of all. For the inbox of the demo only. */
export async function latestMails(template: string, take: number, skip: number): Promise<readonly Posted[]> {
  const rows = await db().mail.findMany({
    where: ofTemplate(template),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take,
    skip,
    select: MAIL,
  });
  return rows.map(postedOf);
}

/** Whether this instance is a demo, whose mails stay in its inbox. */
export async function isDemo(): Promise<boolean> {
  const instance = await db().instance.findUnique({ where: { id: 1 }, select: { mode: true } });
  return instance?.mode === "demo";
}

/** Who was added to which NGO, for the mail that says so. */
export async function memberMail(
  userId: string,
  organizationId: string,
): Promise<{ name: string; organization: string } | null> {
  const row = await db().membership.findUnique({
    where: { userId_organizationId: { userId, organizationId } },
    select: { user: { select: { name: true } }, organization: { select: { name: true } } },
  });
  return row && { name: row.user.name, organization: row.organization.name };
}
