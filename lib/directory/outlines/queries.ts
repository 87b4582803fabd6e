import "server-only";
import { pool } from "@/lib/core/db";
import { AREA_JSON } from "../ballots/queries";
import type { PublicArea } from "../rules";

export interface ShapedArea {
  readonly area: PublicArea;
  /** GeoJSON as stored. */
  readonly shape: unknown;
}

/** The areas that an election votes in and whose outlines are imported, by code. */
export async function publicShapedAreas(electionId: string): Promise<readonly ShapedArea[]> {
  const { rows } = await pool().query<ShapedArea>(
    `SELECT ${AREA_JSON} AS area, a.shape FROM ballot b JOIN area a ON a.id = b.area_id
     WHERE b.election_id = $1 AND a.shape IS NOT NULL ORDER BY a.code`,
    [electionId],
  );
  return rows;
}

/** Whether any outline is known of an election's areas. */
export async function publicHasOutlines(electionId: string): Promise<boolean> {
  const { rows } = await pool().query<{ has: boolean }>(
    `SELECT EXISTS (SELECT FROM ballot b JOIN area a ON a.id = b.area_id
       WHERE b.election_id = $1 AND a.shape IS NOT NULL) AS has`,
    [electionId],
  );
  return rows[0]?.has ?? false;
}
