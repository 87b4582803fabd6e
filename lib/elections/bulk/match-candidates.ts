import type { ClientBase } from "pg";

/**
 * Finds the ballot of each staged row and the candidacy that it means, by several facts: name, birth date, panel number,
 * nuance or party, identifier. Two of them must agree, or the name alone where nothing known contradicts it and nobody
 * else on the ballot bears it; two candidacies that fit equally well are left to a person, as "ambiguous".
 */
export async function matchCandidates(client: ClientBase, electionId: string): Promise<void> {
  await client.query(`
    UPDATE listed l SET problem = 'unknown-area'
    WHERE NOT EXISTS (SELECT FROM area a WHERE (a.scheme, a.code) = (l.area_scheme, l.area_code))`);
  await client.query(`
    UPDATE listed l SET problem = 'duplicate' FROM (
      SELECT line, row_number() OVER (
        PARTITION BY area_scheme, area_code, key, birth_date, CASE WHEN birth_date IS NULL THEN panel_number END ORDER BY line
      ) AS turn FROM listed WHERE problem IS NULL
    ) twice WHERE twice.line = l.line AND twice.turn > 1`);
  await client.query(
    `INSERT INTO ballot (election_id, area_id)
     SELECT DISTINCT $1::uuid, a.id FROM listed l JOIN area a ON (a.scheme, a.code) = (l.area_scheme, l.area_code)
     WHERE l.problem IS NULL ON CONFLICT DO NOTHING`,
    [electionId],
  );
  await client.query(
    `UPDATE listed l SET ballot_id = b.id FROM ballot b JOIN area a ON a.id = b.area_id
     WHERE b.election_id = $1 AND (a.scheme, a.code) = (l.area_scheme, l.area_code) AND l.problem IS NULL`,
    [electionId],
  );
  await client.query(moved);
  await client.query(pairs);
  await client.query(decide);
  await client.query(corrected);
  await client.query(samePanel);
  await client.query(similarNames);
  await client.query(keepSubstitutes);
}

/** Under which name, panel and ballot a corrected candidacy stood before: what its old file still says. */
const was = `
  SELECT k.candidacy_id, (k.before ->> 'ballot_id')::uuid AS ballot_id, (k.before ->> 'panel_number')::int AS panel_number,
    search_key((k.before ->> 'given_name') || ' ' || (k.before ->> 'family_name')) AS key
  FROM candidacy_correction k`;

/** A row that still places a candidacy where the operator took it away makes no second one there. */
const moved = `
  WITH was AS (${was})
  UPDATE listed l SET problem = 'corrected-place', candidacy_id = c.id
  FROM was JOIN candidacy c ON c.id = was.candidacy_id JOIN person p ON p.id = c.person_id
  WHERE l.problem IS NULL AND was.ballot_id = l.ballot_id AND c.ballot_id <> l.ballot_id
    AND coalesce(l.birth_date = p.birth_date, true)
    AND (l.key = p.key OR EXISTS (SELECT FROM was w WHERE w.candidacy_id = c.id AND w.key = l.key))`;

const isUndone = (table: "c" | "p", column: string) =>
  `(k.before ? '${column}' AND l.${column} IS NOT NULL AND l.${column} IS DISTINCT FROM ${table}.${column})`;

/** A file does not undo a sourced correction: the row waits until a person says that it is right. */
const corrected = `
  UPDATE listed l SET problem = 'corrected' FROM candidacy c JOIN person p ON p.id = c.person_id
  WHERE c.id = l.candidacy_id AND l.problem IS NULL AND NOT l.is_sure AND (
    EXISTS (SELECT FROM candidacy_correction k WHERE k.candidacy_id = c.id
      AND (${["panel_number", "nuance_code", "nuance_label", "party_label"].map((one) => isUndone("c", one)).join(" OR ")}))
    OR EXISTS (SELECT FROM candidacy_correction k JOIN candidacy o ON o.id = k.candidacy_id WHERE o.person_id = p.id
      AND (${["given_name", "family_name", "gender"].map((one) => isUndone("p", one)).join(" OR ")})))`;

