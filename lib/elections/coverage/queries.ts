import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { searchKey } from "@/lib/core/folding";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import type { CandidacyStatus } from "@/prisma/client/enums";
import { whyNotKeep } from "../rules";
import { type CoverageQuery, LISTS, type ListName } from "./schema";

export interface KeptElection {
  readonly id: string;
  readonly slug: string;
  readonly kind: "general" | "primary" | "by_election";
  readonly name: LocalizedText;
  readonly rounds: readonly { readonly number: number; readonly date: string; readonly elected: number }[];
  readonly ballots: number;
  readonly candidacies: number;
  readonly statuses: Readonly<Partial<Record<CandidacyStatus, number>>>;
  readonly forms: number;
}

const ELECTIONS = `
  SELECT e.id, e.slug, e.kind::text AS kind, e.name,
    coalesce((SELECT json_agg(json_build_object('number', r.number, 'date', r.polling_date, 'elected', (
      SELECT count(*) FROM result v JOIN candidacy c ON c.id = v.candidacy_id JOIN ballot b ON b.id = c.ballot_id
      WHERE b.election_id = e.id AND v.round = r.number AND v.is_elected)) ORDER BY r.number) FROM election_round r WHERE r.election_id = e.id), '[]') AS rounds,
    (SELECT count(*)::int FROM ballot b WHERE b.election_id = e.id) AS ballots,
    coalesce((SELECT sum(n)::int FROM stood WHERE stood.election_id = e.id), 0) AS candidacies,
    coalesce((SELECT json_object_agg(status, n) FROM stood WHERE stood.election_id = e.id), '{}') AS statuses,
    (SELECT count(*)::int FROM form f WHERE f.election_id = e.id) AS forms
  FROM election e`;
const stood = (where: string) =>
  `WITH stood AS (SELECT b.election_id, c.status, count(*)::int AS n FROM candidacy c JOIN ballot b ON b.id = c.ballot_id ${where} GROUP BY 1, 2)`;

/** All elections with their rounds and counts, the latest first; none for others than the operator. */
export async function electionsFor(ctx: Ctx): Promise<readonly KeptElection[]> {
  if (whyNotKeep(ctx)) return [];
  const { rows } = await pool().query<KeptElection>(
    `${stood("")} ${ELECTIONS} ORDER BY (SELECT max(r.polling_date) FROM election_round r WHERE r.election_id = e.id) DESC NULLS LAST, e.slug`,
  );
  return rows;
}

/** One election of the same, or null. */
export async function electionFor(ctx: Ctx, slug: string): Promise<KeptElection | null> {
  if (whyNotKeep(ctx)) return null;
  const own = stood("WHERE b.election_id = (SELECT id FROM election WHERE slug = $1)");
  const { rows } = await pool().query<KeptElection>(`${own} ${ELECTIONS} WHERE e.slug = $1`, [slug]);
  return rows[0] ?? null;
}

/** A line of one of the lists: a territory, a candidacy, or two candidacies that may be one. */
export interface CoverageLine {
  readonly areaCode: string;
  readonly areaName: string;
  readonly publicId: string | null;
  readonly name: string | null;
  readonly status: CandidacyStatus | null;
  readonly party: string | null;
  readonly otherId: string | null;
  readonly otherName: string | null;
  readonly known: number | null;
  readonly expected: number | null;
}

const NONE = {
  publicId: "text",
  name: "text",
  status: "text",
  party: "text",
  otherId: "text",
  otherName: "text",
  known: "int",
  expected: "int",
};
const line = (told: Partial<Record<keyof typeof NONE, string>>) =>
  Object.entries({ ...NONE, ...told })
    .map(([name, sql]) => `${name in told ? sql : `NULL::${sql}`} AS "${name}"`)
    .join(", ");
const candidate = {
  publicId: "c.public_id",
  name: "trim(p.given_name || ' ' || p.family_name)",
  status: "c.status::text",
  party:
    "coalesce((SELECT string_agg(o.name, ', ' ORDER BY o.name) FROM nomination n JOIN organization o ON o.id = n.organization_id WHERE n.candidacy_id = c.id), c.party_label, c.nuance_label, c.nuance_code)",
};
const PLACE = `a.code AS "areaCode", a.name AS "areaName"`;
const STANDS = "c.status IN ('announced', 'standing')";
const TICKETS =
  "candidacy c JOIN ballot b ON b.id = c.ballot_id AND b.election_id = $1 JOIN area a ON a.id = b.area_id JOIN person p ON p.id = c.person_id";

