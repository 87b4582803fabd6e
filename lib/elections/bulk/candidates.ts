import type { ClientBase } from "pg";
import { type CopyValue, copyRows } from "@/lib/core/copy";
import { writeChannels } from "./channels";
import { matchCandidates } from "./match-candidates";

/** One person as a list of candidates names her; an unknown fact is null. */
export type ListedPerson = {
  familyName: string;
  givenName: string;
  gender: "f" | "m" | null;
  birthDate: string | null;
};

export type ListedCandidate = {
  line: number;
  area: { scheme: string; code: string };
  person: ListedPerson;
  substitute: ListedPerson | null;
  panelNumber: number | null;
  nuanceCode: string | null;
  nuanceLabel: string | null;
  party: string | null;
  profession: string | null;
  isIncumbent: boolean | null;
  identifiers: Readonly<Record<string, string>>;
  /** Public pages by kind, and who says so where the list itself does not. */
  channels: Readonly<Record<string, string>>;
  channelSource: string | null;
};

/** A row that was left out, why, and what it said, for the person who will decide. */
export type Problem = { line: number; reason: string; row: Record<string, unknown> };
export type Change = { line: number | null; area: string; name: string; fields: string[] };
export type ListChanges = {
  created: number;
  updated: number;
  unchanged: number;
  problems: Problem[];
  /** Candidacies of these ballots that the list no longer names; they stay as they are. */
  missing: number;
  /** The first of each kind, for the reader of a diff. */
  examples: { created: Change[]; updated: Change[]; missing: Change[] };
};

const staging = `
DROP TABLE IF EXISTS pg_temp.listed, pg_temp.listed_pair;
CREATE TEMP TABLE listed (
  line int, area_scheme text, area_code text, panel_number int, nuance_code text, nuance_label text, party_label text,
  is_incumbent boolean, profession text, identifiers jsonb, channels jsonb, channel_source text,
  given_name text, family_name text, gender text, birth_date date,
  s_given_name text, s_family_name text, s_gender text, s_birth_date date,
  key text GENERATED ALWAYS AS (search_key(given_name || ' ' || family_name)) STORED,
  s_key text GENERATED ALWAYS AS (search_key(s_given_name || ' ' || s_family_name)) STORED,
  problem text, is_sure boolean NOT NULL DEFAULT false, ballot_id uuid, candidacy_id uuid, person_id uuid, substitute_id uuid,
  is_new boolean NOT NULL DEFAULT false, person_is_new boolean NOT NULL DEFAULT false, substitute_is_new boolean NOT NULL DEFAULT false,
  changed text[] NOT NULL DEFAULT '{}'
) ON COMMIT DROP`;

function person(listed: ListedPerson | null): CopyValue[] {
  if (!listed) return [null, null, null, null];
  return [listed.givenName, listed.familyName, listed.gender, listed.birthDate];
}

function toValues(row: ListedCandidate): CopyValue[] {
  return [
    row.line,
    row.area.scheme,
    row.area.code,
    row.panelNumber,
    row.nuanceCode,
    row.nuanceLabel,
    row.party,
    row.isIncumbent,
    row.profession,
    JSON.stringify(row.identifiers),
    JSON.stringify(row.channels),
    row.channelSource,
    ...person(row.person),
    ...person(row.substitute),
  ];
}

/** Streams a list into the transaction's staging table; constant memory, whatever its length. */
export async function stageCandidates(
  client: ClientBase,
  rows: AsyncIterable<ListedCandidate>,
): Promise<void> {
  await client.query(staging);
  async function* values() {
    for await (const row of rows) yield toValues(row);
  }
  await copyRows(
    client,
    `listed (line, area_scheme, area_code, panel_number, nuance_code, nuance_label, party_label, is_incumbent, profession,
      identifiers, channels, channel_source, given_name, family_name, gender, birth_date, s_given_name, s_family_name, s_gender, s_birth_date)`,
    values(),
  );
  await client.query("ANALYZE listed");
}

/**
 * Makes the staged list true of the election inside the caller's transaction: ballots, persons and candidacies that are
 * new, facts that changed; `sure` are the lines that a person has said are right. What a list leaves empty stays; who is no longer named stays and is told.
 */
