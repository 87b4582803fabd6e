import { type AreaFact, type AreaKey, areaLevels, type PartFact, type PlaceFacts } from "@/lib/places/schema";
import { wholeNumber, whyNotName } from "../files/cells";
import { constituencyKey } from "../ministry/constituency-code";
import type { Rejected, RowReason } from "../ministry/rows";
import type { AreaContent } from "../schema";
import type { NamedConstituency } from "./commune-names";
import { communeOf, constituencyOf, type France } from "./places-of-france";

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

/** Before any file is read. */
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

/** A kind of file: the columns by which it is known, in the spellings met, and what to take from a row of it. */
export type AreaFile = {
  content: AreaContent;
  needs: Readonly<Record<string, RegExp>>;
  may?: Readonly<Record<string, RegExp>>;
  /** Why the row is left out, or null. */
  take: (get: (column: string) => string, into: Gathered, places: France) => RowReason | null;
};

/** INSEE's communes and their constituencies. */
const composition: AreaFile = {
  content: "composition",
  needs: { code: /^(commune resid|codgeo|code (insee|commune)|depcom|com)$/, circo: /circo/ },
  may: { part: /^type com|partiel/, name: /^(libcom|libgeo|lib(elle)? commune|nom commune)/ },
  take: (get, into, places) => {
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
};

/** The Assemblée's list of constituencies and the names of their communes. */
const names: AreaFile = {
  content: "names",
  needs: {
    department: /^(departement|code (du )?departement)$/,
    circo: /^(circonscription|numero|circo)$/,
    communes: /^communes$/,
  },
  take: (get, into) => {
    const key = constituencyKey(get("circo"), get("department"));
    if (!key) return "bad-constituency-code";
    into.constituencies.add(key);
    into.named.push({ key, communes: get("communes") });
    return null;
  },
};

/** Countries and the eleven constituencies of the French abroad. */
const abroad: AreaFile = {
  content: "abroad",
  needs: { code: /^(id|iso a2|code pays|iso2)$/, name: /^(name|nom|pays)$/, circo: /circo/ },
  take: (get, into) => {
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
};

/** Areas of any country, one a row. */
const plain: AreaFile = {
  content: "plain",
  needs: {
    scheme: /^area scheme$/,
    code: /^area code$/,
    level: /^level$/,
    name: /^name$/,
    country: /^country$/,
  },
  may: {
    parentScheme: /^parent scheme$/,
    parentCode: /^parent code$/,
    population: /^population$/,
    timeZone: /^time zone$/,
  },
  take: (get, into) => {
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

export const areaFiles: readonly AreaFile[] = [composition, names, abroad, plain];
