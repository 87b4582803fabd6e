import { expect } from "vitest";
import { type Read, read } from "./visit";

/** What a reader types, and what the page that she is led to says in either language. */
export interface Asked {
  readonly typed: string;
  readonly about: string;
  readonly fr: readonly string[];
  readonly en: readonly string[];
  /** Where she is led, without the language; absent where she chooses. */
  readonly to?: RegExp;
}

/** The questions that issue 5 names, with the answer that is right on the official files. */
export const ASKED: readonly Asked[] = [
  {
    typed: "78700",
    about: "a postcode of one commune in one constituency",
    to: /^\/elections\/[^/]+\/78-07$/,
    fr: ["7e circonscription des Yvelines"],
    en: ["Yvelines , 7th constituency"],
  },
  {
    typed: "75009",
    about: "an arrondissement, which is not in INSEE's file",
    to: /^\/places\/fr-commune\/75109$/,
    fr: [
      "Paris, 9e arrondissement",
      "la ville de Paris tout entière, pas ses arrondissements",
      "18 circonscriptions possibles : laquelle est la vôtre ?",
    ],
    en: ["Paris , 9th arrondissement", "18 possible constituencies: which one is yours?"],
  },
  {
    typed: "2a004",
    about: "a split commune's code, in small letters",
    to: /^\/places\/fr-commune\/2A004$/,
    fr: [
      "Ajaccio",
      "2 circonscriptions possibles : laquelle est la vôtre ?",
      "1re circonscription de la Corse-du-Sud",
      "2e circonscription de la Corse-du-Sud",
    ],
    en: ["2 possible constituencies", "Corse-du-Sud , 2nd constituency"],
  },
  {
    typed: "st denis",
    about: "homonyms, each with its department",
    fr: [
      "Saint-Denis Commune · Seine-Saint-Denis",
      "Saint-Denis Commune · La Réunion",
      "Saint-Denis Commune · Aude",
      "Saint-Denis Commune · Gard",
      "2 circonscriptions possibles",
    ],
    en: ["Saint-Denis Commune · Seine-Saint-Denis", "2 possible constituencies"],
  },
  {
    typed: "hay les roses",
    about: "a name without its article and accents",
    to: /^\/elections\/[^/]+\/94-07$/,
    fr: ["7e circonscription du Val-de-Marne"],
    en: ["Val-de-Marne , 7th constituency"],
  },
  {
    typed: "Conflans",
    about: "the beginning of several names",
    fr: ["Conflans-Sainte-Honorine Commune · Yvelines", "Conflans-en-Jarnisy Commune · Meurthe-et-Moselle"],
    en: ["Conflans-Sainte-Honorine Commune · Yvelines"],
  },
  {
    typed: "allemagne",
    about: "a country abroad",
    to: /^\/elections\/[^/]+\/ZZ-07$/,
    fr: ["7e circonscription des Français établis hors de France"],
    en: ["7th constituency"],
  },
  {
    typed: "78702 Conflans-Ste-Honorine CEDEX",
    about: "a CEDEX with its town",
    to: /^\/elections\/[^/]+\/78-07$/,
    fr: ["7e circonscription des Yvelines"],
    en: ["Yvelines , 7th constituency"],
  },
  {
    typed: "78702",
    about: "a CEDEX alone",
    fr: ["Aucune commune n’a le code postal 78702", "un CEDEX", "Yvelines Département"],
    en: ["No commune has the postcode 78702", "a CEDEX", "Yvelines Department"],
  },
  {
    typed: "00000",
    about: "a code of nowhere",
    fr: ["Aucune commune n’a le code postal 00000", "un code étranger ou une faute de frappe"],
    en: ["No commune has the postcode 00000", "a foreign code or a typing error"],
  },
];

/** The page that answers the one box, after the one redirection it may give. */
export async function answered(typed: string, locale: string): Promise<Read & { readonly at: string }> {
  const asked = `/${locale}/search?q=${encodeURIComponent(typed)}`;
  const first = await read(asked);
  const to = first.headers.get("location");
  return to ? { ...(await read(to)), at: to.slice(3) } : { ...first, at: "" };
}

/** Asks one question in both languages and holds every word of the answer. */
export async function holdAnswer({ typed, to, ...words }: Asked): Promise<void> {
  for (const locale of ["fr", "en"] as const) {
    const page = await answered(typed, locale);
    expect([typed, page.status]).toEqual([typed, 200]);
    expect(page.at).toMatch(to ?? /^$/);
    for (const said of words[locale]) expect(page.text).toContain(said);
  }
}
