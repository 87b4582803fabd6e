import "server-only";
import { db, pool } from "@/lib/core/db";
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

interface Row {
  readonly id: string;
  readonly template: string;
  readonly data: unknown;
  readonly locale: string;
  readonly to_address: string;
  readonly status: MailStatus;
  readonly created_at: Date;
}

function postedOf({ id, template, data, locale, to_address, status, created_at }: Row): Posted {
  const language = isLocale(locale) ? locale : "fr";
  return { id, template, data: words(data), locale: language, to: to_address, status, createdAt: created_at };
}

const MAILS = "SELECT id, template, data, locale, to_address, status, created_at FROM mail";

const INVITATIONS = `
  SELECT i.id, 'invitation' AS template, jsonb_build_object('invitationId', i.id) AS data, m.locale, k.value AS to_address,
    'waiting'::mail_status AS status, i.accepted_at AS created_at
  FROM invitation i JOIN mailing m ON m.id = i.mailing_id JOIN contact k ON k.id = i.contact_id WHERE i.accepted_at IS NOT NULL`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

async function one(sql: string, id: string): Promise<Posted | null> {
  if (!UUID.test(id)) return null;
  const { rows } = await pool().query<Row>(sql, [id]);
  return rows[0] ? postedOf(rows[0]) : null;
}

/** One mail of the outbox, or null. For the worker. */
export async function mailFor(id: string): Promise<Posted | null> {
  return one(`${MAILS} WHERE id = $1`, id);
}

/** One mail or invitation, or null. For the demo's inbox only. */
export async function inboxMail(id: string): Promise<Posted | null> {
  return (await mailFor(id)) ?? one(`${INVITATIONS} AND i.id = $1`, id);
}

const INBOX = `FROM (${MAILS} UNION ALL ${INVITATIONS}) AS inbox WHERE $1 IN ('', template)`;

/** How many mails and invitations there are, of one kind or ("") of all. For the demo's inbox only. */
export async function mailCount(template: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(`SELECT count(*)::int AS count ${INBOX}`, [
    template,
  ]);
  return rows[0]?.count ?? 0;
}

/** The newest mails and invitations, of one kind or ("") of all. For the demo's inbox only. */
export async function latestMails(template: string, take: number, skip: number): Promise<readonly Posted[]> {
  const { rows } = await pool().query<Row>(
    `SELECT * ${INBOX} ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3`,
    [template, take, skip],
  );
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
