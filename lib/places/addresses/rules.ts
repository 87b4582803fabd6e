import { searchKey, withoutArticle } from "@/lib/core/folding";
import type { FoundPlace } from "../rules";

/** What a postal address says of the place where it lies; the street itself is not kept. */
export interface Address {
  readonly postcode: string | null;
  /** Names that are clearly a town's by where they stand, the likeliest first. */
  readonly towns: readonly string[];
  /** Whether a town stands where one writes it: after the street. */
  readonly isInOrder: boolean;
  /** The key of the words among which a town may stand unmarked, e.g. "rue des lilas conflans". */
  readonly rest: string;
}

/** Kinds of ways and places, with the abbreviations of the French address standard (AFNOR NF Z 10-011) and of everyday use. */
const WAYS =
  /^(all|allees?|av|ave|avenue|bat|batiment|bd|bld|blvd|boul|boulevard|bp|c|ch|che|chem|chemin|cite|clos|cours?|crs|cs|domaine|esc|escalier|esp|esplanade|etage|faubourg|fbg|fg|ham|hameau|imp|impasse|ld|lieu dit|lot|lotissement|mail|montee|passage|pass|parvis|pl|place|porte|promenade|prom|q|quai|quartier|r|res|residence|rocade|rond point|route|rte|rue|ruelle|sente|sentier|sq|square|tour|traverse|venelle|via|villa|voie|za|zac|zi|zone|appt?|appartement|chez) /;
const HOUSE = /^\d{1,5}( ?(bis|ter|quater|[a-d]))?( |$)/;
/** Words after which a name goes on, and those of them with which no town's name begins. */
const LINKS = new Set("au aux d de del des du en et l la le les saint sainte sous sur".split(" "));
const INNER = new Set("au aux d de del des du en et sous sur".split(" "));

/** A last five-digit number with words around it; a house may have five digits too, and stands before. */
const POSTCODE = /(?<![\d-])(?:f|fr)?[ -]?(\d{5}|\d{2}[ \u00a0]\d{3})(?!\d|[ \u00a0]?(?:rue|bis|ter)\b)/gi;

/** A street or a house by its first words: "12 bis rue des Lilas", "bd Voltaire", "12". */
function isStreet(key: string): boolean {
  const bare = key.replace(HOUSE, "");
  return bare === "" || WAYS.test(bare);
}

/** "Lyon 3", "Lyon 3e", "Paris 1er arrt" → "lyon 3e", as boroughs are written; CEDEX and the country leave. */
export function townKey(text: string): string {
  const key = searchKey(text)
    .replace(/\bcedex( \d{1,2})?\b/g, "")
    .replace(/( |^)france$/, "")
    .trim();
  const borough = /^(.*[a-z]) (\d{1,2})( ?(er|ere|e|eme|nd|nde|d))?( arr[a-z]*)?$/.exec(key);
  return borough ? `${borough[1]} ${borough[2]}${borough[2] === "1" ? "er" : "e"}` : key;
}

const isTown = (key: string) => /^[a-z].*[a-z]/.test(key) && !isStreet(key);

/** The parts that a writer set apart by comma, line, bracket or dash between spaces. */
function partsOf(text: string): string[] {
  return text
    .split(/[,;\n()|]| - |[–—]/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function postcodeIn(typed: string): { code: string; before: string; after: string } | null {
  const found = [...typed.matchAll(POSTCODE)].at(-1);
  if (!found?.[1]) return null;
  const before = typed.slice(0, found.index);
  const after = typed.slice(found.index + found[0].length);
  return /\p{L}/u.test(typed) ? { code: found[1].replace(/\D/g, ""), before, after } : null;
}

/**
 * What was typed read as an address: with a postal code among other words, or with a street. Null where it is none, so
 * that names and bare codes are searched as ever.
 */
export function addressIn(typed: string): Address | null {
  const code = postcodeIn(typed);
  if (code) {
    const [after, before] = [code.after, code.before].map((text) => partsOf(text).map(townKey).reverse());
    const towns = [...(after ?? []).reverse(), ...(before ?? [])].filter(isTown);
    return { postcode: code.code, towns, isInOrder: true, rest: before?.[0] ?? "" };
  }
  const keys = partsOf(typed)
    .map(townKey)
    .filter((key) => key !== "")
    .reverse();
  const street = keys.find((key) => WAYS.test(key.replace(HOUSE, "")) || /^\d.* [a-z]{2}/.test(key));
  if (street === undefined || (keys.length < 2 && !HOUSE.test(street))) return null;
  return { postcode: null, towns: keys.filter(isTown), isInOrder: isTown(keys[0] ?? ""), rest: street };
}

/**
 * Ends of a street's words that may be a town's name set apart by nothing, longest first: "12 rue victor hugo la
 * rochelle" → "la rochelle", "rochelle". The way keeps a name of its own, and a name after "de" or "des" is the way's.
 */
export function unmarkedTowns(rest: string): string[] {
  const words = rest.replace(HOUSE, "").split(" ");
  const named = words.findIndex((word, at) => at > 0 && !LINKS.has(word));
  if (named < 0) return [];
  return words.flatMap((_, at) => {
    const before = words[at - 1] ?? "";
    const isStart = at > named && words.length - at <= 6 && !LINKS.has(before) && !INNER.has(words[at] ?? "");
    return isStart ? [words.slice(at).join(" ")] : [];
  });
}

type Named = Pick<FoundPlace, "area" | "alias">;

const keysOf = ({ area, alias }: Named) =>
  [area.name, alias ?? ""].map((name) => withoutArticle(searchKey(name)));

/** Those of the places whose whole name a town's is. */
export function bearingWhole<T extends Named>(places: readonly T[], town: string): readonly T[] {
  return places.filter((place) => keysOf(place).includes(withoutArticle(town)));
}

/** Those of the places that bear a town's name: whole, else its beginning or with more words ("Paris" and its boroughs). */
export function bearing<T extends Named>(places: readonly T[], town: string): readonly T[] {
  const whole = bearingWhole(places, town);
  if (whole.length > 0) return whole;
  const said = withoutArticle(town);
  const isPart = (of: string) => of !== "" && (of.startsWith(said) || said.startsWith(`${of} `));
  if (said.length < 3) return [];
  return places.filter((place) => keysOf(place).some(isPart));
}

/** Those of the places whose name ends the words of a street: "12 rue des lilas conflans". */
export function ending<T extends Named>(places: readonly T[], rest: string): readonly T[] {
  return places.filter((place) => keysOf(place).some((key) => key !== "" && rest.endsWith(` ${key}`)));
}

/** Those of the places that lie in the department of a postal code, where any do; CEDEX codes belong to no commune. */
export function inDepartmentOf<T extends Named>(places: readonly T[], postcode: string): readonly T[] {
  const start = postcode.slice(0, /^9[78]/.test(postcode) ? 3 : 2);
  const inside = places.filter(({ area: { code } }) => code.replace(/^2[AB]/, "20").startsWith(start));
  return inside.length > 0 ? inside : places;
}
