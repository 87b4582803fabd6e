import type { Ctx } from "@/lib/core/auth/actor";
import { searchKey, withoutArticle } from "@/lib/core/folding";

/** Places are shared by all NGOs: only the operator of the instance, an import command or the seed writes them. */
export function whyNotSavePlaces({ actor }: Ctx): "not-operator" | null {
  return actor.kind === "system" || (actor.kind === "member" && actor.isOperator) ? null : "not-operator";
}

/** What the words in the one box ask for. */
export type Asked =
  | { kind: "nothing" }
  | { kind: "code"; digits: string; code: string }
  | { kind: "name"; key: string; keys: string[] };

/** A postcode or a code ("78 700", "2a", "2a004", "78-07", "971"), else a name of two letters or more, with the articles it may have. */
export function asked(typed: string): Asked {
  const bare = typed.trim().replace(/\s/g, "");
  if (/^\d{2,5}$/.test(bare) || /^2[ab]\d{0,3}$/i.test(bare) || /^[0-9z][0-9a-z]{1,2}-\d{1,2}$/i.test(bare)) {
    return { kind: "code", digits: bare, code: bare.replace(/-(\d)$/, "-0$1") };
  }
  const key = searchKey(typed);
  if (key.length < 2) return { kind: "nothing" };
  const bareKey = withoutArticle(key);
  const articles = ["l", "le", "la", "les"].map((article) => `${article} ${bareKey}`);
  return { kind: "name", key, keys: [...new Set([key, bareKey, ...articles])] };
}

export type PlaceArea = {
  readonly scheme: string;
  readonly code: string;
  readonly level: string;
  readonly name: string;
  readonly parent: { readonly scheme: string; readonly code: string; readonly name: string } | null;
};

/** A place that the words typed may mean. */
export type FoundPlace = {
  readonly area: PlaceArea;
  readonly postcodes: readonly string[];
  /** Codes of the constituencies that hold it. */
  readonly wholes: readonly string[];
  /** Whether the words typed are its postcode, its code or its name, or the first words of a larger place's name. */
  readonly isExact: boolean;
  /** The other name that was typed, where it led here: a merged commune, a city abroad. */
  readonly alias: string | null;
};

export type Hit = Omit<FoundPlace, "isExact"> & { readonly rank: number; readonly population: number };

/**
 * Hits as offered: Paris once though it is a department too, and "evry" as both Évry and the larger Évry-Courcouronnes,
 * because most who type it mean the latter.
 */
export function offered(hits: readonly Hit[]): FoundPlace[] {
  const whole = hits.filter((hit) => hit.rank === 0);
  // A country's inhabitants are not told, and are more than a village's.
  const largest = Math.max(
    ...whole.map(({ area, population }) =>
      area.level === "country" ? Number.POSITIVE_INFINITY : population,
    ),
  );
  const communes = new Set(
    hits.flatMap(({ area }) => (area.level === "commune" ? [`${area.parent?.code} ${area.name}`] : [])),
  );
  return hits
    .filter(({ area }) => area.level !== "department" || !communes.has(`${area.code} ${area.name}`))
    .map(({ rank, population, ...place }) => ({
      ...place,
      isExact: rank === 0 || (rank === 1 && whole.length > 0 && population > largest),
    }));
}
