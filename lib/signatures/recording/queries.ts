import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool, type Tx } from "@/lib/core/db";
import { displayName, type Name } from "@/lib/elections/rules";
import type { CandidacyRole } from "@/prisma/client/enums";
import { waitingFor } from "../countersigning/queries";
import type { Address } from "../receipts/commands";
import { type StatedCandidate, statedCandidate } from "../stating/queries";
import { recordingFor } from "./rules";

/** What a signature is recorded on: which words, of whom. */
export interface Recorded {
  readonly formId: string;
  readonly versionId: string;
  readonly candidacyId: string;
  readonly role: CandidacyRole;
}

export interface ReadyToRecord {
  readonly personId: string | null;
  readonly stated: StatedCandidate | null;
  /** Hash of the leaf of the words, hex; null where they wait for theirs. */
  readonly leaf: string | null;
  readonly publishedAt: Date;
  readonly closesAt: Date;
  readonly timeZone: string;
  readonly engagementIds: readonly string[];
  readonly latest: { readonly revision: number; readonly signedAt: Date } | null;
  readonly address: Address | null;
  readonly manageLinkId: string | null;
}

interface Row extends Omit<ReadyToRecord, "latest"> {
  readonly revision: number | null;
  readonly lastSignedAt: Date | null;
}