export async function writeCandidates(
  client: ClientBase,
  electionId: string,
  source: string,
  sure: readonly number[] = [],
): Promise<ListChanges> {
  await client.query("UPDATE listed SET is_sure = true WHERE line = ANY ($1)", [sure]);
  await matchCandidates(client, electionId);
  await findPersons(client, "");
  await findPersons(client, "s_");
  await client.query(insertCandidacies, [source]);
  await client.query(nameExistingPersons);
  await updatePersons(client, "");
  await updatePersons(client, "s_");
  await client.query(updateCandidacies);
  await client.query(nowStanding, [source]);
  await client.query(insertIdentifiers);
  await writeChannels(client, source);
  return await changes(client, electionId);
}

/**
 * A person is the one of the same name and birth date in any election, or of the same identifier; else she is new.
 * Without a birth date nobody is ever taken for somebody else. Of records joined since, the one of this very name is
 * hers here, so that undoing the merge takes nothing from either.
 */
async function findPersons(client: ClientBase, prefix: "" | "s_"): Promise<void> {
  const id = prefix === "" ? "person_id" : "substitute_id";
  const wanted =
    prefix === "" ? "l.candidacy_id IS NULL" : "l.s_family_name IS NOT NULL AND l.substitute_id IS NULL";
  await client.query(`
    UPDATE listed l SET ${id} = found.id FROM (
      SELECT l.line, (array_agg(p.id ORDER BY p.merged_into_id IS NOT NULL, p.created_at, p.id))[1] AS id
      FROM listed l JOIN person p ON (p.key, p.birth_date) = (l.${prefix}key, l.${prefix}birth_date)
      WHERE ${wanted} AND l.problem IS NULL GROUP BY 1 HAVING count(DISTINCT coalesce(p.merged_into_id, p.id)) = 1
    ) found WHERE found.line = l.line`);
  if (prefix === "") {
    await client.query(`
      UPDATE listed l SET person_id = i.person_id FROM person_identifier i
      WHERE ${wanted} AND l.person_id IS NULL AND l.problem IS NULL AND l.identifiers ->> i.scheme = i.value`);
  }
  const profession = prefix === "" ? "l.profession" : "NULL";
  await client.query(`
    WITH one AS (
      SELECT DISTINCT ON (l.${prefix}key, l.${prefix}birth_date, CASE WHEN l.${prefix}birth_date IS NULL THEN l.line END)
        gen_random_uuid() AS id, l.line, l.${prefix}key AS key, l.${prefix}birth_date AS birth_date,
        l.${prefix}given_name AS given_name, l.${prefix}family_name AS family_name, l.${prefix}gender AS gender, ${profession} AS profession
      FROM listed l WHERE ${wanted} AND l.${id} IS NULL AND l.problem IS NULL
    ), made AS (
      INSERT INTO person (id, given_name, family_name, gender, birth_date, profession)
      SELECT id, given_name, family_name, gender, birth_date, profession FROM one
    )
    UPDATE listed l SET ${id} = one.id, ${prefix === "" ? "person" : "substitute"}_is_new = true FROM one
    WHERE ${wanted} AND l.${id} IS NULL AND l.problem IS NULL AND l.${prefix}key = one.key
      AND (l.line = one.line OR l.${prefix}birth_date = one.birth_date)`);
}

/** One ballot holds a person once: a list that names her twice there is told, and nobody is her own substitute. */
const insertCandidacies = `
  WITH fit AS (
    SELECT l.*, row_number() OVER (PARTITION BY ballot_id, person_id ORDER BY line) AS turn FROM listed l
    WHERE candidacy_id IS NULL AND problem IS NULL
      AND NOT EXISTS (SELECT FROM candidacy c WHERE (c.ballot_id, c.person_id) = (l.ballot_id, l.person_id))
  ), made AS (
    INSERT INTO candidacy (ballot_id, person_id, substitute_id, panel_number, nuance_code, nuance_label, party_label, is_incumbent, source)
    SELECT ballot_id, person_id, nullif(substitute_id, person_id), panel_number, nuance_code, nuance_label, party_label, is_incumbent, $1
    FROM fit WHERE turn = 1 RETURNING id, ballot_id, person_id
  ), placed AS (
    SELECT fit.line, made.id FROM made JOIN fit USING (ballot_id, person_id) WHERE turn = 1
  )
  UPDATE listed l SET candidacy_id = placed.id, is_new = placed.id IS NOT NULL,
    problem = CASE WHEN placed.id IS NULL THEN 'duplicate' END
  FROM listed t LEFT JOIN placed ON placed.line = t.line
  WHERE t.line = l.line AND l.candidacy_id IS NULL AND l.problem IS NULL`;

