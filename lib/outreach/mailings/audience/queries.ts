import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import type { CandidacyRole, MailingKind } from "@/prisma/client/enums";
import { authorsOf } from "../../contacts/queries";
import { silentOf } from "../../reminders/queries";
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
 * Everybody on the ballots of a form's election, with the address to write to or the reason why not. A substitute counts
 * where an address of hers is known. One statement for 8,000 candidacies.
 */
async function unaskedOf(tx: Tx, formId: string): Promise<readonly Person[]> {
  return tx.$queryRaw<Person[]>`
    WITH form_ AS (SELECT id, election_id FROM form WHERE id = ${formId}::uuid),
    authors AS (SELECT organization_id FROM form_author WHERE form_id = ${formId}::uuid),
    people AS (
      SELECT c.id, r.role FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN form_ ON form_.election_id = b.election_id
      CROSS JOIN (VALUES ('candidate'::candidacy_role), ('substitute')) AS r (role)
      WHERE c.status IN ('announced', 'standing') AND (r.role = 'candidate' OR EXISTS (
        SELECT FROM contact k WHERE k.candidacy_id = c.id AND k.role = 'substitute' AND k.channel = 'email'
          AND k.organization_id IN (SELECT organization_id FROM authors)))
    )
    SELECT p.id AS "candidacyId", p.role, k.id AS "contactId", 0 AS reminder, CASE
      WHEN EXISTS (SELECT FROM invitation i WHERE i.form_id = ${formId}::uuid AND i.candidacy_id = p.id AND i.role = p.role
        AND i.status <> 'cancelled' AND (i.status NOT IN ('refused', 'bounced') OR i.contact_id = k.id)) THEN 'invited'
      WHEN EXISTS (SELECT FROM signature s WHERE s.form_id = ${formId}::uuid AND s.candidacy_id = p.id AND s.role = p.role) THEN 'signed'
      WHEN EXISTS (SELECT FROM decline d WHERE d.form_id = ${formId}::uuid AND d.candidacy_id = p.id AND d.role = p.role) THEN 'declined'
      WHEN EXISTS (SELECT FROM contact_stop s WHERE s.candidacy_id = p.id AND s.role = p.role
        AND s.organization_id IN (SELECT organization_id FROM authors)) THEN 'stop'
      WHEN EXISTS (SELECT FROM link_report r JOIN link l ON l.id = r.link_id
        WHERE r.kind = 'not-me' AND l.form_id = ${formId}::uuid AND l.candidacy_id = p.id AND l.role = p.role) THEN 'not-me'
      WHEN k.id IS NOT NULL THEN NULL
      WHEN EXISTS (SELECT FROM contact x WHERE x.candidacy_id = p.id AND x.role = p.role AND x.stopped_at IS NOT NULL
        AND x.organization_id IN (SELECT organization_id FROM authors)) THEN 'stopped'
      ELSE 'no-contact' END AS exclusion
    FROM people p LEFT JOIN LATERAL (
      SELECT k.id FROM contact k WHERE k.candidacy_id = p.id AND k.role = p.role AND k.channel = 'email' AND k.stopped_at IS NULL
        AND k.organization_id IN (SELECT organization_id FROM authors)
      ORDER BY k.created_at, k.id LIMIT 1) k ON true`;
}

/** Everybody on the ballots with what a mailing of this kind makes of them. */
export function everybodyOf(tx: Tx, formId: string, kind: MailingKind): Promise<readonly Person[]> {
  return kind === "reminder" ? silentOf(tx, formId) : unaskedOf(tx, formId);
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
  const everybody = await everybodyOf(db(), formId, kind);
  const recipients = recipientsOf(everybody);
  const excluded = { ...NOBODY };
  for (const { exclusion } of everybody) if (exclusion) excluded[exclusion] += 1;
  return { recipients: recipients.length, excluded, samples: await samplesOf(recipients) };
}

async function samplesOf(recipients: readonly Recipient[]): Promise<readonly Recipient[]> {
  const [longest] = await db().$queryRaw<{ id: string }[]>`
    SELECT c.id FROM candidacy c JOIN person p ON p.id = c.person_id
    WHERE c.id = ANY (${recipients.map(({ candidacyId }) => candidacyId)}::uuid[])
    ORDER BY length(p.given_name || p.family_name) DESC, c.id LIMIT 1`;
  const worst = recipients.find(({ candidacyId }) => candidacyId === longest?.id);
  const others = recipients.filter((one) => one !== worst);
  const third = Math.max(1, Math.floor(others.length / 3));
  return [others[0], others[third], others[2 * third], worst].flatMap((one) => (one ? [one] : []));
}
