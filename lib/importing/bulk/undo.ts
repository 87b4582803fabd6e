import type { ClientBase } from "pg";
import { matchPersons } from "@/lib/elections/bulk/match-persons";
import { restore } from "@/lib/elections/bulk/restore";

/** What may stand on a candidacy and must not lose it; each has a sentence in `importing.blocks`. */
export const blocks = [
  "signature",
  "decline",
  "invitation",
  "contact_attempt",
  "signing_draft",
  "link",
  "contact_stop",
  "contact",
  "nomination",
  "substitute_event",
  "candidacy_event",
  "candidacy_correction",
] as const;
export type Block = (typeof blocks)[number];

/** Facts about candidacies that the run made, and signatures since on those that it changed. */
export async function whatStandsOn(
  client: ClientBase,
  run: { id: string; at: Date },
): Promise<{ block: Block; count: number } | null> {
  const touched = (isNew: boolean) =>
    `SELECT row_key::uuid FROM import_change WHERE run_id = $1 AND table_name = 'candidacy' AND before IS ${isNew ? "" : "NOT "}NULL`;
  for (const block of blocks) {
    const since = block === "signature" ? ` OR (candidacy_id IN (${touched(false)}) AND signed_at > $2)` : "";
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${block} WHERE candidacy_id IN (${touched(true)})${since}`,
      since ? [run.id, run.at] : [run.id],
    );
    const count = rows[0]?.count ?? 0;
    if (count > 0) return { block, count };
  }
  return null;
}

/** A form or a later import on what this one made would lose its ground. */
export async function laterImport(
  client: ClientBase,
  run: { id: string; at: Date; electionId: string | null },
): Promise<string | null> {
  const { rows } = await client.query<{ file_name: string }>(
    `SELECT file_name FROM import_run r WHERE election_id = $1 AND at > $2 AND status = 'committed' AND id <> $3
       AND EXISTS (SELECT FROM import_change c WHERE c.run_id = r.id) ORDER BY at DESC LIMIT 1`,
    [run.electionId, run.at, run.id],
  );
  return rows[0]?.file_name ?? null;
}

/** Takes the run back; its rows in doubt wait no more, and the queue of possible same people is made anew. */
export async function takeBack(
  client: ClientBase,
  run: { id: string; electionId: string | null },
  by: { now: Date; userId: string | null },
): Promise<{ restored: number; removed: number }> {
  const made = await client.query(
    "SELECT FROM import_change WHERE run_id = $1 AND table_name = 'election' AND before IS NULL AND row_key = $2",
    [run.id, run.electionId],
  );
  await client.query(
    `UPDATE import_run SET status = 'undone', undone_at = $2, undone_by_id = $3${made.rowCount ? ", election_id = NULL" : ""} WHERE id = $1`,
    [run.id, by.now, by.userId],
  );
  await client.query("UPDATE import_row SET resolved_at = $2 WHERE run_id = $1 AND resolved_at IS NULL", [
    run.id,
    by.now,
  ]);
  const taken = await restore(client, run.id);
  await matchPersons(client, by);
  return taken;
}
