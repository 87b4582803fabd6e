import { stringify } from "csv-stringify/sync";
import type { Locale } from "@/lib/core/i18n/locale";
import { type DataQuery, type DataRow, dataRow } from "./schema";

/** The licence of everything here that is data. */
export const LICENCE = {
  name: "etalab-2.0",
  title: "Licence Ouverte / Open Licence 2.0",
  path: "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
} as const;

export const COLUMNS = dataRow.keyof().options;

const TYPES: Partial<Record<keyof DataRow, string>> = {
  ...{
    version: "integer",
    agreed: "integer",
    engagements: "integer",
    log_index: "integer",
    requests: "integer",
  },
  ...{ signed_at: "datetime", first_asked: "datetime", last_asked: "datetime" },
};

/** The Table Schema of the columns, see https://specs.frictionlessdata.io/table-schema/ */
export function tableSchema() {
  return {
    fields: COLUMNS.map((name) => ({
      name,
      type: TYPES[name] ?? "string",
      ...(name === "url" ? { format: "uri" } : {}),
      description: dataRow.shape[name].meta()?.description ?? "",
      ...(dataRow.shape[name].safeParse(null).success
        ? {}
        : { constraints: { required: name !== "parties" } }),
    })),
    missingValues: [""],
    primaryKey: ["form", "candidacy"],
  };
}

/** The rows as RFC 4180 writes them, with a byte order mark for spreadsheets; cells that one would run are neutralised. */
export function csvOf(rows: readonly DataRow[]): string {
  const cells = rows.map((row) => COLUMNS.map((name) => row[name]));
  return stringify([[...COLUMNS], ...cells], {
    bom: true,
    record_delimiter: "windows",
    escape_formulas: true,
  });
}

/** What a data package says of a form's rows, see https://specs.frictionlessdata.io/data-package/ */
export function dataPackage(of: {
  readonly slug: string;
  readonly title: string;
  readonly version: number;
  readonly authors: readonly { readonly name: string }[];
  readonly homepage: string;
  readonly data: string;
}) {
  const resource = { profile: "tabular-data-resource", schema: tableSchema() };
  return {
    profile: "tabular-data-package",
    name: of.slug.toLowerCase().replace(/[^a-z0-9._/-]/g, "-"),
    title: of.title,
    version: `${of.version}.0.0`,
    homepage: of.homepage,
    licenses: [LICENCE],
    contributors: of.authors.map(({ name }) => ({ title: name, role: "author" })),
    resources: [
      {
        ...resource,
        name: "candidates",
        path: `${of.data}.csv?form=${encodeURIComponent(of.slug)}`,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        dialect: { delimiter: ",", lineTerminator: "\r\n", header: true },
      },
    ],
  };
}

/** Whether a row is kept by a filter; `kept` are the signatures that agreed to the theme asked for. */
export function isKept(
  { row, parties }: { readonly row: DataRow; readonly parties: readonly { readonly slug: string }[] },
  filter: DataQuery,
  kept: ReadonlySet<string> | null,
): boolean {
  return (
    (filter.department === "" || row.department === filter.department) &&
    (filter.constituency === "" || row.constituency === filter.constituency) &&
    (filter.party === "" || parties.some(({ slug }) => slug === filter.party)) &&
    (filter.sex === "" || row.sex === filter.sex) &&
    (filter.status === "" || row.status === filter.status) &&
    (filter.level === "" || row.level === filter.level) &&
    (kept === null || (row.signature !== null && kept.has(row.signature)))
  );
}

/** In the order asked for; rows come by constituency. */
export function ordered(
  rows: readonly DataRow[],
  order: DataQuery["order"],
  locale: Locale,
): readonly DataRow[] {
  if (order === "constituency") return rows;
  const { compare } = new Intl.Collator(locale);
  return [...rows].sort(
    (a, b) => compare(a.family_name, b.family_name) || compare(a.given_name, b.given_name),
  );
}

/** The query of a view without its empty parts, so that one view has one address. */
export function queryOf(filter: DataQuery, page = 1): string {
  const query = new URLSearchParams();
  const { order, page: _, ...words } = filter;
  for (const [name, value] of Object.entries(words)) if (value) query.set(name, value);
  if (order !== "constituency") query.set("order", order);
  if (page > 1) query.set("page", String(page));
  return query.size > 0 ? `?${query}` : "";
}
