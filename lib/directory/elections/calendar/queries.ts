import "server-only";
import { pool } from "@/lib/core/db";
import { dayOf } from "../../queries";

/** A polling day, of the whole election or of the areas that vote on another one. */
export interface PollingDay {
  readonly round: number;
  readonly pollingDate: Date;
  /** Local time, "20:00". */
  readonly closesAt: string;
  readonly timeZone: string;
  /** By name; none for the day of all others. */
  readonly areas: readonly string[];
}

const DAYS = `
  SELECT r.number AS round, r.polling_date AS day, r.closes_at AS "closesAt", e.time_zone AS "timeZone", '{}'::text[] AS areas
  FROM election_round r JOIN election e ON e.id = r.election_id WHERE e.id = $1
  UNION ALL
  SELECT r.number, d.polling_date, d.closes_at, d.time_zone, array_agg(a.name ORDER BY a.code)
  FROM polling_date d JOIN election_round r ON r.id = d.round_id JOIN area a ON a.id = d.area_id WHERE r.election_id = $1
  GROUP BY r.number, d.polling_date, d.closes_at, d.time_zone`;

/** When an election is held: the days of most areas first, then those of the others, one for each day and time. */
export async function publicPollingDays(electionId: string): Promise<readonly PollingDay[]> {
  const { rows } = await pool().query<Omit<PollingDay, "pollingDate"> & { day: string }>(
    `SELECT round, day::text, "closesAt", "timeZone", areas FROM (${DAYS}) x
     ORDER BY round, cardinality(areas) > 0, day, "timeZone", "closesAt"`,
    [electionId],
  );
  return rows.map(({ day, ...rest }) => ({ ...rest, pollingDate: dayOf(day) }));
}
