import "server-only";
import { pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import {
  AREA_JSON,
  type ListedCandidacy,
  type PublicTurnout,
  personJson,
  publicTicket,
} from "../ballots/queries";
import { dayOf } from "../queries";
import type { Named, PublicArea } from "../rules";
import { CONTESTABLE_UNTIL, LATER_FACTS, LOG_INDEX, RECORDED_AT, type Role } from "../standing/queries";
import type { LaterFact, SignatureFacts } from "../standing/rules";

/** Where a ticket stands: its election and area. */
export interface Contest {
  readonly ballotId: string;
  readonly area: PublicArea;
  readonly election: {
    readonly id: string;
    readonly slug: string;
    readonly name: LocalizedText;
    readonly firstRound: Date | null;
  };
  readonly turnouts: readonly PublicTurnout[];
}

interface ContestRow {
  ballot_id: string;
  area: PublicArea;
  election: { id: string; slug: string; name: LocalizedText; firstRound: string | null };
  turnouts: PublicTurnout[] | null;
}

const CONTEST = `
  SELECT b.id AS ballot_id, ${AREA_JSON} AS area,
    json_build_object('id', e.id, 'slug', e.slug, 'name', e.name, 'firstRound',
      (SELECT min(r.polling_date) FROM election_round r WHERE r.election_id = e.id)) AS election,
    (SELECT json_agg(t ORDER BY t.round) FROM (
       SELECT round, sum(registered)::int AS registered, sum(voters)::int AS voters, sum("cast")::int AS cast
       FROM turnout WHERE ballot_id = b.id GROUP BY round) t) AS turnouts
  FROM ballot b JOIN area a ON a.id = b.area_id JOIN election e ON e.id = b.election_id`;

function contestOf({ ballot_id, area, election, turnouts }: ContestRow): Contest {
  const { firstRound, ...rest } = election;
  return {
    ballotId: ballot_id,
    area,
    election: { ...rest, firstRound: firstRound ? dayOf(firstRound) : null },
    turnouts: turnouts ?? [],
  };
}

/** One ticket with its contest, by the public id of the candidacy; null where there is none. */
export async function publicCandidacy(
  publicId: string,
): Promise<{ readonly ticket: ListedCandidacy; readonly contest: Contest } | null> {
  const ticket = await publicTicket(publicId);
  if (!ticket) return null;
  const { rows } = await pool().query<ContestRow>(
    `${CONTEST} JOIN candidacy c ON c.ballot_id = b.id WHERE c.id = $1`,
    [ticket.id],
  );
  return rows[0] ? { ticket, contest: contestOf(rows[0]) } : null;
}

/** One signature of the history of a ticket. */
export interface PastSignature extends Omit<SignatureFacts, "minimum"> {
  readonly formId: string;
  readonly role: Role;
}

export interface PastRequest {
  readonly formId: string;
  readonly role: Role;
  readonly at: Date;
  readonly channel: string;
  readonly outcome: string;
  readonly by: string;
}

export interface PastDecline {
  readonly formId: string;
  readonly role: Role;
  readonly at: Date;
  readonly reason: string | null;
}

/** A dated fact of the candidacy, of a nomination or of a party's internal vote, with its source. */
export interface SourcedFact {
  readonly kind: string;
  readonly date: Date;
  readonly until: Date | null;
  readonly otherDate: Date | null;
  readonly party: string | null;
  readonly note: string | null;
  readonly sourceTitle: string;
  readonly sourceUrl: string | null;
}

export interface History {
  readonly signatures: readonly PastSignature[];
  readonly requests: readonly PastRequest[];
  readonly declines: readonly PastDecline[];
  readonly standing: readonly SourcedFact[];
  readonly nominations: readonly SourcedFact[];
  readonly contests: readonly SourcedFact[];
}

type Stored<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};
type StoredSignature = Omit<Stored<PastSignature>, "events"> & {
  events: (Omit<LaterFact, "at"> & { at: string })[] | null;
};

interface HistoryRow {
  signatures: StoredSignature[] | null;
  requests: Stored<PastRequest>[] | null;
  declines: Stored<PastDecline>[] | null;
  standing: Stored<SourcedFact>[] | null;
  nominations: Stored<SourcedFact>[] | null;
  contests: Stored<SourcedFact>[] | null;
}

