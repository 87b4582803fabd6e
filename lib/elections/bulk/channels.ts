import type { ClientBase } from "pg";

// A page that was taken off stays off: the list that first brought it may be imported again.
const INSERT = `
  WITH said AS (
    SELECT DISTINCT ON (l.candidacy_id, k.value) l.candidacy_id, k.key AS kind, k.value AS url, coalesce(l.channel_source, $1) AS source
    FROM listed l, jsonb_each_text(l.channels) k WHERE l.problem IS NULL AND l.candidacy_id IS NOT NULL
    ORDER BY l.candidacy_id, k.value, k.key
  ), made AS (
    INSERT INTO public_channel (candidacy_id, kind, url, date, source_title, created_at)
    SELECT candidacy_id, kind, url, signataires_now()::date, source, signataires_now() FROM said
    ON CONFLICT DO NOTHING RETURNING candidacy_id
  )
  UPDATE listed l SET changed = l.changed || 'channels'::text
  WHERE NOT l.is_new AND l.candidacy_id IN (SELECT candidacy_id FROM made)`;

/** Keeps the public pages of a staged list beside its candidacies, each with its source: the row's own, else the list. */
export async function writeChannels(client: ClientBase, source: string): Promise<void> {
  await client.query(INSERT, [source]);
}