/** Each list as SQL of $1 the election, $2 the caller's NGOs, $3 a folded name or code. */
const SQL: Record<ListName, string> = {
  all: `SELECT ${PLACE}, ${line(candidate)} FROM ${TICKETS} WHERE $3 = '' OR p.key LIKE '%' || $3 || '%' OR lower(a.code) = replace($3, ' ', '-')`,
  areas: `SELECT ${PLACE}, ${line({})} FROM area a JOIN election e ON e.id = $1 AND a.scheme = e.area_scheme
    WHERE NOT EXISTS (SELECT FROM ballot b JOIN candidacy c ON c.ballot_id = b.id AND ${STANDS} WHERE b.election_id = e.id AND b.area_id = a.id)`,
  // A source says how many by its highest panel number, and by the rows that could not be placed.
  fewer: `SELECT ${PLACE}, ${line({ known: "s.known", expected: "s.expected" })} FROM (
      SELECT b.area_id, count(c.id)::int AS known, greatest(max(c.panel_number), count(c.id)::int + coalesce(d.rows, 0)) AS expected
      FROM ballot b JOIN area z ON z.id = b.area_id LEFT JOIN candidacy c ON c.ballot_id = b.id
      LEFT JOIN (SELECT i.row ->> 'area' AS code, count(*)::int AS rows FROM import_run r JOIN import_row i ON i.run_id = r.id
        WHERE r.election_id = $1 AND r.kind = 'candidates' AND r.status = 'committed' AND i.resolved_at IS NULL GROUP BY 1) d ON d.code = z.code
      WHERE b.election_id = $1 GROUP BY b.id, d.rows
    ) s JOIN area a ON a.id = s.area_id WHERE s.known < s.expected`,
  contacts: `SELECT ${PLACE}, ${line(candidate)} FROM ${TICKETS} WHERE ${STANDS} AND NOT EXISTS (
      SELECT FROM contact k WHERE k.candidacy_id = c.id AND k.role = 'candidate' AND k.stopped_at IS NULL AND k.organization_id = ANY ($2::uuid[]))`,
  announced: `SELECT ${PLACE}, ${line(candidate)} FROM ${TICKETS} WHERE c.status = 'announced'`,
  // Homonyms whose birth dates are known to differ are two people.
  duplicates: `SELECT ${PLACE}, ${line({ ...candidate, otherId: "d.public_id", otherName: "trim(q.given_name || ' ' || q.family_name)" })}
    FROM ${TICKETS} JOIN candidacy d ON d.ballot_id = c.ballot_id AND d.id > c.id JOIN person q ON q.id = d.person_id
    WHERE (coalesce(p.birth_date = q.birth_date, true) AND (p.key = q.key OR search_key(q.family_name || ' ' || q.given_name) = p.key))
      OR (p.birth_date = q.birth_date AND (search_key(p.given_name) = search_key(q.given_name) OR search_key(p.family_name) = search_key(q.family_name)))`,
};

/** Lines of a page. */
const PAGE = 50;

export interface Coverage {
  readonly counts: Readonly<Record<ListName, number>>;
  readonly lines: readonly CoverageLine[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** What is missing in an election, counted, and one of the lists behind the counts; null for others than the operator. */
export async function coverageFor(
  ctx: Ctx,
  electionId: string,
  { list, q, page }: CoverageQuery,
): Promise<Coverage | null> {
  const { actor } = ctx;
  if (whyNotKeep(ctx)) return null;
  const ngos = actor.kind === "member" ? actor.memberships.map(({ organizationId }) => organizationId) : [];
  // Each list names all its parameters, so that PostgreSQL knows their types.
  const typed = (sql: string) => `SELECT * FROM (${sql}) l WHERE ($2::uuid[], $3::text) IS NOT NULL`;
  const count = async (name: ListName, key: string) => {
    const { rows } = await pool().query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (${typed(SQL[name])}) k`,
      [electionId, ngos, key],
    );
    return rows[0]?.count ?? 0;
  };
  const counted = await Promise.all(LISTS.map(async (name) => [name, await count(name, "")] as const));
  const counts = {
    all: 0,
    areas: 0,
    fewer: 0,
    contacts: 0,
    announced: 0,
    duplicates: 0,
    ...Object.fromEntries(counted),
  };
  const key = list === "all" ? searchKey(q) : "";
  const total = key ? await count(list, key) : counts[list];
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const shown = Math.min(page, pages);
  const { rows } = await pool().query<CoverageLine>(
    `${typed(SQL[list])} ORDER BY "areaCode", name, "publicId" LIMIT ${PAGE} OFFSET ${(shown - 1) * PAGE}`,
    [electionId, ngos, key],
  );
  return { counts, lines: rows, total, page: shown, pages };
}
