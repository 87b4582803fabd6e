import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { WORDS } from "../../queries";
import { readWords } from "../../rules";
import { copied, whyNotWrite } from "../rules";
import { authorsOf, consentingIds, electionFacts, insertForm } from "../words/commands";
import { type CloneRefusal, whyNotClone } from "./rules";
import type { CloneInput } from "./schema";

/**
 * Begins a form for another election with all the words of a form's latest published version, each engagement of the same
 * lineage, closing on the eve of that election's poll. The source is kept and, once the new form is published, public.
 */
export async function cloneForm(
  ctx: Ctx,
  { formId, electionId, organizationId }: CloneInput,
): Promise<Result<{ formId: string }, CloneRefusal | "not-yours" | "slug-taken">> {
  const source = await authorsOf(formId);
  const no = whyNotWrite(ctx, [organizationId]) ?? whyNotWrite(ctx, consentingIds(source));
  if (no || !source) return refuse("not-yours");
  try {
    return await db().$transaction(async (tx) => {
      const version = await latestPublished(tx, formId);
      const election = await electionFacts(tx, electionId);
      const facts = { electionId: source.electionId, isPublished: version !== null };
      const why = whyNotClone(facts, election, ctx.now);
      if (why || !version || !election) return refuse(why ?? "no-words");
      const words = copied(readWords(version), randomUUID);
      const about = { organizationId, words, sourceVersionId: version.id };
      const id = await insertForm(tx, ctx, about, election);
      const after = { source: formId, version: version.number, electionId };
      await record(tx, ctx, {
        action: "forms.clone",
        subject: { kind: "form", id },
        organizationId,
        after,
      });
      return done({ formId: id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("slug-taken");
    throw error;
  }
}

async function latestPublished(tx: Tx, formId: string) {
  return tx.formVersion.findFirst({
    where: { formId, publishedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { ...WORDS, id: true, number: true },
  });
}
