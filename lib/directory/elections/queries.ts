import "server-only";
import { pool } from "@/lib/core/db";
import { AREA_JSON } from "../ballots/queries";
import { byCode, type PublicArea } from "../rules";

/** One contest of an election with how many stand in it. */
export interface ListedBallot {
  readonly area: PublicArea;
  readonly candidacies: number;
}

const BALLOTS = `
  SELECT ${AREA_JSON} AS area,
    (SELECT count(*)::int FROM candidacy c WHERE c.ballot_id = b.id AND c.status IN ('announced', 'standing')) AS candidacies
  FROM ballot b JOIN area a ON a.id = b.area_id WHERE b.election_id = $1`;

/** The contests of an election in the order of their codes; those of one department only, where its code is given. */
export async function publicBallots(
  electionId: string,
  departmentCode?: string,
): Promise<readonly ListedBallot[]> {
  const within =
    departmentCode === undefined
      ? ""
      : " AND a.parent_id IN (SELECT id FROM area WHERE code = $2 AND level <> 'country')";
  const values = departmentCode === undefined ? [electionId] : [electionId, departmentCode];
  const { rows } = await pool().query<ListedBallot>(BALLOTS + within, values);
  return rows.sort((a, b) => byCode(a.area.code, b.area.code));
}
