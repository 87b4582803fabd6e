import "server-only";
import { isOut } from "@/lib/elections/queries";
import { REMINDERS } from "../limits/schema";
import { DAYS_BETWEEN } from "./rules";

/**
 * Everybody who stands, as a reminder sees them ($1 is the form): silent since a mail that the relay took, or the reason to
 * leave them in peace. A decline that was not made public ends reminders too, and so does "this is not me".
 */
export const SILENT = `
  WITH authors AS (SELECT organization_id FROM form_author WHERE form_id = $1::uuid),
  people AS (
    SELECT c.id, m.role, m.is_asked, m.is_under_way, m.last, m.number
    FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN form f ON f.election_id = b.election_id AND f.id = $1::uuid
    LEFT JOIN LATERAL (
      SELECT i.role, bool_or(i.status = 'accepted') AS is_asked, bool_or(i.status IN ('queued', 'sending', 'in_doubt')) AS is_under_way,
        max(i.accepted_at) AS last,
        coalesce(max(i.reminder) FILTER (WHERE i.status IN ('queued', 'sending', 'accepted', 'in_doubt')), 0) AS number
      FROM invitation i WHERE i.form_id = f.id AND i.candidacy_id = c.id GROUP BY i.role) m ON true
    WHERE c.status IN ('announced', 'standing') AND b.id IN (SELECT form_ballots($1::uuid)))
  SELECT p.id AS "candidacyId", coalesce(p.role, 'candidate') AS role, k.id AS "contactId", coalesce(p.number, 0) + 1 AS reminder, CASE
    WHEN EXISTS (SELECT FROM signature s WHERE s.form_id = $1::uuid AND s.candidacy_id = p.id AND s.role = p.role) THEN 'signed'
    WHEN EXISTS (SELECT FROM decline d WHERE d.form_id = $1::uuid AND d.candidacy_id = p.id AND d.role = p.role) THEN 'declined'
    WHEN EXISTS (SELECT FROM contact_stop s WHERE s.candidacy_id = p.id AND s.role = p.role
      AND s.organization_id IN (SELECT organization_id FROM authors)) THEN 'stop'
    WHEN EXISTS (SELECT FROM link_report r JOIN link l ON l.id = r.link_id
      WHERE r.kind = 'not-me' AND l.form_id = $1::uuid AND l.candidacy_id = p.id AND l.role = p.role) THEN 'not-me'
    WHEN ${isOut("p.id", "(SELECT election_id FROM form WHERE id = $1::uuid)")} THEN 'out'
    WHEN p.is_under_way THEN 'under-way'
    WHEN p.is_asked IS NOT TRUE AND k.id IS NULL AND p.role IS NOT NULL THEN 'stopped'
    WHEN p.is_asked IS NOT TRUE THEN 'not-invited'
    WHEN k.id IS NULL THEN 'stopped'
    WHEN p.number >= coalesce((SELECT l.reminders FROM form_limit l WHERE l.form_id = $1::uuid), ${REMINDERS}) THEN 'capped'
    WHEN p.last > (SELECT signataires_now()) - make_interval(days => ${DAYS_BETWEEN}::int) THEN 'recent'
  END AS exclusion
  FROM people p LEFT JOIN LATERAL (
    SELECT k.id FROM contact k WHERE k.candidacy_id = p.id AND k.role = p.role AND k.channel = 'email' AND k.stopped_at IS NULL
      AND k.organization_id IN (SELECT organization_id FROM authors)
    ORDER BY k.created_at, k.id LIMIT 1) k ON true`;
