import { readSheets } from "@/lib/importing/files/table";
import { columnsOf, type Field } from "@/lib/importing/ministry/headers";

export interface List {
  readonly header: string[];
  readonly rows: string[][];
}

const GIVEN = ["Zoé", "Maël", "Inès", "Loïc", "Agathe", "Émile", "Nora", "Tanguy", "Rose", "Aël"];
const FAMILY = ["Esquisse", "Brouillon", "Modèle"];

/** 12 made-up constituencies of 30 tickets each, in the shape of the ministry's file. */
export function madeList(): List {
  const header =
    "Code du département;Code circonscription;N° panneau;Sexe candidat;Nom candidat;Prénom candidat;Date naissance candidat;Code nuance;Profession candidat;Le candidat est sortant;Sexe remplaçant;Nom remplaçant;Prénom remplaçant;Date naiss. remplaçant";
  const rows = Array.from({ length: 12 }, (_, area) =>
    FAMILY.flatMap((family, f) =>
      GIVEN.map((given, g) => {
        const panel = f * GIVEN.length + g + 1;
        const born = `${String(panel).padStart(2, "0")}/0${(panel % 9) + 1}/19${40 + area}`.replace(
          /^30\/02/,
          "28/02",
        );
        return `78;${area + 1};${panel};${g % 2 ? "M" : "F"};${family.toUpperCase()};${given};${born};DIV;Métier ${panel};Non;F;SECOND${panel};Luce;03/04/19${50 + area}`.split(
          ";",
        );
      }),
    ),
  ).flat();
  return { header: header.split(";"), rows };
}

/** Communes that lie in those constituencies. */
export function madeCommunes(): string {
  const lines = Array.from({ length: 12 }, (_, area) => {
    const code = String(area + 1).padStart(3, "0");
    return `78;Yvelines;11;Île-de-France;78${code};Bourg-${area + 1};78${code};entière`;
  });
  return ["DEP;libdep;REG;libreg;COMMUNE_RESID;LIBcom;circo;type_com", ...lines].join("\n");
}

/** The ministry's list as rows of text. */
export async function officialList(path: string): Promise<List> {
  for await (const { rows } of readSheets(path)) {
    const all: string[][] = [];
    for await (const { cells } of rows) all.push(cells);
    const at = all.findIndex((cells) => columnsOf(cells, new Map()).has("familyName"));
    const [header = [], ...others] = all.slice(at);
    const width = header.length;
    return { header, rows: others.map((cells) => header.map((_, i) => cells[i] ?? "").slice(0, width)) };
  }
  throw new Error("the file has no sheet");
}

/** Semicolons between, quotes where needed, UTF-8; a letter written ¤ becomes one byte of Latin-1, as broken files have it. */
export function csvOf({ header, rows }: List): Buffer {
  const line = (cells: readonly string[]) =>
    cells.map((cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(";");
  const bytes = Buffer.from([header, ...rows].map(line).join("\n"));
  const sign = Buffer.from("¤");
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(sign); at >= 0; at = bytes.indexOf(sign, from)) {
    parts.push(bytes.subarray(from, at), Buffer.from([0xe9]));
    from = at + sign.length;
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

/** A row that a person will have to look at: its line in the file, and how the row should read; null to be left out. */
export interface Planted {
  readonly line: number;
  readonly cells: readonly string[];
  readonly right: readonly string[] | null;
}

export interface Faulty {
  readonly list: List;
  /** Eight rows; the ninth and tenth fault are the file's: a header nobody knows, one byte that breaks its encoding. */
  readonly planted: readonly Planted[];
}

/** The list with ten faults of the kind that real files have. */
export function withTenFaults(clean: List): Faulty {
  const at = columnsOf(clean.header, new Map());
  const column = (...fields: Field[]) =>
    fields.map((field) => at.get(field)).find((one) => one !== undefined) ?? 0;
  const rows = clean.rows.map((cells) => [...cells]);
  const planted: Planted[] = [];
  const plant = (index: number, change: (cells: string[]) => string[]) => {
    const right = [...(clean.rows[index] ?? [])];
    const cells = change([...right]);
    rows[index] = cells;
    planted.push({ line: index + 2, cells, right });
  };
  const set = (index: number, value: string) => (cells: string[]) => cells.with(index, value);
  plant(3, set(column("familyName"), ""));
  plant(20, set(column("constituencyCode", "areaCode"), "98"));
  plant(45, set(column("birthDate"), "31/02/1970"));
  const panel = column("panelNumber");
  const area = (index: number) => clean.rows[index]?.[column("constituencyCode", "areaCode")];
  const twin = [60, 61, 62, 63, 64].find((index) => area(index) === area(index - 1)) ?? 60;
  plant(twin, set(panel, clean.rows[twin - 1]?.[panel] ?? ""));
  const substitute = column("substitute.familyName");
  plant(80, (cells) => [...cells.slice(0, substitute), "Mme", ...cells.slice(substitute)]);
  plant(100, set(column("departmentCode"), "7Z"));
  plant(120, set(panel, "douze"));
  plant(140, (cells) => cells.with(column("givenName"), `${cells[column("givenName")]}¤`));
  const [model = []] = clean.rows.slice(160);
  const homonym = model
    .with(column("familyName"), model[column("givenName")] ?? "")
    .with(column("givenName"), model[column("familyName")] ?? "")
    .with(column("birthDate"), "")
    .with(panel, "97");
  rows.push(homonym);
  planted.push({ line: rows.length + 1, cells: homonym, right: null });
  return { list: { header: clean.header.with(column("familyName"), "Patronyme"), rows }, planted };
}

/** The list with every hundredth row's profession changed, and how many those are. */
export function withOneHundredthChanged(clean: List): { list: List; changed: number } {
  const profession = columnsOf(clean.header, new Map()).get("profession") ?? 0;
  const rows = clean.rows.map((cells, at) =>
    at % 100 === 50 ? cells.with(profession, `Autre métier ${at}`) : cells,
  );
  return {
    list: { header: clean.header, rows },
    changed: rows.filter((row, at) => row !== clean.rows[at]).length,
  };
}
