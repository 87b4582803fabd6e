import "server-only";
import type { Tx } from "@/lib/core/db";
import { overlapping, type Place } from "./rules";

/** Areas of these codes that hold a ballot of the election, themselves or right below. */
export async function placesOf(
  tx: Tx,
  electionId: string,
  codes: readonly string[],
): Promise<readonly (Place & { readonly name: string })[]> {
  return tx.$queryRaw`
    SELECT x.id, x.code, x.name, x.parent_id AS "parentId" FROM area x
    WHERE x.code = ANY (${[...codes]}::text[]) AND x.level <> 'country' AND EXISTS (
      SELECT FROM ballot b JOIN area a ON a.id = b.area_id WHERE b.election_id = ${electionId}::uuid AND x.id IN (a.id, a.parent_id))
    ORDER BY x.code`;
}

/** The areas of the published variants of a form. */
export async function takenPlaces(tx: Tx, nationalId: string): Promise<readonly Place[]> {
  return tx.$queryRaw`
    SELECT a.id, a.code, a.parent_id AS "parentId" FROM form_area x JOIN area a ON a.id = x.area_id
    JOIN form v ON v.id = x.form_id JOIN form_version s ON s.id = v.source_version_id
    WHERE s.form_id = ${nationalId}::uuid
      AND EXISTS (SELECT FROM form_version p WHERE p.form_id = v.id AND p.published_at IS NOT NULL)`;
}

/**
 * Why a variant cannot become public: another one asks there, or somebody there was already asked with the words of the form
 * for all. Locks that form, so that two variants are published one after the other. Null for a form that is no variant.
 */
export async function variantObstacle(tx: Tx, formId: string): Promise<"overlap" | "already-asked" | null> {
  const areas = await tx.formArea.findMany({
    where: { formId },
    select: { area: { select: { id: true, code: true, parentId: true } } },
  });
  if (areas.length === 0) return null;
  const [national] = await tx.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM form f JOIN form_version s ON s.id = f.source_version_id JOIN form n ON n.id = s.form_id
    WHERE f.id = ${formId}::uuid FOR UPDATE OF n`;
  if (!national) throw new Error("a variant of no form");
  const places = areas.map(({ area }) => area);
  if (overlapping(places, await takenPlaces(tx, national.id))) return "overlap";
  const [asked] = await tx.$queryRaw<{ is: boolean }[]>`
    SELECT EXISTS (SELECT FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id
      JOIN form_area x ON x.form_id = ${formId}::uuid AND x.area_id IN (a.id, a.parent_id)
      WHERE EXISTS (SELECT FROM link l WHERE l.form_id = ${national.id}::uuid AND l.candidacy_id = c.id)
        OR EXISTS (SELECT FROM contact_attempt t WHERE t.form_id = ${national.id}::uuid AND t.candidacy_id = c.id)
        OR EXISTS (SELECT FROM signature s WHERE s.form_id = ${national.id}::uuid AND s.candidacy_id = c.id)) AS is`;
  return asked?.is ? "already-asked" : null;
}
