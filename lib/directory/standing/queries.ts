import "server-only";
import { pool } from "@/lib/core/db";
import type { Score } from "@/lib/forms/schema";
import { CONTESTABLE_HOURS } from "@/lib/signatures/disputing/rules";
import type { PublicForm } from "../queries";
import {
  countsOf,
  type DeclineFacts,
  type LaterFact,
  lastKnownOf,
  levelOf,
  NOTHING_KNOWN,
  type RequestFacts,
  type SignatureFacts,
  type Standing,
  type StatusCounts,
  standingOf,
  totalOf,
} from "./rules";

export type Role = "candidate" | "substitute";

/** Where a standing belongs: one person of one ticket, on one form. */
interface Place {
  form_id: string;
  candidacy_id: string;
  role: Role;
}

interface SignatureRow extends Place {
  public_id: string;
  version: number;
  minimum: number | null;
  score: Score;
  lacks: SignatureFacts["lacks"];
  revision: number;
  method: string;
  level: string;
  evidence: string;
  locale: string;
  signed_at: Date;
  answers: SignatureFacts["answers"];
  events: Stored[] | null;
  log_index: number | null;
  proof: SignatureFacts["proof"];
  recorded_at: Date | null;
  contestable_until: Date | null;
}

type Stored = Omit<LaterFact, "at"> & { at: string };

/** What happened to a signature `s` since, the oldest first, each with its entry of the public log. */
export const LATER_FACTS = `(SELECT json_agg(json_build_object('kind', e.kind, 'at', e.at, 'reason', e.reason,
    'ground', e.said->>'ground', 'outcome', e.said->>'outcome', 'by', e.said->'by', 'how', e.said->>'how', 'day', e.said->>'day', 'level', e.said->>'level',
    'logIndex', (SELECT l.index FROM statement t JOIN log_leaf l ON l.id = t.leaf_id WHERE t.event_id = e.id)) ORDER BY e.at)
  FROM signature_event e WHERE e.signature_id = s.id)`;

/** Until when a signature `s` says that it may be contested; null once that is over, or where nobody was to be told of it. */
export const CONTESTABLE_UNTIL = `CASE WHEN s.recorded_at > signataires_now() - interval '${CONTESTABLE_HOURS} hours'
  THEN s.recorded_at + interval '${CONTESTABLE_HOURS} hours' END`;

/** Where the public log holds a signature `s`; null until the sequencer gave it an index. */
export const LOG_INDEX = `(SELECT l.index::float8 FROM statement t JOIN log_leaf l ON l.id = t.leaf_id WHERE t.signature_id = s.id)`;

/** When the log was given a signature `s`: later than its date where it came on paper. */
export const RECORDED_AT = `(SELECT l.queued_at FROM statement t JOIN log_leaf l ON l.id = t.leaf_id WHERE t.signature_id = s.id)`;

// One that was found not to be hers gives way to what she signed before.
const LAST_SIGNATURES = `
  SELECT DISTINCT ON (s.form_id, s.candidacy_id, s.role)
    s.form_id, s.candidacy_id, s.role::text AS role, s.public_id, v.number AS version, v.minimum, v.score, signature_lacks(s.id) AS lacks, s.revision,
    s.method::text AS method, s.level, s.evidence, s.locale, s.signed_at,
    ARRAY(SELECT a.value::text FROM answer a WHERE a.signature_id = s.id) AS answers,
    ${LATER_FACTS} AS events, ${LOG_INDEX} AS log_index, s.proof, ${RECORDED_AT} AS recorded_at,
    ${CONTESTABLE_UNTIL} AS contestable_until
  FROM signature s JOIN form_version v ON v.id = s.version_id
  WHERE s.candidacy_id = ANY($1::uuid[])
  ORDER BY s.form_id, s.candidacy_id, s.role, signature_annulled(s.id), s.revision DESC`;