/** All that recording one signature must know; null where the form does not ask this candidacy, or the version is not published. */
export async function readyToRecord(tx: Tx, of: Recorded): Promise<ReadyToRecord | null> {
  const { formId, versionId, candidacyId, role } = of;
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT CASE ${role} WHEN 'candidate' THEN c.person_id ELSE c.substitute_id END AS "personId",
      ${statedCandidate(role)} AS stated,
      (SELECT encode(l.hash, 'hex') FROM log_leaf l WHERE l.version_id = v.id) AS leaf,
      v.published_at AS "publishedAt", f.closes_at AS "closesAt", f.time_zone AS "timeZone",
      ARRAY(SELECT e.id::text FROM engagement e WHERE e.version_id = v.id ORDER BY e.position) AS "engagementIds",
      s.revision, s.signed_at AS "lastSignedAt",
      (SELECT json_build_object('value', k.value, 'source', k.source, 'organizationId', k.organization_id)
        FROM contact k JOIN form_author a ON a.organization_id = k.organization_id AND a.form_id = f.id
        WHERE k.candidacy_id = c.id AND k.role = ${role}::candidacy_role AND k.channel = 'email' AND k.stopped_at IS NULL
        ORDER BY k.created_at, k.id LIMIT 1) AS address,
      (SELECT l.id FROM link l WHERE l.kind = 'manage' AND l.form_id = f.id AND l.candidacy_id = c.id
        AND l.role = ${role}::candidacy_role AND l.revoked_at IS NULL LIMIT 1) AS "manageLinkId"
    FROM form f JOIN form_version v ON v.form_id = f.id AND v.id = ${versionId}::uuid AND v.published_at IS NOT NULL
      JOIN candidacy c ON c.id = ${candidacyId}::uuid JOIN ballot b ON b.id = c.ballot_id AND b.election_id = f.election_id
      LEFT JOIN LATERAL (SELECT revision, signed_at FROM signature WHERE form_id = f.id AND candidacy_id = c.id
        AND role = ${role}::candidacy_role ORDER BY revision DESC LIMIT 1) s ON true
    WHERE f.id = ${formId}::uuid AND form_asks(f.id, b.area_id)`;
  if (!row) return null;
  const { revision, lastSignedAt, ...rest } = row;
  return { ...rest, latest: revision && lastSignedAt ? { revision, signedAt: lastSignedAt } : null };
}

/** The authors of a form, the lead first. */
export async function authorsOf(tx: Tx, formId: string): Promise<readonly string[]> {
  const rows = await tx.formAuthor.findMany({
    where: { formId },
    orderBy: { isLead: "desc" },
    select: { organizationId: true },
  });
  return rows.map(({ organizationId }) => organizationId);
}

const ownIds = ({ actor }: Ctx) =>
  actor.kind === "member" ? actor.memberships.map(({ organizationId }) => organizationId) : [];

/** Whether this member belongs to an NGO that writes the form. */
export async function isOfFormFor(ctx: Ctx, formId: string): Promise<boolean> {
  if (!/^[0-9a-f-]{36}$/.test(formId)) return false;
  return (await db().formAuthor.count({ where: { formId, organizationId: { in: ownIds(ctx) } } })) > 0;
}

/** Somebody whom a form asks. */
export interface FoundCandidacy {
  readonly publicId: string;
  readonly role: CandidacyRole;
  readonly name: string;
  readonly area: string;
}

const FOUND = `SELECT c.public_id AS "publicId", t.role, p.given_name || ' ' || p.family_name AS name, a.name AS area
  FROM tickets t JOIN candidacy c ON c.id = t.id JOIN person p ON p.id = t.person_id JOIN ballot b ON b.id = c.ballot_id
  JOIN area a ON a.id = b.area_id JOIN form f ON f.id = $1 AND f.election_id = b.election_id AND form_asks(f.id, b.area_id)
  WHERE EXISTS (SELECT FROM form_author x WHERE x.form_id = f.id AND x.organization_id = ANY ($2::uuid[]))`;

const SEARCH = `WITH who AS MATERIALIZED (
    SELECT id, word_similarity(search_key($3), key) AS score FROM person WHERE search_key($3) <% key ORDER BY score DESC LIMIT 60),
  tickets AS (
    SELECT c.id, 'candidate' AS role, who.id AS person_id, score FROM who JOIN candidacy c ON c.person_id = who.id
    UNION SELECT c.id, 'substitute', who.id, score FROM who JOIN candidacy c ON c.substitute_id = who.id
    UNION SELECT id, 'candidate', person_id, 1 FROM candidacy WHERE public_id = $4
    UNION SELECT id, 'substitute', substitute_id, 1 FROM candidacy WHERE public_id = $4 AND substitute_id IS NOT NULL)
  ${FOUND} ORDER BY t.score DESC, p.family_name, p.given_name, t.role LIMIT 12`;

/** Candidates and substitutes by their name, or by the reference printed on their paper. */
export async function candidaciesFor(
  ctx: Ctx,
  formId: string,
  typed: string,
): Promise<readonly FoundCandidacy[]> {
  const reference = typed.split("/")[0]?.trim() ?? "";
  const { rows } = await pool().query<FoundCandidacy>(SEARCH, [formId, ownIds(ctx), typed, reference]);
  return rows;
}

const ONE = `WITH tickets AS (
    SELECT id, $4::text AS role, CASE $4 WHEN 'candidate' THEN person_id ELSE substitute_id END AS person_id
    FROM candidacy WHERE public_id = $3) ${FOUND}`;

/** One person whom the form asks, by the public id of the ticket; null where the form does not ask her. */
export async function candidacyFor(
  ctx: Ctx,
  formId: string,
  publicId: string,
  role: CandidacyRole,
): Promise<FoundCandidacy | null> {
  const { rows } = await pool().query<FoundCandidacy>(ONE, [formId, ownIds(ctx), publicId, role]);
  return rows[0] ?? null;
}

/** What a paper and a quotation have in common: who said it, on which words, and who holds it. */
export const HELD = {
  ...{ id: true, organizationId: true, formId: true, versionId: true, candidacyId: true, role: true },
  ...{ locale: true, setAsideAt: true, setAsideReason: true },
  signature: { select: { publicId: true } },
  candidacy: {
    select: {
      publicId: true,
      person: { select: { givenName: true, familyName: true } },
      substitute: { select: { givenName: true, familyName: true } },
      ballot: { select: { area: { select: { name: true } } } },
    },
  },
} as const;

export interface Held extends Recorded {
  readonly id: string;
  readonly organizationId: string;
  readonly locale: string;
}

interface Placed {
  readonly role: CandidacyRole;
  readonly candidacy: {
    readonly publicId: string;
    readonly person: Name;
    readonly substitute: Name | null;
    readonly ballot: { readonly area: { readonly name: string } };
  };
}

/** Whose it is, as a page of the desk names her. */
export function whoseOf({ role, candidacy }: Placed) {
  const person = role === "candidate" ? candidacy.person : candidacy.substitute;
  return {
    name: person ? displayName(person) : "",
    area: candidacy.ballot.area.name,
    candidacy: candidacy.publicId,
  };
}

/** What this member's NGOs received or recorded under this id. */
export const heldBy = (ctx: Ctx, id: string) => ({ id, organizationId: { in: recordingFor(ctx) } });

/** How many members of an NGO may read, confirm and publish what another one recorded. */
export async function recordersOf(organizationId: string): Promise<number> {
  return db().membership.count({ where: { organizationId, role: { in: ["owner", "editor"] } } });
}

/** What waits for a member's own eyes: a paper to read or to publish, a fact that a colleague recorded, a matter to decide. */
export const CHECKS = [
  "paper-read",
  "paper-publish",
  "quote",
  "attestation",
  "awaiting",
  "erasure",
  "dispute",
] as const;

export interface Check {
  readonly what: (typeof CHECKS)[number];
  readonly count: number;
  /** Where there is one alone: its id, for erasures the public id of its candidacy. */
  readonly only: string | null;
}

// Who read, recorded or proposed something is not the one it waits for.
const WAITING = `WITH own AS (SELECT unnest($2::uuid[]) AS id), open_paper AS (
    SELECT p.id, (SELECT count(*) FROM transcription t WHERE t.paper_id = p.id) AS readers,
      EXISTS (SELECT FROM transcription t WHERE t.paper_id = p.id AND t.user_id = $3) AS is_mine
    FROM paper p WHERE p.form_id = $1 AND p.organization_id IN (SELECT id FROM own) AND p.signature_id IS NULL AND p.set_aside_at IS NULL),
  waits AS (
    SELECT 'paper-read' AS what, id::text FROM open_paper WHERE readers < 2 AND NOT is_mine
    UNION ALL SELECT 'paper-publish', id::text FROM open_paper WHERE readers >= 2
    UNION ALL SELECT 'quote', q.id::text FROM quoted_statement q WHERE q.form_id = $1 AND q.organization_id IN (SELECT id FROM own)
      AND q.signature_id IS NULL AND q.set_aside_at IS NULL AND q.recorded_by_id <> $3
    UNION ALL SELECT 'attestation', a.id::text FROM attestation a JOIN signature s ON s.id = a.signature_id
      WHERE s.form_id = $1 AND a.organization_id IN (SELECT id FROM own) AND a.confirmed_by_id IS NULL AND a.set_aside_at IS NULL
        AND a.recorded_by_id <> $3
    UNION ALL SELECT 'erasure', c.public_id FROM erasure_request r JOIN signature s ON s.id = r.signature_id
      JOIN candidacy c ON c.id = s.candidacy_id JOIN form_author f ON f.form_id = s.form_id AND f.organization_id IN (SELECT id FROM own)
      WHERE s.form_id = $1 AND r.outcome IS NULL AND r.proposed_by_id IS DISTINCT FROM $3
    UNION ALL SELECT 'dispute', s.id::text FROM signature_event d JOIN signature s ON s.id = d.signature_id
      JOIN form_author f ON f.form_id = s.form_id AND f.organization_id = ANY ($4::uuid[])
      CROSS JOIN LATERAL (SELECT kind FROM signature_event e WHERE e.signature_id = s.id AND kind IN ('disputed', 'resolved', 'erased')
        ORDER BY at DESC LIMIT 1) last WHERE d.kind = 'disputed' AND s.form_id = $1 AND last.kind = 'disputed')
  SELECT what, count(DISTINCT id)::int AS count, CASE count(DISTINCT id) WHEN 1 THEN min(id) END AS only FROM waits GROUP BY what`;

/** What on one form waits for this member, in a settled order; nothing for who may not record. */
export async function checksFor(ctx: Ctx, formId: string): Promise<readonly Check[]> {
  const own = recordingFor(ctx);
  if (own.length === 0 || ctx.actor.kind !== "member") return [];
  const { userId, memberships } = ctx.actor;
  const owned = memberships.flatMap(({ organizationId, role }) => (role === "owner" ? [organizationId] : []));
  const [{ rows }, awaiting] = await Promise.all([
    pool().query<Check>(WAITING, [formId, own, userId, owned]),
    waitingFor(ctx, formId),
  ]);
  const waits: Check = { what: "awaiting", count: awaiting.length, only: null };
  const found = awaiting.length > 0 ? [...rows, waits] : rows;
  return CHECKS.flatMap((what) => found.filter((row) => row.what === what));
}
