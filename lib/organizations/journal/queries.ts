import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { mayEdit } from "../rules";
import { actOf, type Change, changesOf } from "./rules";
import type { JournalQuery } from "./schema";

export interface Entry {
  readonly id: string;
  readonly at: Date;
  /** Who acted: a colleague, who holds a link, a visitor, or the site itself. */
  readonly actor: "member" | "link" | "anyone" | "system";
  readonly name: string | null;
  /** Known to `rules`, else "other". */
  readonly act: string;
  /** What was acted on, where it has a name: a form's title, an NGO, a candidacy's person. */
  readonly subject: string | null;
  readonly changes: readonly Change[];
}

export interface Journal {
  readonly entries: readonly Entry[];
  readonly page: number;
  readonly hasMore: boolean;
}

const PAGE = 50;

const OF_ROOM = "($1 = '' OR action LIKE $1 || '.%')";

/** The events of the operator's journal: all, from the end of the key. */
const ALL = `SELECT * FROM audit_event WHERE ${OF_ROOM} AND $5::uuid[] IS NULL ORDER BY id DESC LIMIT $2 OFFSET $3`;

/** Of NGOs ($5): their own acts, and those of members on their forms that name no NGO; each from an index in the order of time. */
const OWN = `
  (SELECT * FROM audit_event WHERE organization_id = ANY ($5::uuid[]) AND ${OF_ROOM} ORDER BY at DESC LIMIT $2::int + $3::int)
  UNION ALL
  (SELECT * FROM audit_event WHERE organization_id IS NULL AND actor_kind = 'member' AND ${OF_ROOM} AND (subject_kind, subject_id) IN (
      SELECT 'form', form_id::text FROM form_author WHERE organization_id = ANY ($5::uuid[])
      UNION ALL SELECT 'form-version', v.id::text FROM form_version v JOIN form_author a USING (form_id) WHERE a.organization_id = ANY ($5::uuid[]))
    ORDER BY at DESC LIMIT $2::int + $3::int)
  ORDER BY at DESC, id DESC LIMIT $2 OFFSET $3`;

const told = (events: string) => `
  SELECT e.id::text, e.at, e.actor_kind AS actor, u.name, e.action, e.before, e.after, coalesce(
    (SELECT coalesce(v.title ->> $4, v.title ->> 'fr', v.title ->> 'en') FROM form_version v
      WHERE e.subject_kind = 'form' AND v.form_id::text = e.subject_id ORDER BY v.number DESC LIMIT 1),
    (SELECT coalesce(v.title ->> $4, v.title ->> 'fr', v.title ->> 'en') FROM form_version v
      WHERE e.subject_kind = 'form-version' AND v.id::text = e.subject_id),
    (SELECT trim(p.given_name || ' ' || p.family_name) FROM candidacy c JOIN person p ON p.id = c.person_id
      WHERE c.id = CASE WHEN e.subject_kind = 'candidacy' THEN e.subject_id::uuid END),
    (SELECT trim(p.given_name || ' ' || p.family_name) FROM signature s JOIN person p ON p.id = s.person_id
      WHERE s.id = CASE WHEN e.subject_kind = 'signature' THEN e.subject_id::uuid END)) AS subject
  FROM (${events}) e LEFT JOIN user_account u ON u.id = e.user_id
  ORDER BY e.at DESC, e.id DESC`;

interface Row extends Omit<Entry, "act" | "changes"> {
  readonly action: string;
  readonly before: unknown;
  readonly after: unknown;
}

async function journal(of: readonly string[] | null, { room, page }: JournalQuery, locale: string) {
  const values = [room, PAGE + 1, (page - 1) * PAGE, locale, of];
  const { rows } = await pool().query<Row>(told(of ? OWN : ALL), values);
  const entries = rows.slice(0, PAGE).map(({ action, before, after, ...row }) => {
    // Whose link it was stands with its name already.
    const changes = row.actor === "link" ? [] : changesOf(before, after);
    return { ...row, act: actOf(action), changes };
  });
  return { entries, page, hasMore: rows.length > PAGE };
}

/** What was done in the caller's NGOs, the latest first; before and after are for who edits. Null for who is no member. */
export async function journalFor(ctx: Ctx, query: JournalQuery, locale: string): Promise<Journal | null> {
  if (ctx.actor.kind !== "member") return null;
  const { memberships } = ctx.actor;
  const whole = await journal(
    memberships.map(({ organizationId }) => organizationId),
    query,
    locale,
  );
  if (memberships.every(({ role }) => mayEdit(role))) return whole;
  return { ...whole, entries: whole.entries.map((entry) => ({ ...entry, changes: [] })) };
}

/** What was done on the whole instance, for its operator; null for others. */
export async function wholeJournalFor(
  ctx: Ctx,
  query: JournalQuery,
  locale: string,
): Promise<Journal | null> {
  if (ctx.actor.kind !== "member" || !ctx.actor.isOperator) return null;
  return journal(null, query, locale);
}
