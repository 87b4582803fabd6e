import "server-only";
import { pool } from "@/lib/core/db";
import { PLACES_OF_HITS } from "@/lib/places/queries";
import type { Hit } from "@/lib/places/rules";

/** A department that an election votes in. */
export interface Department {
  readonly id: string;
  readonly scheme: string;
  readonly code: string;
  readonly name: string;
}

const DEPARTMENTS = `
  SELECT d.id, d.scheme, d.code, d.name FROM area d WHERE d.level = 'department' AND EXISTS (
    SELECT FROM area s JOIN ballot b ON b.area_id = s.id WHERE s.parent_id = d.id AND b.election_id = $1)`;

/** The departments that an election votes in, or the one of a code. */
export async function publicDepartments(
  electionId: string,
  code: string | null = null,
): Promise<readonly Department[]> {
  const { rows } = await pool().query<Department>(
    `${DEPARTMENTS} AND ($2::text IS NULL OR d.code = $2) ORDER BY d.code, d.scheme`,
    [electionId, code],
  );
  return rows;
}

// What lies in a department, in the cities of it that are divided, and in its constituencies, which may reach beyond it.
const INSIDE = `
  WITH inside AS (
    SELECT id FROM area WHERE parent_id = $1 AND level NOT IN ('constituency', 'department')
    UNION SELECT b.id FROM area c JOIN area b ON b.parent_id = c.id WHERE c.parent_id = $1 AND b.level = 'borough'
    UNION SELECT p.part_id FROM area s JOIN area_part p ON p.whole_id = s.id WHERE s.parent_id = $1 AND s.level = 'constituency'
  ), hit AS (SELECT id AS area_id, 0 AS rank, 0 AS score, NULL AS alias FROM inside) ${PLACES_OF_HITS}`;

/** Every place of a department with its postcodes and constituencies. */
export async function publicPlacesWithin(departmentId: string, electionId: string): Promise<readonly Hit[]> {
  return (await pool().query<Hit>(INSIDE, [departmentId, electionId])).rows;
}

const BY_NAME = `
  WITH hit AS (
    SELECT id AS area_id, 0 AS rank, 0 AS score, NULL AS alias FROM area
    WHERE finder_shard(key) = $1 AND level IN ('country', 'department', 'commune', 'borough', 'other')
    UNION ALL SELECT area_id, 0, 0, name FROM area_alias WHERE finder_shard(key) = $1
  ) ${PLACES_OF_HITS}`;

const BY_CODE = `
  WITH hit AS (
    SELECT area_id, 0 AS rank, 0 AS score, NULL AS alias FROM postcode WHERE left(code, 2) = $1
    UNION SELECT id, 0, 0, NULL FROM area
    WHERE lower(left(code, 2)) = $1 AND level IN ('department', 'commune', 'borough')
  ) ${PLACES_OF_HITS}`;

/** The places in one part of the finder's index: by the beginning of a name, or of a postcode or code. */
export async function publicPlacesInPart(part: string, electionId: string): Promise<readonly Hit[]> {
  const sql = /^\d|^2[ab]$/.test(part) ? BY_CODE : BY_NAME;
  return (await pool().query<Hit>(sql, [part, electionId])).rows;
}
