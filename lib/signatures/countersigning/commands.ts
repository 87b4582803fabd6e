import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { isLocale } from "@/lib/core/i18n/locale";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { legible } from "@/lib/proof/canonical/jcs";
import { logEvent } from "@/lib/proof/commands";
import { addressesOf, contestedSignature } from "../disputing/queries";
import { authorsOf } from "../recording/queries";
import { recorderOf } from "../recording/rules";
import { holder, whyNotLink } from "../rules";
import type { Said } from "../stating/rules";
import { isRequired, lacksOf, lockedWaiting } from "./queries";
import type { CountersignInput } from "./schema";

/**
 * Tells who signed that her signature counts from now on, where its form had asked for more and nothing is missing any more;
 * inside the transaction of the act that made it so.
 */
export async function tellIfCounts(
  tx: Tx,
  ctx: Ctx,
  signatureId: string,
): Promise<Result<object, "not-yours">> {
  const signature = await contestedSignature(signatureId, tx);
  if (!signature) return refuse("not-yours");
  const authors = signature.authors.map(({ id }) => id);
  if (!holder(ctx, signature.formId) && whyNotLink(ctx, authors)) return refuse("not-yours");
  if (!(await isRequired(tx, signatureId)) || (await lacksOf(signatureId, tx)).length > 0) return done({});
  const locale = isLocale(signature.locale) ? signature.locale : "fr";
  for (const { value: to, organizationId } of await addressesOf(tx, [signatureId]))
    await queueMail(tx, { template: "counts", data: { signatureId }, locale, to, organizationId });
  return done({});
}

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
      await tellIfCounts(tx, ctx, id);
    }
    return done({ count: waiting.length });
  });
}
