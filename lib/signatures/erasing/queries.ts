import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import type { Fault } from "@/lib/proof/checking/queries";
import type { CandidacyRole } from "@/prisma/client/enums";
import type { OpenErasure } from "./rules";

/** Whether a signature, by its public id, was erased: its pages and files are gone and stay so. */
export async function isErased(publicId: string): Promise<boolean> {
  return (await db().signatureEvent.count({ where: { kind: "erased", signature: { publicId } } })) > 0;
}

interface Signer {
  readonly formId: string;
  readonly candidacyId: string;
  readonly role: CandidacyRole;
}

/** The latest signature of a person on a form, and whether its erasure was asked for or done. */
export async function askedOf(tx: Tx, { formId, candidacyId, role }: Signer) {
  const row = await tx.signature.findFirst({
    where: { formId, candidacyId, role },
    orderBy: { revision: "desc" },
    select: {
      id: true,
      events: { where: { kind: "erased" }, select: { id: true } },
      erasures: { where: { outcome: null }, select: { id: true } },
    },
  });
  return row && { id: row.id, isErased: row.events.length > 0, isAsked: row.erasures.length > 0 };
}

/** A signature to be erased, by its public id, with the request that is open for its signer. */
export async function signatureToErase(tx: Tx, publicId: string) {
  const of = await tx.signature.findUnique({
    where: { publicId },
    select: { formId: true, candidacyId: true, role: true },
  });
  const row =
    of &&
    (await tx.signature.findFirst({
      where: of,
      orderBy: { revision: "desc" },
      select: {
        id: true,
        form: { select: { authors: { orderBy: { isLead: "desc" }, select: { organizationId: true } } } },
        events: { where: { kind: "erased" }, select: { id: true } },
      },
    }));
  if (!row) return null;
  const open = await tx.erasureRequest.findFirst({
    where: { outcome: null, signature: of },
    select: { id: true, proposedById: true },
  });
  const authors = row.form.authors.map(({ organizationId }) => organizationId);
  return { id: row.id, authors, isErased: row.events.length > 0, open };
}

/** A request under its lock, so that two who decide at once come one after the other. */
export async function lockedRequest(tx: Tx, requestId: string) {
  const [row] = await tx.$queryRaw<
    (OpenErasure & { readonly id: string; readonly signatureId: string; readonly authors: string[] })[]
  >`SELECT r.id, r.signature_id AS "signatureId", r.organization_id AS "organizationId",
      r.proposed_by_id AS "proposedById", r.outcome,
      (SELECT count(*)::int FROM membership m WHERE m.organization_id = r.organization_id AND m.role = 'owner') AS owners,
      ARRAY(SELECT a.organization_id::text FROM form_author a WHERE a.form_id = s.form_id) AS authors
    FROM erasure_request r JOIN signature s ON s.id = r.signature_id WHERE r.id = ${requestId}::uuid FOR UPDATE OF r`;
  return row ?? null;
}

/** What the desk shows of the erasure of one person's signature. */
export interface ErasureView {
  /** Public id of the latest signature. */
  readonly publicId: string;
  readonly name: string;
  readonly role: CandidacyRole;
  readonly signedAt: Date;
  readonly erasedAt: Date | null;
  readonly erasedFor: string | null;
  readonly requests: readonly {
    readonly id: string;
    readonly askedAt: Date;
    /** Null where the signer asked herself. */
    readonly askedBy: string | null;
    readonly reason: string | null;
    readonly proposedBy: string | null;
    readonly proposedById: string | null;
    readonly outcome: string | null;
    readonly note: string | null;
    readonly decidedAt: Date | null;
    readonly decidedBy: string | null;
    readonly owners: number;
  }[];
}

/** The signatures of a candidacy on a form with the requests to erase them; null where this member has no part in it. */
export async function erasuresFor(
  ctx: Ctx,
  formId: string,
  candidacy: string,
): Promise<readonly ErasureView[] | null> {
  const authors = await db().formAuthor.findMany({ where: { formId }, select: { organizationId: true } });
  if (!authors.some(({ organizationId }) => roleIn(ctx, organizationId))) return null;
  return db().$queryRaw`
    SELECT DISTINCT ON (s.role) s.public_id AS "publicId", trim(p.given_name || ' ' || p.family_name) AS name, s.role,
      s.signed_at AS "signedAt", e.at AS "erasedAt", e.reason AS "erasedFor",
      coalesce((SELECT json_agg(json_build_object('id', r.id, 'askedAt', r.asked_at, 'askedBy', a.name, 'reason', r.reason,
          'proposedBy', b.name, 'proposedById', b.id, 'outcome', r.outcome, 'note', r.note, 'decidedAt', r.decided_at,
          'decidedBy', d.name, 'owners', (SELECT count(*) FROM membership m
            WHERE m.organization_id = r.organization_id AND m.role = 'owner')) ORDER BY r.asked_at DESC)
        FROM erasure_request r JOIN signature x ON x.id = r.signature_id LEFT JOIN user_account a ON a.id = r.asked_by_id
          LEFT JOIN user_account b ON b.id = r.proposed_by_id LEFT JOIN user_account d ON d.id = r.decided_by_id
        WHERE x.form_id = s.form_id AND x.candidacy_id = s.candidacy_id AND x.role = s.role), '[]') AS requests
    FROM signature s JOIN candidacy c ON c.id = s.candidacy_id JOIN person p ON p.id = s.person_id
      LEFT JOIN signature_event e ON e.signature_id = s.id AND e.kind = 'erased'
    WHERE s.form_id = ${formId}::uuid AND c.public_id = ${candidacy}
    ORDER BY s.role, s.revision DESC`;
}

/** As `askedOf`, for the page behind a link. */
export async function askedOfLink(who: Signer) {
  return askedOf(db(), who);
}

/** Where a signature is erased and the log does not say so, or what it said is still there. */
export async function erasureFaults(): Promise<readonly Fault[]> {
  const rows = await db().$queryRaw<{ publicId: string; isLogged: boolean; isLeft: boolean }[]>`
    SELECT s.public_id AS "publicId",
      NOT coalesce(e.said, '{}') ? 'ref' OR EXISTS (SELECT FROM log_leaf
        WHERE hash = sha256('\\x00'::bytea || erasure_leaf(e.said->>'ref', e.reason))) AS "isLogged",
      EXISTS (SELECT FROM answer a WHERE a.signature_id = s.id) OR s.evidence <> '' OR s.proof IS NOT NULL AS "isLeft"
    FROM signature_event e JOIN signature s ON s.id = e.signature_id WHERE e.kind = 'erased'`;
  return rows.flatMap(({ publicId, isLogged, isLeft }) => {
    const fault = (what: string) => ({ index: null, fact: `erasure of signature ${publicId}`, what });
    return [
      ...(isLogged ? [] : [fault("is not in the log")]),
      ...(isLeft ? [fault("left something of it")] : []),
    ];
  });
}
