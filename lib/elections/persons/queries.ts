import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { searchKey } from "@/lib/core/folding";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import type { CandidacyStatus, PersonPairDecision, PersonPairKind } from "@/prisma/client/enums";
import { whyNotKeep } from "../rules";
import { KINDS, type PersonsQuery } from "./schema";

/** What a person stood for, in words of the sources. */
export interface Stood {
  readonly id: string;
  readonly publicId: string;
  readonly role: "candidate" | "substitute";
  readonly election: LocalizedText;
  /** yyyy-mm-dd of the first round. */
  readonly date: string | null;
  readonly area: { readonly code: string; readonly name: string };
  readonly status: CandidacyStatus;
  readonly isIncumbent: boolean;
  readonly parties: readonly string[];
  readonly nuance: string | null;
  readonly votes: readonly {
    readonly round: number;
    readonly votes: number | null;
    readonly isElected: boolean;
  }[];
}

/** A record as the operator compares it; the birth date is never public. */
export interface PersonRecord {
  readonly id: string;
  readonly publicId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly gender: "f" | "m" | null;
  readonly birthDate: string | null;
  readonly profession: string | null;
  /** The names of the records joined to it. */
  readonly otherNames: readonly string[];
  readonly stood: readonly Stood[];
}

const STOOD = `
  SELECT json_agg(json_build_object('id', c.id, 'publicId', c.public_id, 'role', t.role, 'election', e.name,
    'date', (SELECT min(r.polling_date) FROM election_round r WHERE r.election_id = e.id),
    'area', json_build_object('code', a.code, 'name', a.name), 'status', c.status,
    'isIncumbent', t.role = 'candidate' AND coalesce(c.is_incumbent, false), 'nuance', coalesce(c.nuance_label, c.nuance_code),
    'parties', coalesce((SELECT json_agg(o.name ORDER BY o.name) FROM nomination n JOIN organization o ON o.id = n.organization_id
      WHERE n.candidacy_id = c.id), CASE WHEN c.party_label IS NULL THEN '[]' ELSE json_build_array(c.party_label) END),
    'votes', coalesce((SELECT json_agg(json_build_object('round', v.round, 'votes', v.votes, 'isElected', v.is_elected) ORDER BY v.round)
      FROM (SELECT round, sum(votes)::int AS votes, bool_or(is_elected) AS is_elected FROM result WHERE candidacy_id = c.id GROUP BY round) v), '[]'))
    ORDER BY (SELECT min(r.polling_date) FROM election_round r WHERE r.election_id = e.id) DESC NULLS LAST, c.public_id)
  FROM (SELECT id, person_id AS one, 'candidate' AS role FROM candidacy UNION ALL SELECT id, substitute_id, 'substitute' FROM candidacy) t
  JOIN candidacy c ON c.id = t.id JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
  WHERE t.one IN (SELECT p.id UNION ALL SELECT m.id FROM person m WHERE m.merged_into_id = p.id)`;

