import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { isOut } from "@/lib/elections/queries";
import { mayEdit } from "@/lib/organizations/rules";
import type { CandidacyRole } from "@/prisma/client/enums";
import { authorsOf } from "../contacts/queries";
import { silentBallots } from "../sending/waves/queries";
import { isCallable, REST_DAYS, UNDO_MINUTES } from "./rules";
import type { Outcome } from "./schema";

/** What the statements below ask by: see `readyValues`. */
export interface Ready {
  readonly formId: string;
  readonly electionId: string;
  readonly authors: readonly string[];
  readonly userId: string;
}

/** The zone by whose clock a ticket lives. */
const ZONE = `coalesce((SELECT d.time_zone FROM polling_date d JOIN election_round r ON r.id = d.round_id
    WHERE d.area_id = a.id AND r.election_id = b.election_id LIMIT 1), a.time_zone, u.time_zone, e.time_zone)`;

/** A caller has what was given to her; an editor without an assignment has everybody. */
const GIVEN = `($6 OR EXISTS (SELECT FROM caller_assignment s WHERE s.form_id = $1 AND s.user_id = $4
    AND (s.candidacy_id = c.id OR s.area_id IN (a.id, a.parent_id, u.parent_id))))`;

const LAST_CALL = `LEFT JOIN LATERAL (SELECT x.outcome, x.call_back_at, x.settled_at FROM phone_call x
    WHERE x.candidacy_id = c.id AND x.role = k.role AND x.form_id = $1 AND x.outcome IS NOT NULL ORDER BY x.settled_at DESC LIMIT 1) l ON true`;

/** People with a number that may be called: $1 form, $2 election, $3 NGOs, $4 caller, $5 now, $6 whether all are given. */
const PEOPLE = `
  FROM contact k JOIN candidacy c ON c.id = k.candidacy_id JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id
  LEFT JOIN area u ON u.id = a.parent_id JOIN election e ON e.id = b.election_id ${LAST_CALL}
  WHERE b.election_id = $2 AND k.channel = 'phone' AND k.stopped_at IS NULL AND k.organization_id = ANY ($3::uuid[])
    AND c.status IN ('announced', 'standing') AND b.id IN (SELECT form_ballots($1)) AND ${GIVEN}
    AND NOT EXISTS (SELECT FROM contact_stop t WHERE t.candidacy_id = c.id AND t.role = k.role AND t.organization_id = ANY ($3::uuid[]))
    AND NOT EXISTS (SELECT FROM signature s WHERE s.form_id = $1 AND s.candidacy_id = c.id AND s.role = k.role)
    AND NOT EXISTS (SELECT FROM decline d WHERE d.form_id = $1 AND d.candidacy_id = c.id AND d.role = k.role)
    AND NOT ${isOut("c.id", "$2")}
    AND l.outcome IS DISTINCT FROM 'declines'
    AND NOT coalesce(l.outcome IN ('will-sign', 'link') AND l.settled_at > $5::timestamptz - interval '${REST_DAYS} days', false)
    AND NOT coalesce(l.call_back_at > $5::timestamptz, false)`;

const IS_DUE = "coalesce(l.call_back_at <= $5::timestamptz, false)";
const SAME_DAY = (at: string) =>
  `${at} > $5::timestamptz - interval '1 day' AND (${at} AT TIME ZONE ${ZONE})::date = ($5::timestamptz AT TIME ZONE ${ZONE})::date`;

/** Not asked today by whatever means, nor called with an outcome that is not yet on record; a call back that is due goes before. */
const NOT_TODAY = `(${IS_DUE} OR (
    NOT EXISTS (SELECT FROM contact_attempt t WHERE t.candidacy_id = c.id AND t.role = k.role AND t.organization_id = ANY ($3::uuid[]) AND ${SAME_DAY("t.at")})
    AND NOT EXISTS (SELECT FROM phone_call x WHERE x.candidacy_id = c.id AND x.role = k.role AND x.organization_id = ANY ($3::uuid[])
      AND x.outcome IS NOT NULL AND ${SAME_DAY("x.settled_at")})))`;

const FREE =
  "NOT EXISTS (SELECT FROM phone_call x WHERE x.candidacy_id = c.id AND x.role = k.role AND x.outcome IS NULL AND x.expires_at > $5::timestamptz)";

/** Awake ($7: the zones whose hours they are) and not under election silence ($8: silent ballots). */
const AWAKE = `${ZONE} = ANY ($7::text[]) AND NOT (b.id = ANY ($8::uuid[]))`;

