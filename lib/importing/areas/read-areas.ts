import { type AreaFact, type AreaKey, areaLevels, type PartFact, type PlaceFacts } from "@/lib/places/schema";
import { tidy, wholeNumber, whyNotName } from "../files/cells";
import { fileKind, readTable } from "../files/table";
import { constituencyKey } from "../ministry/constituency-code";
import { normalised } from "../ministry/headers";
import type { Rejected, RowReason } from "../ministry/rows";
import { cityNames, type NamedConstituency, partsByNames } from "./commune-names";
import { communeOf, constituencyOf, type France, placesOfFrance } from "./places-of-france";
import { readShapes } from "./shapes";

/** What the files say, before former communes and split ones are put together. */
export type Gathered = {
  rows: number;
  rejected: (Rejected & { file: string })[];
  /** Communes of which the source itself says that they lie in no constituency. */
  unassigned: string[];
  constituencies: Set<string>;
  /** Commune or country → constituency, as one row says. */
  assigned: PartFact[];
  named: NamedConstituency[];
  others: AreaFact[];
  shapes: PlaceFacts["shapes"];
};

type Columns = { kind: Kind; at: Record<string, number> };
type Kind = keyof typeof kinds;

/** The columns by which each kind of file is known, in the spellings met. */
const kinds = {
  composition: {
    code: /^(commune resid|codgeo|code (insee|commune)|depcom|com)$/,
    circo: /circo/,
    part: /^type com|partiel/,
    name: /^(libcom|libgeo|lib(elle)? commune|nom commune)/,
  },
  names: {
    department: /^(departement|code (du )?departement)$/,
    circo: /^(circonscription|numero|circo)$/,
    communes: /^communes$/,
  },
  abroad: { code: /^(id|iso a2|code pays|iso2)$/, name: /^(name|nom|pays)$/, circo: /circo/ },
  plain: {
    scheme: /^area scheme$/,
    code: /^area code$/,
    level: /^level$/,
    name: /^name$/,
    country: /^country$/,
  },
} satisfies Record<string, Record<string, RegExp>>;
const optional = new Set(["part", "name"]);

const plainExtras = {
  parentScheme: /^parent scheme$/,
  parentCode: /^parent code$/,
  population: /^population$/,
  timeZone: /^time zone$/,
};

/** Reads one file of areas: INSEE's communes, the Assemblée's names, countries abroad, GeoJSON shapes, or plain areas. */
export async function gatherAreas(path: string, into: Gathered, idProperty: string): Promise<void> {
  if ((await fileKind(path)) === "json") {
    const { shapes, rejected } = await readShapes(path, idProperty);
    into.rows += shapes.length + rejected.length;
    into.shapes.push(...shapes);
    into.rejected.push(...rejected.map((row) => ({ ...row, file: path })));
    return;
  }
  for await (const { line, cells, header } of readTable(path, recognise)) {
    into.rows++;
    const { kind, at } = header.columns;
    const get = (name: string) => tidy(cells[at[name] ?? -1] ?? "");
    const reason = take[kind](get, into, placesOfFrance());
    if (reason) into.rejected.push({ file: path, line, column: null, reason });
  }
}

export function nothingGathered(): Gathered {
  return {
    rows: 0,
    rejected: [],
    unassigned: [],
    constituencies: new Set(),
    assigned: [],
    named: [],
    others: [],
    shapes: [],
  };
}

function recognise(cells: string[]): Columns | null {
  const names = cells.map(normalised);
  for (const [kind, columns] of Object.entries({ ...kinds, plain: { ...kinds.plain, ...plainExtras } })) {
    const at: Record<string, number> = {};
    for (const [name, rule] of Object.entries(columns)) {
      const index = names.findIndex((header) => rule.test(header));
      if (index >= 0) at[name] = index;
    }
    const known = isKind(kind) ? kind : null;
    const needed = Object.keys(known ? kinds[known] : {}).filter(
      (name) => known !== "composition" || !optional.has(name),
    );
    if (known && needed.every((name) => at[name] !== undefined)) return { kind: known, at };
  }
  return null;
}

