import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { pool } from "@/lib/core/db";
import { type NominationView, publicNominations } from "@/lib/elections/queries";
import { mayEdit } from "@/lib/organizations/rules";
import type { CandidacyRole } from "@/prisma/client/enums";
import { authorsOf } from "../../contacts/queries";
import { masked } from "../../contacts/rules";

export interface HeldContact {
  readonly id: string;
  readonly role: CandidacyRole;
  readonly channel: string;
  /** Masked for who may not see it. */
  readonly value: string;
  readonly source: string;
  readonly foundOn: Date | null;
  readonly stoppedAt: Date | null;
  readonly stopReason: string | null;
}

export interface Logged {
  readonly id: string;
  readonly role: CandidacyRole;
  readonly at: Date;
  readonly channel: string;
  readonly outcome: string;
  /** A colleague, or another NGO as a whole. */
  readonly by: string | null;
  readonly note: string | null;
  /** False for a call whose outcome can still be taken back, and for a link sent on request: no request on record. */
  readonly isRequest: boolean;
}

interface Whose {
  readonly organizationId: string | null;
  readonly ngo: string | null;
}

export interface CandidacyRecord {
  readonly id: string;
  readonly publicId: string;
  readonly name: string;
  readonly substitute: string | null;
  readonly area: string;
  readonly parties: readonly string[];
  readonly status: string;
  readonly isStopped: boolean;
  readonly contacts: readonly HeldContact[];
  readonly log: readonly Logged[];
  /** Investitures and supports, each with its dated facts and their sources, as the public page tells them. */
  readonly nominations: readonly NominationView[];
  readonly mayEdit: boolean;
  readonly mayLog: boolean;
}

interface Head
  extends Omit<CandidacyRecord, "contacts" | "log" | "nominations" | "mayEdit" | "mayLog" | "parties"> {
  readonly parties: readonly string[] | null;
  readonly isGiven: boolean;
}

const HEAD = `
  SELECT c.id, c.public_id AS "publicId", trim(p.given_name || ' ' || p.family_name) AS name,
    nullif(trim(s.given_name || ' ' || s.family_name), '') AS substitute, a.name AS area, c.status,
    coalesce((SELECT array_agg(o.name ORDER BY o.name) FROM nomination n JOIN organization o ON o.id = n.organization_id
      WHERE n.candidacy_id = c.id), CASE WHEN c.party_label <> '' THEN ARRAY[c.party_label] END) AS parties,
    EXISTS (SELECT FROM contact_stop t WHERE t.candidacy_id = c.id AND t.organization_id = ANY ($3::uuid[])) AS "isStopped",
    EXISTS (SELECT FROM caller_assignment x WHERE x.form_id = $4 AND x.user_id = $5
      AND (x.candidacy_id = c.id OR x.area_id IN (a.id, a.parent_id, u.parent_id))) AS "isGiven"
  FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id LEFT JOIN area u ON u.id = a.parent_id
  JOIN person p ON p.id = c.person_id LEFT JOIN person s ON s.id = c.substitute_id
  WHERE c.public_id = $1 AND b.election_id = $2 AND form_asks($4, b.area_id)`;

const CONTACTS = `
  SELECT id, organization_id AS "organizationId", role, channel, value, source, found_on AS "foundOn", stopped_at AS "stoppedAt", stop_reason AS "stopReason"
  FROM contact WHERE candidacy_id = $1 AND organization_id = ANY ($2::uuid[]) ORDER BY stopped_at IS NOT NULL, role, channel, created_at`;

const LOG = `
  SELECT t.id, t.role, t.at, t.channel, t.outcome, u.name AS by, t.note, true AS "isRequest", t.organization_id AS "organizationId", o.name AS ngo
  FROM contact_attempt t LEFT JOIN user_account u ON u.id = t.user_id JOIN organization o ON o.id = t.organization_id WHERE t.candidacy_id = $1 AND t.form_id = $2
  UNION ALL
  SELECT p.id, p.role, p.settled_at, 'phone', p.outcome, u.name, p.note, false, p.organization_id, o.name
  FROM phone_call p JOIN user_account u ON u.id = p.user_id JOIN organization o ON o.id = p.organization_id
  WHERE p.candidacy_id = $1 AND p.form_id = $2 AND p.outcome IS NOT NULL AND (p.recorded_at IS NULL OR p.outcome = 'wrong-number')
  UNION ALL
  SELECT m.id, l.role, m.created_at, 'email', 'link-again', NULL, NULL, false, NULL, NULL FROM mail m JOIN link l ON l.id::text = m.data ->> 'linkId'
  WHERE l.candidacy_id = $1 AND l.form_id = $2 AND m.template IN ('new-link', 'claim-accepted')
  ORDER BY 3 DESC LIMIT 200`;

/**
 * A candidacy as the NGOs of a form know it: contacts and log. A viewer sees addresses masked, a caller those of the candidates
 * given to her alone; of several NGOs each is seen by the role held in that one, and of what another one did only that it was
 * done: neither its addresses, nor its notes, nor who of it. Null where the candidacy stands in another election, or the form is another's.
 */
export async function recordFor(ctx: Ctx, formId: string, publicId: string): Promise<CandidacyRecord | null> {
  const form = await authorsOf(formId);
  const own = form?.authors.filter((id) => roleIn(ctx, id)) ?? [];
  if (ctx.actor.kind !== "member" || !form || own.length === 0) return null;
  const { rows } = await pool().query<Head>(HEAD, [publicId, form.electionId, own, formId, ctx.actor.userId]);
  const [head] = rows;
  if (!head) return null;
  const mayEditOf = (id: string) => mayEdit(roleIn(ctx, id));
  const isOpenOf = (id: string) => mayEditOf(id) || (roleIn(ctx, id) === "caller" && head.isGiven);
  const [contacts, log, nominations] = await Promise.all([
    pool().query<HeldContact & { organizationId: string }>(CONTACTS, [head.id, own]),
    pool().query<Logged & Whose>(LOG, [head.id, formId]),
    publicNominations([head.id], ctx.now),
  ]);
  const { isGiven: _, parties, ...known } = head;
  const isOpen = own.some(isOpenOf);
  const shown = ({ organizationId, ...one }: HeldContact & { organizationId: string }) =>
    isOpenOf(organizationId) ? one : { ...one, value: masked(one.channel, one.value) };
  return {
    ...known,
    parties: parties ?? [],
    contacts: contacts.rows.map(shown),
    log: log.rows.map(({ organizationId, ngo, ...one }) => {
      const isOwn = organizationId === null || own.includes(organizationId);
      const note = organizationId !== null && isOpenOf(organizationId) ? one.note : null;
      return { ...one, note, by: isOwn ? one.by : ngo };
    }),
    nominations: nominations.get(head.id) ?? [],
    mayEdit: own.some(mayEditOf),
    mayLog: isOpen,
  };
}
