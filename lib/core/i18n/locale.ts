export const LOCALES = ["fr", "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** The other language of a page, for its switch and hreflang. */
export function otherLocale(locale: Locale): Locale {
  return locale === "fr" ? "en" : "fr";
}

export function isLocale(value: string): value is Locale {
  return value === "fr" || value === "en";
}

/** A text in several languages, as forms and elections store it. */
export type LocalizedText = Readonly<Partial<Record<Locale, string>>>;

/** The text in this language, else in another that has it, and which that is (for `lang`). */
export function localized(text: unknown, locale: Locale): { text: string; lang: Locale } {
  for (const lang of [locale, otherLocale(locale)]) {
    const found = localizedOnly(text, lang);
    if (found) return { text: found, lang };
  }
  return { text: "", lang: locale };
}

/** The text in exactly this language, or "". */
export function localizedOnly(text: unknown, locale: Locale): string {
  if (typeof text !== "object" || text === null) return "";
  const found: unknown = Object.entries(text).find(([lang]) => lang === locale)?.[1];
  return typeof found === "string" ? found : "";
}

/** The first of our languages that an Accept-Language header asks for; French where it asks for none. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const asked = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", q] = part.trim().toLowerCase().split(";q=");
      return { lang: tag.split("-")[0] ?? "", weight: q === undefined ? 1 : Number(q) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { lang } of asked) if (isLocale(lang)) return lang;
  return "fr";
}