const HISTORY = `SELECT
  (SELECT json_agg(json_build_object('formId', s.form_id, 'role', s.role, 'publicId', s.public_id, 'version', v.number,
      'revision', s.revision, 'method', s.method, 'level', s.level, 'evidence', s.evidence, 'locale', s.locale,
      'signedAt', s.signed_at, 'logIndex', ${LOG_INDEX}, 'proof', s.proof, 'recordedAt', ${RECORDED_AT}, 'answers', (SELECT json_agg(a.value) FROM answer a WHERE a.signature_id = s.id),
      'events', ${LATER_FACTS}, 'contestableUntil', ${CONTESTABLE_UNTIL}))
     FROM signature s JOIN form_version v ON v.id = s.version_id WHERE s.candidacy_id = $1) AS signatures,
  (SELECT json_agg(json_build_object('formId', t.form_id, 'role', t.role, 'at', t.at, 'channel', t.channel,
      'outcome', t.outcome, 'by', o.name) ORDER BY t.at)
     FROM contact_attempt t JOIN organization o ON o.id = t.organization_id WHERE t.candidacy_id = $1) AS requests,
  (SELECT json_agg(json_build_object('formId', d.form_id, 'role', d.role, 'at', d.at, 'reason', d.reason))
     FROM decline d WHERE d.candidacy_id = $1 AND d.is_public) AS declines,
  (SELECT json_agg(json_build_object('kind', e.kind, 'date', e.date, 'until', null, 'otherDate', null, 'party', null,
      'note', e.note, 'sourceTitle', e.source_title, 'sourceUrl', e.source_url))
     FROM (SELECT status::text AS kind, date, NULL::text AS note, source_title, source_url FROM candidacy_event WHERE candidacy_id = $1
       UNION ALL SELECT CASE WHEN p.id IS NULL THEN 'no-substitute' ELSE 'substitute' END, t.date, trim(p.given_name || ' ' || p.family_name),
         t.source_title, t.source_url FROM substitute_event t LEFT JOIN person p ON p.id = t.person_id WHERE t.candidacy_id = $1
       UNION ALL SELECT 'corrected', k.date, concat_ws('. ', (SELECT string_agg(format('%s → %s', coalesce(nullif(w.was, ''), '—'), coalesce(nullif(w.now, ''), '—')), ' ; ')
         FROM (SELECT trim(concat_ws(' ', k.before ->> 'given_name', k.before ->> 'family_name')) AS was, trim(concat_ws(' ', k.after ->> 'given_name', k.after ->> 'family_name')) AS now
           UNION ALL SELECT v.value, k.after ->> v.key FROM jsonb_each_text(k.before) v WHERE v.key IN ('panel_number', 'nuance_code', 'nuance_label', 'party_label', 'area')) w
         WHERE w.was IS DISTINCT FROM w.now), k.reason), k.source_title, k.source_url FROM candidacy_correction k WHERE k.candidacy_id = $1) e) AS standing,
  (SELECT json_agg(json_build_object('kind', CASE WHEN n.kind = 'support' AND e.status = 'announced' THEN 'support'
        ELSE e.status::text END, 'date', e.date, 'until', e.until, 'otherDate', null, 'party', o.name, 'note', e.note,
      'sourceTitle', e.source_title, 'sourceUrl', e.source_url))
     FROM nomination n JOIN nomination_event e ON e.nomination_id = n.id JOIN organization o ON o.id = n.organization_id
    WHERE n.candidacy_id = $1) AS nominations,
  (SELECT json_agg(json_build_object('kind', e.kind, 'date', e.date, 'until', e.until, 'otherDate', e.other_date,
      'party', o.name, 'note', coalesce(e.note, k.title), 'sourceTitle', e.source_title, 'sourceUrl', e.source_url))
     FROM nomination_contest k JOIN contest_event e ON e.contest_id = k.id JOIN organization o ON o.id = k.organization_id
     JOIN candidacy c ON c.ballot_id = k.ballot_id
    WHERE c.id = $1 AND EXISTS (SELECT FROM contender r JOIN person p ON p.id = r.person_id JOIN person q ON q.id = c.person_id
      WHERE r.contest_id = k.id AND coalesce(p.merged_into_id, p.id) = coalesce(q.merged_into_id, q.id))) AS contests`;

function sourced(facts: Stored<SourcedFact>[] | null): SourcedFact[] {
  return (facts ?? []).map((fact) => ({
    ...fact,
    date: dayOf(fact.date),
    until: fact.until ? dayOf(fact.until) : null,
    otherDate: fact.otherDate ? dayOf(fact.otherDate) : null,
  }));
}

