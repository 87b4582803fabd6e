import type { AliasFact, PartFact } from "@/lib/places/schema";
import { tidy } from "../files/cells";
import { communeOf, constituencyOf, type France, placeName } from "./places-of-france";

/** One row of the Assemblée's list: "Bordeaux (en partie), Bruges et Le Bouscat". */
export type NamedConstituency = { key: string; communes: string };

/** The communes that the Assemblée names, matched within their department; a department of one constituency is whole. */
export function partsByNames(named: readonly NamedConstituency[], places: France): PartFact[] {
  const count = new Map<string, number>();
  for (const { key } of named) count.set(departmentOf(key), (count.get(departmentOf(key)) ?? 0) + 1);
  return named.flatMap(({ key, communes }) => {
    const department = departmentOf(key);
    if (department === "ZZ") return [];
    const codes = department === "ZX" ? ["977", "978"] : [department];
    const known = new Map(codes.flatMap((code) => [...places.communeNames(code)]));
    const part = (code: string, isPartial: boolean): PartFact => ({
      part: communeOf(code),
      whole: constituencyOf(key),
      isPartial,
      source: "assemblee",
    });
    if (count.get(department) === 1) return [...new Set(known.values())].map((code) => part(code, false));
    return matched(communes, known).map(({ code, isPartial }) => part(code, isPartial));
  });
}

/** The cities of a constituency abroad lead to it, as names that a reader there would type. */
export function cityNames(named: readonly NamedConstituency[]): AliasFact[] {
  return named
    .filter(({ key }) => departmentOf(key) === "ZZ")
    .flatMap(({ key, communes }) =>
      communes.split(/,| et /).map((name) => ({
        area: constituencyOf(key),
        scheme: "fr-consular-city",
        code: null,
        name: tidy(name),
      })),
    );
}

function departmentOf(key: string): string {
  return key.slice(0, key.indexOf("-"));
}

type Matched = { code: string; isPartial: boolean };

/** The last " et " of a list joins two names, but "Nivigne et Suran" is one: the reading that is known wins. */
function matched(list: string, known: ReadonlyMap<string, string>): Matched[] {
  const items = list.split(",");
  const last = items.pop() ?? "";
  const ways = [[last]];
  for (let at = last.indexOf(" et "); at >= 0; at = last.indexOf(" et ", at + 1)) {
    ways.push([last.slice(0, at), last.slice(at + 4)]);
  }
  const read = ways.map((way) => way.flatMap((item) => oneName(item, known)));
  read.sort((a, b) => b.length - a.length);
  return [...items.flatMap((item) => oneName(item, known)), ...(read[0] ?? [])];
}

function oneName(item: string, known: ReadonlyMap<string, string>): Matched[] {
  const isPartial = /\(en partie\)/i.test(item);
  const name = placeName(item.replace(/\(.*?\)/g, ""));
  // "Boulouparis" and "Bouloupari" are one place.
  const code = known.get(name) ?? known.get(name.replace(/s$/, "")) ?? known.get(`${name}s`);
  return code ? [{ code, isPartial }] : [];
}
