import type { ClientBase } from "pg";
import { type CopyValue, copyRows } from "@/lib/core/copy";
import type { Change, ListedPerson, Problem } from "./candidates";

export type KnownPerson = {
  line: number;
  area: { scheme: string; code: string };
  person: ListedPerson;
  party: string | null;
  profession: string | null;
};

export type PersonChanges = {
  created: 0;
  updated: number;
  unchanged: number;
  /** Rows that fit nobody, several people, or contradict a birth date: for a person to decide. */
  problems: Problem[];
  examples: { created: Change[]; updated: Change[]; missing: Change[] };
};

const staging = `
DROP TABLE IF EXISTS pg_temp.known;
CREATE TEMP TABLE known (
  row_id int GENERATED ALWAYS AS IDENTITY, line int, area_scheme text, area_code text,
  given_name text, family_name text, gender text, birth_date date, party text, profession text,
  key text GENERATED ALWAYS AS (search_key(given_name || ' ' || family_name)) STORED,
  problem text, candidacy_id uuid, person_id uuid, changed text[] NOT NULL DEFAULT '{}'
) ON COMMIT DROP`;

function toValues(row: KnownPerson): CopyValue[] {
  const { givenName, familyName, gender, birthDate } = row.person;
  return [
    row.line,
    row.area.scheme,
    row.area.code,
    givenName,
    familyName,
    gender,
    birthDate,
    row.party,
    row.profession,
  ];
}

/** Streams what a file knows of people into the transaction's staging table. */
export async function stagePersons(client: ClientBase, rows: AsyncIterable<KnownPerson>): Promise<void> {
  await client.query(staging);
  async function* values() {
    for await (const row of rows) yield toValues(row);
  }
  await copyRows(
    client,
    "known (line, area_scheme, area_code, given_name, family_name, gender, birth_date, party, profession)",
    values(),
  );
  await client.query("ANALYZE known");
}

/**
 * Adds birth dates, professions and parties to the candidates of an election, found by ballot and name, inside the
 * caller's transaction. Nobody is created, no known birth date is replaced; who stands twice in the file under two
 * parties keeps both.
 */
export async function writePersons(client: ClientBase, electionId: string): Promise<PersonChanges> {
  await client.query(match, [electionId]);
  await client.query(
    "UPDATE known SET problem = 'no-such-candidate' WHERE problem IS NULL AND person_id IS NULL",
  );
  await client.query(contradictions);
  await client.query(addFacts);
  await client.query(addParties);
  const { rows } = await client.query<{ updated: number; unchanged: number }>(`
    SELECT count(*) FILTER (WHERE cardinality(changed) > 0)::int AS updated, count(*) FILTER (WHERE cardinality(changed) = 0)::int AS unchanged
    FROM known WHERE problem IS NULL`);
  const problems = await client.query<Problem>(
    `SELECT line, problem AS reason, jsonb_strip_nulls(jsonb_build_object('area', area_code, 'givenName', given_name,
       'familyName', family_name, 'birthDate', birth_date, 'party', party)) AS row
     FROM known WHERE problem IS NOT NULL ORDER BY row_id LIMIT 10000`,
  );
  const updated = await client.query<Change>(
    `SELECT line, area_code AS area, given_name || ' ' || family_name AS name, changed AS fields FROM known
     WHERE problem IS NULL AND cardinality(changed) > 0 ORDER BY row_id LIMIT 20`,
  );
  return {
    created: 0,
    updated: rows[0]?.updated ?? 0,
    unchanged: rows[0]?.unchanged ?? 0,
    problems: problems.rows,
    examples: { created: [], updated: updated.rows, missing: [] },
  };
}

/** Homonyms of one ballot are parted by birth date or gender where these are known, else left to a person. */
const match = `
  WITH fit AS (
    SELECT n.row_id, c.id AS candidacy_id, c.person_id, rank() OVER (
      PARTITION BY n.row_id ORDER BY coalesce(p.birth_date = n.birth_date, false) DESC, coalesce(p.gender = n.gender, false) DESC
    ) AS place
    FROM known n JOIN area a ON (a.scheme, a.code) = (n.area_scheme, n.area_code)
    JOIN ballot b ON b.area_id = a.id AND b.election_id = $1
    JOIN candidacy c ON c.ballot_id = b.id JOIN person p ON p.id = c.person_id AND p.key = n.key
    WHERE coalesce(p.gender = n.gender, true)
  ), best AS (
    SELECT row_id, min(candidacy_id::text)::uuid AS candidacy_id, min(person_id::text)::uuid AS person_id, count(*) AS choices
    FROM fit WHERE place = 1 GROUP BY row_id
  )
  UPDATE known n SET candidacy_id = b.candidacy_id, person_id = b.person_id, problem = CASE WHEN choices > 1 THEN 'ambiguous' END
  FROM best b WHERE b.row_id = n.row_id`;

/** A birth date that is known already, or that two rows give differently, is never replaced. */
const contradictions = `
  WITH said AS (
    SELECT person_id, count(DISTINCT birth_date) AS dates FROM known WHERE problem IS NULL GROUP BY 1
  )
  UPDATE known n SET problem = 'conflicting-birth-date' FROM person p, said s
  WHERE p.id = n.person_id AND s.person_id = p.id AND n.problem IS NULL AND (p.birth_date <> n.birth_date OR s.dates > 1)`;

const addFacts = `
  WITH said AS (
    SELECT person_id, max(birth_date) AS birth_date, min(gender) AS gender, min(profession) AS profession
    FROM known WHERE problem IS NULL GROUP BY 1
  ), written AS (
    UPDATE person p SET birth_date = coalesce(p.birth_date, s.birth_date), gender = coalesce(p.gender, s.gender), profession = coalesce(p.profession, s.profession)
    FROM said s JOIN person o ON o.id = s.person_id WHERE p.id = s.person_id
      AND ((p.birth_date IS NULL AND s.birth_date IS NOT NULL) OR (p.gender IS NULL AND s.gender IS NOT NULL) OR (p.profession IS NULL AND s.profession IS NOT NULL))
    RETURNING p.id, array_remove(ARRAY[CASE WHEN o.birth_date IS NULL AND s.birth_date IS NOT NULL THEN 'birth_date' END,
      CASE WHEN o.gender IS NULL AND s.gender IS NOT NULL THEN 'gender' END,
      CASE WHEN o.profession IS NULL AND s.profession IS NOT NULL THEN 'profession' END], NULL) AS fields
  )
  UPDATE known n SET changed = fields FROM written WHERE written.id = n.person_id AND n.problem IS NULL`;

const addParties = `
  WITH said AS (
    SELECT candidacy_id, string_agg(DISTINCT party, ' · ' ORDER BY party) AS party FROM known
    WHERE problem IS NULL AND party IS NOT NULL GROUP BY 1
  ), written AS (
    UPDATE candidacy c SET party_label = s.party FROM said s
    WHERE c.id = s.candidacy_id AND c.party_label IS DISTINCT FROM s.party RETURNING c.id
  )
  UPDATE known n SET changed = changed || '{party}'::text[] FROM written WHERE written.id = n.candidacy_id AND n.problem IS NULL`;
