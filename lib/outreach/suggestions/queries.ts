import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { displayName } from "@/lib/elections/rules";
import { readText } from "@/lib/forms/rules";
import type { CandidacyRole } from "@/prisma/client/enums";
import { authorsOf } from "../contacts/queries";

/** A ticket as the pages show it where a visitor tells something about it, with the NGOs that ask on its ballot. */
export interface AskedTicket {
  readonly id: string;
  readonly publicId: string;
  readonly name: string;
  readonly substitute: string | null;
  readonly area: string;
  readonly election: LocalizedText;
  /** Those with a published form that is still open, by name. */
  readonly organizations: readonly {
    readonly id: string;
    readonly name: string;
    readonly website: string | null;
  }[];
}

const NAMES = { select: { givenName: true, familyName: true } } as const;
const TICKET = {
  id: true,
  publicId: true,
  status: true,
  person: NAMES,
  substitute: NAMES,
  ballot: {
    select: { area: { select: { name: true } }, election: { select: { id: true, name: true } } },
  },
} as const;

/** The public id at the head of an address like "4hx7k2m9qd-maelle-trevidic"; "" where there is none. */
export function idIn(address: string): string {
  return /^([0-9a-hjkmnp-tv-z]{10})(-|$)/.exec(address)?.[1] ?? "";
}

async function asking(electionId: string, now: Date): Promise<AskedTicket["organizations"]> {
  const forms = {
    some: { form: { electionId, closesAt: { gt: now }, versions: { some: { publishedAt: { not: null } } } } },
  };
  return db().organization.findMany({
    where: { authorships: forms },
    orderBy: { name: "asc" },
    select: { id: true, name: true, website: true },
  });
}

/** The ticket at a public address, with who asks it now; null where none is. */
export async function askedTicket(address: string, now: Date): Promise<AskedTicket | null> {
  const publicId = idIn(address);
  const row = publicId && (await db().candidacy.findUnique({ where: { publicId }, select: TICKET }));
  if (!row) return null;
  const { area, election } = row.ballot;
  return {
    id: row.id,
    publicId,
    name: displayName(row.person),
    substitute: row.substitute && displayName(row.substitute),
    area: area.name,
    election: readText(election.name),
    organizations: await asking(election.id, now),
  };
}

export interface Suggestion {
  readonly id: string;
  readonly candidacy: string;
  readonly name: string;
  readonly area: string;
  readonly role: CandidacyRole;
  readonly channel: string;
  readonly value: string;
  readonly source: string;
  readonly at: Date;
  /** The NGO holds this very address already, perhaps stopped. */
  readonly isHeld: boolean;
  /** Others in the queue for the same person. */
  readonly others: number;
}

const WAITING = `
  SELECT s.id, c.public_id AS candidacy, trim(p.given_name || ' ' || p.family_name) AS name, a.name AS area, s.role, s.channel,
    s.value, s.source, s.created_at AS at,
    EXISTS (SELECT FROM contact k WHERE k.organization_id = s.organization_id AND k.candidacy_id = s.candidacy_id
      AND k.role = s.role AND k.channel = s.channel AND k.value = s.value) AS "isHeld",
    (SELECT count(*) - 1 FROM contact_suggestion o WHERE o.candidacy_id = s.candidacy_id AND o.role = s.role
      AND o.organization_id = s.organization_id AND o.verdict IS NULL)::int AS others
  FROM contact_suggestion s JOIN candidacy c ON c.id = s.candidacy_id JOIN ballot b ON b.id = c.ballot_id
  JOIN area a ON a.id = b.area_id JOIN person p ON p.id = CASE s.role WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END
  WHERE s.verdict IS NULL AND s.organization_id = ANY ($1::uuid[]) AND b.election_id = $2
  ORDER BY s.created_at, s.id LIMIT 100`;

/** What visitors suggested to the caller's NGO for a form's election, oldest first, 100 at most; null for who may not write contacts. */
export async function suggestionsFor(ctx: Ctx, formId: string): Promise<readonly Suggestion[] | null> {
  const form = await authorsOf(formId);
  const own = form?.authors.filter((id) => ["owner", "editor"].includes(roleIn(ctx, id) ?? "")) ?? [];
  if (!form || own.length === 0) return null;
  const { rows } = await pool().query<Suggestion>(WAITING, [own, form.electionId]);
  return rows;
}