// A decline that was not made public is the NGO's alone: it leaves the public answer where it was.
const LAST_PUBLIC_DECLINES = `
  SELECT form_id, candidacy_id, role::text AS role, reason, at FROM (
    SELECT DISTINCT ON (form_id, candidacy_id, role) * FROM decline
    WHERE candidacy_id = ANY($1::uuid[]) ORDER BY form_id, candidacy_id, role, at DESC) d
  WHERE is_public`;

// A mail that came back asked nobody: it stays in the history, and counts for nothing.
const REQUESTS = `
  SELECT form_id, candidacy_id, role::text AS role, count(*)::int AS count, min(at) AS first,
    max(at) AS last, (array_agg(channel ORDER BY at DESC))[1] AS channel, (array_agg(outcome ORDER BY at DESC))[1] AS outcome
  FROM contact_attempt WHERE candidacy_id = ANY($1::uuid[]) AND outcome <> 'bounced' GROUP BY form_id, candidacy_id, role`;

/** Standings of the tickets asked for, by form, candidacy and role. */
export class Standings {
  readonly #known: ReadonlyMap<string, Standing>;

  constructor(known: ReadonlyMap<string, Standing>) {
    this.#known = known;
  }

  of(formId: string, candidacyId: string, role: Role): Standing {
    return this.#known.get(`${formId} ${candidacyId} ${role}`) ?? standingOf(NOTHING_KNOWN);
  }
}

/** What is publicly known of these tickets on every form: three queries, whatever their number. */
export async function publicStandings(candidacyIds: readonly string[]): Promise<Standings> {
  if (candidacyIds.length === 0) return new Standings(new Map());
  const [signatures, declines, requests] = await Promise.all([
    pool().query<SignatureRow>(LAST_SIGNATURES, [candidacyIds]),
    pool().query<Place & DeclineFacts>(LAST_PUBLIC_DECLINES, [candidacyIds]),
    pool().query<Place & RequestFacts>(REQUESTS, [candidacyIds]),
  ]);
  const keyOf = (row: Place) => `${row.form_id} ${row.candidacy_id} ${row.role}`;
  const signed = new Map(signatures.rows.map((row) => [keyOf(row), signatureFacts(row)]));
  const declined = new Map(declines.rows.map((row) => [keyOf(row), { at: row.at, reason: row.reason }]));
  const asked = new Map(requests.rows.map((row) => [keyOf(row), requestFacts(row)]));
  const known = new Map<string, Standing>();
  for (const key of new Set([...signed.keys(), ...declined.keys(), ...asked.keys()])) {
    const facts = {
      signature: signed.get(key) ?? null,
      decline: declined.get(key) ?? null,
      requests: asked.get(key) ?? null,
    };
    known.set(key, standingOf(facts));
  }
  return new Standings(known);
}

function signatureFacts(row: SignatureRow): SignatureFacts {
  return {
    publicId: row.public_id,
    version: row.version,
    minimum: row.minimum,
    score: row.score,
    lacks: row.lacks,
    revision: row.revision,
    method: row.method,
    level: levelOf(row.level, row.events ?? []),
    evidence: row.evidence,
    locale: row.locale,
    signedAt: row.signed_at,
    logIndex: row.log_index,
    proof: row.proof,
    recordedAt: row.recorded_at,
    answers: row.answers,
    contestableUntil: row.contestable_until,
    events: (row.events ?? []).map((event) => ({ ...event, at: new Date(event.at) })),
  };
}

function requestFacts({ count, first, last, channel, outcome }: RequestFacts): RequestFacts {
  return { count, first, last, channel, outcome };
}

/** The status of one candidate who did something, with the constituency where she stands. */
export interface Act {
  readonly formId: string;
  readonly candidacyId: string;
  readonly areaCode: string;
  readonly standing: Standing;
}

/** How many stand in an election; of these, by form, how many were asked and did nothing yet. */
export interface ElectionStandings {
  readonly candidacies: number;
  readonly acts: readonly Act[];
  /** By form that asks some areas only: how many stand there. */
  readonly asking: ReadonlyMap<string, number>;
  /** By form: asked, and neither signed nor declined in public. */
  readonly silentAsked: ReadonlyMap<string, number>;
  /** By form: the latest request on record. */
  readonly lastAsked: ReadonlyMap<string, Date>;
}

