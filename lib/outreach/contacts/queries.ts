import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { roleIn } from "@/lib/core/auth/actor";
import { db, pool, type Tx } from "@/lib/core/db";
import { isLocale, type Locale } from "@/lib/core/i18n/locale";
import type { CandidacyRole } from "@/prisma/client/enums";
import { folded, type Known } from "./rules";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The NGOs that author a form, the lead first, with its election. Empty for an unknown form. */
export async function authorsOf(
  formId: string,
): Promise<{ electionId: string; authors: readonly string[] } | null> {
  if (!UUID.test(formId)) return null;
  const form = await db().form.findUnique({
    where: { id: formId },
    select: { electionId: true, authors: { orderBy: { isLead: "desc" }, select: { organizationId: true } } },
  });
  return (
    form && { electionId: form.electionId, authors: form.authors.map(({ organizationId }) => organizationId) }
  );
}

interface Row {
  readonly id: string;
  readonly public_id: string;
  readonly area_code: string;
  readonly given: string;
  readonly family: string;
  readonly sub_given: string | null;
  readonly sub_family: string | null;
}

/** All candidacies of an election as rows of a contact file may name them. */
export async function knownCandidacies(electionId: string): Promise<readonly Known[]> {
  const { rows } = await pool().query<Row>(
    `SELECT c.id, c.public_id, a.code AS area_code, p.given_name AS given, p.family_name AS family,
       s.given_name AS sub_given, s.family_name AS sub_family
     FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id
     JOIN person p ON p.id = c.person_id LEFT JOIN person s ON s.id = c.substitute_id
     WHERE b.election_id = $1`,
    [electionId],
  );
  const names = (given: string, family: string) => ({
    name: folded(`${given} ${family}`),
    reversed: folded(`${family} ${given}`),
  });
  return rows.map(({ id, public_id, area_code, given, family, sub_given, sub_family }) => ({
    id,
    publicId: public_id,
    areaCode: area_code,
    ...names(given, family),
    substitute: sub_family === null ? null : names(sub_given ?? "", sub_family),
  }));
}

export interface ContactCounts {
  readonly candidacies: number;
  readonly withContact: number;
  readonly stopped: number;
  /** Rows of `withoutContactFor`: who asked to be left alone is not looked for again. */
  readonly wanted: number;
}

const HAS_CONTACT = `EXISTS (SELECT FROM contact k WHERE k.candidacy_id = c.id AND k.role = 'candidate' AND k.channel = 'email'
  AND k.stopped_at IS NULL AND k.organization_id = ANY ($2))`;
const IS_WANTED = `NOT ${HAS_CONTACT} AND NOT EXISTS (SELECT FROM contact_stop t
  WHERE t.candidacy_id = c.id AND t.role = 'candidate' AND t.organization_id = ANY ($2))`;

/** How many candidacies of a form's election can be written to by its NGOs; null for who is no member of them. */
export async function contactCountsFor(ctx: Ctx, formId: string): Promise<ContactCounts | null> {
  const form = await authorsOf(formId);
  if (!form?.authors.some((id) => roleIn(ctx, id))) return null;
  const { rows } = await pool().query<ContactCounts>(
    `SELECT count(*)::int AS candidacies,
       count(*) FILTER (WHERE ${HAS_CONTACT})::int AS "withContact", count(*) FILTER (WHERE ${IS_WANTED})::int AS wanted,
       count(*) FILTER (WHERE EXISTS (SELECT FROM contact k WHERE k.candidacy_id = c.id AND k.organization_id = ANY ($2) AND k.stopped_at IS NOT NULL))::int AS stopped
     FROM candidacy c JOIN ballot b ON b.id = c.ballot_id
     WHERE b.election_id = $1 AND c.status IN ('announced', 'standing') AND b.id IN (SELECT form_ballots($3))`,
    [form.electionId, form.authors, formId],
  );
  return rows[0] ?? null;
}

export interface Uncontactable {
  readonly candidacy: string;
  readonly constituency: string;
  readonly name: string;
}

/** Candidacies without an address, for the file that volunteers fill in; null for who may not write contacts. */
export async function withoutContactFor(ctx: Ctx, formId: string): Promise<readonly Uncontactable[] | null> {
  const form = await authorsOf(formId);
  const isWriter = form?.authors.some((id) => ["owner", "editor"].includes(roleIn(ctx, id) ?? ""));
  if (!form || !isWriter) return null;
  const { rows } = await pool().query<Uncontactable>(
    `SELECT c.public_id AS candidacy, a.code AS constituency, p.given_name || ' ' || p.family_name AS name
     FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id JOIN person p ON p.id = c.person_id
     WHERE b.election_id = $1 AND c.status IN ('announced', 'standing') AND ${IS_WANTED} AND b.id IN (SELECT form_ballots($3))
     ORDER BY a.code, c.panel_number NULLS LAST, p.family_name`,
    [form.electionId, form.authors, formId],
  );
  return rows;
}

/** The language that a person signed or wrote in, else the one in which she was last written to; French where neither is known. */
export async function languageOf(
  tx: Tx,
  { formId, candidacyId, role }: { formId: string; candidacyId: string; role: CandidacyRole },
): Promise<Locale> {
  const [said] = await tx.$queryRaw<{ locale: string }[]>`
    SELECT locale FROM (
      SELECT locale, signed_at AS at, true AS is_own FROM signature
        WHERE form_id = ${formId}::uuid AND candidacy_id = ${candidacyId}::uuid AND role = ${role}::candidacy_role
      UNION ALL SELECT locale, created_at, true FROM candidacy_claim
        WHERE candidacy_id = ${candidacyId}::uuid AND role = ${role}::candidacy_role
      UNION ALL SELECT m.locale, i.handed_at, false FROM invitation i JOIN mailing m ON m.id = i.mailing_id
        WHERE i.form_id = ${formId}::uuid AND i.candidacy_id = ${candidacyId}::uuid AND i.role = ${role}::candidacy_role AND i.handed_at IS NOT NULL
    ) known ORDER BY is_own DESC, at DESC LIMIT 1`;
  return said && isLocale(said.locale) ? said.locale : "fr";
}
