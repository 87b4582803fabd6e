import "server-only";
import { pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { personJson } from "../../ballots/queries";
import type { Named } from "../../rules";

/** What one person answered to one engagement. */
export interface Pledge {
  readonly person: Named;
  readonly role: "candidate" | "substitute";
  readonly candidacyId: string;
  readonly areaCode: string;
  readonly position: number;
  readonly title: LocalizedText;
  readonly value: "yes" | "with_reservation" | "no";
  readonly comment: string | null;
  readonly version: number;
  readonly signatureId: string;
  readonly signedAt: Date;
  readonly level: string;
  readonly state: "stands" | "withdrawn" | "disputed";
}

// The latest revision of each; one that was found not to be hers gives way to the one before, an erased one has no words.
const PLEDGES = `
  SELECT ${personJson("p")} AS person, s.role::text AS role, c.public_id AS "candidacyId", a.code AS "areaCode", e.position, e.title,
    x.value::text AS value, x.comment, v.number AS version, s.public_id AS "signatureId", s.signed_at AS "signedAt", s.level,
    CASE WHEN EXISTS (SELECT FROM signature_event w WHERE w.signature_id = s.id AND w.kind = 'withdrawn') THEN 'withdrawn'
      WHEN (SELECT w.kind FROM signature_event w WHERE w.signature_id = s.id AND w.kind IN ('disputed', 'resolved') ORDER BY w.at DESC LIMIT 1) = 'disputed'
        THEN 'disputed' ELSE 'stands' END AS state
  FROM (SELECT DISTINCT ON (candidacy_id, role) * FROM signature WHERE form_id = $1 AND NOT signature_annulled(id)
        ORDER BY candidacy_id, role, revision DESC) s
  JOIN form_version v ON v.id = s.version_id JOIN candidacy c ON c.id = s.candidacy_id JOIN ballot b ON b.id = c.ballot_id
  JOIN area a ON a.id = b.area_id JOIN person p ON p.id = s.person_id
  JOIN answer x ON x.signature_id = s.id JOIN engagement e ON e.id = x.engagement_id
  WHERE NOT EXISTS (SELECT FROM signature_event w WHERE w.signature_id = s.id AND w.kind = 'erased')
  ORDER BY a.code, c.panel_number NULLS LAST, c.public_id, s.role, e.position`;

/** Every answer that was signed on a form, by constituency, person and engagement. */
export async function publicPledges(formId: string): Promise<readonly Pledge[]> {
  return (await pool().query<Pledge>(PLEDGES, [formId])).rows;
}
