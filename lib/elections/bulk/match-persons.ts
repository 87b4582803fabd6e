import type { ClientBase } from "pg";
import { type Judged, judge, type Shared, type Side } from "../persons/rules";

export interface Matched {
  /** Records joined because name and birth date are the same. */
  readonly merged: number;
  /** Near-misses that wait for a person to decide. */
  readonly queued: number;
}

/** Everybody who stands, under each of her names; those joined to her count as hers. */
const humans = `
  DROP TABLE IF EXISTS pg_temp.human, pg_temp.stood;
  CREATE TEMP TABLE human ON COMMIT DROP AS
  WITH parted AS (
    -- As many words of the folded whole are the given name as it has itself: folding each part anew costs half a second.
    SELECT p.*, string_to_array(p.key, ' ') AS words,
      cardinality(array_remove(string_to_array(translate(p.given_name, '-''’.,', '     '), ' '), '')) AS n
    FROM person p WHERE p.id IN (SELECT person_id FROM candidacy UNION SELECT substitute_id FROM candidacy)
  )
  SELECT id, coalesce(merged_into_id, id) AS root, key, birth_date, gender, words[:n] AS given_words, words[n + 1:] AS family_words,
    array_to_string(words[:n], ' ') AS given, array_to_string(words[n + 1:], ' ') AS family
  FROM parted;
  CREATE TEMP TABLE stood ON COMMIT DROP AS
  SELECT h.root, h.id AS person_id, b.election_id, b.area_id, a.parent_id, nullif(c.nuance_code, 'DIV') AS nuance, lower(c.party_label) AS party,
    ARRAY(SELECT organization_id FROM nomination n WHERE n.candidacy_id = c.id) AS parties,
    c.person_id = h.id AND c.is_incumbent AS is_incumbent, c.person_id = h.id AND EXISTS (SELECT FROM result r WHERE r.candidacy_id = c.id AND r.is_elected) AS is_elected
  FROM human h JOIN (SELECT id, person_id AS one FROM candidacy UNION ALL SELECT id, substitute_id FROM candidacy) t ON t.one = h.id
  JOIN candidacy c ON c.id = t.id JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id;
  CREATE INDEX ON stood (root);
  ANALYZE human; ANALYZE stood`;

/** Nobody stands twice in one election: two records that do are two people, or a doubt of that election's own. */
const inOneElection = (a: string, b: string) =>
  `EXISTS (SELECT FROM stood x JOIN stood y USING (election_id) WHERE x.root = ${a} AND y.root = ${b})`;

/** The person's word: "not the same", or a merge taken back. */
const saidNo = (a: string, b: string) => `(EXISTS (
    SELECT FROM person_pair d JOIN person p ON p.id = d.first_id JOIN person q ON q.id = d.second_id
    WHERE d.decision = 'different' AND ((coalesce(p.merged_into_id, p.id) = ${a} AND coalesce(q.merged_into_id, q.id) = ${b})
      OR (coalesce(p.merged_into_id, p.id) = ${b} AND coalesce(q.merged_into_id, q.id) = ${a}))))`;
const takenBack = (a: string, b: string) => `EXISTS (
    SELECT FROM person_merge m JOIN human k ON k.id = m.kept_id JOIN human l ON l.id = m.merged_id
    WHERE m.undone_at IS NOT NULL AND (k.root, l.root) IN ((${a}, ${b}), (${b}, ${a})))`;

/** The oldest record of each name and birth date takes in the others, unless any two of them cannot be one person. */
const sameNameAndDate = `
  DROP TABLE IF EXISTS pg_temp.same, pg_temp.joined;
  CREATE TEMP TABLE same ON COMMIT DROP AS
  SELECT DISTINCT h.key, h.birth_date, h.root, p.created_at FROM human h JOIN person p ON p.id = h.root
  JOIN (SELECT key, birth_date FROM human GROUP BY 1, 2 HAVING count(DISTINCT root) > 1) twice ON (twice.key, twice.birth_date) = (h.key, h.birth_date);
  CREATE INDEX ON same (key, birth_date);
  ANALYZE same;
  DELETE FROM same USING (
    SELECT DISTINCT a.key, a.birth_date FROM same a JOIN same b ON (b.key, b.birth_date) = (a.key, a.birth_date) AND a.root < b.root
    WHERE ${inOneElection("a.root", "b.root")} OR ${saidNo("a.root", "b.root")} OR ${takenBack("a.root", "b.root")}
  ) doubt WHERE (doubt.key, doubt.birth_date) = (same.key, same.birth_date);
  CREATE TEMP TABLE joined ON COMMIT DROP AS
  WITH chosen AS (
    SELECT root, first_value(root) OVER (PARTITION BY key, birth_date ORDER BY created_at, root) AS kept FROM same
  )
  SELECT DISTINCT ON (root) root, kept FROM chosen
  WHERE kept <> root AND kept NOT IN (SELECT root FROM chosen WHERE kept <> root) ORDER BY root, kept;
  CREATE INDEX ON joined (root);
  ANALYZE joined`;

const join = `
  UPDATE person p SET merged_into_id = j.kept FROM joined j WHERE p.merged_into_id = j.root;
  UPDATE person p SET merged_into_id = j.kept FROM joined j WHERE p.id = j.root;
  UPDATE human h SET root = j.kept FROM joined j WHERE h.root = j.root;
  UPDATE stood s SET root = j.kept FROM joined j WHERE s.root = j.root`;

