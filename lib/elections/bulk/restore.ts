import type { ClientBase } from "pg";

/** What an import may have changed in a row, table by table; what is not named here is no import's business. */
const facts = {
  person: ["given_name", "family_name", "gender", "birth_date", "profession", "merged_into_id"],
  candidacy: ["substitute_id", "panel_number", "nuance_code", "nuance_label", "party_label", "is_incumbent"],
  result: ["votes", "share", "is_elected"],
  turnout: ["registered", "voters", "blank", "spoilt", "blank_or_spoilt", '"cast"'],
} as const;

/** How the key of a row is written in import_change, in the order in which created rows can go. */
const keys = {
  person_merge: "t.id::text",
  result: "t.candidacy_id || '/' || t.round || '/' || t.area_id",
  turnout: "t.ballot_id || '/' || t.round || '/' || t.area_id",
  person_identifier: "t.scheme || '/' || t.value",
  public_channel: "t.id::text",
  candidacy: "t.id::text",
  person: "t.id::text",
  ballot: "t.id::text",
  polling_date: "t.round_id || '/' || t.area_id",
  election_round: "t.id::text",
  election: "t.id::text",
} as const;

/** First value before and last value after of each row that the run changed and did not make. */
const changed = (table: string) => `
  SELECT DISTINCT ON (row_key) row_key, before,
    last_value(after) OVER (PARTITION BY row_key ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS after
  FROM import_change c WHERE run_id = $1 AND table_name = '${table}' AND before IS NOT NULL
    AND NOT EXISTS (SELECT FROM import_change m WHERE (m.run_id, m.table_name, m.row_key) = (c.run_id, c.table_name, c.row_key) AND m.before IS NULL)
  ORDER BY row_key, id`;

const columns = (table: keyof typeof facts, row: string) =>
  facts[table].map((name) => `${row}.${name}`).join(", ");

/** How many rows somebody changed again since the import, by table; they must not be set back over that person's work. */
export async function changedSince(client: ClientBase, runId: string): Promise<number> {
  let count = 0;
  for (const table of tables(facts)) {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (${changed(table)}) c, jsonb_populate_record(NULL::${table}, c.after) a
       WHERE NOT EXISTS (SELECT FROM ${table} t WHERE ${keys[table]} = c.row_key AND (${columns(table, "t")}) IS NOT DISTINCT FROM (${columns(table, "a")}))`,
      [runId],
    );
    count += rows[0]?.count ?? 0;
  }
  return count;
}

/** Whom the taken list made stand is announced again, as a fact of its own: what was said stays said. */
const announcedAgain = `
  WITH back AS (
    UPDATE candidacy t SET status = 'announced' FROM (${changed("candidacy")}) c
    WHERE t.id::text = c.row_key AND c.before ->> 'status' = 'announced' AND c.after ->> 'status' = 'standing' AND t.status = 'standing'
    RETURNING t.id
  )
  INSERT INTO candidacy_event (candidacy_id, status, date, source_title, created_at)
  SELECT b.id, 'announced', signataires_now()::date, 'Import annulé / import undone : ' || r.file_name, signataires_now()
  FROM back b, import_run r WHERE r.id = $1`;

/**
 * Takes an import back inside the caller's transaction: what it changed is as before, what it made is gone. Keys that
 * restrict raise 23503 where something stands on a row meanwhile.
 */
export async function restore(
  client: ClientBase,
  runId: string,
): Promise<{ restored: number; removed: number }> {
  let restored = 0;
  let removed = 0;
  for (const table of tables(facts)) {
    const { rowCount } = await client.query(
      `UPDATE ${table} t SET ${facts[table].map((name) => `${name} = b.${name}`).join(", ")}
       FROM (${changed(table)}) c, jsonb_populate_record(NULL::${table}, c.before) b WHERE ${keys[table]} = c.row_key`,
      [runId],
    );
    restored += rowCount ?? 0;
  }
  await client.query(announcedAgain, [runId]);
  for (const table of tables(keys)) {
    const { rowCount } = await client.query(
      `DELETE FROM ${table} t USING import_change c
       WHERE c.run_id = $1 AND c.table_name = '${table}' AND c.before IS NULL AND c.row_key = ${keys[table]}`,
      [runId],
    );
    if (table === "candidacy" || table === "result") removed += rowCount ?? 0;
  }
  return { restored, removed };
}

function tables<T extends object>(of: T): (keyof T & string)[] {
  const names: (keyof T & string)[] = [];
  for (const name in of) names.push(name);
  return names;
}
