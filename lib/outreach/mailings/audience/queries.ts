import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { isOut } from "@/lib/elections/queries";
import type { CandidacyRole, MailingKind } from "@/prisma/client/enums";
import { authorsOf } from "../../contacts/queries";
import { SILENT } from "../../reminders/queries";
import type { Exclusion } from "../rules";

export interface Recipient {
  readonly candidacyId: string;
  readonly role: CandidacyRole;
  readonly contactId: string;
  /** How many reminders this one makes: 0 for an invitation. */
  readonly reminder: number;
}

export interface Person {
  readonly candidacyId: string;
  readonly role: CandidacyRole;
  readonly contactId: string | null;
  readonly exclusion: Exclusion | null;
  readonly reminder: number;
}

/**
 * Everybody on the ballots of a form's election ($1), with the address to write to or the reason why not. A substitute counts
 * where an address of hers is known. One statement for 8,000 candidacies.
 */
const UNASKED = `
  WITH form_ AS (SELECT id, election_id FROM form WHERE id = $1::uuid),
  authors AS (SELECT organization_id FROM form_author WHERE form_id = $1::uuid),
  people AS (
    SELECT c.id, r.role FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN form_ ON form_.election_id = b.election_id
    CROSS JOIN (VALUES ('candidate'::candidacy_role), ('substitute')) AS r (role)
    WHERE c.status IN ('announced', 'standing') AND b.id IN (SELECT form_ballots($1::uuid)) AND (r.role = 'candidate' OR EXISTS (
      SELECT FROM contact k WHERE k.candidacy_id = c.id AND k.role = 'substitute' AND k.channel = 'email'
        AND k.organization_id IN (SELECT organization_id FROM authors)))
  )
  SELECT p.id AS "candidacyId", p.role, k.id AS "contactId", 0 AS reminder, CASE
    WHEN EXISTS (SELECT FROM invitation i WHERE i.form_id = $1::uuid AND i.candidacy_id = p.id AND i.role = p.role
      AND i.status <> 'cancelled' AND (i.status NOT IN ('refused', 'bounced') OR i.contact_id = k.id)) THEN 'invited'
    WHEN EXISTS (SELECT FROM signature s WHERE s.form_id = $1::uuid AND s.candidacy_id = p.id AND s.role = p.role) THEN 'signed'
    WHEN EXISTS (SELECT FROM decline d WHERE d.form_id = $1::uuid AND d.candidacy_id = p.id AND d.role = p.role) THEN 'declined'
    WHEN EXISTS (SELECT FROM contact_stop s WHERE s.candidacy_id = p.id AND s.role = p.role
      AND s.organization_id IN (SELECT organization_id FROM authors)) THEN 'stop'
    WHEN EXISTS (SELECT FROM link_report r JOIN link l ON l.id = r.link_id
      WHERE r.kind = 'not-me' AND l.form_id = $1::uuid AND l.candidacy_id = p.id AND l.role = p.role) THEN 'not-me'
    WHEN ${isOut("p.id", "(SELECT election_id FROM form_)")} THEN 'out'
    WHEN k.id IS NOT NULL THEN NULL
    WHEN EXISTS (SELECT FROM contact x WHERE x.candidacy_id = p.id AND x.role = p.role AND x.stopped_at IS NOT NULL
      AND x.organization_id IN (SELECT organization_id FROM authors)) THEN 'stopped'
    ELSE 'no-contact' END AS exclusion
  FROM people p LEFT JOIN LATERAL (
    SELECT k.id FROM contact k WHERE k.candidacy_id = p.id AND k.role = p.role AND k.channel = 'email' AND k.stopped_at IS NULL
      AND k.organization_id IN (SELECT organization_id FROM authors)
    ORDER BY k.created_at, k.id LIMIT 1) k ON true`;

const EVERYBODY: Readonly<Record<MailingKind, string>> = { invitation: UNASKED, reminder: SILENT };

/** Everybody on the ballots with what a mailing of this kind makes of them, as last committed. */
export async function everybodyOf(formId: string, kind: MailingKind): Promise<readonly Person[]> {
  const { rows } = await pool().query<Person>(EVERYBODY[kind], [formId]);
  return rows;
}

/** Who will be written to. */
export function recipientsOf(everybody: readonly Person[]): readonly Recipient[] {
  return everybody.flatMap(({ contactId, exclusion, ...who }) =>
    contactId && !exclusion ? [{ ...who, contactId }] : [],
  );
}

export interface Audience {
  readonly recipients: number;
  readonly excluded: Readonly<Record<Exclusion, number>>;
  /** Three real recipients and the one with the longest name. */
  readonly samples: readonly Recipient[];
}

const NOBODY: Record<Exclusion, number> = {
  invited: 0,
  signed: 0,
  declined: 0,
  stop: 0,
  "not-me": 0,
  out: 0,
  stopped: 0,
  "no-contact": 0,
  "not-invited": 0,
  "under-way": 0,
  capped: 0,
  recent: 0,
};

/** How many would be written to, who not and why; null for who is no member. */
export async function audienceFor(
  ctx: Ctx,
  formId: string,
  kind: MailingKind = "invitation",
): Promise<Audience | null> {
  const form = await authorsOf(formId);
  if (!form?.authors.some((id) => roleIn(ctx, id))) return null;
  const { rows } = await pool().query<{
    counts: Counts | null;
    samples: Recipient[] | null;
    worst: Recipient | null;
  }>(audienceOf(EVERYBODY[kind]), [formId]);
  const { recipients = 0, ...excluded } = rows[0]?.counts ?? {};
  const worst = rows[0]?.worst ?? null;
  const others = (rows[0]?.samples ?? []).filter((one) => one.contactId !== worst?.contactId);
  const samples = worst ? [...others, worst] : others;
  return { recipients, excluded: { ...NOBODY, ...excluded }, samples };
}

type Counts = Partial<Record<Exclusion | "recipients", number>>;

/** Counts by reason, three recipients from all over the list, and the one with the longest name. */
const audienceOf = (everybody: string) => `
  WITH e AS MATERIALIZED (${everybody}),
  r AS (SELECT e."candidacyId", e.role, e."contactId", e.reminder, row_number() OVER (ORDER BY e."candidacyId", e.role) AS n,
    count(*) OVER () AS total FROM e WHERE e.exclusion IS NULL AND e."contactId" IS NOT NULL)
  SELECT (SELECT json_object_agg(coalesce(x.exclusion, 'recipients'), x.n)
      FROM (SELECT exclusion, count(*)::int AS n FROM e GROUP BY exclusion) x) AS counts,
    (SELECT json_agg(r ORDER BY r.n) FROM r WHERE r.n IN (1, 1 + r.total / 3, 1 + 2 * r.total / 3)) AS samples,
    (SELECT row_to_json(r) FROM r JOIN candidacy c ON c.id = r."candidacyId" JOIN person p ON p.id = c.person_id
      ORDER BY length(p.given_name || p.family_name || (SELECT a.name FROM ballot b JOIN area a ON a.id = b.area_id WHERE b.id = c.ballot_id)) DESC,
        c.id LIMIT 1) AS worst`;
