import type { Ctx } from "@/lib/core/auth/actor";

/** Places are shared by all NGOs: only the operator of the instance, an import command or the seed writes them. */
export function whyNotSavePlaces({ actor }: Ctx): "not-operator" | null {
  return actor.kind === "system" || (actor.kind === "member" && actor.isOperator) ? null : "not-operator";
}

const plain: Readonly<Record<string, string>> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/**
 * A name folded for search as the database's `search_key` folds it: no accents, no signs, small letters, `st` as
 * `saint`, so that "St-Denis" and "saint denis" are one.
 */
export function searchKey(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[œæßøłđðþı]/g, (letter) => plain[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, " ")
    .replace(/\bst\b/g, "saint")
    .replace(/\bste\b/g, "sainte")
    .trim();
}

/** A key without the article before a name: "l hay les roses" and "hay les roses" mean the same place. */
export function withoutArticle(key: string): string {
  return key.replace(/^(le|la|les|l|los|las|aux) (?=.)/, "");
}
