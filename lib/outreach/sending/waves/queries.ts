import "server-only";
import { pool } from "@/lib/core/db";
import { MAILS_PER_WEEK } from "../../limits/schema";
import { opensAt, type Pace, roomToday, silentUntil, tomorrow, type Wait } from "./rules";

/** What a mailing waits for, and until when. */
export interface Hold {
  readonly for: Wait;
  readonly until: Date;
}

/** How a mailing stands at this moment: what holds all of it, or how many may leave, and where it must be silent. */
export interface Standing {
  readonly now: Date;
  readonly hold: Hold | null;
  /** null without a daily limit. */
  readonly room: number | null;
  /** Ballots under election silence, each with its end. */
  readonly silent: ReadonlyMap<string, Date>;
  /** Campaign mails that one person gets within seven days, before this form waits. */
  readonly mailsPerWeek: number;
}

interface Row extends Pace {
  readonly now: Date;
  readonly electionId: string;
  readonly today: number;
  readonly mailsPerWeek: number;
}

/** Handed over on one day, whatever became of it: what was perhaps sent counts as sent. */
const HANDED_TODAY = `
  SELECT count(*)::int FROM invitation i JOIN mailing x ON x.id = i.mailing_id
  WHERE x.form_id = f.id AND i.status IN ('sending', 'accepted', 'refused', 'bounced', 'in_doubt')
    AND i.handed_at >= date_trunc('day', signataires_now() AT TIME ZONE f.time_zone) AT TIME ZONE f.time_zone`;

const PACE = `
  SELECT signataires_now() AS now, f.election_id AS "electionId", f.time_zone AS "timeZone",
    m.daily_limit AS "dailyLimit", m.from_hour AS "fromHour", m.to_hour AS "toHour",
    coalesce((SELECT l.mails_per_week FROM form_limit l WHERE l.form_id = f.id), ${MAILS_PER_WEEK}) AS "mailsPerWeek",
    CASE WHEN m.daily_limit IS NULL THEN 0 ELSE (${HANDED_TODAY}) END AS today
  FROM mailing m JOIN form f ON f.id = m.form_id WHERE m.id = $1`;

// Two days around each poll hold every zone's eve and evening.
const POLLS_NEAR = `
  SELECT b.id AS "ballotId", coalesce(d.polling_date, r.polling_date)::timestamp AT TIME ZONE 'UTC' AS "pollingDate",
    coalesce(d.closes_at, r.closes_at) AS "closesAt", coalesce(d.time_zone, a.time_zone, e.time_zone) AS "timeZone"
  FROM election e JOIN election_round r ON r.election_id = e.id JOIN ballot b ON b.election_id = e.id
  JOIN area a ON a.id = b.area_id LEFT JOIN polling_date d ON d.round_id = r.id AND d.area_id = a.id
  WHERE e.id = $1 AND abs(coalesce(d.polling_date, r.polling_date) - $2::date) <= 3`;

/** Ballots of an election that are under silence at `now`, each with its end. */
export async function silentBallots(electionId: string, now: Date): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await pool().query<{
    ballotId: string;
    pollingDate: Date;
    closesAt: string;
    timeZone: string;
  }>(POLLS_NEAR, [electionId, now]);
  const silent = new Map<string, Date>();
  for (const { ballotId, ...polls } of rows) {
    const until = silentUntil(now, polls);
    if (until) silent.set(ballotId, until);
  }
  return silent;
}

/** Where a mailing stands now. */
export async function standingNow(mailingId: string): Promise<Standing> {
  const { rows } = await pool().query<Row>(PACE, [mailingId]);
  const [row] = rows;
  if (!row) throw new Error("a mailing that is not there");
  const { now, electionId, today, mailsPerWeek, ...pace } = row;
  const room = roomToday(pace, today);
  const silent = await silentBallots(electionId, now);
  const opening = opensAt(now, pace);
  const hold: Hold | null = opening
    ? { for: "hours", until: opening }
    : room === 0
      ? { for: "limit", until: tomorrow(now, pace) }
      : null;
  return { now, hold, room, silent, mailsPerWeek };
}

/** What those wait for who are still in the queue though nothing holds the mailing itself; null where nobody is. */
export async function holdOfRest(mailingId: string, { now, silent }: Standing): Promise<Hold | null> {
  const { rows } = await pool().query<{ ballotId: string; notBefore: Date | null }>(
    `SELECT DISTINCT c.ballot_id AS "ballotId", i.not_before AS "notBefore" FROM invitation i
     JOIN candidacy c ON c.id = i.candidacy_id WHERE i.mailing_id = $1 AND i.status = 'queued'`,
    [mailingId],
  );
  const holds = rows.flatMap(({ ballotId, notBefore }): Hold[] => {
    const quiet = silent.get(ballotId);
    if (quiet) return [{ for: "silence", until: quiet }];
    return notBefore && notBefore > now ? [{ for: "crowded", until: notBefore }] : [];
  });
  return holds.sort((a, b) => a.until.getTime() - b.until.getTime())[0] ?? null;
}