const ACTIVE = "c.status IN ('announced', 'standing')";

const ACTORS = `
  SELECT DISTINCT c.id, a.code FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id
  WHERE b.election_id = $1 AND ${ACTIVE} AND (
    EXISTS (SELECT 1 FROM signature s WHERE s.candidacy_id = c.id AND s.role = 'candidate')
    OR EXISTS (SELECT 1 FROM decline d WHERE d.candidacy_id = c.id AND d.role = 'candidate'))`;

const ASKED = `
  SELECT t.form_id, count(DISTINCT t.candidacy_id)::int AS asked, max(t.at) AS last FROM contact_attempt t
  JOIN candidacy c ON c.id = t.candidacy_id JOIN ballot b ON b.id = c.ballot_id
  WHERE b.election_id = $1 AND ${ACTIVE} AND t.role = 'candidate' AND t.outcome <> 'bounced' GROUP BY t.form_id`;

const STANDING = `
  SELECT count(*)::int AS count FROM candidacy c JOIN ballot b ON b.id = c.ballot_id
  WHERE b.election_id = $1 AND ${ACTIVE}`;

// Where no form of the election is for some areas only, all ask everybody: there is nothing to count.
const ASKING = `
  SELECT f.id, count(c.id)::int AS count
  FROM form f CROSS JOIN LATERAL form_ballots(f.id) AS asked (id)
  LEFT JOIN candidacy c ON c.ballot_id = asked.id AND ${ACTIVE}
  WHERE f.election_id = $1 AND EXISTS (
    SELECT FROM form_area x JOIN form g ON g.id = x.form_id WHERE g.election_id = $1)
  GROUP BY f.id`;

/** All public acts of the candidates of an election, and the counts that make the silent ones. */
export async function publicElectionStandings(
  electionId: string,
  formIds: readonly string[],
): Promise<ElectionStandings> {
  const [actors, asked, total, shares] = await Promise.all([
    pool().query<{ id: string; code: string }>(ACTORS, [electionId]),
    pool().query<{ form_id: string; asked: number; last: Date }>(ASKED, [electionId]),
    pool().query<{ count: number }>(STANDING, [electionId]),
    pool().query<{ id: string; count: number }>(ASKING, [electionId]),
  ]);
  const asking = new Map(shares.rows.map(({ id, count }) => [id, count]));
  const standings = await publicStandings(actors.rows.map(({ id }) => id));
  const silentAsked = new Map(asked.rows.map((row) => [row.form_id, row.asked]));
  const lastAsked = new Map(asked.rows.map((row) => [row.form_id, row.last]));
  const acts: Act[] = [];
  for (const formId of formIds) for (const row of actors.rows) add(formId, row);
  return { candidacies: total.rows[0]?.count ?? 0, asking, acts, silentAsked, lastAsked };

  function add(formId: string, { id, code }: { id: string; code: string }) {
    const standing = standings.of(formId, id, "candidate");
    if (!standing.signature && !standing.decline) return;
    if (standing.requests) silentAsked.set(formId, (silentAsked.get(formId) ?? 1) - 1);
    acts.push({ formId, candidacyId: id, areaCode: code, standing });
  }
}

/** A published form with where its answers stand, among how many candidacies. */
export interface CountedForm {
  readonly form: PublicForm;
  readonly candidacies: number;
  readonly counts: StatusCounts;
  readonly updatedAt: Date | null;
}

/** The forms of one election with their figures, in the order given. */
export async function publicCountedForms(
  electionId: string,
  forms: readonly PublicForm[],
): Promise<readonly CountedForm[]> {
  if (forms.length === 0) return [];
  const ids = forms.map(({ id }) => id);
  const known = await publicElectionStandings(electionId, ids);
  return forms.map((form) => ({
    form,
    candidacies: totalOf(form.id, known),
    counts: countsOf(form.id, known),
    updatedAt: lastKnownOf(form.id, known),
  }));
}
