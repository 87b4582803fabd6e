import "server-only";
import { pool } from "@/lib/core/db";
import { AREA_JSON } from "../ballots/queries";
import type { PublicArea } from "../rules";

/** A constituency that holds a place, whole or in part. */
export interface Whole {
  readonly area: PublicArea;
  readonly isPartial: boolean;
}

export interface PublicPlace {
  readonly id: string;
  readonly area: PublicArea;
  readonly postcodes: readonly string[];
  /** Empty where nobody votes there: six communes of France have no inhabitant. */
  readonly wholes: readonly Whole[];
  /** False for a borough whose city alone is assigned to constituencies: those of the city are told. */
  readonly isAssigned: boolean;
}

// A borough of Paris, Lyon or Marseille has no constituency of its own in the official files: its city's are shown.
const WHOLES = `
  (SELECT json_agg(json_build_object('isPartial', w.partial, 'area', w.area) ORDER BY w.code) FROM (
     SELECT a.code, ap.is_partial OR ap.part_id <> place.id AS partial, ${AREA_JSON} AS area
     FROM area_part ap JOIN area a ON a.id = ap.whole_id
     WHERE ap.part_id = CASE WHEN EXISTS (SELECT 1 FROM area_part own WHERE own.part_id = place.id)
       THEN place.id ELSE place.parent_id END) w)`;

const PLACE = `
  SELECT place.id, ${AREA_JSON.replaceAll("a.", "place.")} AS area,
    ARRAY(SELECT code FROM postcode WHERE area_id = place.id ORDER BY code) AS postcodes, ${WHOLES} AS wholes,
    EXISTS (SELECT 1 FROM area_part own WHERE own.part_id = place.id) AS "isAssigned"
  FROM area place`;

/** A place by scheme and code, with the constituencies that hold it; null where there is none. */
export async function publicPlace(scheme: string, code: string): Promise<PublicPlace | null> {
  const { rows } = await pool().query<Omit<PublicPlace, "wholes"> & { wholes: Whole[] | null }>(
    `${PLACE} WHERE place.scheme = $1 AND place.code = $2`,
    [scheme, code],
  );
  const [row] = rows;
  return row ? { ...row, wholes: row.wholes ?? [] } : null;
}

/** Something that lies in a constituency: a commune, or a country abroad. */
export interface Part {
  readonly scheme: string;
  readonly code: string;
  readonly name: string;
  readonly isPartial: boolean;
}

/** All that lies in a constituency, by name. */
export async function publicParts(areaId: string): Promise<readonly Part[]> {
  const { rows } = await pool().query<Part>(
    `SELECT a.scheme, a.code, a.name, p.is_partial AS "isPartial" FROM area_part p JOIN area a ON a.id = p.part_id
     WHERE p.whole_id = $1 ORDER BY a.key, a.code`,
    [areaId],
  );
  return rows;
}

/** Which of these areas an election votes in, by code. */
export async function publicContested(
  electionId: string,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await pool().query<{ code: string }>(
    "SELECT a.code FROM ballot b JOIN area a ON a.id = b.area_id WHERE b.election_id = $1 AND a.code = ANY($2)",
    [electionId, codes],
  );
  return new Set(rows.map(({ code }) => code));
}

/** What lies in a constituency besides the place asked for: how many communes, and the largest by name. */
export interface Neighbours {
  readonly count: number;
  readonly largest: readonly string[];
}

const MOST_NEIGHBOURS = 6;

// Of a borough its city too is left out: it is the same answer again.
const NEIGHBOURS = `
  SELECT w.code, count(*)::int AS count,
    (array_agg(p.name ORDER BY p.population DESC NULLS LAST, p.key, p.code))[1:${MOST_NEIGHBOURS}] AS largest
  FROM area w JOIN area_part ap ON ap.whole_id = w.id JOIN area p ON p.id = ap.part_id
  WHERE w.scheme = $1 AND w.code = ANY($2) AND p.id NOT IN (
    SELECT id FROM area WHERE id = $3 UNION ALL SELECT parent_id FROM area WHERE id = $3 AND level = 'borough')
  GROUP BY w.code`;

/** The other communes of the constituencies that hold a place, by the constituency's code; none where it is alone. */
export async function publicNeighbours(
  placeId: string,
  scheme: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, Neighbours>> {
  const { rows } = await pool().query<Neighbours & { code: string }>(NEIGHBOURS, [scheme, codes, placeId]);
  return new Map(rows.map(({ code, ...neighbours }) => [code, neighbours]));
}
