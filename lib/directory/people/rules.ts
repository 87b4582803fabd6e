import { searchKey } from "@/lib/core/folding";
import { type Locale, localized } from "@/lib/core/i18n/locale";
import type { RecordedAnswer } from "./queries";

export interface RecordedTheme {
  readonly title: string;
  readonly lang: Locale;
  readonly answers: readonly RecordedAnswer[];
}

/** Answers grouped by theme, whichever NGO named it so; within a theme in the order given, newest first. */
export function byTheme(record: readonly RecordedAnswer[], locale: Locale): readonly RecordedTheme[] {
  const themes = new Map<string, RecordedTheme & { answers: RecordedAnswer[] }>();
  for (const answer of record) {
    const { text, lang } = localized(answer.theme, locale);
    const key = searchKey(text);
    const known = themes.get(key) ?? { title: text, lang, answers: [] };
    known.answers.push(answer);
    themes.set(key, known);
  }
  const names = new Intl.Collator(locale);
  return [...themes.values()].sort((a, b) => names.compare(a.title, b.title));
}

/** The year of an answer in the zone of its form. */
export function yearOf({ signedAt, timeZone }: Pick<RecordedAnswer, "signedAt" | "timeZone">): string {
  return new Intl.DateTimeFormat("en", { year: "numeric", timeZone }).format(signedAt);
}
