import type { DocumentSpec, Visit } from "@/lib/core/document";
import type { Download, DownloadSpec } from "@/lib/core/download";
import { localized } from "@/lib/core/i18n/locale";
import { type PublicElection, type PublicForm, publicElections, publicForms } from "../queries";
import { type Listed, publicRows, publicSignaturesForTheme, publicThemes } from "./queries";
import { COLUMNS, csvOf, dataPackage, isKept, LICENCE, ordered, tableSchema } from "./rules";
import { type DataQuery, type DataRow, dataQuery } from "./schema";
import { DataPage } from "./ui/data-page";
import { workbookOf } from "./workbook";

export const PAGE_SIZE = 100;

interface Option {
  readonly value: string;
  readonly label: string;
}

export interface TableView {
  readonly filter: DataQuery;
  readonly elections: readonly PublicElection[];
  readonly forms: readonly PublicForm[];
  readonly election: PublicElection | null;
  readonly form: PublicForm | null;
  readonly departments: readonly Option[];
  readonly parties: readonly Option[];
  readonly themes: readonly Option[];
  /** Those of the page. */
  readonly rows: readonly DataRow[];
  /** Rows of the whole view, and of the form. */
  readonly found: number;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

type Asking = Pick<Visit<Record<string, string>>, "search" | "locale">;

async function formAsked(filter: DataQuery) {
  const elections = await publicElections();
  const all = await Promise.all(
    elections.map(async (election) => ({ election, forms: await publicForms(election.id) })),
  );
  // Whoever changes the election sends the form of the former one with it: the election wins.
  const named =
    all.find(({ election }) => election.slug === filter.election) ??
    all.find(({ forms }) => forms.some(({ slug }) => slug === filter.form)) ??
    all.find(({ forms }) => forms.length > 0);
  const forms = named?.forms ?? [];
  const form = forms.find(({ slug }) => slug === filter.form) ?? forms[0] ?? null;
  return { elections, forms, election: named?.election ?? null, form };
}

const unique = (options: readonly Option[]): readonly Option[] =>
  [...new Map(options.map((option) => [option.value, option])).values()].sort((a, b) =>
    a.label.localeCompare(b.label, "fr", { numeric: true }),
  );

/** What an address asks for: the rows of its view, and what it could be narrowed to. */
async function asked({ search, locale }: Asking) {
  const filter = dataQuery.parse(Object.fromEntries(search));
  const of = await formAsked(filter);
  const { form, election } = of;
  if (!form || !election) return { filter, ...of, all: [], rows: [], themes: [] };
  const all = await publicRows(form, election.slug, locale);
  const titles = (await publicThemes(form.id)).map((title) => localized(title, locale).text);
  const kept = titles.includes(filter.theme) ? await publicSignaturesForTheme(form.id, filter.theme) : null;
  const isNone = filter.theme !== "" && kept === null;
  const found = isNone ? [] : all.filter((listed) => isKept(listed, filter, kept)).map(({ row }) => row);
  const themes = titles.map((title) => ({ value: title, label: title }));
  return { filter, ...of, all, rows: ordered(found, filter.order, locale), themes };
}

function optionsOf(all: readonly Listed[]) {
  const departments = all.flatMap(({ row }) =>
    row.department
      ? [{ value: row.department, label: `${row.department} ${row.department_name ?? ""}` }]
      : [],
  );
  const parties = all.flatMap((one) => one.parties.map(({ slug, name }) => ({ value: slug, label: name })));
  return { departments: unique(departments), parties: unique(parties) };
}

async function loadData(visit: Asking): Promise<TableView> {
  const { all, rows, ...view } = await asked(visit);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const page = Math.min(view.filter.page, pages);
  return {
    ...view,
    ...optionsOf(all),
    rows: rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    found: rows.length,
    total: all.length,
    page,
    pages,
  };
}

// A table of everybody is heavy: whoever reads turns pages more slowly than this.
const LIMIT = { name: "data", points: 120, seconds: 60 };

/** `/data`: everybody whom a form asks, narrowed as the address says. */
export const dataDocument: DocumentSpec<Record<string, string>, TableView> = {
  load: loadData,
  view: DataPage,
  limit: LIMIT,
};

function view(
  make: (rows: readonly DataRow[]) => Promise<Download["body"]>,
  type: string,
  end: string,
): DownloadSpec {
  return {
    async load({ search, locale }) {
      const { rows, form } = await asked({ search, locale });
      if (!form) return null;
      return { body: await make(rows), contentType: type, fileName: `${form.slug}.${end}` };
    },
  };
}

/** `/data.csv`: the very rows of the view, all pages. */
export const csvDownload = view(async (rows) => csvOf(rows), "text/csv; charset=utf-8", "csv");
export const jsonDownload = view(
  async (rows) => JSON.stringify({ licence: LICENCE, rows }),
  "application/json; charset=utf-8",
  "json",
);
export const xlsxDownload = view(
  async (rows) => workbookOf([COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))]),
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "xlsx",
);

/** `/data/schema.json`: the Table Schema of every table. */
export const schemaDownload: DownloadSpec = {
  async load() {
    const body = JSON.stringify(tableSchema());
    return { body, contentType: "application/json; charset=utf-8", fileName: "schema.json" };
  },
};

/** `/forms/{slug}/datapackage.json`: what the table of a form is, by whom, under which licence. */
export const packageDownload: DownloadSpec = {
  async load({ params, locale, frame }) {
    const { form } = await formAsked(dataQuery.parse({ form: params.slug }));
    if (!form || form.slug !== params.slug) return null;
    const site = `${frame.origin}/${locale}`;
    const { slug, version, authors } = form;
    const title = localized(form.title, locale).text;
    const homepage = `${site}/forms/${slug}`;
    const body = JSON.stringify(
      dataPackage({ slug, version, authors, title, homepage, data: `${site}/data` }),
    );
    return { body, contentType: "application/json; charset=utf-8", fileName: "datapackage.json" };
  },
};
