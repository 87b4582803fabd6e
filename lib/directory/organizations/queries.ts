import "server-only";
import { pool } from "@/lib/core/db";
import { AREA_JSON, personJson } from "../ballots/queries";
import type { Named, PublicArea } from "../rules";

export interface PublicOrganization {
  readonly id: string;
  readonly slug: string;
  readonly kind: "ngo" | "party";
  readonly name: string;
  readonly website: string | null;
  readonly phone: string | null;
}

/** An NGO or a party by its slug; its reply address is private. */
export async function publicOrganization(slug: string): Promise<PublicOrganization | null> {
  const { rows } = await pool().query<PublicOrganization>(
    "SELECT id, slug, kind::text AS kind, name, website, phone FROM organization WHERE slug = $1",
    [slug],
  );
  return rows[0] ?? null;
}

/** The ids of the published forms that an organization wrote, newest first. */
export async function publicFormIdsOf(organizationId: string): Promise<readonly string[]> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT a.form_id AS id FROM form_author a JOIN form_version v ON v.form_id = a.form_id
     WHERE a.organization_id = $1 AND (a.is_lead OR a.consented_at IS NOT NULL) AND v.published_at IS NOT NULL
     GROUP BY a.form_id ORDER BY min(v.published_at) DESC`,
    [organizationId],
  );
  return rows.map(({ id }) => id);
}

/** A candidacy that a party nominates or supports, with where its nomination stands. */
export interface Nominee {
  readonly id: string;
  readonly publicId: string;
  readonly person: Named;
  readonly area: PublicArea;
  readonly electionId: string;
  readonly isStanding: boolean;
  readonly kind: "nomination" | "support";
  readonly status: "announced" | "frozen" | "disputed" | "confirmed" | "withdrawn";
}

const NOMINEES = `
  SELECT c.id, c.public_id AS "publicId", ${personJson("p")} AS person, ${AREA_JSON} AS area,
    b.election_id AS "electionId", c.status IN ('announced', 'standing') AS "isStanding", n.kind, e.status::text AS status
  FROM nomination n JOIN candidacy c ON c.id = n.candidacy_id JOIN ballot b ON b.id = c.ballot_id
  JOIN area a ON a.id = b.area_id JOIN person p ON p.id = c.person_id
  JOIN LATERAL (SELECT e.status FROM nomination_event e WHERE e.nomination_id = n.id
                ORDER BY e.date DESC, e.created_at DESC LIMIT 1) e ON true
  WHERE n.organization_id = $1`;

/** Everybody whom a party nominates or supports, in every election, in no order. */
export async function publicNominees(organizationId: string): Promise<readonly Nominee[]> {
  return (await pool().query<Nominee>(NOMINEES, [organizationId])).rows;
}
