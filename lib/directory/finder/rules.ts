import { searchKey, withoutArticle } from "@/lib/core/folding";
import { asked, type FoundPlace } from "@/lib/places/rules";
import { ballotPath, candidacyPath, placePath } from "../rules";
import type { FoundParty, FoundPerson } from "./queries";

export type Choice =
  | { readonly kind: "place"; readonly place: FoundPlace; readonly path: string }
  | { readonly kind: "person"; readonly person: FoundPerson; readonly path: string }
  | { readonly kind: "party"; readonly party: FoundParty; readonly path: string };

/** Where a place leads: its one constituency, else its own page with the choice. */
export function placeTarget(place: Pick<FoundPlace, "area" | "wholes">, electionSlug: string | null): string {
  const [only] = place.wholes;
  return electionSlug && only !== undefined && place.wholes.length === 1
    ? ballotPath(electionSlug, only)
    : placePath(place.area);
}

/**
 * What is offered. Exact places and people alone where there are any; a name typed whole still leaves the places that
 * begin with it ("Conflans" is also a family name). Near ones only where nothing is better; nothing is guessed.
 */
export function choicesOf(
  typed: string,
  found: {
    readonly places: readonly FoundPlace[];
    readonly people: readonly FoundPerson[];
    readonly parties: readonly FoundParty[];
  },
  electionSlug: string | null,
): readonly Choice[] {
  const key = searchKey(typed);
  const exactPeople = found.people.filter(({ isExact }) => isExact);
  const exactPlaces = found.places.filter(({ isExact }) => isExact);
  const beginning = found.places.filter(({ area, alias }) =>
    [area.name, alias ?? ""].some((name) => withoutArticle(searchKey(name)).startsWith(withoutArticle(key))),
  );
  const exactParties = found.parties.filter(({ isExact }) => isExact);
  const near = exactPeople.length > 0 || exactParties.length > 0 ? beginning : found.places;
  const places = exactPlaces.length > 0 ? exactPlaces : near;
  const isNear = places.length === 0 && exactParties.length === 0;
  const people = exactPeople.length > 0 ? exactPeople : isNear ? found.people : [];
  const isNearParty = exactPlaces.length === 0 && exactPeople.length === 0;
  const parties = exactParties.length > 0 ? exactParties : isNearParty ? found.parties : [];
  return [
    ...places.map((place): Choice => ({ kind: "place", place, path: placeTarget(place, electionSlug) })),
    ...people.map(
      (person): Choice => ({
        kind: "person",
        person,
        path: candidacyPath(person.candidacyId, person.candidate),
      }),
    ),
    ...parties.map((party): Choice => ({ kind: "party", party, path: `/organizations/${party.slug}` })),
  ];
}

/** The places that an address may lie in; where a commune is split, its page says that the street does not decide. */
export function addressChoices(
  places: readonly FoundPlace[],
  electionSlug: string | null,
): readonly Choice[] {
  return places.map((place): Choice => {
    const path = placeTarget(place, electionSlug);
    const isSplit = place.area.level !== "department" && place.wholes.length > 1;
    return { kind: "place", place, path: isSplit ? `${path}?street=1` : path };
  });
}

/** The postcode typed that belongs to no commune, such as a CEDEX; null for all else. */
export function unknownCode(typed: string, places: readonly FoundPlace[]): string | null {
  const words = asked(typed);
  const isWhole = words.kind === "code" && /^\w{5}$/.test(words.digits);
  return isWhole && !places.some(({ isExact }) => isExact) ? words.digits.toUpperCase() : null;
}

/** A word and what is left of it without one letter: words that share such a form are a slip of the finger apart. */
export function slipsOf(word: string): readonly string[] {
  if (word.length < 4) return [word];
  return [...new Set([word, ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))])];
}

/** Names that occur more than once among the choices: their rows are told apart by more words. */
export function homonyms(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) (seen.has(name) ? twice : seen).add(name);
  return twice;
}
