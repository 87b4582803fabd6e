import "server-only";
import { pool, reading } from "@/lib/core/db";
import { type Polls, silenceOf } from "@/lib/elections/rules";
import { CONTESTABLE_HOURS } from "@/lib/signatures/disputing/rules";
import { isBetween, type Thing, type ThingKind } from "./rules";

/** Changed facts that wait for their pages, oldest first. */
export interface Marks {
  readonly ids: readonly string[];
  /** Whether the whole site is meant. */
  readonly isAll: boolean;
}

/** At most 20,000 marks: more are read the next time. */
export async function waitingMarks(): Promise<Marks> {
  const { rows } = await pool().query<{ id: string; kind: string }>(
    "SELECT id::text AS id, kind FROM publication_mark ORDER BY id LIMIT 20000",
  );
  return { ids: rows.map(({ id }) => id), isAll: rows.some(({ kind }) => kind === "everything") };
}

// Who shows a changed row: first the candidacies and ballots that it is about, then every page that counts or lists them.
const SHOWING = `
  WITH mark AS MATERIALIZED (SELECT kind, subject FROM publication_mark WHERE id = ANY ($1::bigint[])),
  signed AS (
    SELECT s.id, s.candidacy_id, s.person_id FROM signature s WHERE s.id IN (
      SELECT subject::uuid FROM mark WHERE kind = 'signature'
      UNION ALL SELECT p.signature_id FROM mark m JOIN paper p ON p.id = m.subject::uuid WHERE m.kind = 'paper'
      UNION ALL SELECT coalesce(t.signature_id, e.signature_id) FROM mark m JOIN statement t ON t.leaf_id = m.subject::bigint
        LEFT JOIN signature_event e ON e.id = t.event_id WHERE m.kind = 'leaf')),
  written AS (
    SELECT subject::uuid AS id FROM mark WHERE kind = 'form'
    UNION SELECT v.form_id FROM mark m JOIN log_leaf l ON l.id = m.subject::bigint JOIN form_version v ON v.id = l.version_id
      WHERE m.kind = 'leaf'
    UNION SELECT a.form_id FROM mark m JOIN form_author a ON a.organization_id = m.subject::uuid WHERE m.kind = 'organization'),
  published AS (
    SELECT f.id, f.election_id FROM form f JOIN written w ON w.id = f.id
    WHERE EXISTS (SELECT FROM form_version v WHERE v.form_id = f.id AND v.published_at IS NOT NULL)),
  held AS (
    SELECT subject::uuid AS id FROM mark WHERE kind = 'election'
    UNION SELECT r.election_id FROM mark m JOIN election_round r ON r.id = m.subject::uuid WHERE m.kind = 'round'
    UNION SELECT election_id FROM published),
  renamed AS (
    SELECT a.id FROM mark m JOIN area a ON a.id = m.subject::uuid OR a.parent_id = m.subject::uuid WHERE m.kind = 'area'),
  whole AS (
    SELECT subject::uuid AS id FROM mark WHERE kind = 'contest'
    UNION SELECT n.ballot_id FROM mark m JOIN nomination_contest n ON n.id = m.subject::uuid WHERE m.kind = 'nomination-contest'
    UNION SELECT b.id FROM ballot b JOIN held h ON h.id = b.election_id
    UNION SELECT b.id FROM ballot b JOIN renamed r ON r.id = b.area_id
    UNION SELECT b.id FROM mark m JOIN area_part p ON m.subject::uuid IN (p.part_id, p.whole_id)
      JOIN ballot b ON b.area_id = p.whole_id WHERE m.kind IN ('area', 'place')),
  named AS (
    SELECT subject::uuid AS id FROM mark WHERE kind = 'person'),
  told AS (
    SELECT subject::uuid AS id FROM mark WHERE kind = 'candidacy'
    UNION SELECT candidacy_id FROM signed
    UNION SELECT n.candidacy_id FROM mark m JOIN nomination n ON n.id = m.subject::uuid WHERE m.kind = 'nomination'
    UNION SELECT n.candidacy_id FROM mark m JOIN nomination n ON n.organization_id = m.subject::uuid WHERE m.kind = 'organization'
    UNION SELECT t.candidacy_id FROM mark m JOIN contact_attempt t ON t.organization_id = m.subject::uuid WHERE m.kind = 'organization'
    UNION SELECT c.id FROM candidacy c JOIN named n ON n.id = c.person_id
    UNION SELECT c.id FROM candidacy c JOIN named n ON n.id = c.substitute_id
    UNION SELECT e.candidacy_id FROM substitute_event e JOIN named n ON n.id = e.person_id
    UNION SELECT c.id FROM candidacy c JOIN whole w ON w.id = c.ballot_id),
  stood AS MATERIALIZED (SELECT c.* FROM candidacy c JOIN told t ON t.id = c.id),
  polled AS MATERIALIZED (
    SELECT b.id, b.election_id, b.area_id FROM ballot b WHERE b.id IN (
      SELECT ballot_id FROM stood UNION ALL SELECT id FROM whole
      UNION ALL SELECT subject::uuid FROM mark WHERE kind = 'ballot')),
  contested AS (SELECT b.area_id FROM ballot b JOIN whole w ON w.id = b.id),
  listed AS (
    SELECT subject::uuid AS id FROM mark WHERE kind IN ('area', 'place')
    UNION SELECT id FROM renamed UNION SELECT area_id FROM contested
    UNION SELECT p.part_id FROM contested b JOIN area_part p ON p.whole_id = b.area_id),
  asking AS (
    SELECT f.id FROM form f JOIN (SELECT DISTINCT election_id FROM polled) p ON p.election_id = f.election_id
    UNION SELECT id FROM written),
  shown AS (
    SELECT 'candidacy' AS kind, id FROM stood
    UNION SELECT 'signature', id FROM signed UNION SELECT 'signature', s.id FROM signature s JOIN stood c ON c.id = s.candidacy_id
    UNION SELECT 'ballot', id FROM polled
    UNION SELECT 'election', election_id FROM polled UNION SELECT 'election', id FROM held
    UNION SELECT 'roll', election_id FROM polled WHERE EXISTS (
      SELECT FROM mark WHERE kind NOT IN ('signature', 'paper', 'leaf', 'form', 'site'))
    UNION SELECT 'form', id FROM asking
    UNION SELECT 'person', person_id FROM stood UNION SELECT 'person', substitute_id FROM stood
    UNION SELECT 'person', e.person_id FROM substitute_event e JOIN stood s ON s.id = e.candidacy_id
    UNION SELECT 'person', person_id FROM signed UNION SELECT 'person', id FROM named
    UNION SELECT 'organization', subject::uuid FROM mark WHERE kind IN ('party', 'organization')
    UNION SELECT 'organization', n.organization_id FROM nomination n JOIN stood s ON s.id = n.candidacy_id
    UNION SELECT 'organization', a.organization_id FROM form_author a JOIN asking f ON f.id = a.form_id
    UNION SELECT 'place', subject::uuid FROM mark WHERE kind IN ('area', 'place')
    UNION SELECT 'place', id FROM renamed
    UNION SELECT 'place', p.whole_id FROM mark m JOIN area_part p ON p.part_id = m.subject::uuid WHERE m.kind IN ('area', 'place')
    UNION SELECT 'place', p.part_id FROM mark m JOIN area_part p ON p.whole_id = m.subject::uuid WHERE m.kind IN ('area', 'place')
    UNION SELECT 'place', area_id FROM polled
    UNION SELECT 'place', a.parent_id FROM polled p JOIN area a ON a.id = p.area_id
    UNION SELECT 'place', p.part_id FROM polled b JOIN area_part p ON p.whole_id = b.area_id
    UNION SELECT 'place', k.id FROM area k JOIN (
        SELECT p.part_id AS id FROM contested b JOIN area_part p ON p.whole_id = b.area_id
        UNION SELECT subject::uuid FROM mark WHERE kind IN ('area', 'place')) c ON c.id = k.parent_id WHERE k.level = 'borough'
    UNION SELECT 'finder', x.id FROM listed l JOIN area a ON a.id = l.id LEFT JOIN area u ON u.id = a.parent_id
      CROSS JOIN LATERAL (VALUES (a.id), (a.parent_id), (u.parent_id)) x (id)
    UNION SELECT 'names', f.id FROM finder_part f WHERE EXISTS (SELECT FROM mark WHERE kind IN ('area', 'place', 'contest', 'election'))
    UNION SELECT 'names', substr(owner, 7)::uuid FROM published_file
      WHERE owner LIKE 'names %' AND EXISTS (SELECT FROM mark WHERE kind IN ('area', 'place', 'contest', 'election')))
  SELECT kind, array_agg(id::text) AS ids FROM shown WHERE id IS NOT NULL GROUP BY kind`;

