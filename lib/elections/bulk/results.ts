import type { ClientBase } from "pg";
import { type CopyValue, copyRows } from "@/lib/core/copy";
import type { Change, ListedPerson, Problem } from "./candidates";

export type Count = {
  registered: number | null;
  voters: number | null;
  blank: number | null;
  spoilt: number | null;
  blankOrSpoilt: number | null;
  cast: number | null;
};

export type CountedCandidate = {
  line: number;
  area: { scheme: string; code: string };
  person: ListedPerson;
  panelNumber: number | null;
  nuanceCode: string | null;
  votes: number | null;
  share: number | null;
  isElected: boolean;
  turnout: Count;
};

export type ResultChanges = {
  created: number;
  updated: number;
  unchanged: number;
  problems: Problem[];
  elected: number;
  newCandidacies: number;
  examples: { created: Change[]; updated: Change[]; missing: Change[] };
};

const staging = `
DROP TABLE IF EXISTS pg_temp.counted, pg_temp.first_named;
CREATE TEMP TABLE counted (
  row_id int GENERATED ALWAYS AS IDENTITY, line int, area_scheme text, area_code text,
  given_name text, family_name text, gender text, birth_date date, panel_number int, nuance_code text,
  votes int, share numeric, is_elected boolean,
  registered int, voters int, blank int, spoilt int, blank_or_spoilt int, "cast" int,
  key text GENERATED ALWAYS AS (search_key(given_name || ' ' || family_name)) STORED,
  problem text, area_id uuid, ballot_id uuid, candidacy_id uuid, person_id uuid DEFAULT gen_random_uuid(), change text
) ON COMMIT DROP`;

function toValues(row: CountedCandidate): CopyValue[] {
  const { person, turnout } = row;
  return [
    row.line,
    row.area.scheme,
    row.area.code,
    person.givenName,
    person.familyName,
    person.gender,
    person.birthDate,
    row.panelNumber,
    row.nuanceCode,
    row.votes,
    row.share,
    row.isElected,
    turnout.registered,
    turnout.voters,
    turnout.blank,
    turnout.spoilt,
    turnout.blankOrSpoilt,
    turnout.cast,
  ];
}

/** Streams results into the transaction's staging table. */
export async function stageResults(client: ClientBase, rows: AsyncIterable<CountedCandidate>): Promise<void> {
  await client.query(staging);
  async function* values() {
    for await (const row of rows) yield toValues(row);
  }
  await copyRows(
    client,
    `counted (line, area_scheme, area_code, given_name, family_name, gender, birth_date, panel_number, nuance_code,
      votes, share, is_elected, registered, voters, blank, spoilt, blank_or_spoilt, "cast")`,
    values(),
  );
  await client.query("ANALYZE counted");
}

export type ResultsOf = { electionId: string; round: number; source: string; creates: boolean };

/**
 * Writes a round's votes and turnout inside the caller's transaction. With `creates`, ballots without any candidacy get
 * those that the file names: an election that has no list of candidates; a ballot that has some never gets more.
 */
export async function writeResults(client: ClientBase, of: ResultsOf): Promise<ResultChanges> {
  await client.query(
    "UPDATE counted n SET area_id = a.id FROM area a WHERE (a.scheme, a.code) = (n.area_scheme, n.area_code)",
  );
  if (of.creates) {
    await client.query(
      "INSERT INTO ballot (election_id, area_id) SELECT DISTINCT $1::uuid, area_id FROM counted WHERE area_id IS NOT NULL ON CONFLICT DO NOTHING",
      [of.electionId],
    );
  }
  await client.query(
    "UPDATE counted n SET ballot_id = b.id FROM ballot b WHERE b.election_id = $1 AND b.area_id = n.area_id",
    [of.electionId],
  );
  await client.query("UPDATE counted SET problem = 'unknown-area' WHERE ballot_id IS NULL");
  const newCandidacies = of.creates ? await createCandidacies(client, of.source) : 0;
  await client.query(matchResults);
  await client.query(
    "UPDATE counted SET problem = 'no-such-candidate' WHERE problem IS NULL AND candidacy_id IS NULL",
  );
  await client.query(upsertResults, [of.round]);
  await client.query(upsertTurnout, [of.round]);
  return await changes(client, newCandidacies);
}

async function createCandidacies(client: ClientBase, source: string): Promise<number> {
  await client.query(`
    UPDATE counted n SET problem = 'duplicate' FROM (
      SELECT row_id, row_number() OVER (PARTITION BY ballot_id, key, panel_number ORDER BY row_id) AS turn FROM counted
    ) twice WHERE twice.row_id = n.row_id AND twice.turn > 1 AND n.problem IS NULL`);
  await client.query(`
    CREATE TEMP TABLE first_named ON COMMIT DROP AS SELECT * FROM counted n
    WHERE problem IS NULL AND NOT EXISTS (SELECT FROM candidacy c WHERE c.ballot_id = n.ballot_id)`);
  await client.query(`
    INSERT INTO person (id, given_name, family_name, gender, birth_date)
    SELECT person_id, given_name, family_name, gender, birth_date FROM first_named`);
  const { rowCount } = await client.query(
    `INSERT INTO candidacy (ballot_id, person_id, panel_number, nuance_code, source)
     SELECT ballot_id, person_id, panel_number, nuance_code, $1 FROM first_named`,
    [source],
  );
  return rowCount ?? 0;
}