/**
 * Claims the next person: the row of her number is locked, so that volunteers who ask at once look past each other; the unique
 * keys of `phone_call` have the last word. Gives the call's id, and whether anybody was found.
 */
export const CLAIM_NEXT = `
  WITH next AS (
    SELECT k.id, k.candidacy_id, k.role, k.organization_id ${PEOPLE} AND ${AWAKE} AND ${NOT_TODAY} AND ${FREE}
    ORDER BY ${IS_DUE} DESC, (SELECT count(*) FROM contact_attempt t WHERE t.form_id = $1 AND t.candidacy_id = c.id AND t.role = k.role),
      a.code, c.panel_number NULLS LAST, k.role, k.created_at, k.id
    LIMIT 1 FOR NO KEY UPDATE OF k SKIP LOCKED),
  made AS (
    INSERT INTO phone_call (form_id, candidacy_id, role, contact_id, organization_id, user_id, claimed_at, expires_at)
    SELECT $1, candidacy_id, role, id, organization_id, $4, $5, $5::timestamptz + $9::interval FROM next
    ON CONFLICT DO NOTHING RETURNING id)
  SELECT (SELECT id FROM made) AS id, EXISTS (SELECT FROM next) AS "isFound"`;

const COUNTS = `
  SELECT count(*) FILTER (WHERE ${AWAKE} AND ${NOT_TODAY} AND ${FREE})::int AS ready,
    count(*) FILTER (WHERE NOT (${AWAKE}))::int AS asleep, count(*)::int AS left ${PEOPLE}`;

const ZONES = `
  SELECT DISTINCT coalesce(d.time_zone, a.time_zone, u.time_zone, e.time_zone) AS zone FROM election e JOIN ballot b ON b.election_id = e.id
  JOIN area a ON a.id = b.area_id LEFT JOIN area u ON u.id = a.parent_id
  LEFT JOIN election_round r ON r.election_id = e.id LEFT JOIN polling_date d ON d.round_id = r.id AND d.area_id = a.id
  WHERE e.id = $1`;

/** Whose call sheet it is: null for who may not call for this form. */
export async function readyFor(
  ctx: Ctx,
  formId: string,
): Promise<(Ready & { readonly mayAssign: boolean }) | null> {
  const form = await authorsOf(formId);
  if (ctx.actor.kind !== "member" || !form) return null;
  const may = form.authors.filter((id) => roleIn(ctx, id) === "caller" || mayEdit(roleIn(ctx, id)));
  if (may.length === 0) return null;
  const mayAssign = may.some((id) => mayEdit(roleIn(ctx, id)));
  return { formId, electionId: form.electionId, authors: may, userId: ctx.actor.userId, mayAssign };
}

/** The values of the statements above. */
export async function readyValues(
  ctx: Ctx,
  ready: Ready & { readonly mayAssign: boolean },
): Promise<unknown[]> {
  const { formId, electionId, authors, userId, mayAssign } = ready;
  const [zones, silent, given] = await Promise.all([
    pool().query<{ zone: string }>(ZONES, [electionId]),
    silentBallots(electionId, ctx.now),
    pool().query("SELECT FROM caller_assignment WHERE form_id = $1 AND user_id = $2 LIMIT 1", [
      formId,
      userId,
    ]),
  ]);
  const awake = zones.rows.flatMap(({ zone }) => (isCallable(ctx.now, zone) ? [zone] : []));
  const isAll = mayAssign && given.rowCount === 0;
  return [formId, electionId, authors, userId, ctx.now, isAll, awake, [...silent.keys()]];
}

export interface Counts {
  /** May be called now. */
  readonly ready: number;
  /** Where it is night, Sunday or election silence. */
  readonly asleep: number;
  /** All who may be called at some time. */
  readonly left: number;
}

export interface CallView {
  readonly id: string;
  readonly candidacy: string;
  readonly name: string;
  readonly role: CandidacyRole;
  readonly area: string;
  readonly party: string | null;
  readonly phone: string;
  readonly source: string;
  readonly timeZone: string;
  /** Whether a link can be sent again. */
  readonly hasEmail: boolean;
  readonly requests: number;
  readonly lastRequest: Date | null;
  /** What was noted at the last call. */
  readonly lastNote: string | null;
  readonly lastOutcome: Outcome | null;
}