function isKind(name: string): name is Kind {
  return name in kinds;
}

type Take = (get: (name: string) => string, into: Gathered, places: France) => RowReason | null;

const take: Record<Kind, Take> = {
  composition: (get, into, places) => {
    const commune = places.currentCommune(get("code"));
    if (!commune) return "unknown-area";
    if (get("circo") === "") {
      into.unassigned.push(get("name") || get("code"));
      return null;
    }
    const key = constituencyKey(get("circo"));
    if (!key) return "bad-constituency-code";
    into.constituencies.add(key);
    const isPartial = /^p/i.test(get("part"));
    into.assigned.push({ part: communeOf(commune), whole: constituencyOf(key), isPartial, source: "insee" });
    return null;
  },
  names: (get, into) => {
    const key = constituencyKey(get("circo"), get("department"));
    if (!key) return "bad-constituency-code";
    into.constituencies.add(key);
    into.named.push({ key, communes: get("communes") });
    return null;
  },
  abroad: (get, into) => {
    const code = get("code").toUpperCase();
    const name = get("name").replace(/ \((le|la|les|l['’])\)$/i, "");
    if (!/^[A-Z]{2}$/.test(code)) return "unknown-area";
    const no = whyNotName(name);
    if (no) return no;
    const number = Number(get("circo"));
    // 0 is France itself, -1 a country that no constituency holds.
    if (!(number >= 1 && number <= 11)) return null;
    const key = `ZZ-${String(number).padStart(2, "0")}`;
    const country: AreaKey = { scheme: "iso-country", code };
    into.constituencies.add(key);
    into.others.push({
      ...country,
      level: "country",
      country: code,
      name,
      timeZone: null,
      parent: null,
      population: null,
    });
    into.assigned.push({ part: country, whole: constituencyOf(key), isPartial: false, source: "abroad" });
    return null;
  },
  plain: (get, into) => {
    const level = areaLevels.find((known) => known === get("level").toLowerCase());
    const [scheme, code, name, country] = [
      get("scheme"),
      get("code"),
      get("name"),
      get("country").toUpperCase(),
    ];
    if (!level || scheme === "" || code === "" || !/^[A-Z]{2}$/.test(country)) return "unknown-area";
    const no = whyNotName(name);
    if (no) return no;
    const parent = get("parentCode")
      ? { scheme: get("parentScheme") || scheme, code: get("parentCode") }
      : null;
    const population = wholeNumber(get("population"));
    into.others.push({
      scheme,
      code,
      level,
      country,
      name,
      timeZone: get("timeZone") || null,
      parent,
      population,
    });
    return null;
  },
};

/**
 * Puts everything together: France as Etalab has it, the constituencies met, and each commune's constituencies on
 * today's communes. A commune born of two that lay in different constituencies is split; INSEE's word goes before a name.
 */
export function placeFacts(gathered: Gathered): PlaceFacts {
  const places = placesOfFrance();
  const parts = merged(gathered.assigned);
  const hasInsee = new Set(parts.map(({ part }) => part.code));
  const byName = partsByNames(gathered.named, places).filter(({ part }) => !hasInsee.has(part.code));
  const keys = [...gathered.constituencies].sort();
  return {
    areas: [...places.areas, ...keys.map(places.constituency), ...gathered.others],
    aliases: [...places.aliases, ...cityNames(gathered.named)],
    postcodes: places.postcodes,
    parts: [...parts, ...merged(byName)],
    shapes: gathered.shapes,
  };
}

function merged(assigned: readonly PartFact[]): PartFact[] {
  const wholes = new Map<string, Map<string, PartFact>>();
  for (const fact of assigned) {
    const id = `${fact.part.scheme} ${fact.part.code}`;
    const known = wholes.get(id) ?? new Map<string, PartFact>();
    const before = known.get(fact.whole.code);
    known.set(fact.whole.code, { ...fact, isPartial: fact.isPartial || (before?.isPartial ?? false) });
    wholes.set(id, known);
  }
  return [...wholes.values()].flatMap((known) =>
    [...known.values()].map((fact) => ({ ...fact, isPartial: fact.isPartial || known.size > 1 })),
  );
}
