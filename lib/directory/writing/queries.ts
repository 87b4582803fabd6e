import "server-only";
import { pool } from "@/lib/core/db";
import { CHANNEL_KINDS, publicPage } from "@/lib/elections/channels/rules";
import type { Channel } from "./rules";

const CHANNELS = `
  SELECT candidacy_id, kind, url, source_title AS "sourceTitle", source_url AS "sourceUrl" FROM public_channel
  WHERE candidacy_id = ANY($1::uuid[]) AND ended_at IS NULL ORDER BY array_position($2, kind), url`;

/** The public pages of candidates, by candidacy, their own site first; contacts that an NGO holds are never among them. */
export async function publicChannels(
  candidacyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Channel[]>> {
  const { rows } = await pool().query<Channel & { candidacy_id: string }>(CHANNELS, [
    candidacyIds,
    CHANNEL_KINDS,
  ]);
  const found = new Map<string, Channel[]>();
  for (const { candidacy_id, ...channel } of rows)
    found.set(candidacy_id, [...(found.get(candidacy_id) ?? []), channel]);
  return found;
}

export interface PartySite {
  readonly name: string;
  readonly url: string;
}

/** The sites of the parties that nominate or support a candidate, by name. */
export async function publicPartySites(candidacyId: string): Promise<readonly PartySite[]> {
  const { rows } = await pool().query<PartySite>(
    `SELECT o.name, o.website AS url FROM nomination n JOIN organization o ON o.id = n.organization_id
     WHERE n.candidacy_id = $1 AND o.website IS NOT NULL ORDER BY n.kind, o.name`,
    [candidacyId],
  );
  return rows.flatMap(({ name, url }) => {
    const href = publicPage(url);
    return href ? [{ name, url: href }] : [];
  });
}