const CALL = `
  SELECT p.id, c.public_id AS candidacy, trim(n.given_name || ' ' || n.family_name) AS name, p.role, a.name AS area,
    coalesce((SELECT string_agg(o.name, ', ' ORDER BY o.name) FROM nomination m JOIN organization o ON o.id = m.organization_id
      WHERE m.candidacy_id = c.id), c.party_label) AS party, k.value AS phone, k.source, ${ZONE} AS "timeZone",
    EXISTS (SELECT FROM contact m WHERE m.candidacy_id = c.id AND m.role = p.role AND m.channel = 'email' AND m.stopped_at IS NULL
      AND m.organization_id IN (SELECT organization_id FROM form_author WHERE form_id = p.form_id)) AS "hasEmail",
    q.requests, q.last AS "lastRequest", l.note AS "lastNote", l.outcome AS "lastOutcome"
  FROM phone_call p JOIN contact k ON k.id = p.contact_id JOIN candidacy c ON c.id = p.candidacy_id
  JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id LEFT JOIN area u ON u.id = a.parent_id
  JOIN election e ON e.id = b.election_id JOIN person n ON n.id = CASE p.role WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END
  LEFT JOIN LATERAL (SELECT count(*)::int AS requests, max(t.at) AS last FROM contact_attempt t
    WHERE t.form_id = p.form_id AND t.candidacy_id = c.id AND t.role = p.role) q ON true
  LEFT JOIN LATERAL (SELECT CASE WHEN x.organization_id = p.organization_id THEN x.note END AS note, x.outcome FROM phone_call x WHERE x.form_id = p.form_id AND x.candidacy_id = c.id AND x.role = p.role
    AND x.outcome IS NOT NULL ORDER BY x.settled_at DESC LIMIT 1) l ON true
  WHERE p.form_id = $1 AND p.user_id = $2 AND p.outcome IS NULL AND p.expires_at > $3`;

const LAST = `
  SELECT p.id, trim(n.given_name || ' ' || n.family_name) AS name, p.outcome FROM phone_call p JOIN candidacy c ON c.id = p.candidacy_id
  JOIN person n ON n.id = CASE p.role WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END
  WHERE p.form_id = $1 AND p.user_id = $2 AND p.outcome IS NOT NULL AND p.recorded_at IS NULL
    AND p.settled_at > $3::timestamptz - interval '${UNDO_MINUTES} minutes' ORDER BY p.settled_at DESC LIMIT 1`;

const TODAY = `
  SELECT p.outcome, count(*)::int AS calls FROM phone_call p JOIN form f ON f.id = p.form_id
  WHERE p.form_id = $1 AND p.outcome IS NOT NULL AND ($2::uuid IS NULL OR p.user_id = $2)
    AND p.settled_at >= date_trunc('day', $3::timestamptz AT TIME ZONE f.time_zone) AT TIME ZONE f.time_zone GROUP BY p.outcome`;

export interface CallSheet {
  readonly current: CallView | null;
  /** The last outcome, while it can be taken back. */
  readonly last: { readonly id: string; readonly name: string; readonly outcome: Outcome } | null;
  readonly counts: Counts;
  /** Today's calls of this volunteer, by outcome. */
  readonly today: ReadonlyMap<Outcome, number>;
  readonly todayOfAll: number;
  readonly mayAssign: boolean;
}

/** One volunteer's sheet: who is on the line, what was just said, and what is left; null for who may not call. */
export async function callSheetFor(ctx: Ctx, formId: string): Promise<CallSheet | null> {
  const ready = await readyFor(ctx, formId);
  if (!ready) return null;
  const mine = [formId, ready.userId, ctx.now];
  type Done = { outcome: Outcome; calls: number };
  const [current, last, counts, today, all] = await Promise.all([
    pool().query<CallView>(CALL, mine),
    pool().query<{ id: string; name: string; outcome: Outcome }>(LAST, mine),
    readyValues(ctx, ready).then((values) => pool().query<Counts>(COUNTS, values)),
    pool().query<Done>(TODAY, mine),
    pool().query<Done>(TODAY, [formId, null, ctx.now]),
  ]);
  return {
    current: current.rows[0] ?? null,
    last: last.rows[0] ?? null,
    counts: counts.rows[0] ?? { ready: 0, asleep: 0, left: 0 },
    today: new Map(today.rows.map(({ outcome, calls }) => [outcome, calls])),
    todayOfAll: all.rows.reduce((sum, { calls }) => sum + calls, 0),
    mayAssign: ready.mayAssign,
  };
}
