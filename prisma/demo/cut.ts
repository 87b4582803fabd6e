import { constituencyOf, placesOfFrance } from "@/lib/importing/areas/places-of-france";
import type { AreaFact, AreaKey, PartFact, PlaceFacts } from "@/lib/places/schema";

/** Seats of each department, 577 together; the lines between them are the demonstration's own. */
const SEATS =
  "01:5 02:5 03:3 04:2 05:2 06:9 07:3 08:3 09:2 10:3 11:3 12:3 13:16 14:6 15:2 16:3 17:5 18:3 19:2 21:5 22:5 23:1 24:4 25:5 26:4 27:5 28:4 29:8 2A:2 2B:2 30:6 31:10 32:2 33:12 34:9 35:8 36:2 37:5 38:10 39:3 40:3 41:3 42:6 43:2 44:10 45:6 46:2 47:3 48:1 49:7 50:4 51:5 52:2 53:3 54:6 55:2 56:6 57:9 58:2 59:21 60:7 61:3 62:12 63:5 64:6 65:2 66:4 67:9 68:6 69:14 70:2 71:5 72:5 73:4 74:6 75:18 76:10 77:11 78:12 79:3 80:5 81:3 82:2 83:8 84:5 85:5 86:4 87:3 88:4 89:3 90:2 91:10 92:13 93:12 94:11 95:10 971:4 972:4 973:2 974:7 975:1 976:2 986:1 987:3 988:2 ZX:1 ZZ:11";

/** Countries of the demonstration's eleven constituencies abroad, by ISO code. */
const ABROAD = [
  "US CA",
  "MX BR AR CL CO PE CR DO",
  "GB IE SE NO DK FI IS EE LV LT",
  "BE NL LU",
  "ES PT AD MC",
  "CH LI",
  "DE PL CZ AT HU SK RO BG HR SI",
  "IT GR TR IL CY MT",
  "MA DZ TN SN CI ML BF NE",
  "LB EG AE MG CM GA ZA KE BJ TG MU",
  "JP CN IN AU TH VN SG KR NZ ID",
];

/** A commune (or borough) this big is divided where the line falls inside it. */
const DIVISIBLE = 30_000;
const SOURCE = "demonstration";

const departmentOf = (code: string) => (code === "977" || code === "978" ? "ZX" : code);
const keyOf = (department: string, number: number) => `${department}-${String(number).padStart(2, "0")}`;

/** Constituencies of the demonstration by department: "78" → ["78-01", …]. */
export function constituencyKeys(): string[] {
  return SEATS.split(" ").flatMap((entry) => {
    const [department = "", seats = "0"] = entry.split(":");
    return Array.from({ length: Number(seats) }, (_, at) => keyOf(department, at + 1));
  });
}

function unitsByDepartment(areas: readonly AreaFact[]): Map<string, AreaFact[]> {
  const cities = new Set(areas.filter((area) => area.level === "borough").map((area) => area.parent?.code));
  const department = new Map(areas.map((area) => [area.code, area.parent?.code ?? ""]));
  const units = new Map<string, AreaFact[]>();
  for (const area of areas) {
    if (!(area.level === "commune" && !cities.has(area.code)) && area.level !== "borough") continue;
    const parent = area.parent?.code ?? "";
    const code = departmentOf(area.level === "borough" ? (department.get(parent) ?? "") : parent);
    units.set(code, [...(units.get(code) ?? []), area]);
  }
  return units;
}

/** Cuts one department: communes in the order of their codes, equal populations, big communes divided on the line. */
function cutDepartment(department: string, seats: number, units: readonly AreaFact[]): PartFact[] {
  const sizes = units.map((unit) => Math.max(unit.population ?? 0, 20));
  const share = sizes.reduce((sum, size) => sum + size, 0) / seats;
  const parts: PartFact[] = [];
  let before = 0;
  for (const [at, unit] of units.entries()) {
    const size = sizes[at] ?? 0;
    const numbers = numbersOf(before / share, (before + size) / share, size, seats);
    for (const number of numbers)
      parts.push({
        part: unit,
        whole: constituencyOf(keyOf(department, number)),
        isPartial: numbers.length > 1,
        source: SOURCE,
      });
    before += size;
  }
  return parts;
}

function numbersOf(from: number, to: number, size: number, seats: number): number[] {
  const last = (at: number) => Math.min(Math.max(Math.ceil(at), 1), seats);
  if (size < DIVISIBLE) return [last((from + to) / 2)];
  const sliver = (to - from) * 0.08;
  const [first, final] = [last(from + sliver + 1e-9), last(to - sliver)];
  return Array.from({ length: final - first + 1 }, (_, at) => first + at);
}

/** Paris, Lyon and Marseille lie in all the constituencies of their boroughs. */
function cityParts(areas: readonly AreaFact[], parts: readonly PartFact[]): PartFact[] {
  const city = new Map(areas.flatMap((a) => (a.level === "borough" && a.parent ? [[a.code, a.parent]] : [])));
  const found = new Map<string, { part: AreaKey; whole: AreaKey }>();
  for (const { part, whole } of parts) {
    const parent = city.get(part.code);
    if (parent) found.set(`${parent.code} ${whole.code}`, { part: parent, whole });
  }
  const all = [...found.values()];
  return all.map((one) => ({ ...one, isPartial: true, source: SOURCE }));
}

function abroad() {
  const names = new Intl.DisplayNames("fr", { type: "region" });
  const countries = ABROAD.flatMap((codes, at) =>
    codes.split(" ").map((code) => ({ code, whole: constituencyOf(keyOf("ZZ", at + 1)) })),
  );
  const areas: AreaFact[] = countries.map(({ code }) => ({
    scheme: "iso-country",
    code,
    level: "country",
    country: code,
    name: names.of(code) ?? code,
    timeZone: null,
    parent: null,
    population: null,
  }));
  const parts: PartFact[] = countries.map(({ code, whole }) => ({
    part: { scheme: "iso-country", code },
    whole,
    isPartial: false,
    source: SOURCE,
  }));
  return { areas, parts };
}

/** The real departments and communes of France, with the demonstration's 577 constituencies laid over them. */
export function demoPlaces(): { facts: PlaceFacts; constituencies: readonly AreaFact[] } {
  const { areas, aliases, postcodes, constituency } = placesOfFrance();
  const units = unitsByDepartment(areas);
  const seats = SEATS.split(" ").map((entry) => entry.split(":"));
  const cut = seats.flatMap(([department = "", count = "0"]) =>
    cutDepartment(department, Number(count), units.get(department) ?? []),
  );
  const foreign = abroad();
  const parts = [...cut, ...cityParts(areas, cut), ...foreign.parts];
  const constituencies = constituencyKeys().map(constituency);
  const covered = new Set(parts.map(({ whole }) => whole.code));
  const empty = constituencies.filter(({ code }) => !covered.has(code));
  if (empty.length > 0) throw new Error(`no commune in ${empty.map(({ code }) => code).join(", ")}`);
  const all = [...areas, ...constituencies, ...foreign.areas];
  return { facts: { areas: all, aliases, postcodes, parts, shapes: [] }, constituencies };
}
