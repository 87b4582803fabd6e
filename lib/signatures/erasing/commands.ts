import "server-only";
import { rm } from "node:fs/promises";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { keptFile } from "@/lib/core/files";
import { addJob } from "@/lib/core/jobs";
import { DAYS } from "@/lib/core/periods";
import { done, type Result, refuse } from "@/lib/core/result";
import { linkOf } from "../rules";
import type { NothingInput } from "../schema";
import { askedOf, lockedRequest, signatureToErase } from "./queries";
import {
  deciderOf,
  type WhyNotAsk,
  type WhyNotConfirm,
  type WhyNotPropose,
  whyNotAsk,
  whyNotConfirm,
  whyNotPropose,
} from "./rules";
import type { ConfirmInput, ProposeInput, RefuseInput } from "./schema";

async function note(
  tx: Tx,
  ctx: Ctx,
  verb: string,
  id: string,
  more: { reason?: string; organizationId?: string },
) {
  const { reason, organizationId } = more;
  await record(tx, ctx, {
    action: `signatures.erasure-${verb}`,
    subject: { kind: "erasure", id },
    ...(organizationId ? { organizationId } : {}),
    after: reason ? { reason } : {},
  });
}

/** The signer asks by her link that what she signed be erased; two members of the NGO decide. */
export async function askErasure(
  ctx: Ctx,
  _input: NothingInput,
): Promise<Result<object, "not-yours" | WhyNotAsk>> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  try {
    return await db().$transaction(async (tx) => {
      const signature = await askedOf(tx, link);
      const no = whyNotAsk(signature);
      if (no || !signature) return refuse(no ?? "not-signed");
      const { id } = await tx.erasureRequest.create({
        data: { signatureId: signature.id, askedAt: ctx.now },
        select: { id: true },
      });
      await note(tx, ctx, "ask", id, {});
      return done({});
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("already-asked");
    throw error;
  }
}

/** A member proposes the erasure with its reason, be it that the signer asked for it or not. */
export async function proposeErasure(
  ctx: Ctx,
  { signature: publicId, reason }: ProposeInput,
): Promise<Result<object, WhyNotPropose>> {
  const { actor } = ctx;
  if (actor.kind !== "member") return refuse("not-yours");
  try {
    return await db().$transaction(async (tx) => {
      const found = await signatureToErase(tx, publicId);
      const organizationId = found && deciderOf(ctx, found.authors);
      const isProposed = found?.open?.proposedById != null;
      const no = whyNotPropose(organizationId, { isErased: found?.isErased ?? false, isProposed });
      if (no || !found || !organizationId) return refuse(no ?? "not-yours");
      const proposed = { organizationId, reason, proposedById: actor.userId, proposedAt: ctx.now };
      const asked = { signatureId: found.id, askedById: actor.userId, askedAt: ctx.now };
      const select = { id: true } as const;
      const { id } = found.open
        ? await tx.erasureRequest.update({ where: { id: found.open.id }, data: proposed, select })
        : await tx.erasureRequest.create({ data: { ...asked, ...proposed }, select });
      await note(tx, ctx, "propose", id, { reason, organizationId });
      return done({});
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("already-proposed");
    throw error;
  }
}

/**
 * Erases what the signer said on the form, in one transaction with its entry in the log: the database does it as a whole or
 * not at all. Files are removed by a job of the same transaction, tried until they are gone.
 */
export async function confirmErasure(
  ctx: Ctx,
  { requestId }: ConfirmInput,
): Promise<Result<object, WhyNotConfirm>> {
  const { actor } = ctx;
  if (actor.kind !== "member") return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const erasure = await lockedRequest(tx, requestId);
    if (!erasure || deciderOf(ctx, erasure.authors) === null) return refuse("not-yours");
    const no = whyNotConfirm(ctx, erasure);
    if (no) return refuse(no);
    await tx.erasureRequest.update({
      where: { id: requestId },
      data: { outcome: "erased", decidedById: actor.userId, decidedAt: ctx.now },
      select: { id: true },
    });
    const [row] = await tx.$queryRaw<
      { files: string[] }[]
    >`SELECT erase_signature(${requestId}::uuid) AS files`;
    const files = row?.files ?? [];
    if (files.length > 0) await addJob(tx, "remove-files", { files });
    const { organizationId } = erasure;
    await note(tx, ctx, "confirm", requestId, organizationId ? { organizationId } : {});
    return done({});
  });
}

/** The NGO says no, with a note; nothing is erased, and it may be asked again. */
export async function refuseErasure(
  ctx: Ctx,
  { requestId, note: why }: RefuseInput,
): Promise<Result<object, "not-yours" | "already-decided">> {
  const { actor } = ctx;
  if (actor.kind !== "member") return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const erasure = await lockedRequest(tx, requestId);
    const organizationId = erasure && deciderOf(ctx, erasure.authors);
    if (!erasure || !organizationId) return refuse("not-yours");
    if (erasure.outcome !== null) return refuse("already-decided");
    await tx.erasureRequest.update({
      where: { id: requestId },
      data: { outcome: "refused", note: why, decidedById: actor.userId, decidedAt: ctx.now },
      select: { id: true },
    });
    await note(tx, ctx, "refuse", requestId, { organizationId });
    return done({});
  });
}

/** Removes files that no row names any more; one that is gone already is no fault. For the worker. */
export async function removeFiles(
  ctx: Ctx,
  { files }: { readonly files: readonly string[] },
): Promise<Result<object, "not-yours">> {
  if (ctx.actor.kind !== "system") return refuse("not-yours");
  for (const hash of files) {
    // The same scan may have come again since, for somebody else.
    const named = await db().paperPage.count({ where: { OR: [{ hash }, { publicHash: hash }] } });
    if (named === 0) await rm(keptFile(hash), { force: true });
  }
  return done({});
}

/** Deletes answers that were prepared and never signed, long after their form has closed. For the worker, each night. */
export async function forgetDrafts(ctx: Ctx): Promise<Result<{ readonly gone: number }, "not-yours">> {
  if (ctx.actor.kind !== "system") return refuse("not-yours");
  const gone = await db().$executeRaw`
    DELETE FROM signing_draft d USING form_version v, form f
    WHERE v.id = d.version_id AND f.id = v.form_id AND f.closes_at < ${new Date(ctx.now.getTime() - DAYS.drafts * 86_400_000)}`;
  return done({ gone });
}
