import { searchKey } from "@/lib/core/folding";
import type { Hit } from "@/lib/places/rules";
import { byCode } from "../../rules";
import { placeTarget } from "../rules";

/** The pages that answer without a question: departments, and the places of each by postcode. */
export function listingPath(departmentCode = ""): string {
  return departmentCode ? `/find/${encodeURIComponent(departmentCode)}` : "/find";
}

/** Where a part of the index of names and codes lies; the same for every language. */
export function indexPath(part: string): string {
  return `/find/names/${part}.json`;
}

/** A place under one of its postcodes; under none where it has none, as a country abroad. */
export interface ListedPlace {
  readonly place: Hit;
  readonly postcode: string;
}

/** Places by postcode, then by name: one of several postcodes stands under each. */
export function byPostcode(places: readonly Hit[]): readonly ListedPlace[] {
  const names = new Intl.Collator("fr");
  return places
    .flatMap((place) =>
      (place.postcodes.length > 0 ? place.postcodes : [""]).map((postcode) => ({ place, postcode })),
    )
    .sort(
      (a, b) =>
        byCode(a.postcode, b.postcode) ||
        names.compare(a.place.area.name, b.place.area.name) ||
        byCode(a.place.area.code, b.place.area.code),
    );
}

/** One line of the index that a page without an app reads: what is typed, what it is called, where it lies, its page. */
export type Entry = readonly [key: string, name: string, detail: string, path: string];

function keysOf({ area, alias, postcodes }: Hit, part: string): readonly string[] {
  if (!/^\d|^2[ab]$/.test(part)) return [searchKey(alias ?? area.name)];
  return [...postcodes, area.code.toLowerCase()].filter((key) => key.startsWith(part));
}

/** A part of the index: places that lead to a page, by key and by size. A city that is a department too stands once. */
export function entriesOf(part: string, hits: readonly Hit[], electionSlug: string): readonly Entry[] {
  const known = new Set(hits.flatMap(({ postcodes }) => postcodes));
  const cities = new Set(hits.map(({ area }) => `${area.parent?.code} ${area.name}`));
  const kept = hits.filter(
    ({ area, wholes }) =>
      wholes.length > 0 && (area.level !== "department" || !cities.has(`${area.code} ${area.name}`)),
  );
  return kept
    .flatMap((hit) =>
      keysOf(hit, part)
        .filter(
          (key) => key !== hit.area.code.toLowerCase() || !known.has(key) || hit.postcodes.includes(key),
        )
        .map((key): { readonly population: number; readonly entry: Entry } => {
          const { area, postcodes, alias, population } = hit;
          const detail = [alias ?? "", area.parent?.name ?? "", postcodes.slice(0, 3).join(", ")];
          const path = placeTarget(hit, electionSlug);
          return { population, entry: [key, area.name, detail.filter(Boolean).join(" · "), path] };
        }),
    )
    .sort(
      (a, b) =>
        (a.entry[0] < b.entry[0] ? -1 : a.entry[0] > b.entry[0] ? 1 : 0) ||
        b.population - a.population ||
        (a.entry[3] < b.entry[3] ? -1 : a.entry[3] > b.entry[3] ? 1 : 0),
    )
    .map(({ entry }) => entry);
}