const recordMerges = `
  INSERT INTO person_merge (kept_id, merged_id, basis, facts, at, user_id)
  SELECT kept, root, 'name-and-birth-date', '{name-same,birth-date-same}', $1, $2 FROM joined`;

/** Pairs of names worth a look, across elections: same name, swapped, or a name in common beside a birth date or a constituency. */
const nearMisses = `
  WITH near AS (
    SELECT a.id AS a, b.id AS b FROM human a JOIN human b ON b.key = a.key AND a.root < b.root
    UNION SELECT a.id, b.id FROM human a JOIN human b ON (b.given, b.family) = (a.family, a.given) AND a.root < b.root
    UNION SELECT a.id, b.id FROM human a JOIN human b ON b.birth_date = a.birth_date AND a.root < b.root
      WHERE a.given_words && b.given_words OR a.family_words && b.family_words
    UNION SELECT a.id, b.id FROM stood s JOIN stood t ON t.area_id = s.area_id AND t.election_id <> s.election_id
      JOIN human a ON a.id = s.person_id JOIN human b ON b.id = t.person_id
      WHERE a.root < b.root AND a.family_words && b.family_words AND coalesce(a.birth_date = b.birth_date, true)
  )
  SELECT a.root AS "firstId", b.root AS "secondId",
    json_build_object('given', a.given, 'family', a.family, 'birthDate', a.birth_date, 'gender', a.gender) AS first,
    json_build_object('given', b.given, 'family', b.family, 'birthDate', b.birth_date, 'gender', b.gender) AS second,
    ${sharedJson("a.root", "b.root")} AS shared
  FROM near JOIN human a ON a.id = near.a JOIN human b ON b.id = near.b
  WHERE NOT ${inOneElection("a.root", "b.root")} AND NOT ${saidNo("a.root", "b.root")}`;

/** What the candidacies of two people (temp table "stood") have in common, as JSON of `Shared`. */
function sharedJson(a: string, b: string): string {
  const both = (condition: string) =>
    `EXISTS (SELECT FROM stood x JOIN stood y ON y.root = ${b} WHERE x.root = ${a} AND (${condition}))`;
  return `json_build_object('area', ${both("x.area_id = y.area_id")}, 'department', ${both("x.parent_id = y.parent_id")},
    'party', ${both("x.nuance = y.nuance OR x.party = y.party OR x.parties && y.parties")},
    'mandate', ${both("x.area_id = y.area_id AND ((x.is_elected AND y.is_incumbent) OR (y.is_elected AND x.is_incumbent))")})`;
}

interface Near {
  readonly firstId: string;
  readonly secondId: string;
  readonly first: Side;
  readonly second: Side;
  readonly shared: Shared;
}

/** Each pair once, as the two of its names that speak most for it. */
function questions(rows: readonly Near[]): ReadonlyMap<string, { pair: Near; judged: Judged }> {
  const best = new Map<string, { pair: Near; judged: Judged }>();
  for (const pair of rows) {
    const judged = judge(pair.first, pair.second, pair.shared);
    const id = `${pair.firstId} ${pair.secondId}`;
    if (judged && judged.weight > (best.get(id)?.judged.weight ?? Number.NEGATIVE_INFINITY))
      best.set(id, { pair, judged });
  }
  return best;
}

/** Pairs that are new are queued; those decided, and those put off, stay as they are; what is no question any more goes. */
const queue = `
  WITH asked AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::person_pair_kind[], $4::int[], $5::text[]) AS q (first_id, second_id, kind, weight, facts)
  ), gone AS (
    DELETE FROM person_pair p WHERE decision IS NULL AND NOT EXISTS (SELECT FROM asked a WHERE (a.first_id, a.second_id) = (p.first_id, p.second_id))
  )
  INSERT INTO person_pair AS p (first_id, second_id, kind, weight, facts, found_at)
  SELECT first_id, second_id, kind, weight, string_to_array(facts, ' '), $6 FROM asked
  ON CONFLICT (first_id, second_id) DO UPDATE SET kind = excluded.kind, weight = excluded.weight, facts = excluded.facts
    WHERE p.decision IS NULL AND (p.kind, p.facts) IS DISTINCT FROM (excluded.kind, excluded.facts)
  RETURNING (xmax = 0) AS is_new`;

/**
 * Finds the same people across elections inside the caller's transaction: same folded name and birth date is the same
 * person, recorded; near-misses are queued for a person to decide. Running it again changes nothing.
 */
export async function matchPersons(
  client: ClientBase,
  by: { now: Date; userId: string | null },
): Promise<Matched> {
  await client.query(humans);
  let merged = 0;
  // Joining two records may bring together the names of a third.
  for (let pass = 1; pass > 0; merged += pass) {
    await client.query(sameNameAndDate);
    pass = (await client.query(recordMerges, [by.now, by.userId])).rowCount ?? 0;
    await client.query(join);
  }
  const { rows } = await client.query<Near>(nearMisses);
  const asked = [...questions(rows).values()];
  const written = await client.query<{ is_new: boolean }>(queue, [
    asked.map(({ pair }) => pair.firstId),
    asked.map(({ pair }) => pair.secondId),
    asked.map(({ judged }) => judged.kind),
    asked.map(({ judged }) => judged.weight),
    asked.map(({ judged }) => judged.facts.join(" ")),
    by.now,
  ]);
  return { merged, queued: written.rows.filter(({ is_new }) => is_new).length };
}
