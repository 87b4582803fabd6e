import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool, type Tx } from "@/lib/core/db";
import { Prisma } from "@/prisma/client/client";
import type { CandidacyRole } from "@/prisma/client/enums";
import { recordingFor } from "../recording/rules";
import type { Lack } from "../rules";

// The latest of each person that stands: one withdrawn, erased, contested or found not to be hers waits for nothing.
const STANDS = `NOT signature_annulled(s.id)
  AND NOT EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('withdrawn', 'erased', 'lapsed'))
  AND coalesce((SELECT e.kind FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('disputed', 'resolved')
    ORDER BY e.at DESC LIMIT 1), 'resolved') = 'resolved'
  AND NOT EXISTS (SELECT FROM signature n WHERE n.form_id = s.form_id AND n.candidacy_id = s.candidacy_id
    AND n.role = s.role AND n.revision > s.revision)`;

/** What a signature still lacks before it counts. */
export async function lacksOf(id: string, tx: Tx = db()): Promise<readonly Lack[]> {
  const [row] = await tx.$queryRaw<{ lacks: Lack[] }[]>`SELECT signature_lacks(${id}::uuid) AS lacks`;
  return row?.lacks ?? [];
}

/** Whether the version of a signature asks for more than its answers before it counts. */
export async function isRequired(tx: Tx, id: string): Promise<boolean> {
  const more = [{ requiredLevel: { not: null } }, { isCountersigned: true }];
  return (await tx.signature.count({ where: { id, version: { OR: more } } })) > 0;
}

/** A signature that does not count yet, with what it waits for. */
export interface WaitingSignature {
  readonly publicId: string;
  readonly candidacyId: string;
  readonly role: CandidacyRole;
  readonly name: string;
  readonly area: string;
  readonly signedAt: Date;
  readonly version: number;
  readonly lacks: readonly Lack[];
}

/** Signatures on a form of the caller's NGOs that do not count yet, the oldest first. */
export async function waitingFor(ctx: Ctx, formId: string): Promise<readonly WaitingSignature[]> {
  const { rows } = await pool().query<WaitingSignature>(
    `SELECT s.public_id AS "publicId", c.public_id AS "candidacyId", s.role, p.given_name || ' ' || p.family_name AS name,
       a.name AS area, s.signed_at AS "signedAt", v.number AS version, signature_lacks(s.id) AS lacks
     FROM signature s JOIN form_version v ON v.id = s.version_id JOIN person p ON p.id = s.person_id
       JOIN candidacy c ON c.id = s.candidacy_id JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id
     WHERE s.form_id = $1 AND (v.required_level IS NOT NULL OR v.is_countersigned)
       AND EXISTS (SELECT FROM form_author x WHERE x.form_id = s.form_id AND x.organization_id = ANY ($2::uuid[]))
       AND signature_lacks(s.id) <> '{}' AND ${STANDS}
     ORDER BY s.signed_at, s.id LIMIT 200`,
    [formId, recordingFor(ctx)],
  );
  return rows;
}

/** Of these, the ones that stand and wait for a countersignature, one caller after the other until her transaction ends. */
export async function lockedWaiting(
  tx: Tx,
  formId: string,
  publicIds: readonly string[],
): Promise<readonly { readonly id: string }[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`countersign:${formId}`}, 0))`;
  return tx.$queryRaw<{ id: string }[]>`
    SELECT s.id FROM signature s
    WHERE s.form_id = ${formId}::uuid AND s.public_id = ANY (${publicIds})
      AND 'countersignature' = ANY (signature_lacks(s.id)) AND ${Prisma.raw(STANDS)}
    ORDER BY s.id`;
}