/**
 * The name must agree, and a second fact where the file gives one; panel numbers change between rounds, so a nuance or a
 * gender may be that fact. Two homonyms of one ballot are parted by their panel and nuance, or left to a person.
 */
const matchResults = `
  WITH fact AS (
    SELECT n.row_id, c.id AS candidacy_id,
      coalesce(n.panel_number = c.panel_number, false) AS same_panel, coalesce(n.nuance_code = c.nuance_code, false) AS same_nuance,
      coalesce(n.gender = p.gender, false) AS same_gender, num_nonnulls(n.panel_number, n.nuance_code, n.gender) = 0 AS says_nothing
    FROM counted n JOIN candidacy c ON c.ballot_id = n.ballot_id JOIN person p ON p.id = c.person_id AND p.key = n.key
    WHERE n.problem IS NULL
  ), ranked AS (
    SELECT row_id, candidacy_id, rank() OVER (PARTITION BY row_id ORDER BY score DESC) AS of_row, rank() OVER (PARTITION BY candidacy_id ORDER BY score DESC) AS of_candidacy
    FROM (SELECT *, 4 * same_panel::int + 2 * same_nuance::int + same_gender::int AS score FROM fact) scored
    WHERE score > 0 OR says_nothing
  ), best AS (
    SELECT row_id, candidacy_id, count(*) OVER (PARTITION BY row_id) AS choices, count(*) OVER (PARTITION BY candidacy_id) AS rivals
    FROM ranked WHERE of_row = 1 AND of_candidacy = 1
  )
  UPDATE counted n SET candidacy_id = CASE WHEN choices = 1 AND rivals = 1 THEN b.candidacy_id END,
    problem = CASE WHEN choices > 1 OR rivals > 1 THEN 'ambiguous' END
  FROM (SELECT DISTINCT ON (row_id) * FROM best ORDER BY row_id) b WHERE b.row_id = n.row_id`;

const upsertResults = `
  WITH before AS (
    SELECT n.row_id, r.candidacy_id IS NULL AS is_new,
      (r.votes, r.share, r.is_elected) IS DISTINCT FROM (n.votes, n.share::numeric(6, 3), n.is_elected) AS is_changed
    FROM counted n LEFT JOIN result r ON (r.candidacy_id, r.round, r.area_id) = (n.candidacy_id, $1::int, n.area_id)
    WHERE n.problem IS NULL
  ), written AS (
    INSERT INTO result (candidacy_id, round, area_id, votes, share, is_elected)
    SELECT candidacy_id, $1, area_id, votes, share, is_elected FROM counted n JOIN before USING (row_id) WHERE is_new OR is_changed
    ON CONFLICT (candidacy_id, round, area_id) DO UPDATE SET votes = excluded.votes, share = excluded.share, is_elected = excluded.is_elected
  )
  UPDATE counted n SET change = CASE WHEN is_new THEN 'created' WHEN is_changed THEN 'updated' ELSE 'unchanged' END
  FROM before WHERE before.row_id = n.row_id`;

const upsertTurnout = `
  INSERT INTO turnout (ballot_id, round, area_id, registered, voters, blank, spoilt, blank_or_spoilt, "cast")
  SELECT DISTINCT ON (ballot_id) ballot_id, $1::int, area_id, registered, voters, blank, spoilt, blank_or_spoilt, "cast" FROM counted
  WHERE ballot_id IS NOT NULL AND num_nonnulls(registered, voters, blank, spoilt, blank_or_spoilt, "cast") > 0 ORDER BY ballot_id, row_id
  ON CONFLICT (ballot_id, round, area_id) DO UPDATE SET registered = excluded.registered, voters = excluded.voters,
    blank = excluded.blank, spoilt = excluded.spoilt, blank_or_spoilt = excluded.blank_or_spoilt, "cast" = excluded."cast"
  WHERE (turnout.registered, turnout.voters, turnout.blank, turnout.spoilt, turnout.blank_or_spoilt, turnout."cast")
    IS DISTINCT FROM (excluded.registered, excluded.voters, excluded.blank, excluded.spoilt, excluded.blank_or_spoilt, excluded."cast")`;

async function changes(client: ClientBase, newCandidacies: number): Promise<ResultChanges> {
  const { rows } = await client.query<Omit<ResultChanges, "problems" | "newCandidacies" | "examples">>(`
    SELECT count(*) FILTER (WHERE change = 'created')::int AS created, count(*) FILTER (WHERE change = 'updated')::int AS updated,
      count(*) FILTER (WHERE change = 'unchanged')::int AS unchanged, count(*) FILTER (WHERE change IS NOT NULL AND is_elected)::int AS elected
    FROM counted`);
  const problems = await client.query<Problem>(
    `SELECT line, problem AS reason, jsonb_strip_nulls(jsonb_build_object('area', area_code, 'givenName', given_name,
       'familyName', family_name, 'panelNumber', panel_number, 'votes', votes)) AS row
     FROM counted WHERE problem IS NOT NULL ORDER BY row_id LIMIT 10000`,
  );
  const of = async (change: "created" | "updated") =>
    (
      await client.query<Change>(
        `SELECT line, area_code AS area, given_name || ' ' || family_name AS name, '{}'::text[] AS fields
       FROM counted WHERE change = $1 ORDER BY row_id LIMIT 20`,
        [change],
      )
    ).rows;
  const [count] = rows;
  if (!count) throw new Error("the results were not counted");
  const examples = { created: await of("created"), updated: await of("updated"), missing: [] };
  return { ...count, problems: problems.rows, newCandidacies, examples };
}
