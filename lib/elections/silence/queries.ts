import "server-only";
import { pool } from "@/lib/core/db";
import { type Polls, silenceOf } from "../rules";

/** Election silence where a ballot is held: until when, by the clock of its area. */
export interface Silence {
  readonly until: Date;
  readonly timeZone: string;
}

// Three days around today hold every zone's eve and evening.
const POLLS_NEAR = `
  SELECT signataires_now() AS now, coalesce(d.polling_date, r.polling_date)::timestamp AT TIME ZONE 'UTC' AS "pollingDate",
    coalesce(d.closes_at, r.closes_at) AS "closesAt", coalesce(d.time_zone, a.time_zone, u.time_zone, e.time_zone) AS "timeZone"
  FROM ballot b JOIN election e ON e.id = b.election_id JOIN election_round r ON r.election_id = e.id
  JOIN area a ON a.id = b.area_id LEFT JOIN area u ON u.id = a.parent_id
  LEFT JOIN polling_date d ON d.round_id = r.id AND d.area_id = a.id
  WHERE b.id = $1 AND abs(coalesce(d.polling_date, r.polling_date) - signataires_now()::date) <= 3`;

/** The election silence that a ballot is under now; null where it is under none. */
export async function publicSilence(ballotId: string): Promise<Silence | null> {
  const { rows } = await pool().query<Polls & { readonly now: Date }>(POLLS_NEAR, [ballotId]);
  for (const { now, ...polls } of rows) {
    const { from, to } = silenceOf(polls);
    if (now >= from && now < to) return { until: to, timeZone: polls.timeZone };
  }
  return null;
}
