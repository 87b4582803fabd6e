import { type Locale, localized } from "@/lib/core/i18n/locale";
import { yearOf } from "../rules";
import type { SignedOnce, SignedWords } from "./queries";

/** What was signed in each year, in the order given: the newest first. */
export function byYear<T extends Pick<SignedOnce, "signedAt" | "timeZone">>(
  signed: readonly T[],
): readonly { readonly year: string; readonly signed: readonly T[] }[] {
  const years = [...new Set(signed.map(yearOf))];
  return years.map((year) => ({ year, signed: signed.filter((one) => yearOf(one) === year) }));
}

/** The words of one signature under the themes of its form, in the form's order. */
export function underThemes(words: readonly SignedWords[], locale: Locale) {
  const themes: { title: string; lang: Locale; words: SignedWords[] }[] = [];
  for (const one of words) {
    const { text: title, lang } = localized(one.theme, locale);
    const last = themes.at(-1);
    if (last?.title === title) last.words.push(one);
    else themes.push({ title, lang, words: [one] });
  }
  return themes;
}
