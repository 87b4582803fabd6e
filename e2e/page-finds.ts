/** SQL of one row with one text column each: the examples on the demonstration's data that show most. */

export const CURRENT = `b.election_id = (SELECT f.election_id FROM form f JOIN election_round r ON r.election_id = f.election_id
  ORDER BY r.polling_date DESC, f.created_at LIMIT 1)`;
export const signers = "(SELECT count(*) FROM signature s WHERE s.candidacy_id = c.id)";
export const asked = "(SELECT count(*) FROM contact_attempt k WHERE k.candidacy_id = c.id)";

/** `SLUG/AREA` of a ballot, the one with the highest sum of `most` over its candidacies. */
export const ballot = (most: string, where = "true") =>
  `SELECT e.slug || '/' || a.code FROM ballot b JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
   JOIN candidacy c ON c.ballot_id = b.id WHERE ${CURRENT} AND ${where}
   GROUP BY e.slug, a.code ORDER BY sum(${most}) DESC, a.code LIMIT 1`;

/** A constituency of twelve candidates with several signers: the tallest page. */
export const TWELVE = `SELECT e.slug || '/' || a.code FROM ballot b JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
  JOIN candidacy c ON c.ballot_id = b.id AND c.status = 'standing'
  WHERE (SELECT count(*) FROM signature s JOIN candidacy d ON d.id = s.candidacy_id WHERE d.ballot_id = b.id AND s.role = 'candidate') > 1
  GROUP BY e.slug, a.code HAVING count(*) = 12 ORDER BY a.code LIMIT 1`;

/** Public id of somebody who signed two forms. */
export const SIGNS_TWO = `SELECT p.public_id FROM signature s JOIN person p ON p.id = s.person_id
  GROUP BY p.public_id HAVING count(DISTINCT s.form_id) > 1 ORDER BY 1 LIMIT 1`;

/** Public id of a candidacy, the one with the highest `most`. */
export const candidacy = (most: string, where = "true") =>
  `SELECT c.public_id FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN person p ON p.id = c.person_id
   WHERE ${CURRENT} AND ${where} ORDER BY ${most} DESC, c.public_id LIMIT 1`;

const OPEN = "f.closes_at > signataires_now() AND l.kind = 'personal' AND l.revoked_at IS NULL";
export const signed =
  "EXISTS (SELECT 1 FROM signature s WHERE s.candidacy_id = l.candidacy_id AND s.form_id = l.form_id AND s.role = l.role)";
export const begun = `EXISTS (SELECT 1 FROM signing_draft d JOIN form_version v ON v.id = d.version_id
  WHERE d.candidacy_id = l.candidacy_id AND v.form_id = l.form_id AND d.role = l.role AND d.started_at IS NOT NULL)`;
export const prepared = begun.replace("d.started_at IS NOT NULL", "d.started_at IS NULL");

/** Every engagement of the version that she answers has its answer. */
export const complete = `EXISTS (SELECT FROM signing_draft d JOIN form_version v ON v.id = d.version_id
  WHERE d.candidacy_id = l.candidacy_id AND v.form_id = l.form_id AND d.role = l.role AND d.started_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM engagement e WHERE e.version_id = v.id AND d.answers -> e.id::text IS NULL))`;

/** The id of a personal link to a form that closed before it was answered. */
export const CLOSED = `SELECT l.id FROM link l JOIN form f ON f.id = l.form_id WHERE f.closes_at <= signataires_now()
  AND l.kind = 'personal' AND l.revoked_at IS NULL AND NOT ${signed} ORDER BY l.id LIMIT 1`;

/** The id of a personal link to an open form. */
export const link = (where: string) =>
  `SELECT l.id FROM link l JOIN form f ON f.id = l.form_id WHERE ${OPEN} AND ${where} ORDER BY f.created_at, l.id LIMIT 1`;

/** The id of a link by which somebody of a candidate's team prepares. */
export const TEAM = link("true").replace("l.kind = 'personal'", "l.kind = 'prepare'");

/** The first NGO's form that still takes signatures. */
export const FORM = "SELECT id FROM form WHERE closes_at > signataires_now() ORDER BY created_at, id LIMIT 1";
/** The earlier form that the first one was begun from. */
export const EARLIER_FORM = `SELECT v.form_id FROM form f JOIN form_version v ON v.id = f.source_version_id
  ORDER BY f.created_at, f.id LIMIT 1`;
export const FORM_SLUG = FORM.replace("SELECT id", "SELECT slug");
export const COMPARED =
  "SELECT f.slug FROM form f JOIN form_version v ON v.form_id = f.id WHERE v.compares_groups AND v.published_at IS NOT NULL LIMIT 1";
export const mail = (template: string) =>
  template === "invitation"
    ? "SELECT id FROM invitation WHERE accepted_at IS NOT NULL ORDER BY accepted_at DESC, id LIMIT 1"
    : `SELECT id FROM mail WHERE template = '${template}' ORDER BY created_at DESC, id LIMIT 1`;
