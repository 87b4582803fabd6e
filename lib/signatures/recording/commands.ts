import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Tx } from "@/lib/core/db";
import type { Locale } from "@/lib/core/i18n/locale";
import { done, type Result, refuse } from "@/lib/core/result";
import { logSignatures } from "@/lib/proof/commands";
import { dayOf } from "@/lib/proof/statement/leaf";
import type { Evidence } from "@/lib/proof/statement/statement";
import type { AnswerValue, SignatureMethod } from "@/prisma/client/enums";
import { queueReceipt } from "../receipts/commands";
import { missingAnswers } from "../rules";
import { statementOf } from "../stating/rules";
import { type ReadyToRecord, type Recorded, readyToRecord } from "./queries";
import { instantOn, type WhyNotDate, whyNotDate, whyNotRecord } from "./rules";

export interface ToRecord extends Recorded {
  readonly organizationId: string;
  /** YYYY-MM-DD */
  readonly signedOn: string;
  readonly locale: Locale;
  readonly answers: Readonly<Record<string, { readonly value?: AnswerValue; readonly comment?: string }>>;
  readonly method: SignatureMethod;
  readonly level: string;
  /** In words, public. */
  readonly evidence: string;
  readonly proof: Evidence;
}

export type RecordRefusal = WhyNotDate | "not-yours" | "gone" | "incomplete";

/** The signature, its answers, and its leaf and statement where the words have theirs; elsewhere both enter the log later. */
async function insert(tx: Tx, ctx: Ctx, act: ToRecord, ready: ReadyToRecord) {
  const { formId, versionId, candidacyId, role, locale, method, level, evidence, proof } = act;
  const { personId, stated, leaf, latest, engagementIds } = ready;
  if (!personId) throw new Error("nobody stands there who could have signed");
  const [revision, signedAt] = [
    (latest?.revision ?? 0) + 1,
    instantOn(act.signedOn, { ...ready, now: ctx.now }),
  ];
  const shared = { revision, locale, method, level, evidence, signedAt };
  const whose = { formId, versionId, candidacyId, personId, role };
  const signature = await tx.signature.create({
    data: { ...whose, ...shared, proof: { ...proof } },
    select: { id: true, publicId: true },
  });
  const answers = engagementIds.flatMap((engagementId) => {
    const { value, comment = null } = act.answers[engagementId] ?? {};
    return value ? [{ engagementId, value, comment }] : [];
  });
  await tx.answer.createMany({ data: answers.map((answer) => ({ ...answer, signatureId: signature.id })) });
  if (leaf && stated) {
    const today = dayOf(ctx.now.toISOString());
    const entered = dayOf(signedAt.toISOString()) === today ? undefined : today;
    const statement = statementOf({ ...shared, leaf, stated, answers, proof }, entered);
    await logSignatures(tx, [{ id: signature.id, statement }]);
  }
  return { ...signature, revision };
}

/**
 * Writes a signature that came by another way than a personal link, with its answers, its leaf, its receipt and its audit,
 * inside the transaction of the command that made sure of it. Unique keys let one of two at once through.
 */
export async function recordSignature(
  tx: Tx,
  ctx: Ctx,
  act: ToRecord,
): Promise<Result<{ id: string; publicId: string }, RecordRefusal>> {
  const no = whyNotRecord(ctx, act.organizationId);
  if (no) return refuse(no);
  const ready = await readyToRecord(tx, act);
  if (!ready?.personId) return refuse("gone");
  const late = whyNotDate(act.signedOn, { ...ready, now: ctx.now });
  if (late) return refuse(late);
  if (missingAnswers(ready.engagementIds, act.answers).length > 0) return refuse("incomplete");
  const { id, publicId, revision } = await insert(tx, ctx, act, ready);
  const { formId, candidacyId, role, locale, organizationId, method, level } = act;
  await record(tx, ctx, {
    action: "signatures.record",
    subject: { kind: "signature", id },
    organizationId,
    after: { formId, candidacyId, role, revision, method, level },
  });
  const { address, manageLinkId } = ready;
  const whose = { formId, candidacyId, role };
  await queueReceipt(tx, ctx, { whose, signatureId: id, locale, address, manageLinkId });
  return done({ id, publicId });
}