export type Shown = ReadonlyMap<ThingKind, readonly string[]>;

/** The things whose pages show what was marked, by kind; the site's own pages always are among them. */
export async function thingsShowing(marks: readonly string[]): Promise<Shown> {
  const { rows } = await pool().query<{ kind: ThingKind; ids: string[] }>(SHOWING, [marks]);
  const shown = new Map<ThingKind, readonly string[]>(rows.map(({ kind, ids }) => [kind, ids]));
  return marks.length > 0 ? shown.set("site", ["site"]) : shown;
}

const NAMED = `'publicId', p.public_id, 'givenName', p.given_name, 'familyName', p.family_name`;

// What addresses are made from. A place that leads to one constituency has no page of its own.
const THINGS: Record<ThingKind, string> = {
  site: `SELECT 'site' AS id, '{}'::json AS params WHERE $1::text[] IS NULL OR 'site' = ANY ($1::text[])`,
  election: `SELECT id, json_build_object('slug', slug) AS params FROM election`,
  // Who stands in an election: large files, which no signature changes.
  roll: `SELECT id, json_build_object('slug', slug) AS params FROM election`,
  ballot: `SELECT b.id, json_build_object('slug', e.slug, 'area', a.code, 'forms', (
      SELECT coalesce(json_agg(json_build_object('slug', f.slug, 'themes', (
          SELECT coalesce(json_agg(t.title ORDER BY t.position), '[]') FROM theme t WHERE t.version_id = v.id)) ORDER BY v.first, f.slug), '[]')::text
      FROM form f JOIN LATERAL (SELECT w.id, (SELECT min(x.published_at) FROM form_version x WHERE x.form_id = f.id) AS first
        FROM form_version w WHERE w.form_id = f.id AND w.published_at IS NOT NULL ORDER BY w.number DESC LIMIT 1) v ON true
      WHERE f.election_id = b.election_id AND form_asks(f.id, b.area_id))) AS params
    FROM ballot b JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id`,
  place: `SELECT a.id, json_build_object('scheme', a.scheme, 'code', a.code) AS params FROM area a
    WHERE (a.level NOT IN ('commune', 'borough') OR (SELECT count(*) FROM area_part p WHERE p.part_id = a.id) > 1
      OR (a.level = 'borough' AND NOT EXISTS (SELECT FROM area_part p WHERE p.part_id = a.id)
        AND (SELECT count(*) FROM area_part p WHERE p.part_id = a.parent_id) > 1))`,
  finder: `SELECT a.id, json_build_object('code', a.code) AS params FROM area a WHERE a.level = 'department'
    AND EXISTS (SELECT FROM area s JOIN ballot b ON b.area_id = s.id WHERE s.parent_id = a.id)`,
  names: `SELECT f.id, json_build_object('shard', f.shard) AS params FROM finder_part f`,
  form: `SELECT f.id, json_build_object('slug', f.slug, 'numbers', string_agg(v.number::text, ' ' ORDER BY v.number)) AS params
    FROM form f JOIN form_version v ON v.form_id = f.id AND v.published_at IS NOT NULL`,
  organization: `SELECT id, json_build_object('slug', slug) AS params FROM organization`,
  candidacy: `SELECT c.id, json_build_object('publicId', c.public_id, 'givenName', p.given_name, 'familyName', p.family_name) AS params
    FROM candidacy c JOIN person p ON p.id = c.person_id`,
  person: `SELECT p.id, json_build_object(${NAMED}) AS params FROM person p WHERE p.merged_into_id IS NULL`,
  signature: `SELECT s.id, json_build_object('publicId', s.public_id) AS params FROM signature s`,
};

