import "server-only";
import { pool } from "@/lib/core/db";
import { AREA_JSON, personJson } from "../ballots/queries";
import { byCode, type Named, type PublicArea } from "../rules";
import { publicStandings } from "../standing/queries";
import type { Signatory } from "./rules";

interface SignatoryRow {
  id: string;
  public_id: string;
  person: Named;
  area: PublicArea;
}

const SIGNATORIES = `
  SELECT c.id, c.public_id, ${personJson("p")} AS person, ${AREA_JSON} AS area
  FROM (SELECT candidacy_id FROM signature WHERE form_id = $1 AND role = 'candidate'
        UNION SELECT candidacy_id FROM decline WHERE form_id = $1 AND role = 'candidate' AND is_public) s
  JOIN candidacy c ON c.id = s.candidacy_id JOIN ballot b ON b.id = c.ballot_id
  JOIN area a ON a.id = b.area_id JOIN person p ON p.id = c.person_id
  ORDER BY a.code, c.panel_number NULLS LAST, p.family_name, p.given_name`;

/** Every candidate who did something public on a form, in the order of constituencies, then panels. */
export async function publicSignatories(formId: string): Promise<readonly Signatory[]> {
  const { rows } = await pool().query<SignatoryRow>(SIGNATORIES, [formId]);
  const known = await publicStandings(rows.map(({ id }) => id));
  return rows.flatMap(({ id, public_id, person, area }) => {
    const standing = known.of(formId, id, "candidate");
    // A later decline that was kept private takes its public one back.
    if (standing.status === "no-public-answer" || standing.status === "not-asked") return [];
    return [{ candidacyId: id, publicId: public_id, person, area, standing }];
  });
}

/** The departments in which an election is held, in the order of their codes. */
export async function publicDepartments(
  electionId: string,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  const { rows } = await pool().query<{ code: string; name: string }>(
    `SELECT DISTINCT p.code, p.name FROM ballot b JOIN area a ON a.id = b.area_id JOIN area p ON p.id = a.parent_id
     WHERE b.election_id = $1 AND p.level = 'department'`,
    [electionId],
  );
  return rows.sort((a, b) => byCode(a.code, b.code));
}

export interface AnswerCount {
  readonly lineageId: string;
  readonly yes: number;
  readonly total: number;
}

const YES = `
  SELECT now.lineage_id AS "lineageId", count(*) FILTER (WHERE x.value = 'yes')::int AS yes, count(*)::int AS total
  FROM (SELECT DISTINCT ON (candidacy_id) id FROM signature
        WHERE form_id = $1 AND role = 'candidate' AND candidacy_id = ANY($2::uuid[]) AND NOT signature_annulled(id)
        ORDER BY candidacy_id, revision DESC) s
  JOIN answer x ON x.signature_id = s.id JOIN engagement e ON e.id = x.engagement_id
  JOIN engagement now ON now.lineage_id = e.lineage_id AND now.title = e.title AND now.text = e.text
  WHERE now.version_id = $3 GROUP BY now.lineage_id`;

/** How many answered yes to each engagement of a version, among those who answered these very words. */
export async function publicAnswerCounts(
  formId: string,
  versionId: string,
  candidacyIds: readonly string[],
): Promise<readonly AnswerCount[]> {
  return (await pool().query<AnswerCount>(YES, [formId, candidacyIds, versionId])).rows;
}

const BY_VERSION = `
  SELECT v.number, count(*)::int AS count FROM (
    SELECT DISTINCT ON (candidacy_id, role) version_id FROM signature s WHERE form_id = $1 AND NOT signature_annulled(id)
      AND NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind = 'erased')
    ORDER BY candidacy_id, role, revision DESC) s
  JOIN form_version v ON v.id = s.version_id GROUP BY v.number`;

/** How many signatures stand on each version, candidates and substitutes together. */
export async function publicVersionCounts(formId: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await pool().query<{ number: number; count: number }>(BY_VERSION, [formId]);
  return new Map(rows.map(({ number, count }) => [number, count]));
}
