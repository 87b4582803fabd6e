import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { legible } from "@/lib/proof/canonical/jcs";
import { logEvent } from "@/lib/proof/commands";
import { authorsOf } from "../recording/queries";
import { recorderOf } from "../recording/rules";
import type { Said } from "../stating/rules";
import { lockedWaiting } from "./queries";
import type { CountersignInput } from "./schema";

async function writeEvent(tx: Tx, ctx: Ctx, signatureId: string, by: string): Promise<void> {
  const said = { act: "countersigned", by: [by] } satisfies Said;
  const event = await tx.signatureEvent.create({
    data: { signatureId, kind: "countersigned", at: ctx.now, said },
    select: { id: true, signatureId: true },
  });
  await logEvent(tx, event, { type: "attestation", at: ctx.now.toISOString(), ...said });
}

/**
 * An NGO of the form countersigns: each signature that waits for it gets a dated fact with its leaf. What was withdrawn,
 * contested or countersigned meanwhile is left as it is; refused where nothing is left to countersign.
 */
export async function countersign(
  ctx: Ctx,
  { formId, signatures }: CountersignInput,
): Promise<Result<{ count: number }, "not-yours" | "nothing-waits">> {
  const organizationId = recorderOf(ctx, await authorsOf(db(), formId));
  if (!organizationId) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const waiting = await lockedWaiting(tx, formId, signatures);
    if (waiting.length === 0) return refuse("nothing-waits");
    const where = { id: organizationId };
    const { name } = await tx.organization.findUniqueOrThrow({ where, select: { name: true } });
    for (const { id } of waiting) {
      await writeEvent(tx, ctx, id, legible(name));
      const subject = { kind: "signature", id };
      await record(tx, ctx, { action: "signatures.countersign", subject, organizationId });
    }
    return done({ count: waiting.length });
  });
}
