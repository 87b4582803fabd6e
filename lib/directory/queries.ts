import "server-only";
import { pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";

export interface PublicElection {
  readonly id: string;
  readonly slug: string;
  readonly kind: "general" | "primary" | "by_election";
  readonly name: LocalizedText;
  readonly timeZone: string;
  readonly areaScheme: string;
  /** Polling days of most areas, by round; days without time. */
  readonly rounds: readonly { readonly number: number; readonly date: Date }[];
}

/** A published form in short, as its latest version has it. */
export interface PublicForm {
  readonly id: string;
  readonly slug: string;
  readonly title: LocalizedText;
  readonly introduction: LocalizedText;
  readonly version: number;
  readonly engagements: number;
  readonly minimum: number | null;
  readonly publishedAt: Date;
  readonly closesAt: Date;
  /** Whether it may still be answered, by the database's clock. */
  readonly isOpen: boolean;
  readonly timeZone: string;
  /** The lead first, then by name. */
  readonly authors: readonly { readonly slug: string; readonly name: string }[];
}

interface ElectionRow extends Omit<PublicElection, "timeZone" | "areaScheme" | "rounds"> {
  time_zone: string;
  area_scheme: string;
  rounds: { number: number; date: string }[] | null;
}

const ELECTION = `
  SELECT e.id, e.slug, e.kind::text AS kind, e.name, e.time_zone, e.area_scheme,
    (SELECT json_agg(json_build_object('number', r.number, 'date', r.polling_date) ORDER BY r.number)
       FROM election_round r WHERE r.election_id = e.id) AS rounds
  FROM election e`;

/** A day as Postgres writes it → midnight UTC. */
export function dayOf(text: string): Date {
  return new Date(`${text.slice(0, 10)}T00:00:00Z`);
}

function electionOf(row: ElectionRow): PublicElection {
  const { id, slug, kind, name, time_zone, area_scheme, rounds } = row;
  const days = (rounds ?? []).map(({ number, date }) => ({ number, date: dayOf(date) }));
  return { id, slug, kind, name, timeZone: time_zone, areaScheme: area_scheme, rounds: days };
}

/** An election by its slug, or null. */
export async function publicElection(slug: string): Promise<PublicElection | null> {
  const { rows } = await pool().query<ElectionRow>(`${ELECTION} WHERE e.slug = $1`, [slug]);
  return rows[0] ? electionOf(rows[0]) : null;
}

const LATEST = `
  ORDER BY EXISTS (SELECT 1 FROM form f JOIN form_version v ON v.form_id = f.id
                   WHERE f.election_id = e.id AND v.published_at IS NOT NULL) DESC,
    (SELECT max(r.polling_date) FROM election_round r WHERE r.election_id = e.id AND r.number = 1) DESC NULLS LAST,
    e.created_at DESC`;

/** The latest election that has a published form, else the latest; null on an empty instance. */
export async function publicCurrentElection(): Promise<PublicElection | null> {
  const { rows } = await pool().query<ElectionRow>(`${ELECTION} ${LATEST} LIMIT 1`);
  return rows[0] ? electionOf(rows[0]) : null;
}

/** All elections, the current one first. */
export async function publicElections(): Promise<readonly PublicElection[]> {
  const { rows } = await pool().query<ElectionRow>(`${ELECTION} ${LATEST}`);
  return rows.map(electionOf);
}

interface FormRow {
  id: string;
  slug: string;
  title: LocalizedText;
  introduction: LocalizedText;
  number: number;
  engagements: number;
  minimum: number | null;
  published_at: Date;
  closes_at: Date;
  is_open: boolean;
  time_zone: string;
  authors: { slug: string; name: string }[] | null;
}

// The order of forms is that of their first publication: the same on every page, whoever signs.
const FORMS = `
  SELECT f.id, f.slug, v.title, v.introduction, v.number, v.minimum, v.published_at, f.closes_at,
    f.closes_at > signataires_now() AS is_open, f.time_zone,
    (SELECT count(*)::int FROM engagement e WHERE e.version_id = v.id) AS engagements,
    (SELECT json_agg(json_build_object('slug', o.slug, 'name', o.name) ORDER BY a.is_lead DESC, o.name)
       FROM form_author a JOIN organization o ON o.id = a.organization_id
      WHERE a.form_id = f.id AND (a.is_lead OR a.consented_at IS NOT NULL)) AS authors
  FROM form f
  JOIN LATERAL (SELECT * FROM form_version v WHERE v.form_id = f.id AND v.published_at IS NOT NULL
                ORDER BY v.number DESC LIMIT 1) v ON true`;

const IN_ORDER = "ORDER BY (SELECT min(w.published_at) FROM form_version w WHERE w.form_id = f.id), f.slug";

function formOf(row: FormRow): PublicForm {
  const { number, published_at, closes_at, is_open, time_zone, authors, ...rest } = row;
  return {
    ...rest,
    version: number,
    publishedAt: published_at,
    closesAt: closes_at,
    isOpen: is_open,
    timeZone: time_zone,
    authors: authors ?? [],
  };
}

/** The published forms of an election, in the order of their first publication. */
export async function publicForms(electionId: string): Promise<readonly PublicForm[]> {
  const { rows } = await pool().query<FormRow>(`${FORMS} WHERE f.election_id = $1 ${IN_ORDER}`, [electionId]);
  return rows.map(formOf);
}

/** The published forms that ask the candidates of a ballot: of a local variant and the form for all, the variant. */
export async function publicFormsAsking(ballotId: string): Promise<readonly PublicForm[]> {
  const sql = `${FORMS} JOIN ballot b ON b.id = $1 AND b.election_id = f.election_id
    WHERE form_asks(f.id, b.area_id) ${IN_ORDER}`;
  return (await pool().query<FormRow>(sql, [ballotId])).rows.map(formOf);
}

/** The published local variants of a form, by id: where they ask, they ask in its place. */
export async function publicVariants(formId: string): Promise<readonly string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT v.id FROM form v JOIN form_version s ON s.id = v.source_version_id AND s.form_id = $1
     WHERE EXISTS (SELECT FROM form_area x WHERE x.form_id = v.id)
       AND EXISTS (SELECT FROM form_version p WHERE p.form_id = v.id AND p.published_at IS NOT NULL) ORDER BY v.id`,
    [formId],
  );
  return rows.map(({ id }) => id);
}

/** Published forms of several elections, by election. */
export async function publicFormsOf(
  electionIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PublicForm[]>> {
  const sql = `SELECT g.*, f.election_id FROM (${FORMS}) g JOIN form f ON f.id = g.id
    WHERE f.election_id = ANY($1::uuid[]) ${IN_ORDER}`;
  const { rows } = await pool().query<FormRow & { election_id: string }>(sql, [electionIds]);
  const found = new Map<string, PublicForm[]>();
  for (const { election_id, ...row } of rows) {
    found.set(election_id, [...(found.get(election_id) ?? []), formOf(row)]);
  }
  return found;
}

/** Forms of a candidacy's election that ask other areas, as "form candidacy" ids. */
export async function publicAskedElsewhere(candidacyIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool().query<{ key: string }>(
    `SELECT f.id || ' ' || c.id AS key FROM candidacy c JOIN ballot b ON b.id = c.ballot_id
     JOIN form f ON f.election_id = b.election_id WHERE c.id = ANY ($1::uuid[]) AND NOT form_asks(f.id, b.area_id)`,
    [candidacyIds],
  );
  return new Set(rows.map(({ key }) => key));
}