const nameExistingPersons = `
  UPDATE listed l SET person_id = c.person_id FROM candidacy c WHERE c.id = l.candidacy_id AND l.person_id IS NULL`;

/** The first row of a person speaks for her, so that two rows of one person never take turns. */
async function updatePersons(client: ClientBase, prefix: "" | "s_"): Promise<void> {
  const id = prefix === "" ? "person_id" : "substitute_id";
  const facts = [
    "given_name",
    "family_name",
    "gender",
    "birth_date",
    ...(prefix === "" ? ["profession"] : []),
  ];
  const isNew = facts.map(
    (name) => `(l.${prefix}${name} IS NOT NULL AND l.${prefix}${name} IS DISTINCT FROM p.${name})`,
  );
  const changed = facts.map(
    (name, i) => `CASE WHEN ${isNew[i]} THEN '${prefix === "" ? "" : "substitute_"}${name}' END`,
  );
  await client.query(`
    WITH spoken AS (
      SELECT DISTINCT ON (l.${id}) l.*, array_remove(ARRAY[${changed.join(", ")}], NULL) AS news
      FROM listed l JOIN person p ON p.id = l.${id}
      WHERE l.problem IS NULL AND l.${prefix}family_name IS NOT NULL AND NOT l.${prefix === "" ? "person" : "substitute"}_is_new
      AND (l.is_sure OR NOT EXISTS (SELECT FROM candidacy_correction k JOIN candidacy o ON o.id = k.candidacy_id
        WHERE o.person_id = p.id AND k.before ?| ARRAY['family_name', 'gender'] AND l.is_new))
      ${prefix === "s_" ? "AND NOT EXISTS (SELECT FROM listed o WHERE o.person_id = l.substitute_id)" : ""}
      ORDER BY l.${id}, l.line
    ), written AS (
      UPDATE person p SET ${facts.map((name) => `${name} = coalesce(s.${prefix}${name}, p.${name})`).join(", ")}
      FROM spoken s WHERE p.id = s.${id} AND cardinality(s.news) > 0 RETURNING p.id
    )
    UPDATE listed l SET changed = l.changed || s.news FROM spoken s JOIN written w ON w.id = s.${id}
    WHERE l.line = s.line AND NOT l.is_new`);
}

const updateCandidacies = `
  WITH news AS (
    SELECT l.line, c.id, l.panel_number, l.nuance_code, l.nuance_label, l.party_label, l.is_incumbent,
      nullif(l.substitute_id, c.person_id) AS substitute_id,
      array_remove(ARRAY[
        CASE WHEN l.panel_number IS NOT NULL AND l.panel_number IS DISTINCT FROM c.panel_number THEN 'panel_number' END,
        CASE WHEN l.nuance_code IS NOT NULL AND l.nuance_code IS DISTINCT FROM c.nuance_code THEN 'nuance_code' END,
        CASE WHEN l.nuance_label IS NOT NULL AND l.nuance_label IS DISTINCT FROM c.nuance_label THEN 'nuance_label' END,
        CASE WHEN l.party_label IS NOT NULL AND l.party_label IS DISTINCT FROM c.party_label THEN 'party_label' END,
        CASE WHEN l.is_incumbent IS NOT NULL AND l.is_incumbent IS DISTINCT FROM c.is_incumbent THEN 'is_incumbent' END,
        CASE WHEN nullif(l.substitute_id, c.person_id) IS DISTINCT FROM c.substitute_id AND l.substitute_id <> c.person_id THEN 'substitute' END
      ], NULL) AS fields
    FROM listed l JOIN candidacy c ON c.id = l.candidacy_id WHERE l.problem IS NULL AND NOT l.is_new
  ), written AS (
    UPDATE candidacy c SET panel_number = coalesce(n.panel_number, c.panel_number), nuance_code = coalesce(n.nuance_code, c.nuance_code),
      nuance_label = coalesce(n.nuance_label, c.nuance_label), party_label = coalesce(n.party_label, c.party_label),
      is_incumbent = coalesce(n.is_incumbent, c.is_incumbent), substitute_id = coalesce(n.substitute_id, c.substitute_id)
    FROM news n WHERE c.id = n.id AND cardinality(n.fields) > 0 RETURNING n.line
  )
  UPDATE listed l SET changed = l.changed || n.fields FROM news n JOIN written USING (line) WHERE l.line = n.line`;

