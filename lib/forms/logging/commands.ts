import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { logVersion } from "@/lib/proof/commands";
import { isLogBeginning } from "@/lib/proof/queries";
import { whyNotLogEarlier } from "@/lib/proof/rules";
import { canonicalOf } from "../draft/words/commands";
import { WORDS } from "../queries";
import { readWords } from "../rules";

async function logOne(tx: Tx): Promise<boolean> {
  if (!(await isLogBeginning(tx))) return false;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('log versions', 0))`;
  const version = await tx.formVersion.findFirst({
    where: { publishedAt: { not: null }, leaf: null },
    orderBy: [{ publishedAt: "asc" }, { number: "asc" }],
    select: { ...WORDS, id: true, number: true, formId: true },
  });
  if (!version) return false;
  await logVersion(tx, version.id, await canonicalOf(tx, { ...version, words: readWords(version) }));
  return true;
}

/** Gives each published version without a leaf its own, the oldest first: what was published before there was a log. */
export async function logPublished(ctx: Ctx): Promise<Result<{ count: number }, "not-yours">> {
  const no = whyNotLogEarlier(ctx);
  if (no) return refuse(no);
  let count = 0;
  while (await db().$transaction(logOne)) count += 1;
  return done({ count });
}
