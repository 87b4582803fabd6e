import type { Locale } from "@/lib/core/i18n/locale";
import { slugOf } from "@/lib/core/slug";

/** A person as public pages name her. */
export interface Named {
  readonly publicId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly gender: string | null;
}

/** An area as public pages name it; `parent` is its department, where it has one. */
export interface PublicArea {
  readonly scheme: string;
  readonly code: string;
  readonly level: string;
  readonly name: string;
  readonly parent: { readonly scheme: string; readonly code: string; readonly name: string } | null;
}

export function fullName({ givenName, familyName }: Pick<Named, "givenName" | "familyName">): string {
  return `${givenName} ${familyName}`;
}

/** "abc-solene-lecoeur": the id finds, the name is for readers. */
export function idAndName(person: Pick<Named, "givenName" | "familyName">, publicId: string): string {
  return `${publicId}-${slugOf(fullName(person))}`;
}

/** The id at the head of an address such as "abc-solene-lecoeur", or null where there is none. */
export function idOf(segment: string): string | null {
  return /^([0-9a-z]{10})(?:-|$)/.exec(segment)?.[1] ?? null;
}

export function candidacyPath(publicId: string, person: Pick<Named, "givenName" | "familyName">): string {
  return `/candidacies/${idAndName(person, publicId)}`;
}

export function personPath(person: Named): string {
  return `/people/${idAndName(person, person.publicId)}`;
}

export function placePath({ scheme, code }: { readonly scheme: string; readonly code: string }): string {
  return `/places/${encodeURIComponent(scheme)}/${encodeURIComponent(code)}`;
}

/** The number of a constituency within its department, from a code such as `78-07`; null where the code says none. */
export function seatNumber(area: Pick<PublicArea, "level" | "code">): number | null {
  const found = area.level === "constituency" ? /-(\d{1,3})$/.exec(area.code)?.[1] : undefined;
  return found === undefined ? null : Number(found);
}

/** 7 → "7e" or "7th"; French writes the feminine "1re" for a circonscription. */
export function ordinal(number: number, locale: Locale): string {
  if (locale === "fr") return number === 1 ? "1re" : `${number}e`;
  const tens = number % 100;
  const ending = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}

/** "Paris 11e Arrondissement" as INSEE writes it → its city and number; null for every other name. */
function boroughOf({
  level,
  name,
}: Pick<PublicArea, "level" | "name">): [city: string, number: number] | null {
  const [, city, number] = (level === "borough" && /^(.+?) (\d+)er?e? Arrondissement$/i.exec(name)) || [];
  return city && number ? [city, Number(number)] : null;
}

/** "7e circonscription des Yvelines"; in English "Yvelines, 7th constituency". Names elsewhere are as published. */
export function areaTitle(area: PublicArea, locale: Locale): string {
  const borough = boroughOf(area);
  if (borough) {
    const [city, rank] = borough;
    return `${city}, ${locale === "fr" && rank === 1 ? "1er" : ordinal(rank, locale)} arrondissement`;
  }
  const number = seatNumber(area);
  if (locale === "fr" || number === null || !area.parent) return area.name;
  return `${area.parent.name}, ${ordinal(number, "en")} constituency`;
}

/** The language of an area's name: French where a French publisher gave it, else unknown. */
export function areaLang({ scheme }: Pick<PublicArea, "scheme">): Locale | undefined {
  return scheme.startsWith("fr-") ? "fr" : undefined;
}

/** "Yvelines, 7e", for lists. */
export function areaShort(area: PublicArea, locale: Locale): string {
  const number = seatNumber(area);
  if (number === null || !area.parent) return area.name;
  return `${area.parent.name}, ${ordinal(number, locale)}`;
}

/** Codes in the order of readers: 01, 02 … 2A, 2B … 95, then overseas and abroad. */
export function byCode(a: string, b: string): number {
  const rank = (code: string) => (/^Z/.test(code) ? 2 : /^9[78]\d/.test(code) ? 1 : 0);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** The neutral order of every list: panel number, else family name; said beside the list. */
export function neutralOrder<T extends { readonly panelNumber: number | null; readonly person: Named }>(
  candidacies: readonly T[],
): { readonly order: "panel" | "alphabet"; readonly candidacies: readonly T[] } {
  const order = candidacies.every(({ panelNumber }) => panelNumber !== null) ? "panel" : "alphabet";
  const names = new Intl.Collator("fr");
  const byName = (a: T, b: T) =>
    names.compare(a.person.familyName, b.person.familyName) ||
    names.compare(a.person.givenName, b.person.givenName);
  const byPanel = (a: T, b: T) => (a.panelNumber ?? 0) - (b.panelNumber ?? 0) || byName(a, b);
  return { order, candidacies: [...candidacies].sort(order === "panel" ? byPanel : byName) };
}

/** "f", "m" or "other", for the grammar of a sentence about somebody. */
export function grammar(gender: string | null): "f" | "m" | "other" {
  return gender === "f" || gender === "m" ? gender : "other";
}

/** The address of a contest, without the language. */
export function ballotPath(electionSlug: string, areaCode: string): string {
  return `/elections/${electionSlug}/${encodeURIComponent(areaCode)}`;
}

const WORDS = {
  fr: "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split(" "),
  en: "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split(
    " ",
  ),
};

/** Small counts as a sentence writes them: 9 → "neuf"; digits under two and over sixteen. */
export function inWords(count: number, locale: Locale): string {
  return WORDS[locale][count - 2] ?? String(count);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
