import { Button } from "@/components/button";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Field } from "@/components/field";
import { Pager } from "@/components/pager";
import { PageTitle, Section } from "@/components/section";
import { StatusWord, wordOf } from "@/components/status-word";
import { type Column, Table } from "@/components/table";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatNumber } from "@/lib/core/time";
import type { TableView } from "../documents";
import { LICENCE, queryOf } from "../rules";
import { type DataRow, PUBLIC_STATUSES } from "../schema";

type Props = ViewProps<TableView>;

/** Everybody whom a form asks, narrowed as the address says, with the files of this very view. */
export function DataPage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { form, filter, found, total } = view;
  const base = `/${locale}/data`;
  const own = form ? { ...filter, form: form.slug } : filter;
  const word = (name: string) => t(`directory.data.${name}`);
  const files = (["csv", "json", "xlsx"] as const).map((end) => ({
    href: `${base}.${end}${queryOf(own)}`,
    label: word(end),
  }));
  return (
    <DocumentShell frame={frame} title={word("title")} description={word("deck")}>
      <PageTitle title={word("title")} deck={<p>{word("deck")}</p>} />
      {form ? (
        <Section
          id="rows"
          title={localized(form.title, locale).text}
          note={t("directory.data.shown", {
            found: formatNumber(found, locale),
            total: formatNumber(total, locale),
          })}
          links={files}
        >
          <Filters view={view} frame={frame} action={`${base}#rows`} />
          {found === 0 ? (
            <EmptyState title={word("none")}>
              <p>
                <a href={`${base}?form=${form.slug}#rows`}>{word("all")}</a>
              </p>
            </EmptyState>
          ) : (
            <Table
              caption={word("title")}
              columns={columnsOf({ view, frame })}
              rows={view.rows}
              rowKey={({ candidacy }) => candidacy}
            />
          )}
          <Pager
            t={t}
            page={view.page}
            pages={view.pages}
            href={(page) => `${base}${queryOf(own, page)}#rows`}
          />
        </Section>
      ) : (
        <div className="section">
          <EmptyState title={word("no-form")}>
            <p>{word("no-form-text")}</p>
          </EmptyState>
        </div>
      )}
      <Developers view={view} frame={frame} />
    </DocumentShell>
  );
}

function Filters({ view, frame: { t, locale }, action }: Props & { readonly action: string }) {
  const { filter, form, forms, departments, parties, themes, elections, election } = view;
  const word = (name: string) => t(`directory.data.${name}`);
  const every = { value: "", label: t("directory.table.every") };
  const options = forms.map(({ slug, title }) => ({ value: slug, label: localized(title, locale).text }));
  const held = elections.map(({ slug, name }) => ({ value: slug, label: localized(name, locale).text }));
  const select = (name: string, label: string, defaultValue: string, of: readonly (typeof every)[]) => (
    <Field name={name} label={label} kind="select" defaultValue={defaultValue} options={[...of]} />
  );
  return (
    <form className="filters" action={action} method="get">
      {held.length > 1 && select("election", word("election"), election?.slug ?? "", held)}
      {select("form", word("form"), form?.slug ?? "", options)}
      {select("department", t("directory.table.department"), filter.department, [every, ...departments])}
      {parties.length > 0 && select("party", word("party"), filter.party, [every, ...parties])}
      {select("sex", word("sex"), filter.sex, [
        every,
        { value: "f", label: word("f") },
        { value: "m", label: word("m") },
      ])}
      {select("status", t("directory.table.status"), filter.status, [
        { value: "", label: t("directory.table.every-status") },
        ...PUBLIC_STATUSES.map((value) => ({ value, label: wordOf(t, value) })),
      ])}
      {select("theme", word("theme"), filter.theme, [every, ...themes])}
      {select("level", word("level"), filter.level, [
        every,
        ...["A1", "A2", "A3", "A4", "A5"].map((value) => ({ value, label: value })),
      ])}
      {select("order", word("order"), filter.order, [
        { value: "constituency", label: word("by-constituency") },
        { value: "name", label: word("by-name") },
      ])}
      <Button kind="neutral">{t("directory.table.filter")}</Button>
    </form>
  );
}

function columnsOf({ frame: { t, locale } }: Props): Column<DataRow>[] {
  return [
    {
      id: "name",
      head: t("directory.table.name"),
      isRowHead: true,
      cell: ({ url, given_name, family_name, parties }) => (
        <>
          <b>
            <a href={new URL(url).pathname}>{`${given_name} ${family_name}`}</a>
          </b>
          {parties && <div className="small quiet">{parties}</div>}
        </>
      ),
    },
    {
      id: "area",
      head: t("directory.table.area"),
      isInline: true,
      cell: ({ constituency, constituency_name }) => <abbr title={constituency_name}>{constituency}</abbr>,
    },
    {
      id: "status",
      head: t("directory.table.status"),
      cell: ({ status, agreed, engagements }) => (
        <StatusWord
          t={t}
          mark={status}
          size={16}
          {...((status === "signed" || status === "partly") && agreed !== null && engagements !== null
            ? { count: { yes: agreed, total: engagements } }
            : {})}
        />
      ),
    },
    {
      id: "at",
      head: t("directory.table.signed-at"),
      label: t("directory.table.signed-at-label"),
      isInline: true,
      cell: ({ signed_at, level }) =>
        signed_at ? [formatDate(new Date(signed_at), locale), level].filter(Boolean).join(", ") : "",
    },
  ];
}

/** What machines may take: the columns, the package, the API, and under which licence. */
function Developers({ view: { form, election }, frame: { t, locale, origin } }: Props) {
  const word = (name: string) => t(`directory.data.${name}`);
  const links = [
    ...(form ? [{ href: `/${locale}/forms/${form.slug}/datapackage.json`, label: "Data Package" }] : []),
    { href: `/${locale}/data/schema.json`, label: "Table Schema" },
    { href: "/api/v1/openapi.json", label: "OpenAPI 3.1" },
    ...(election
      ? [
          { href: `/${locale}/elections/${election.slug}/popolo.json`, label: "Popolo" },
          { href: `/${locale}/elections/${election.slug}/democracy-club.csv`, label: "Democracy Club CSV" },
        ]
      : []),
  ];
  return (
    <Section title={word("machines")} isTold>
      <div className="prose">
        <p>{word("machines-text")}</p>
        <p className="links">
          {links.map(({ href, label }) => (
            <a key={href} href={href}>
              {label}
            </a>
          ))}
        </p>
        <p>
          <code className="break">{`curl '${origin}/api/v1/standings?form=${form?.slug ?? "…"}&status=signed'`}</code>
        </p>
        <p>
          {word("licence")} <a href={LICENCE.path}>{LICENCE.title}</a>. {word("licence-text")}
        </p>
      </div>
    </Section>
  );
}
