import "server-only";
import { pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { personJson } from "../ballots/queries";
import type { Named } from "../rules";

/** One answer that a person gave in public, on whatever form of whatever NGO. */
export interface RecordedAnswer {
  readonly theme: LocalizedText;
  readonly title: LocalizedText;
  /** The exact words, in Markdown. */
  readonly text: LocalizedText;
  readonly position: number;
  readonly value: "yes" | "with_reservation" | "no";
  readonly signedAt: Date;
  readonly timeZone: string;
  readonly formSlug: string;
  readonly version: number;
  readonly author: string;
  readonly candidacyId: string;
  readonly candidate: Named;
  /** Withdrawn since: shown, and said. */
  readonly isWithdrawn: boolean;
  /** Contested, and not resolved since: shown, and said. */
  readonly isDisputed: boolean;
}

// The latest revision of each signature; one whose words were erased has none to show. A record that was joined to
// this one keeps its signatures, which nothing rewrites.
const RECORD = `
  SELECT h.title AS theme, e.title, e.text, e.position, x.value::text AS value, s.signed_at AS "signedAt",
    f.time_zone AS "timeZone", f.slug AS "formSlug", v.number AS version, c.public_id AS "candidacyId",
    ${personJson("p")} AS candidate,
    (SELECT o.name FROM form_author a JOIN organization o ON o.id = a.organization_id
      WHERE a.form_id = f.id ORDER BY a.is_lead DESC, o.name LIMIT 1) AS author,
    EXISTS (SELECT 1 FROM signature_event w WHERE w.signature_id = s.id AND w.kind = 'withdrawn') AS "isWithdrawn",
    coalesce((SELECT w.kind = 'disputed' FROM signature_event w WHERE w.signature_id = s.id AND w.kind IN ('disputed', 'resolved')
      ORDER BY w.at DESC LIMIT 1), false) AS "isDisputed"
  FROM (SELECT DISTINCT ON (form_id, candidacy_id, role) * FROM signature
        WHERE person_id IN (SELECT id FROM person WHERE id = $1 OR merged_into_id = $1)
          AND NOT signature_annulled(id)
        ORDER BY form_id, candidacy_id, role, revision DESC) s
  JOIN form f ON f.id = s.form_id JOIN form_version v ON v.id = s.version_id
  JOIN candidacy c ON c.id = s.candidacy_id JOIN person p ON p.id = c.person_id
  JOIN answer x ON x.signature_id = s.id JOIN engagement e ON e.id = x.engagement_id JOIN theme h ON h.id = e.theme_id
  WHERE NOT EXISTS (SELECT 1 FROM signature_event w WHERE w.signature_id = s.id AND w.kind = 'erased')
  ORDER BY s.signed_at DESC, e.position`;

/** All that a person answered in public, newest first, across elections and NGOs. */
export async function publicRecordOf(personId: string): Promise<readonly RecordedAnswer[]> {
  return (await pool().query<RecordedAnswer>(RECORD, [personId])).rows;
}
