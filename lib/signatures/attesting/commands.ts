import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { legible } from "@/lib/proof/canonical/jcs";
import { logEvent } from "@/lib/proof/commands";
import { tellIfCounts } from "../countersigning/commands";
import { authorsOf } from "../recording/queries";
import { recorderOf } from "../recording/rules";
import type { Said } from "../stating/rules";
import { attestableFor, type KeptAttestation, lockedAttestation, waitingAttestations } from "./queries";
import { type WhyNotAttest, type WhyNotConfirm, whyNotAttest, whyNotConfirm } from "./rules";
import type { AttestationInput, AttestInput } from "./schema";

async function note(tx: Tx, ctx: Ctx, one: { id: string; organizationId: string }, verb: string, after = {}) {
  const { id, organizationId } = one;
  const subject = { kind: "attestation", id };
  await record(tx, ctx, { action: `signatures.attest-${verb}`, subject, organizationId, after });
}

/** Two attestations of one signature, of two NGOs perhaps, are one after the other. */
async function oneAtATime(tx: Tx, signatureId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`attest:${signatureId}`}, 0))`;
}

/** A member says how and when she made sure who signed; a second one of the same NGO must confirm before it counts. */
export async function attest(
  ctx: Ctx,
  { formId, signature: publicId, how, day }: AttestInput,
): Promise<Result<{ attestationId: string }, "not-yours" | "gone" | "attestation-waits" | WhyNotAttest>> {
  const organizationId = recorderOf(ctx, await authorsOf(db(), formId));
  if (!organizationId || ctx.actor.kind !== "member") return refuse("not-yours");
  const recordedById = ctx.actor.userId;
  const signature = await attestableFor(ctx, formId, publicId);
  if (!signature) return refuse("gone");
  const no = whyNotAttest(signature, day);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    await oneAtATime(tx, signature.id);
    if ((await waitingAttestations(tx, signature.id, organizationId)) > 0) return refuse("attestation-waits");
    const row = await tx.attestation.create({
      data: {
        ...{ organizationId, signatureId: signature.id, how, recordedById },
        day: new Date(`${day}T00:00:00Z`),
        recordedAt: ctx.now,
      },
      select: { id: true, organizationId: true },
    });
    await note(tx, ctx, row, "record", { formId, how });
    return done({ attestationId: row.id });
  });
}

/** The event of the signature, with its leaf: who made sure, how and on which day. */
async function writeEvent(tx: Tx, ctx: Ctx, one: KeptAttestation): Promise<string> {
  const { signatureId, how, day, organization } = one;
  const said = { act: "attested", how, level: "A4", day, by: [legible(organization)] } satisfies Said;
  const event = await tx.signatureEvent.create({
    data: { signatureId, kind: "attested", at: ctx.now, said },
    select: { id: true, signatureId: true },
  });
  await logEvent(tx, event, { type: "attestation", at: ctx.now.toISOString(), ...said });
  return event.id;
}

/** A second member confirms, and from then on the signature is shown as attested (A4), dated, for good. */
export async function confirmAttestation(
  ctx: Ctx,
  { attestationId }: AttestationInput,
): Promise<Result<object, "not-yours" | "gone" | WhyNotAttest | WhyNotConfirm>> {
  return db().$transaction(async (tx) => {
    const one = await lockedAttestation(tx, ctx, attestationId);
    if (!one || ctx.actor.kind !== "member") return refuse("not-yours");
    const { userId: confirmedById } = ctx.actor;
    const no = whyNotConfirm(confirmedById, one);
    if (no) return refuse(no);
    await oneAtATime(tx, one.signatureId);
    const signature = await attestableFor(ctx, one.formId, one.signature);
    const why = signature ? whyNotAttest(signature, one.day) : "gone";
    if (why) return refuse(why);
    const eventId = await writeEvent(tx, ctx, one);
    await tx.attestation.update({
      where: { id: attestationId },
      data: { confirmedById, eventId },
      select: { id: true },
    });
    await note(tx, ctx, one, "confirm");
    await tellIfCounts(tx, ctx, one.signatureId);
    return done({});
  });
}

/** Takes an attestation back that nobody has confirmed. */
export async function dropAttestation(
  ctx: Ctx,
  { attestationId }: AttestationInput,
): Promise<Result<object, "not-yours" | "attestation-closed">> {
  return db().$transaction(async (tx) => {
    const one = await lockedAttestation(tx, ctx, attestationId);
    if (!one) return refuse("not-yours");
    if (one.isConfirmed || one.isSetAside) return refuse("attestation-closed");
    await tx.attestation.update({
      where: { id: attestationId },
      data: { setAsideAt: ctx.now },
      select: { id: true },
    });
    await note(tx, ctx, one, "drop");
    return done({});
  });
}
