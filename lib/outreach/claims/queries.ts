import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import { searchKey } from "@/lib/core/folding";
import { type Locale, localized } from "@/lib/core/i18n/locale";
import { displayName } from "@/lib/elections/rules";
import { type LinkMailFacts, linkMailFacts } from "@/lib/signatures/links/queries";
import type { CandidacyRole } from "@/prisma/client/enums";
import { authorsOf } from "../contacts/queries";
import type { Proof } from "./schema";

export interface Claim {
  readonly id: string;
  readonly code: string;
  readonly candidacy: string;
  readonly name: string;
  readonly area: string;
  readonly role: CandidacyRole;
  readonly proof: Proof;
  readonly detail: string;
  readonly email: string;
  readonly at: Date;
  /** The NGO holds this very address for this person, with its source. */
  readonly knownSource: string | null;
  /** Claims already accepted for the same person. */
  readonly accepted: number;
}

const WAITING = `
  SELECT m.id, m.code, c.public_id AS candidacy, trim(p.given_name || ' ' || p.family_name) AS name, a.name AS area, m.role,
    m.proof, m.detail, m.email, m.created_at AS at,
    (SELECT k.source FROM contact k WHERE k.organization_id = m.organization_id AND k.candidacy_id = m.candidacy_id AND k.role = m.role
      AND k.channel = 'email' AND k.value = m.email AND k.stopped_at IS NULL) AS "knownSource",
    (SELECT count(*) FROM candidacy_claim o WHERE o.candidacy_id = m.candidacy_id AND o.role = m.role
      AND o.organization_id = m.organization_id AND o.verdict = 'accepted')::int AS accepted
  FROM candidacy_claim m JOIN candidacy c ON c.id = m.candidacy_id JOIN ballot b ON b.id = c.ballot_id
  JOIN area a ON a.id = b.area_id JOIN person p ON p.id = CASE m.role WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END
  WHERE m.verdict IS NULL AND m.organization_id = ANY ($1::uuid[]) AND b.election_id = $2 AND b.id IN (SELECT form_ballots($3))
  ORDER BY min(m.created_at) OVER (PARTITION BY m.candidacy_id, m.role), m.candidacy_id, m.role, m.created_at LIMIT 100`;

/** The claims that wait for the caller's NGO on a form's election, those of one person together; null for who may not decide. */
export async function claimsFor(ctx: Ctx, formId: string): Promise<readonly Claim[] | null> {
  const form = await authorsOf(formId);
  const own = form?.authors.filter((id) => ["owner", "editor"].includes(roleIn(ctx, id) ?? "")) ?? [];
  if (!form || own.length === 0) return null;
  const { rows } = await pool().query<Claim>(WAITING, [own, form.electionId, formId]);
  return rows;
}

export interface OwnName {
  readonly candidacy: string;
  readonly name: string;
  readonly area: string;
  readonly election: unknown;
  readonly role: CandidacyRole;
}

const NAMED = `
  SELECT c.public_id AS candidacy, trim(p.given_name || ' ' || p.family_name) AS name, a.name AS area, e.name AS election,
    CASE WHEN c.person_id = p.id THEN 'candidate' ELSE 'substitute' END AS role
  FROM (SELECT id, given_name, family_name, key, word_similarity($1, key) AS score FROM person
    WHERE $1 <% key ORDER BY score DESC, key LIMIT 60) p
  JOIN candidacy c ON (c.person_id = p.id OR c.substitute_id = p.id) AND c.status IN ('announced', 'standing')
  JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id JOIN election e ON e.id = b.election_id
  WHERE EXISTS (SELECT FROM form f JOIN form_version v ON v.form_id = f.id
    WHERE f.election_id = e.id AND f.closes_at > signataires_now() AND v.published_at IS NOT NULL)
  ORDER BY p.score DESC, p.family_name, p.given_name, a.code LIMIT 20`;

/** Candidacies and substitutes under a name, on ballots whose candidates are asked now. Public. */
export async function publicOwnNames(typed: string): Promise<readonly OwnName[]> {
  const key = searchKey(typed);
  if (key.length < 3 || /\d/.test(key)) return [];
  return (await pool().query<OwnName>(NAMED, [key])).rows;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export interface ClaimMail {
  readonly name: string;
  readonly ngo: string;
  readonly replyTo: string | null;
  readonly note: string;
}

/** What the answer to a claim says; null where it is not decided. For the worker. */
export async function claimMail(claimId: string): Promise<ClaimMail | null> {
  if (!UUID.test(claimId)) return null;
  const person = { select: { givenName: true, familyName: true } } as const;
  const row = await db().candidacyClaim.findUnique({
    where: { id: claimId },
    select: {
      role: true,
      note: true,
      organization: { select: { name: true, replyTo: true } },
      candidacy: { select: { person, substitute: person } },
    },
  });
  if (!row?.note) return null;
  const { person: own, substitute } = row.candidacy;
  const name = displayName((row.role === "substitute" ? substitute : null) ?? own);
  return { name, ngo: row.organization.name, replyTo: row.organization.replyTo, note: row.note };
}

/** The form of a link, as a mail names it; null where the link opens nothing any more. */
export async function linkFacts(
  linkId: string,
  locale: Locale,
): Promise<(LinkMailFacts & { title: string }) | null> {
  const facts = await linkMailFacts(linkId);
  return facts && { ...facts, title: localized(facts.version.title, locale).text };
}

/** What the answer to a reported error says; null while it is open. For the worker. */
export async function reportMail(
  reportId: string,
): Promise<{ name: string; state: string; note: string } | null> {
  if (!UUID.test(reportId)) return null;
  const person = { select: { givenName: true, familyName: true } } as const;
  const select = { state: true, note: true, candidacy: { select: { person } } } as const;
  const row = await db().errorReport.findUnique({ where: { id: reportId }, select });
  return row?.note ? { name: displayName(row.candidacy.person), state: row.state, note: row.note } : null;
}
