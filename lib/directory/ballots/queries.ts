import "server-only";
import { pool } from "@/lib/core/db";
import { dayOf } from "../queries";
import type { Named, PublicArea } from "../rules";
import type { Shape } from "./map/rules";

/** Where a nomination stands: its latest event. */
export interface PublicNomination {
  readonly party: string;
  readonly slug: string;
  readonly kind: "nomination" | "support";
  readonly status: "announced" | "frozen" | "disputed" | "confirmed" | "withdrawn";
  readonly date: Date;
  readonly until: Date | null;
}

export interface RoundResult {
  readonly round: number;
  readonly votes: number | null;
  /** Per cent of votes cast, 0 to 100. */
  readonly share: number | null;
  readonly isElected: boolean;
}

/** A ticket as lists show it. */
export interface ListedCandidacy {
  readonly id: string;
  readonly publicId: string;
  readonly panelNumber: number | null;
  readonly status: "announced" | "standing" | "withdrawn" | "invalidated";
  readonly person: Named;
  readonly substitute: Named | null;
  readonly isIncumbent: boolean;
  readonly nuanceCode: string | null;
  readonly nuanceLabel: string | null;
  readonly partyLabel: string | null;
  readonly nominations: readonly PublicNomination[];
  readonly results: readonly RoundResult[];
}

export interface PublicTurnout {
  readonly round: number;
  readonly registered: number | null;
  readonly voters: number | null;
  readonly cast: number | null;
}

export interface PublicBallot {
  readonly id: string;
  readonly area: PublicArea;
  readonly areaId: string;
  /** This area's own polling days and zone, where they differ from the election's. */
  readonly pollingDates: readonly { readonly round: number; readonly date: Date }[];
  readonly timeZone: string | null;
  readonly turnouts: readonly PublicTurnout[];
}

interface BallotRow {
  id: string;
  area_id: string;
  area: PublicArea;
  dates: { round: number; date: string; zone: string }[] | null;
  area_zone: string | null;
  turnouts: PublicTurnout[] | null;
}

/** Joined to a nomination `n`: its last event, where that leaves it in force. */
export const IN_FORCE = `JOIN LATERAL (SELECT x.status FROM nomination_event x WHERE x.nomination_id = n.id
  ORDER BY x.date DESC, x.created_at DESC LIMIT 1) x ON x.status IN ('announced', 'confirmed')`;

/** An area with its parent as JSON, for queries that name it `a`. */
export const AREA_JSON = `json_build_object('scheme', a.scheme, 'code', a.code, 'level', a.level, 'name', a.name,
  'parent', (SELECT json_build_object('scheme', p.scheme, 'code', p.code, 'name', p.name)
             FROM area p WHERE p.id = a.parent_id AND p.level <> 'country'))`;

const BALLOT = `
  SELECT b.id, a.id AS area_id, a.time_zone AS area_zone, ${AREA_JSON} AS area,
    (SELECT json_agg(json_build_object('round', r.number, 'date', d.polling_date, 'zone', d.time_zone) ORDER BY r.number)
       FROM polling_date d JOIN election_round r ON r.id = d.round_id
      WHERE d.area_id = a.id AND r.election_id = b.election_id) AS dates,
    (SELECT json_agg(t ORDER BY t.round) FROM (
       SELECT round, sum(registered)::int AS registered, sum(voters)::int AS voters, sum("cast")::int AS cast
       FROM turnout WHERE ballot_id = b.id GROUP BY round) t) AS turnouts
  FROM ballot b JOIN area a ON a.id = b.area_id
  WHERE b.election_id = $1 AND a.code = $2 ORDER BY a.scheme LIMIT 1`;

/** The contest of an election in the area with this code, or null. */
export async function publicBallot(electionId: string, areaCode: string): Promise<PublicBallot | null> {
  const { rows } = await pool().query<BallotRow>(BALLOT, [electionId, areaCode]);
  const [row] = rows;
  if (!row) return null;
  const dates = row.dates ?? [];
  return {
    id: row.id,
    area: row.area,
    areaId: row.area_id,
    pollingDates: dates.map(({ round, date }) => ({ round, date: dayOf(date) })),
    timeZone: dates[0]?.zone ?? row.area_zone,
    turnouts: row.turnouts ?? [],
  };
}

interface CandidacyRow {
  id: string;
  public_id: string;
  panel_number: number | null;
  status: ListedCandidacy["status"];
  person: Named;
  substitute: Named | null;
  is_incumbent: boolean | null;
  nuance_code: string | null;
  nuance_label: string | null;
  party_label: string | null;
  nominations: (Omit<PublicNomination, "date" | "until"> & { date: string; until: string | null })[] | null;
  results: RoundResult[] | null;
}

/** A person's public columns as JSON, for queries that name her `alias`. */
export function personJson(alias: "p" | "u"): string {
  return `json_build_object('publicId', ${alias}.public_id, 'givenName', ${alias}.given_name,
    'familyName', ${alias}.family_name, 'gender', ${alias}.gender)`;
}

