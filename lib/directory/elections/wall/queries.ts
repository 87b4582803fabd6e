import "server-only";
import { pool } from "@/lib/core/db";

/** Who was elected, by the constituency's code; empty until results are known. */
export async function publicElected(electionId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool().query<{ code: string; id: string }>(
    `SELECT DISTINCT a.code, c.id FROM result r JOIN candidacy c ON c.id = r.candidacy_id
     JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id
     WHERE b.election_id = $1 AND r.is_elected ORDER BY a.code, c.id`,
    [electionId],
  );
  return new Map(rows.map(({ code, id }) => [code, id]));
}