const KEYS: Record<ThingKind, string> = {
  site: "",
  election: "id",
  roll: "id",
  ballot: "b.id",
  place: "a.id",
  finder: "a.id",
  names: "f.id",
  form: "f.id",
  organization: "id",
  candidacy: "c.id",
  person: "p.id",
  signature: "s.id",
};

/** Things by their ids, or all of a kind; those that have no public page are left out. */
export async function thingsOf(kind: ThingKind, ids: readonly string[] | null): Promise<readonly Thing[]> {
  const key = KEYS[kind];
  const only =
    kind === "site"
      ? ""
      : ` ${/\bWHERE\b/.test(THINGS[kind]) ? "AND" : "WHERE"} ($1::uuid[] IS NULL OR ${key} = ANY ($1::uuid[]))`;
  const grouped = kind === "form" ? " GROUP BY f.id" : "";
  // Neighbours show the same facts, which then are read once.
  const order = kind === "site" ? "" : ` ORDER BY ${kind === "candidacy" ? "c.ballot_id, " : ""}${key}`;
  const { rows } = await pool().query<Omit<Thing, "kind">>(`${THINGS[kind]}${only}${grouped}${order}`, [ids]);
  return rows.map(({ id, params }) => ({ kind, id, params }));
}

export interface Written {
  readonly path: string;
  readonly owner: string;
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly size: number;
}

