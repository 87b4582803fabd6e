import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { translator } from "@/lib/core/i18n/translator";
import { done, type Result, refuse } from "@/lib/core/result";
import { announceSeal } from "@/lib/proof/commands";
import { publicReceipt, publicSealProof } from "@/lib/proof/queries";
import type { SealKey } from "@/lib/proof/seal/key";
import { sealed } from "@/lib/proof/seal/seal";
import { receiptPaper } from "./paper";
import { type Unsealed, unsealed } from "./queries";
import { whyNotSeal } from "./rules";

/** Makes one receipt and keeps it; where another did so meanwhile, that one stays. */
async function sealOne(ctx: Ctx, one: Unsealed, key: SealKey, sealProof: string): Promise<void> {
  const texts = await publicReceipt(one.publicId);
  if (!texts) return;
  const paper = await receiptPaper(texts, sealProof, { ...one, now: ctx.now });
  const why = translator("fr")("signatures.sealed.reason");
  const pdf = await sealed(paper, key, ctx.now, why);
  await db().$executeRaw`
    INSERT INTO sealed_receipt (signature_id, pdf, made_at) VALUES (${one.id}::uuid, ${pdf}, ${ctx.now})
    ON CONFLICT DO NOTHING`;
}

/**
 * Seals the receipts of signatures that the log has signed since, at most `limit` of them, however long they waited. The
 * first time, the seal's key is announced in the log, and sealing begins once the log has signed that.
 */
export async function sealReceipts(
  ctx: Ctx,
  { key, limit = 20 }: { readonly key: SealKey; readonly limit?: number },
): Promise<Result<{ sealed: number }, "not-yours" | "not-announced">> {
  const no = whyNotSeal(ctx);
  if (no) return refuse(no);
  const waiting = await unsealed(limit);
  if (waiting.length === 0) return done({ sealed: 0 });
  const sealProof = await publicSealProof(key.spki);
  if (!sealProof) {
    await announceSeal(key.spki);
    return refuse("not-announced");
  }
  for (const one of waiting) await sealOne(ctx, one, key, sealProof);
  return done({ sealed: waiting.length });
}
