import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { mayEdit } from "@/lib/organizations/rules";
import { canonicalText, textHash } from "../rules";
import type { Words } from "../schema";

export type Said = "invited" | "consented" | "declined" | "cancelled" | "left";

/** One NGO of a form, present, asked or past, with the last thing that it said. */
export interface Member {
  readonly organizationId: string;
  readonly name: string;
  readonly isLead: boolean;
  /** It writes the form now. */
  readonly isAuthor: boolean;
  readonly last: {
    readonly kind: Said;
    readonly at: Date;
    readonly note: string | null;
    readonly wordsHash: string | null;
  } | null;
}

/** What a consent is about: the words alone, whoever writes them and whichever version they become. */
export function wordsHash(words: Words): string {
  return textHash(canonicalText(words, { formId: "", number: 0, by: [], prev: null }));
}

/** Only who edits for an NGO speaks for it. */
export function whyNotSpeak(ctx: Ctx, organizationId: string): "not-yours" | null {
  return mayEdit(roleIn(ctx, organizationId)) ? null : "not-yours";
}

/**
 * The NGOs whose word is missing before these words may be published: each author but those for whom the caller edits, who
 * consent by publishing, and each NGO that was asked and has not answered.
 */
export function missingConsents(ctx: Ctx, members: readonly Member[], hash: string): readonly Member[] {
  return members.filter(({ organizationId, isAuthor, last }) => {
    if (last?.kind === "invited") return true;
    if (!isAuthor || mayEdit(roleIn(ctx, organizationId))) return false;
    return !(last?.kind === "consented" && last.wordsHash === hash);
  });
}