/** Everything that publicly happened to a ticket; declines that were not made public are not in it. */
export async function publicHistory(candidacyId: string): Promise<History> {
  const { rows } = await pool().query<HistoryRow>(HISTORY, [candidacyId]);
  const [row] = rows;
  if (!row) throw new Error("a SELECT without FROM gave no row");
  return {
    signatures: (row.signatures ?? []).map((one) => ({
      ...one,
      signedAt: new Date(one.signedAt),
      recordedAt: one.recordedAt ? new Date(one.recordedAt) : null,
      contestableUntil: one.contestableUntil ? new Date(one.contestableUntil) : null,
      answers: one.answers ?? [],
      events: (one.events ?? []).map((event) => ({ ...event, at: new Date(event.at) })),
    })),
    requests: (row.requests ?? []).map((one) => ({ ...one, at: new Date(one.at) })),
    declines: (row.declines ?? []).map((one) => ({ ...one, at: new Date(one.at) })),
    standing: sourced(row.standing),
    nominations: sourced(row.nominations),
    contests: sourced(row.contests),
  };
}

export interface SignedAnswer {
  readonly engagementId: string;
  readonly value: "yes" | "with_reservation" | "no";
  readonly comment: string | null;
}

/** The answers of a signature with the id of the version that was signed. */
export async function publicAnswersOf(
  signaturePublicId: string,
): Promise<{ readonly versionId: string; readonly answers: readonly SignedAnswer[] } | null> {
  const { rows } = await pool().query<{ version_id: string; answers: SignedAnswer[] | null }>(
    `SELECT s.version_id, (SELECT json_agg(json_build_object('engagementId', a.engagement_id, 'value', a.value,
         'comment', a.comment)) FROM answer a WHERE a.signature_id = s.id) AS answers
     FROM signature s WHERE s.public_id = $1`,
    [signaturePublicId],
  );
  const [row] = rows;
  return row ? { versionId: row.version_id, answers: row.answers ?? [] } : null;
}

export interface PublicPerson extends Named {
  readonly id: string;
  /** Where this record was joined to another of the same person. */
  readonly mergedInto: Named | null;
}

/** A person by public id; never her birth date or profession. */
export async function publicPerson(publicId: string): Promise<PublicPerson | null> {
  const { rows } = await pool().query<PublicPerson>(
    `SELECT p.id, p.public_id AS "publicId", p.given_name AS "givenName", p.family_name AS "familyName", p.gender,
       CASE WHEN m.id IS NULL THEN NULL ELSE json_build_object('publicId', m.public_id, 'givenName', m.given_name,
         'familyName', m.family_name, 'gender', m.gender) END AS "mergedInto"
     FROM person p LEFT JOIN person m ON m.id = p.merged_into_id WHERE p.public_id = $1`,
    [publicId],
  );
  return rows[0] ?? null;
}

/** One candidacy of a person, as candidate or as substitute of somebody. */
export interface PastCandidacy extends Contest {
  readonly id: string;
  readonly publicId: string;
  readonly role: Role;
  readonly status: ListedCandidacy["status"];
  /** The candidate of the ticket, where the person is her substitute. */
  readonly candidate: Named;
  readonly substitute: Named | null;
  readonly isElected: boolean;
}

type PastRow = ContestRow &
  Pick<PastCandidacy, "id" | "role" | "status" | "candidate" | "substitute"> & {
    public_id: string;
    is_elected: boolean;
  };

/** A person's candidacies across elections, those of records joined to hers included, newest first. */
export async function publicCandidaciesOf(personId: string): Promise<readonly PastCandidacy[]> {
  const own = "SELECT id FROM person WHERE id = $1 OR merged_into_id = $1";
  const ids = (await pool().query<{ id: string }>(own, [personId])).rows.map(({ id }) => id);
  const { rows } = await pool().query<PastRow>(
    `SELECT k.*, c.id, c.public_id, c.status::text AS status, ${personJson("p")} AS candidate,
       CASE WHEN u.id IS NULL THEN NULL ELSE ${personJson("u")} END AS substitute,
       CASE WHEN $1 IN (p.id, p.merged_into_id) THEN 'candidate' ELSE 'substitute' END AS role,
       EXISTS (SELECT 1 FROM result r WHERE r.candidacy_id = c.id AND r.is_elected) AS is_elected
     FROM candidacy c JOIN (${CONTEST}) k ON k.ballot_id = c.ballot_id
     JOIN person p ON p.id = c.person_id LEFT JOIN person u ON u.id = c.substitute_id
     WHERE c.person_id = ANY ($2) OR c.substitute_id = ANY ($2)
     ORDER BY k.election->>'firstRound' DESC NULLS LAST, c.public_id`,
    [personId, ids],
  );
  return rows.map((row) => ({
    ...contestOf(row),
    id: row.id,
    publicId: row.public_id,
    role: row.role,
    status: row.status,
    candidate: row.candidate,
    substitute: row.substitute,
    isElected: row.is_elected,
  }));
}