/** Files that were written, of these owners or all of them. */
export async function writtenFiles(owners: readonly string[] | null): Promise<readonly Written[]> {
  const { rows } = await pool().query<Written>(
    `SELECT path, owner, encode(hash, 'hex') AS hash, size FROM published_file
     WHERE $1::text[] IS NULL OR owner = ANY ($1::text[]) ORDER BY path`,
    [owners],
  );
  return rows;
}

export interface PublicationState {
  readonly build: string;
  readonly clockedAt: Date | null;
  readonly pass: number;
  /** SHA-256 of the list of files, in hex, and its signed note once the signer made it. */
  readonly manifestHash: string | null;
  readonly manifestNote: string | null;
}

/** How far the site has followed the facts. */
export async function publicationState(): Promise<PublicationState> {
  const { rows } = await pool().query<PublicationState>(
    `SELECT build, clocked_at AS "clockedAt", pass::float8 AS pass, encode(manifest_hash, 'hex') AS "manifestHash",
       manifest_note AS "manifestNote" FROM publication_state`,
  );
  const [state] = rows;
  if (!state) throw new Error("the database lacks the state of the publication");
  return state;
}

interface MarkRow {
  readonly kind: string;
  readonly subject: string;
}

const CLOSED = `
  SELECT 'form' AS kind, id::text AS subject FROM form WHERE closes_at > $1 AND closes_at <= $2
  UNION ALL SELECT 'signature', id::text FROM signature
    WHERE recorded_at > $1 - interval '${CONTESTABLE_HOURS} hours' AND recorded_at <= $2 - interval '${CONTESTABLE_HOURS} hours'`;

// Three days around today hold every zone's eve and evening.
const NEAR = `
  SELECT b.id::text AS ballot, coalesce(d.polling_date, r.polling_date)::timestamp AT TIME ZONE 'UTC' AS "pollingDate",
    coalesce(d.closes_at, r.closes_at) AS "closesAt", coalesce(d.time_zone, a.time_zone, u.time_zone, e.time_zone) AS "timeZone"
  FROM election_round r JOIN election e ON e.id = r.election_id JOIN ballot b ON b.election_id = e.id
  JOIN area a ON a.id = b.area_id LEFT JOIN area u ON u.id = a.parent_id
  LEFT JOIN polling_date d ON d.round_id = r.id AND d.area_id = a.id
  WHERE coalesce(d.polling_date, r.polling_date) BETWEEN $1::date - 3 AND $2::date + 3`;

/** What pages show otherwise since they were last brought up to date, for no other reason than time. */
export async function changedByClock(now: Date): Promise<readonly MarkRow[]> {
  const { clockedAt } = await publicationState();
  if (!clockedAt) return [];
  const [closed, near] = await Promise.all([
    pool().query<MarkRow>(CLOSED, [clockedAt, now]),
    pool().query<Polls & { readonly ballot: string }>(NEAR, [clockedAt, now]),
  ]);
  const silent = near.rows.filter(({ ballot: _, ...polls }) => {
    const { from, to } = silenceOf(polls);
    return isBetween(from, clockedAt, now) || isBetween(to, clockedAt, now);
  });
  return [...closed.rows, ...silent.map(({ ballot }) => ({ kind: "contest", subject: ballot }))];
}

/** Reads what many pages show, each fact once. */
export function readingOnce<T>(act: () => Promise<T>): Promise<T> {
  return reading(act);
}
