import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";

export interface Report {
  readonly id: string;
  readonly candidacy: string;
  readonly name: string;
  readonly area: string;
  readonly what: string;
  readonly source: string;
  /** An answer is wanted; where to is known to the mail alone. */
  readonly wantsAnswer: boolean;
  readonly at: Date;
  readonly state: "new" | "corrected" | "refused";
  readonly note: string | null;
  readonly closedAt: Date | null;
}

export interface Reports {
  readonly open: number;
  readonly rows: readonly Report[];
}

// The NGOs whose editors read it: those with a published form for the election; a draft gives nobody a say.
const MINE = `EXISTS (SELECT FROM form f JOIN form_author x ON x.form_id = f.id WHERE f.election_id = b.election_id AND x.organization_id = ANY ($1::uuid[])
  AND EXISTS (SELECT FROM form_version v WHERE v.form_id = f.id AND v.published_at IS NOT NULL))`;

const REPORTS = `
  SELECT r.id, c.public_id AS candidacy, trim(p.given_name || ' ' || p.family_name) AS name, a.name AS area, r.what, r.source,
    r.email IS NOT NULL AS "wantsAnswer", r.created_at AS at, r.state, r.note, r.closed_at AS "closedAt"
  FROM error_report r JOIN candidacy c ON c.id = r.candidacy_id JOIN person p ON p.id = c.person_id
  JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id
  WHERE ($2 OR ${MINE}) ORDER BY r.state <> 'new', r.created_at DESC LIMIT 100`;

const OPEN = `SELECT count(*)::int AS open FROM error_report r JOIN candidacy c ON c.id = r.candidacy_id JOIN ballot b ON b.id = c.ballot_id
  WHERE r.state = 'new' AND ($2 OR ${MINE})`;

async function reports(organizations: readonly string[], isAll: boolean): Promise<Reports> {
  const values = [organizations, isAll];
  const [{ rows }, open] = await Promise.all([
    pool().query<Report>(REPORTS, values),
    pool().query<{ open: number }>(OPEN, values),
  ]);
  return { rows, open: open.rows[0]?.open ?? 0 };
}

/** The errors reported on ballots on which the caller's NGOs ask, open ones first, 100 at most; null for who edits nowhere. */
export async function reportsFor(ctx: Ctx): Promise<Reports | null> {
  if (ctx.actor.kind !== "member") return null;
  const own = ctx.actor.memberships.filter(({ role }) => role === "owner" || role === "editor");
  return own.length > 0
    ? reports(
        own.map(({ organizationId }) => organizationId),
        false,
      )
    : null;
}

/** All reported errors; null for others than the operator. */
export async function allReportsFor(ctx: Ctx): Promise<Reports | null> {
  return ctx.actor.kind === "member" && ctx.actor.isOperator ? reports([], true) : null;
}

/** The NGOs that ask, by a published form, on the ballot of a reported candidacy; null where there is no such report. */
export async function reportAuthors(reportId: string): Promise<readonly string[] | null> {
  const row = await db().errorReport.findUnique({
    where: { id: reportId },
    select: { candidacy: { select: { ballot: { select: { electionId: true } } } } },
  });
  if (!row) return null;
  const { electionId } = row.candidacy.ballot;
  const authors = await db().formAuthor.findMany({
    where: { form: { electionId, versions: { some: { publishedAt: { not: null } } } } },
    select: { organizationId: true },
  });
  return authors.map(({ organizationId }) => organizationId);
}
