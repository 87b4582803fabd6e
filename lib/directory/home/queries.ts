import "server-only";
import { pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { AREA_JSON, personJson } from "../ballots/queries";
import type { Named, PublicArea } from "../rules";

/** One of the latest public facts: who did what, where. */
export interface LatestFact {
  readonly kind: "signed" | "withdrawn" | "disputed" | "resolved" | "annulled" | "declined";
  readonly at: Date;
  readonly candidacyId: string;
  readonly person: Named;
  /** The candidate whose page holds the fact; another than `person` where a substitute acted. */
  readonly candidate: Named;
  readonly area: PublicArea;
  readonly formTitle: LocalizedText;
  readonly timeZone: string;
  readonly yes: number;
  readonly total: number;
}

const LATEST = `
  WITH fact AS (
    (SELECT 'signed' AS kind, s.signed_at AS at, s.candidacy_id, s.person_id, s.form_id, s.id AS signature_id
       FROM signature s JOIN form f ON f.id = s.form_id WHERE f.election_id = $1
        AND NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind = 'erased') ORDER BY s.signed_at DESC LIMIT 6)
    UNION ALL
    (SELECT CASE WHEN e.said->>'outcome' = 'does-not-stand' THEN 'annulled' ELSE e.kind::text END, e.at, s.candidacy_id, s.person_id, s.form_id, s.id
       FROM signature_event e JOIN signature s ON s.id = e.signature_id JOIN form f ON f.id = s.form_id
      WHERE f.election_id = $1 AND e.kind IN ('withdrawn', 'disputed', 'resolved')
        AND NOT EXISTS (SELECT FROM signature_event x WHERE x.signature_id = s.id AND x.kind = 'erased') ORDER BY e.at DESC LIMIT 6)
    UNION ALL
    (SELECT 'declined', d.at, d.candidacy_id, CASE d.role WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END,
        d.form_id, NULL
       FROM decline d JOIN form f ON f.id = d.form_id JOIN candidacy c ON c.id = d.candidacy_id
      WHERE f.election_id = $1 AND d.is_public ORDER BY d.at DESC LIMIT 6)
  )
  SELECT x.kind, x.at, c.public_id AS "candidacyId", ${personJson("p")} AS person,
    (SELECT json_build_object('publicId', q.public_id, 'givenName', q.given_name, 'familyName', q.family_name,
      'gender', q.gender) FROM person q WHERE q.id = c.person_id) AS candidate,
    ${AREA_JSON} AS area, f.time_zone AS "timeZone",
    (SELECT v.title FROM form_version v WHERE v.form_id = f.id AND v.published_at IS NOT NULL
      ORDER BY v.number DESC LIMIT 1) AS "formTitle",
    (SELECT count(*)::int FROM answer w WHERE w.signature_id = x.signature_id AND w.value = 'yes') AS yes,
    (SELECT count(*)::int FROM answer w WHERE w.signature_id = x.signature_id) AS total
  FROM fact x JOIN candidacy c ON c.id = x.candidacy_id JOIN person p ON p.id = x.person_id
  JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id JOIN form f ON f.id = x.form_id
  ORDER BY x.at DESC LIMIT 6`;

/** The six latest public facts of an election. */
export async function publicLatestFacts(electionId: string): Promise<readonly LatestFact[]> {
  return (await pool().query<LatestFact>(LATEST, [electionId])).rows;
}

/** A commune of middle size with one postcode, to show what may be typed; null where none is known. */
export async function publicExample(): Promise<{ readonly name: string; readonly postcode: string } | null> {
  const { rows } = await pool().query<{ name: string; postcode: string }>(
    `SELECT a.name, min(p.code) AS postcode FROM area a JOIN postcode p ON p.area_id = a.id
     WHERE a.level = 'commune' AND a.population BETWEEN 34000 AND 37000
     GROUP BY a.id HAVING count(*) = 1 ORDER BY abs(a.population - 35200) LIMIT 1`,
  );
  return rows[0] ?? null;
}