const pairs = `
  CREATE TEMP TABLE listed_pair ON COMMIT DROP AS
  WITH was AS (${was}), fact AS (
    SELECT l.line, c.id AS candidacy_id,
      l.key = p.key OR EXISTS (SELECT FROM was w WHERE w.candidacy_id = c.id AND w.key = l.key) AS same_name,
      coalesce(l.birth_date = p.birth_date, false) AS same_birth,
      coalesce(l.panel_number = c.panel_number, false) OR EXISTS (SELECT FROM was w WHERE w.candidacy_id = c.id AND w.panel_number = l.panel_number) AS same_panel,
      coalesce(l.nuance_code = c.nuance_code, false) OR coalesce(l.party_label = c.party_label, false) AS same_party,
      EXISTS (SELECT FROM person_identifier i WHERE i.person_id = p.id AND l.identifiers ->> i.scheme = i.value) AS same_identifier,
      coalesce(l.birth_date <> p.birth_date, false) OR (coalesce(l.panel_number <> c.panel_number, false) AND NOT EXISTS (SELECT FROM was w WHERE w.candidacy_id = c.id AND w.panel_number = l.panel_number)) AS contradicts
    FROM listed l JOIN candidacy c ON c.ballot_id = l.ballot_id JOIN person p ON p.id = c.person_id
    WHERE l.problem IS NULL
  )
  SELECT line, candidacy_id,
    8 * same_identifier::int + 4 * same_birth::int + 3 * same_name::int + 2 * same_panel::int + same_party::int AS score
  FROM fact
  WHERE same_identifier
    OR same_name::int + same_birth::int + same_panel::int >= 2
    OR (same_name AND (same_party OR NOT contradicts))`;

/** Each takes the other for the best; a tie is nobody's. */
const decide = `
  WITH ranked AS (
    SELECT line, candidacy_id, rank() OVER (PARTITION BY line ORDER BY score DESC) AS of_line,
      rank() OVER (PARTITION BY candidacy_id ORDER BY score DESC) AS of_candidacy
    FROM listed_pair
  ), best AS (
    SELECT line, candidacy_id, count(*) OVER (PARTITION BY line) AS choices, count(*) OVER (PARTITION BY candidacy_id) AS rivals
    FROM ranked WHERE of_line = 1 AND of_candidacy = 1
  )
  UPDATE listed l SET candidacy_id = CASE WHEN choices = 1 AND rivals = 1 THEN b.candidacy_id END,
    problem = CASE WHEN choices > 1 OR rivals > 1 THEN 'ambiguous' END
  FROM (SELECT DISTINCT ON (line) * FROM best ORDER BY line) b WHERE b.line = l.line`;

/** Two tickets of one ballot never share a panel: one of the numbers is wrong, and only a person can tell which. */
const samePanel = `
  UPDATE listed l SET problem = 'same-panel' FROM (
    SELECT line, row_number() OVER (PARTITION BY ballot_id, panel_number ORDER BY candidacy_id IS NULL, line) AS turn
    FROM listed WHERE problem IS NULL AND panel_number IS NOT NULL
  ) twice WHERE twice.line = l.line AND twice.turn > 1 AND NOT l.is_sure AND l.candidacy_id IS NULL`;

/** A new name that only orders or cuts the words of another one of its ballot may be the same person; birth dates part them. */
const similarNames = `
  WITH word AS (
    SELECT l.line, l.ballot_id, l.key, l.birth_date, l.candidacy_id, l.is_sure,
      array(SELECT w FROM unnest(string_to_array(l.key, ' ')) w ORDER BY 1) AS words
    FROM listed l WHERE l.problem IS NULL
  ), other AS (
    SELECT line, ballot_id, key, birth_date, words FROM word
    UNION ALL
    SELECT NULL, c.ballot_id, p.key, p.birth_date, array(SELECT w FROM unnest(string_to_array(p.key, ' ')) w ORDER BY 1)
    FROM candidacy c JOIN person p ON p.id = c.person_id
    WHERE c.ballot_id IN (SELECT ballot_id FROM word) AND NOT EXISTS (SELECT FROM listed l WHERE l.candidacy_id = c.id)
  )
  UPDATE listed l SET problem = 'similar-name' FROM word w
  WHERE w.line = l.line AND w.candidacy_id IS NULL AND NOT w.is_sure AND EXISTS (
    SELECT FROM other o WHERE o.ballot_id = w.ballot_id AND (o.line IS NULL OR o.line < w.line) AND o.key <> w.key
      AND o.words = w.words AND coalesce(o.birth_date = w.birth_date, true))`;

/** The substitute of a known candidacy is the same person while her name or her birth date is. */
const keepSubstitutes = `
  UPDATE listed l SET substitute_id = p.id FROM candidacy c JOIN person p ON p.id = c.substitute_id
  WHERE c.id = l.candidacy_id AND l.s_family_name IS NOT NULL
    AND ((p.key = l.s_key AND coalesce(p.birth_date = l.s_birth_date, true)) OR p.birth_date = l.s_birth_date)`;