/** Who was announced and is on the list stands: a dated fact beside the announcement, with the file as its source. */
const nowStanding = `
  WITH found AS (
    UPDATE candidacy c SET status = 'standing' FROM listed l
    WHERE l.candidacy_id = c.id AND l.problem IS NULL AND NOT l.is_new AND c.status = 'announced' RETURNING c.id, l.line
  ), told AS (
    INSERT INTO candidacy_event (candidacy_id, status, date, source_title, created_at)
    SELECT id, 'standing', signataires_now()::date, $1, signataires_now() FROM found
  )
  UPDATE listed l SET changed = l.changed || 'status'::text FROM found WHERE found.line = l.line`;

const insertIdentifiers = `
  INSERT INTO person_identifier (scheme, value, person_id)
  SELECT i.key, i.value, l.person_id FROM listed l, jsonb_each_text(l.identifiers) i
  WHERE l.problem IS NULL AND l.person_id IS NOT NULL ON CONFLICT DO NOTHING`;

type ChangeRow = { line: number | null; area: string; name: string; fields: string[] };

async function changes(client: ClientBase, electionId: string): Promise<ListChanges> {
  const count = await client.query<{ created: number; updated: number; unchanged: number }>(`
    SELECT count(*) FILTER (WHERE is_new)::int AS created, count(*) FILTER (WHERE NOT is_new AND cardinality(changed) > 0)::int AS updated,
      count(*) FILTER (WHERE NOT is_new AND cardinality(changed) = 0)::int AS unchanged
    FROM listed WHERE problem IS NULL`);
  const problems = await client.query<Problem>(
    `SELECT line, problem AS reason, jsonb_strip_nulls(jsonb_build_object('area', area_code, 'givenName', given_name,
       'familyName', family_name, 'birthDate', birth_date, 'panelNumber', panel_number, 'party', party_label)) AS row
     FROM listed WHERE problem IS NOT NULL ORDER BY line LIMIT 10000`,
  );
  const of = (condition: string) =>
    client.query<ChangeRow>(`
      SELECT line, area_code AS area, given_name || ' ' || family_name AS name, changed AS fields
      FROM listed WHERE problem IS NULL AND ${condition} ORDER BY line LIMIT 20`);
  const gone = await client.query<ChangeRow & { total: number }>(
    `SELECT NULL AS line, a.code AS area, p.given_name || ' ' || p.family_name AS name, '{}'::text[] AS fields, count(*) OVER ()::int AS total
     FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id JOIN person p ON p.id = c.person_id
     WHERE b.election_id = $1 AND NOT EXISTS (SELECT FROM listed l WHERE l.candidacy_id = c.id) ORDER BY a.code, name LIMIT 20`,
    [electionId],
  );
  return {
    created: count.rows[0]?.created ?? 0,
    updated: count.rows[0]?.updated ?? 0,
    unchanged: count.rows[0]?.unchanged ?? 0,
    problems: problems.rows,
    missing: gone.rows[0]?.total ?? 0,
    examples: {
      created: (await of("is_new")).rows,
      updated: (await of("NOT is_new AND cardinality(changed) > 0")).rows,
      missing: gone.rows.map(({ line, area, name, fields }) => ({ line, area, name, fields })),
    },
  };
}