async function records(ids: readonly string[]): Promise<ReadonlyMap<string, PersonRecord>> {
  const { rows } = await pool().query<PersonRecord>(
    `SELECT p.id, p.public_id AS "publicId", p.given_name AS "givenName", p.family_name AS "familyName", p.gender,
       coalesce(p.birth_date, (SELECT min(m.birth_date) FROM person m WHERE m.merged_into_id = p.id))::text AS "birthDate", p.profession,
       ARRAY(SELECT trim(m.given_name || ' ' || m.family_name) FROM person m WHERE m.merged_into_id = p.id ORDER BY m.key) AS "otherNames",
       coalesce((${STOOD}), '[]') AS stood
     FROM person p WHERE p.id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface WaitingPair {
  readonly id: string;
  readonly kind: PersonPairKind;
  readonly facts: readonly string[];
  readonly isLater: boolean;
  readonly first: PersonRecord;
  readonly second: PersonRecord;
}

export interface PairLine {
  readonly id: string;
  readonly kind: PersonPairKind;
  readonly names: readonly [string, string];
}

export interface ReviewQueue {
  readonly left: number;
  readonly byKind: readonly { readonly kind: PersonPairKind; readonly count: number }[];
  /** The pair to decide: the one asked for, else the weightiest. */
  readonly pair: WaitingPair | null;
  readonly next: readonly PairLine[];
}

// Each pair of people once, as they are known now; what was said of them as other records holds for these.
const WAITING = `
  WITH known AS (
    SELECT d.*, coalesce(p.merged_into_id, p.id) AS one, coalesce(q.merged_into_id, q.id) AS other
    FROM person_pair d JOIN person p ON p.id = d.first_id JOIN person q ON q.id = d.second_id
  ), waiting AS (
    SELECT DISTINCT ON (least(one, other), greatest(one, other)) * FROM known k
    WHERE one <> other AND (decision IS NULL OR decision = 'later') AND NOT EXISTS (SELECT FROM known n WHERE n.decision = 'different'
      AND least(n.one, n.other) = least(k.one, k.other) AND greatest(n.one, n.other) = greatest(k.one, k.other))
    ORDER BY least(one, other), greatest(one, other), decision NULLS FIRST, weight DESC
  )`;
const QUEUE_ORDER = "decision IS NOT NULL, weight DESC, found_at, id";

interface PairRow {
  readonly id: string;
  readonly kind: PersonPairKind;
  readonly facts: readonly string[];
  readonly decision: PersonPairDecision | null;
  readonly one: string;
  readonly other: string;
  readonly names: [string, string];
}

/** The pairs that wait for the operator, the weightiest first, those put off last; null for others. */
export async function reviewQueueFor(
  ctx: Ctx,
  { kind, pair: asked }: PersonsQuery,
): Promise<ReviewQueue | null> {
  if (whyNotKeep(ctx)) return null;
  const counts = pool().query<{ kind: PersonPairKind; count: number }>(
    `${WAITING} SELECT kind::text AS kind, count(*)::int AS count FROM waiting GROUP BY 1`,
  );
  const lines = pool().query<PairRow>(
    `${WAITING} SELECT w.id, w.kind::text AS kind, w.facts, w.decision::text AS decision, one, other,
       ARRAY[trim(p.given_name || ' ' || p.family_name), trim(q.given_name || ' ' || q.family_name)] AS names
     FROM waiting w JOIN person p ON p.id = w.one JOIN person q ON q.id = w.other
     WHERE $1 = '' OR w.kind::text = $1 ORDER BY w.id::text <> $2, ${QUEUE_ORDER.replaceAll(/\b(decision|weight|found_at|id)\b/g, "w.$1")} LIMIT 9`,
    [kind, asked],
  );
  const [{ rows: byKind }, { rows }] = await Promise.all([counts, lines]);
  const [head, ...next] = rows;
  return {
    left: byKind.reduce((sum, { count }) => sum + count, 0),
    byKind: KINDS.flatMap((one) => byKind.filter((row) => row.kind === one)),
    pair: head ? await pairOf(head) : null,
    next,
  };
}

async function pairOf({ id, kind, facts, decision, one, other }: PairRow): Promise<WaitingPair | null> {
  const known = await records([one, other]);
  const [first, second] = [known.get(one), known.get(other)];
  if (!first || !second) return null;
  // The earlier election at the left, as one reads.
  const date = ({ stood }: PersonRecord) => stood.at(-1)?.date ?? "";
  const [left, right] = date(first) <= date(second) ? [first, second] : [second, first];
  return { id, kind, facts, isLater: decision === "later", first: left, second: right };
}

export interface PastMerge {
  readonly id: string;
  readonly at: Date;
  readonly basis: "name-and-birth-date" | "review" | "by-hand";
  readonly facts: readonly string[];
  readonly by: string | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  readonly kept: { readonly publicId: string; readonly name: string };
  readonly merged: { readonly publicId: string; readonly name: string };
}

const MERGES = `
  SELECT g.id, g.at, g.basis, g.facts, u.name AS by, g.undone_at AS "undoneAt", w.name AS "undoneBy",
    json_build_object('publicId', k.public_id, 'name', trim(k.given_name || ' ' || k.family_name)) AS kept,
    json_build_object('publicId', m.public_id, 'name', trim(m.given_name || ' ' || m.family_name)) AS merged
  FROM person_merge g JOIN person k ON k.id = g.kept_id JOIN person m ON m.id = g.merged_id
  LEFT JOIN user_account u ON u.id = g.user_id LEFT JOIN user_account w ON w.id = g.undone_by_id`;

/** The merges made last, those undone included; and how many there are. */
export async function recentMergesFor(
  ctx: Ctx,
): Promise<{ readonly total: number; readonly merges: readonly PastMerge[] }> {
  if (whyNotKeep(ctx)) return { total: 0, merges: [] };
  const [list, total] = await Promise.all([
    // Those that people made come before a thousand that an import made at once.
    pool().query<PastMerge>(
      `${MERGES} ORDER BY g.basis = 'name-and-birth-date', coalesce(g.undone_at, g.at) DESC, g.id LIMIT 12`,
    ),
    pool().query<{ total: number }>(
      "SELECT count(*)::int AS total FROM person_merge WHERE undone_at IS NULL",
    ),
  ]);
  return { total: total.rows[0]?.total ?? 0, merges: list.rows };
}

export interface FoundRecord {
  readonly publicId: string;
  readonly name: string;
  readonly last: string | null;
  readonly area: string | null;
  readonly count: number;
}

/** Persons of a name or near it, forgiving a typing error, joined records under the one they belong to. */
export async function personsFor(ctx: Ctx, typed: string): Promise<readonly FoundRecord[]> {
  const key = searchKey(typed);
  if (whyNotKeep(ctx) || key.length < 2) return [];
  const { rows } = await pool().query<FoundRecord>(
    `WITH near AS (
       SELECT coalesce(p.merged_into_id, p.id) AS id, max(word_similarity($1, p.key)) AS score FROM person p
       WHERE $1 <% p.key GROUP BY 1 ORDER BY 2 DESC LIMIT 30
     ), own AS (
       SELECT id, id AS record FROM near UNION ALL SELECT n.id, m.id FROM near n JOIN person m ON m.merged_into_id = n.id
     ), stood AS (
       SELECT o.id, c.ballot_id FROM own o JOIN candidacy c ON c.person_id = o.record
       UNION ALL SELECT o.id, c.ballot_id FROM own o JOIN candidacy c ON c.substitute_id = o.record
     ), told AS (
       SELECT s.id, (array_agg(a.name ORDER BY r.day DESC))[1] AS area, max(r.day)::text AS last, count(*) AS count
       FROM stood s JOIN ballot b ON b.id = s.ballot_id JOIN area a ON a.id = b.area_id
       CROSS JOIN LATERAL (SELECT min(polling_date) AS day FROM election_round WHERE election_id = b.election_id) r GROUP BY 1
     )
     SELECT p.public_id AS "publicId", trim(p.given_name || ' ' || p.family_name) AS name, t.last, t.area, coalesce(t.count, 0)::int AS count
     FROM near n JOIN person p ON p.id = n.id LEFT JOIN told t ON t.id = n.id
     ORDER BY n.score DESC, p.key, p.public_id`,
    [key],
  );
  return rows;
}

/** A person with all her records' candidacies and the merges that touch her; null for others than the operator. */
export async function personFor(
  ctx: Ctx,
  publicId: string,
): Promise<{ readonly person: PersonRecord; readonly merges: readonly PastMerge[] } | null> {
  if (whyNotKeep(ctx)) return null;
  const found = await pool().query<{ id: string }>(
    "SELECT coalesce(merged_into_id, id) AS id FROM person WHERE public_id = $1",
    [publicId],
  );
  const id = found.rows[0]?.id;
  const person = id && (await records([id])).get(id);
  if (!person) return null;
  const { rows } = await pool().query<PastMerge>(
    `WITH own AS (SELECT $1::uuid AS id UNION ALL SELECT id FROM person WHERE merged_into_id = $1)
     ${MERGES} WHERE g.id IN (SELECT x.id FROM own JOIN person_merge x ON x.kept_id = own.id
       UNION SELECT x.id FROM own JOIN person_merge x ON x.merged_id = own.id) ORDER BY g.at DESC, g.id`,
    [id],
  );
  return { person, merges: rows };
}