// A primary is counted by commune: the ballot's own row where there is one, else the sum of its parts.
export const TICKETS = `
  SELECT c.id, c.public_id, c.panel_number, c.status::text AS status, c.is_incumbent, c.nuance_code, c.nuance_label, c.party_label,
    ${personJson("p")} AS person, CASE WHEN u.id IS NULL THEN NULL ELSE ${personJson("u")} END AS substitute,
    (SELECT json_agg(json_build_object('party', o.name, 'slug', o.slug, 'kind', n.kind, 'status', e.status,
        'date', e.date, 'until', e.until) ORDER BY n.kind, o.name)
       FROM nomination n JOIN organization o ON o.id = n.organization_id
       JOIN LATERAL (SELECT * FROM nomination_event e WHERE e.nomination_id = n.id
                     ORDER BY e.date DESC, e.created_at DESC LIMIT 1) e ON true
      WHERE n.candidacy_id = c.id) AS nominations,
    (SELECT json_agg(t ORDER BY t.round) FROM (
       SELECT r.round, coalesce(max(r.votes) FILTER (WHERE r.area_id = b.area_id), sum(r.votes))::int AS votes,
         coalesce(max(r.share) FILTER (WHERE r.area_id = b.area_id), CASE WHEN count(*) = 1 THEN max(r.share) END)::float
           AS share,
         bool_or(r.is_elected) AS "isElected"
       FROM result r WHERE r.candidacy_id = c.id GROUP BY r.round) t) AS results
  FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN person p ON p.id = c.person_id
  LEFT JOIN person u ON u.id = c.substitute_id`;

export function ticketOf(row: CandidacyRow): ListedCandidacy {
  const {
    public_id,
    panel_number,
    is_incumbent,
    nuance_code,
    nuance_label,
    party_label,
    nominations,
    results,
    ...rest
  } = row;
  return {
    id: rest.id,
    publicId: public_id,
    panelNumber: panel_number,
    status: rest.status,
    person: rest.person,
    substitute: rest.substitute,
    isIncumbent: is_incumbent === true,
    nuanceCode: nuance_code,
    nuanceLabel: nuance_label,
    partyLabel: party_label,
    nominations: (nominations ?? []).map((nomination) => ({
      ...nomination,
      date: dayOf(nomination.date),
      until: nomination.until ? dayOf(nomination.until) : null,
    })),
    results: results ?? [],
  };
}

/** Every ticket of a ballot, in no order. */
export async function publicTickets(ballotId: string): Promise<readonly ListedCandidacy[]> {
  const { rows } = await pool().query<CandidacyRow>(`${TICKETS} WHERE c.ballot_id = $1`, [ballotId]);
  return rows.map(ticketOf);
}

/** One ticket by its public id, or null. */
export async function publicTicket(publicId: string): Promise<ListedCandidacy | null> {
  const { rows } = await pool().query<CandidacyRow>(`${TICKETS} WHERE c.public_id = $1`, [publicId]);
  return rows[0] ? ticketOf(rows[0]) : null;
}

export interface Inhabited {
  readonly count: number;
  /** The most populous ones by name. */
  readonly largest: readonly string[];
  /** Those that lie here only in part. */
  readonly split: readonly string[];
}

const COMMUNES = `
  WITH part AS (SELECT a.name, a.population, p.is_partial FROM area_part p JOIN area a ON a.id = p.part_id WHERE p.whole_id = $1)
  SELECT (SELECT count(*)::int FROM part) AS count,
    ARRAY(SELECT name FROM (SELECT name FROM part ORDER BY population DESC NULLS LAST, name LIMIT 6) l ORDER BY name) AS largest,
    ARRAY(SELECT name FROM part WHERE is_partial ORDER BY name) AS split`;

/** What lies in a constituency: communes, or countries abroad. */
export async function publicCommunes(areaId: string): Promise<Inhabited> {
  const { rows } = await pool().query<Inhabited>(COMMUNES, [areaId]);
  return rows[0] ?? { count: 0, largest: [], split: [] };
}

/** An answer of a candidate to an engagement as the form's latest version words it. */
export interface GivenAnswer {
  readonly candidacyId: string;
  readonly lineageId: string;
  readonly value: "yes" | "with_reservation" | "no";
  readonly comment: string | null;
}

// An answer to an older wording is left out where the words have changed since: it says nothing of the new ones.
const ANSWERS = `
  SELECT s.candidacy_id AS "candidacyId", now.lineage_id AS "lineageId", x.value::text AS value, x.comment
  FROM (SELECT DISTINCT ON (candidacy_id) id, candidacy_id FROM signature
        WHERE form_id = $1 AND role = 'candidate' AND candidacy_id = ANY($2::uuid[]) AND NOT signature_annulled(id)
        ORDER BY candidacy_id, revision DESC) s
  JOIN answer x ON x.signature_id = s.id JOIN engagement e ON e.id = x.engagement_id
  JOIN engagement now ON now.lineage_id = e.lineage_id AND now.title = e.title AND now.text = e.text
  WHERE now.version_id = (SELECT id FROM form_version WHERE form_id = $1 AND published_at IS NOT NULL
                          ORDER BY number DESC LIMIT 1)`;

/** The answers of these candidates to the latest version of a form, by lineage. */
export async function publicAnswers(
  formId: string,
  candidacyIds: readonly string[],
): Promise<readonly GivenAnswer[]> {
  return (await pool().query<GivenAnswer>(ANSWERS, [formId, candidacyIds])).rows;
}

/** The outlines of a constituency and of its neighbours in the same department, where they are known. */
export async function publicShapes(areaId: string): Promise<readonly Shape[]> {
  const { rows } = await pool().query<Shape>(
    `SELECT n.code, n.shape FROM area a JOIN area n ON n.parent_id = a.parent_id AND n.scheme = a.scheme
     WHERE a.id = $1 AND n.shape IS NOT NULL ORDER BY n.code`,
    [areaId],
  );
  return rows;
}
