import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { z } from "zod";
import { searchKey, withoutArticle } from "@/lib/core/folding";
import type { AliasFact, AreaFact, AreaKey, PostcodeFact } from "@/lib/places/schema";

const commune = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.enum(["commune-actuelle", "commune-deleguee", "commune-associee", "arrondissement-municipal"]),
  departement: z.string(),
  commune: z.string().optional(),
  chefLieu: z.string().optional(),
  anciensCodes: z.array(z.string()).optional(),
  codesPostaux: z.array(z.string()).optional(),
  population: z.number().nullish(),
});
const department = z.object({
  code: z.string(),
  nom: z.string(),
  region: z.string(),
  typeLiaison: z.number().optional(),
});
const region = z.object({ code: z.string(), nom: z.string() });
type Commune = z.infer<typeof commune>;

export type France = {
  areas: AreaFact[];
  aliases: AliasFact[];
  postcodes: PostcodeFact[];
  /** The code that a commune has today, whatever it merged into; null for a code that never was. */
  currentCommune: (code: string) => string | null;
  /** Folded names (own and former) → codes of today, by department as INSEE writes it. */
  communeNames: (department: string) => ReadonlyMap<string, string>;
  constituency: (key: string) => AreaFact;
};

export const france: AreaKey = { scheme: "iso-country", code: "FR" };
export const communeOf = (code: string): AreaKey => ({ scheme: "fr-commune", code });
export const constituencyOf = (code: string): AreaKey => ({ scheme: "fr-constituency", code });

/** Areas of the election law that are no departments of INSEE. */
const electoral = [
  { code: "ZX", nom: "Saint-Barthélemy et Saint-Martin", region: "", typeLiaison: 0 },
  { code: "ZZ", nom: "Français établis hors de France", region: "", typeLiaison: 4 },
];

const timeZones: Readonly<Record<string, string>> = {
  "971": "America/Guadeloupe",
  "972": "America/Martinique",
  "973": "America/Cayenne",
  "974": "Indian/Reunion",
  "975": "America/Miquelon",
  "976": "Indian/Mayotte",
  "977": "America/St_Barthelemy",
  "978": "America/Marigot",
  "986": "Pacific/Wallis",
  "987": "Pacific/Tahiti",
  "988": "Pacific/Noumea",
  ZX: "America/Marigot",
};

/** INSEE's "type de nom en clair" of a department, as French binds a name to another: "des Yvelines". */
const bindings = ["de ", "d’", "du ", "de la ", "des ", "de l’"];

let loaded: France | undefined;

/** Regions, departments, communes, boroughs and postcodes as INSEE and La Poste have them, from the package of Etalab. */
export function placesOfFrance(): France {
  loaded ??= load();
  return loaded;
}

function load(): France {
  const regions = read("regions", region);
  const departments = [...read("departements", department), ...electoral];
  const all = read("communes", commune);
  const current = all.filter((c) => c.type === "commune-actuelle");
  const boroughs = all.filter((c) => c.type === "arrondissement-municipal");
  const currentCodes = currentCodesOf(all, current);
  const names = namesByDepartment(all, currentCodes);
  const byCode = new Map(departments.map((d) => [d.code, d]));
  return {
    areas: [
      { ...fact("country", france, "France", null), timeZone: "Europe/Paris" },
      ...regions.map((r) => fact("region", regionOf(r.code), r.nom, france)),
      ...departments.map((d) => ({
        ...fact("department", departmentOf(d.code), d.nom, d.region ? regionOf(d.region) : france),
        timeZone: timeZones[d.code] ?? null,
      })),
      ...current.map((c) => inhabited("commune", c, departmentOf(c.departement))),
      ...boroughs.map((c) => inhabited("borough", c, communeOf(c.commune ?? ""))),
    ],
    aliases: formerCommunes(all, currentCodes),
    postcodes: postcodesOf(current, boroughs),
    currentCommune: (code) => currentCodes.get(code) ?? null,
    communeNames: (code) => names.get(code) ?? new Map(),
    constituency: (key) => constituencyFact(key, byCode),
  };
}

