import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation } from "@/lib/core/db";
import type { LocalizedText } from "@/lib/core/i18n/locale";
import { done, type Result, refuse } from "@/lib/core/result";
import { WORDS } from "../../queries";
import { readWords } from "../../rules";
import { copied, whyNotWrite } from "../rules";
import { LIMITS } from "../schema";
import { authorsOf, consentingIds, electionFacts, insertForm } from "../words/commands";
import { placesOf, takenPlaces } from "./queries";
import { overlapping, type VariantRefusal, whyNotVary } from "./rules";
import type { VariantInput } from "./schema";

type Refusal = VariantRefusal | "not-yours" | "no-area" | "overlap" | "slug-taken";

/** "Dix engagements (Yvelines)", within the limit of a title. */
function localTitle(title: LocalizedText, names: readonly string[]): LocalizedText {
  const place = ` (${names.slice(0, 2).join(", ")}${names.length > 2 ? "…" : ""})`;
  const of = (text: string) => `${text.slice(0, LIMITS.title - place.length)}${place}`;
  return Object.fromEntries(Object.entries(title).map(([locale, text]) => [locale, of(text)]));
}

/**
 * Begins a local variant of a form: the same election, words, lineages and closing, for the candidates of these areas alone.
 * Once published it is what they are asked and shown instead of the form for all.
 */
export async function createVariant(
  ctx: Ctx,
  { formId, organizationId, areas }: VariantInput,
): Promise<Result<{ formId: string }, Refusal>> {
  const national = await authorsOf(formId);
  const no = whyNotWrite(ctx, [organizationId]) ?? whyNotWrite(ctx, consentingIds(national));
  if (no || !national) return refuse("not-yours");
  try {
    return await db().$transaction(async (tx) => {
      const version = await tx.formVersion.findFirst({
        where: { formId, publishedAt: { not: null } },
        orderBy: { number: "desc" },
        select: { ...WORDS, id: true, number: true },
      });
      const isVariant = (await tx.formArea.count({ where: { formId } })) > 0;
      const facts = { isPublished: version !== null, isVariant, closesAt: national.closesAt };
      const why = whyNotVary(facts, ctx.now);
      const election = await electionFacts(tx, national.electionId);
      if (why || !version || !election) return refuse(why ?? "no-words");
      const places = await placesOf(tx, national.electionId, areas);
      const unknown = areas.find((code) => !places.some((place) => place.code === code));
      if (unknown) return refuse("no-area", { code: unknown });
      const twice = overlapping(places, await takenPlaces(tx, formId));
      if (twice) return refuse("overlap", { code: twice.code });
      const text = copied(readWords(version), randomUUID);
      const words = {
        ...text,
        title: localTitle(
          text.title,
          places.map(({ name }) => name),
        ),
      };
      const about = { organizationId, words, sourceVersionId: version.id, closesAt: national.closesAt };
      const id = await insertForm(tx, ctx, about, election);
      await tx.formArea.createMany({ data: places.map((place) => ({ formId: id, areaId: place.id })) });
      const after = { source: formId, version: version.number, areas: [...areas] };
      await record(tx, ctx, { action: "forms.vary", subject: { kind: "form", id }, organizationId, after });
      return done({ formId: id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("slug-taken");
    throw error;
  }
}
