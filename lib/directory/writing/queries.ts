import "server-only";
import { pool } from "@/lib/core/db";
import { type Channel, PUBLIC_SCHEMES, publicUrl } from "./rules";

const CHANNELS = `
  SELECT i.scheme AS kind, i.value AS url FROM candidacy c JOIN person_identifier i ON i.person_id = c.person_id
  WHERE c.id = $1 AND i.scheme = ANY($2) ORDER BY array_position($2, i.scheme), i.value`;

/** The public pages of a candidate that are on record, her own site first; contacts that an NGO holds never are. */
export async function publicChannels(candidacyId: string): Promise<readonly Channel[]> {
  const { rows } = await pool().query<Channel>(CHANNELS, [candidacyId, PUBLIC_SCHEMES]);
  return rows.flatMap(({ kind, url }) => {
    const href = publicUrl(url);
    return href ? [{ kind, url: href }] : [];
  });
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
    const href = publicUrl(url);
    return href ? [{ name, url: href }] : [];
  });
}