const regionOf = (code: string): AreaKey => ({ scheme: "fr-region", code });
const departmentOf = (code: string): AreaKey => ({ scheme: "fr-department", code });

function fact(level: AreaFact["level"], key: AreaKey, name: string, parent: AreaKey | null): AreaFact {
  return { ...key, level, country: "FR", name, parent, population: null, timeZone: null };
}

function inhabited(
  level: AreaFact["level"],
  { code, nom, population = null }: Commune,
  parent: AreaKey,
): AreaFact {
  return { ...fact(level, communeOf(code), nom, parent), population };
}

/** "78-07" → "7e circonscription des Yvelines". */
function constituencyFact(
  key: string,
  departments: ReadonlyMap<string, z.infer<typeof department>>,
): AreaFact {
  const [code = "", number = ""] = key.split("-");
  const parent = departments.get(code);
  const binding = bindings[parent?.typeLiaison ?? 0] ?? "de ";
  const rank = Number(number) === 1 ? "1re" : `${Number(number)}e`;
  const name = `${rank} circonscription ${binding}${parent?.nom ?? code}`;
  const timeZone = timeZones[code] ?? null;
  return { ...fact("constituency", constituencyOf(key), name, departmentOf(code)), timeZone };
}

function read<T>(name: string, shape: z.ZodType<T>): T[] {
  const path = createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${name}.json`);
  return z.array(shape).parse(JSON.parse(readFileSync(path, "utf8")));
}

function currentCodesOf(all: Commune[], current: Commune[]): Map<string, string> {
  const codes = new Map(current.map((c) => [c.code, c.code]));
  for (const { code, chefLieu } of all) if (chefLieu && !codes.has(code)) codes.set(code, chefLieu);
  for (const { code, anciensCodes = [] } of current) {
    for (const former of anciensCodes) if (!codes.has(former)) codes.set(former, code);
  }
  return codes;
}

function formerCommunes(all: Commune[], currentCodes: Map<string, string>): AliasFact[] {
  const names = new Map(all.filter((c) => c.type === "commune-actuelle").map((c) => [c.code, c.nom]));
  return all.flatMap(({ code, nom, chefLieu }) => {
    const now = chefLieu === undefined ? undefined : currentCodes.get(chefLieu);
    if (now === undefined || names.get(now) === nom) return [];
    return [{ area: communeOf(now), scheme: "fr-commune", code, name: nom }];
  });
}

function namesByDepartment(all: Commune[], currentCodes: Map<string, string>) {
  const names = new Map<string, Map<string, string>>();
  // Communes of today last, so that a name which one of them bears is never a former one's.
  const ordered = [...all].sort(
    (a, b) => Number(a.type === "commune-actuelle") - Number(b.type === "commune-actuelle"),
  );
  for (const { code, nom, chefLieu, departement } of ordered) {
    const now = currentCodes.get(chefLieu ?? code);
    if (now) names.set(departement, (names.get(departement) ?? new Map()).set(placeName(nom), now));
  }
  return names;
}

/** A commune's name reduced to what all its spellings share: "L'Île-des-Pins", "Ile des Pins" → "iledespins". */
export function placeName(name: string): string {
  return withoutArticle(searchKey(name)).replaceAll(" ", "");
}

/** Postcodes of Paris, Lyon and Marseille lead to the borough, which leads to its city. */
function postcodesOf(current: Commune[], boroughs: Commune[]): PostcodeFact[] {
  const divided = new Set(boroughs.map((c) => c.commune));
  return [...current.filter((c) => !divided.has(c.code)), ...boroughs].flatMap(
    ({ code, codesPostaux = [] }) =>
      [...new Set(codesPostaux)].map((postcode) => ({
        country: "FR",
        code: postcode,
        area: communeOf(code),
      })),
  );
}
