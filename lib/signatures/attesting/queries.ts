import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { pool, type Tx } from "@/lib/core/db";
import type { CandidacyRole } from "@/prisma/client/enums";
import { dayIn, recordingFor } from "../recording/rules";
import type { Attestable, OpenAttestation } from "./rules";

interface Row {
  readonly id: string;
  readonly publicId: string;
  readonly formId: string;
  readonly level: string;
  readonly signedAt: Date;
  readonly timeZone: string;
  readonly version: number;
  readonly isGone: boolean;
  readonly isAttested: boolean;
}

export interface AttestableSignature extends Attestable {
  readonly id: string;
  readonly publicId: string;
  readonly formId: string;
  readonly version: number;
}

const SIGNATURE = `SELECT s.id, s.public_id AS "publicId", s.form_id AS "formId", s.level, s.signed_at AS "signedAt", f.time_zone AS "timeZone",
    v.number AS version,
    EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind IN ('withdrawn', 'erased', 'lapsed'))
      OR EXISTS (SELECT FROM signature n WHERE n.form_id = s.form_id AND n.candidacy_id = s.candidacy_id AND n.role = s.role AND n.revision > s.revision) AS "isGone",
    EXISTS (SELECT FROM signature_event e WHERE e.signature_id = s.id AND e.kind = 'attested') AS "isAttested"
  FROM signature s JOIN form f ON f.id = s.form_id JOIN form_version v ON v.id = s.version_id`;

function attestable({ signedAt, timeZone, ...row }: Row, now: Date): AttestableSignature {
  return { ...row, signedOn: dayIn(signedAt, timeZone), today: dayIn(now, timeZone) };
}

/** A signature on a form, by its public id, as attesting must know it; null where the form has none of that id. */
export async function attestableFor(
  ctx: Ctx,
  formId: string,
  publicId: string,
): Promise<AttestableSignature | null> {
  const { rows } = await pool().query<Row>(`${SIGNATURE} WHERE s.form_id = $1 AND s.public_id = $2`, [
    formId,
    publicId,
  ]);
  return rows[0] ? attestable(rows[0], ctx.now) : null;
}

/** The signature of one person on a form that stands last; null where she has not signed. */
export async function lastSignatureFor(
  ctx: Ctx,
  formId: string,
  candidacy: string,
  role: CandidacyRole,
): Promise<AttestableSignature | null> {
  const { rows } = await pool().query<Row>(
    `${SIGNATURE} JOIN candidacy c ON c.id = s.candidacy_id
     WHERE s.form_id = $1 AND c.public_id = $2 AND s.role = $3::candidacy_role ORDER BY s.revision DESC LIMIT 1`,
    [formId, candidacy, role],
  );
  return rows[0] ? attestable(rows[0], ctx.now) : null;
}

export interface KeptAttestation extends OpenAttestation {
  readonly id: string;
  readonly organizationId: string;
  readonly organization: string;
  readonly signatureId: string;
  readonly formId: string;
  readonly signature: string;
  readonly how: "call-back" | "identity-seen";
  /** YYYY-MM-DD */
  readonly day: string;
}

/** An attestation of one of the caller's NGOs, under lock in her transaction; null elsewhere. */
export async function lockedAttestation(tx: Tx, ctx: Ctx, id: string): Promise<KeptAttestation | null> {
  await tx.$queryRaw`SELECT id FROM attestation WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.attestation.findFirst({
    where: { id, organizationId: { in: recordingFor(ctx) } },
    select: {
      ...{ id: true, organizationId: true, signatureId: true, how: true, day: true },
      ...{ recordedById: true, confirmedById: true, setAsideAt: true },
      signature: { select: { publicId: true, formId: true } },
      organization: { select: { name: true } },
    },
  });
  if (!row) return null;
  const { signature, organization, day, how, confirmedById, setAsideAt, ...rest } = row;
  return {
    ...rest,
    organization: organization.name,
    signature: signature.publicId,
    formId: signature.formId,
    how: how === "call-back" ? "call-back" : "identity-seen",
    day: day.toISOString().slice(0, 10),
    isConfirmed: confirmedById !== null,
    isSetAside: setAsideAt !== null,
  };
}

/** An attestation in the list of the desk. */
export interface ListedAttestation {
  readonly id: string;
  readonly name: string;
  readonly area: string;
  readonly how: string;
  readonly day: Date;
  readonly by: string;
  readonly recordedById: string;
  readonly state: "waits" | "confirmed" | "set-aside";
}

/** The attestations of the caller's NGOs on one form: those that wait first. */
export async function attestationsFor(ctx: Ctx, formId: string): Promise<readonly ListedAttestation[]> {
  const { rows } = await pool().query<ListedAttestation>(
    `SELECT x.id, p.given_name || ' ' || p.family_name AS name, a.name AS area, x.how, x.day, u.name AS by, x.recorded_by_id AS "recordedById",
       CASE WHEN x.event_id IS NOT NULL THEN 'confirmed' WHEN x.set_aside_at IS NOT NULL THEN 'set-aside' ELSE 'waits' END AS state
     FROM attestation x JOIN signature s ON s.id = x.signature_id JOIN person p ON p.id = s.person_id
       JOIN candidacy c ON c.id = s.candidacy_id JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id
       JOIN user_account u ON u.id = x.recorded_by_id
     WHERE x.organization_id = ANY ($2::uuid[]) AND s.form_id = $1
     ORDER BY x.event_id IS NOT NULL OR x.set_aside_at IS NOT NULL, x.recorded_at DESC LIMIT 100`,
    [formId, recordingFor(ctx)],
  );
  return rows;
}

/** How many attestations of a signature wait for a second member of an NGO. */
export async function waitingAttestations(
  tx: Tx,
  signatureId: string,
  organizationId: string,
): Promise<number> {
  return tx.attestation.count({ where: { signatureId, organizationId, eventId: null, setAsideAt: null } });
}
