import "server-only";
import { pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { personJson } from "../../ballots/queries";
import type { Named } from "../../rules";
import type { Role } from "../../standing/queries";

/** One engagement as it was signed, with what was answered to it. */
export interface SignedWords {
  readonly theme: LocalizedText;
  readonly position: number;
  readonly text: LocalizedText;
  readonly value: "yes" | "with_reservation" | "no";
  readonly comment: string | null;
}

/** One signature of a person, on whatever form of whatever NGO, with its words. */
export interface SignedOnce {
  readonly publicId: string;
  readonly formId: string;
  readonly candidacyId: string;
  readonly role: Role;
  readonly signedAt: Date;
  readonly timeZone: string;
  readonly formSlug: string;
  readonly title: LocalizedText;
  readonly version: number;
  readonly author: string;
  readonly election: LocalizedText;
  readonly candidacyPublicId: string;
  readonly candidate: Named;
  readonly words: readonly SignedWords[];
}

// The latest revision of each signature, as on the page by theme; one whose words were erased has none to show.
const SIGNED = `
  SELECT s.public_id AS "publicId", s.form_id AS "formId", s.candidacy_id AS "candidacyId", s.role::text AS role,
    s.signed_at AS "signedAt", f.time_zone AS "timeZone", f.slug AS "formSlug", v.title, v.number AS version,
    l.name AS election, c.public_id AS "candidacyPublicId", ${personJson("p")} AS candidate,
    (SELECT o.name FROM form_author a JOIN organization o ON o.id = a.organization_id
      WHERE a.form_id = f.id ORDER BY a.is_lead DESC, o.name LIMIT 1) AS author,
    (SELECT json_agg(json_build_object('theme', h.title, 'position', e.position, 'text', e.text, 'value', x.value,
        'comment', x.comment) ORDER BY e.position)
      FROM answer x JOIN engagement e ON e.id = x.engagement_id JOIN theme h ON h.id = e.theme_id
      WHERE x.signature_id = s.id) AS words
  FROM (SELECT DISTINCT ON (form_id, candidacy_id, role) * FROM signature
        WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into_id = $1)
          AND NOT signature_annulled(id)
        ORDER BY form_id, candidacy_id, role, revision DESC) s
  JOIN form f ON f.id = s.form_id JOIN election l ON l.id = f.election_id JOIN form_version v ON v.id = s.version_id
  JOIN candidacy c ON c.id = s.candidacy_id JOIN person p ON p.id = c.person_id
  WHERE EXISTS (SELECT FROM answer x WHERE x.signature_id = s.id)
    AND NOT EXISTS (SELECT FROM signature_event w WHERE w.signature_id = s.id AND w.kind = 'erased')
  ORDER BY s.signed_at DESC, s.public_id`;

/** All that a person signed, newest first, each signature with its exact words, across elections and NGOs. */
export async function publicSignedBy(personId: string): Promise<readonly SignedOnce[]> {
  return (await pool().query<SignedOnce>(SIGNED, [personId])).rows;
}
