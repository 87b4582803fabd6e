import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Field } from "@/components/field";
import { Pager } from "@/components/pager";
import { Section } from "@/components/section";
import { StatusWord, wordOf } from "@/components/status-word";
import { type Column, Table } from "@/components/table";
import type { ViewProps } from "@/lib/core/document";
import { formatDate, formatInstant, formatNumber } from "@/lib/core/time";
import { hasHour } from "@/lib/signatures/rules";
import { candidacyPath, fullName } from "../../rules";
import { pointsOf } from "../../standing/rules";
import { AreaName } from "../../ui/area-name";
import { levelWords } from "../../ui/standing-words";
import type { FormView } from "../documents";
import { filterQuery, type Signatory } from "../rules";
import { LISTED_STATUSES } from "../schema";

type Props = ViewProps<FormView>;

/** Who answered, with a filter and a page in the address, and the CSV of this very view. */
export function SignatoriesTable({ view, frame }: Props) {
  const { t, locale } = frame;
  const { signatories, filter, version } = view;
  const base = `/${locale}/forms/${version.slug}`;
  const note = t("directory.table.shown", {
    found: formatNumber(signatories.found, locale),
    total: formatNumber(signatories.total, locale),
  });
  return (
    <Section
      id="signatories"
      title={t("directory.table.title")}
      note={note}
      links={[
        { href: `${base}/signatories.csv${filterQuery(filter)}`, label: t("directory.table.csv") },
        { href: `/${locale}/data?form=${version.slug}`, label: t("directory.table.everybody") },
      ]}
    >
      {signatories.total === 0 ? (
        <EmptyState title={t("directory.table.empty-title")}>
          <p>{t("directory.table.empty")}</p>
        </EmptyState>
      ) : (
        <>
          <Filter view={view} frame={frame} action={`${base}#signatories`} />
          {signatories.found === 0 ? (
            <EmptyState title={t("directory.table.none")}>
              <p>
                <a href={`${base}#signatories`}>{t("directory.table.all")}</a>
              </p>
            </EmptyState>
          ) : (
            <Table
              caption={t("directory.table.title")}
              columns={columnsOf({ view, frame })}
              rows={signatories.rows}
              rowKey={({ publicId }) => publicId}
            />
          )}
          <Pager
            t={t}
            page={signatories.page}
            pages={signatories.pages}
            href={(page) => `${base}${filterQuery(filter, page)}#signatories`}
          />
        </>
      )}
    </Section>
  );
}

function Filter({ view, frame: { t }, action }: Props & { action: string }) {
  const { filter, departments } = view;
  return (
    <form className="filters" action={action} method="get">
      <Field
        name="department"
        label={t("directory.table.department")}
        kind="select"
        defaultValue={filter.department}
        options={[
          { value: "", label: t("directory.table.every") },
          ...departments.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
        ]}
      />
      <Field
        name="status"
        label={t("directory.table.status")}
        kind="select"
        defaultValue={filter.status}
        options={[
          { value: "", label: t("directory.table.every-status") },
          ...LISTED_STATUSES.map((status) => ({ value: status, label: wordOf(t, status) })),
        ]}
      />
      <Field
        name="name"
        label={t("directory.table.name")}
        defaultValue={filter.name}
        maxLength={80}
        type="search"
      />
      <Button kind="neutral">{t("directory.table.filter")}</Button>
    </form>
  );
}

function scoreColumn({ t }: Pick<Props["frame"], "t">): Column<Signatory> {
  return {
    id: "score",
    head: t("directory.form.score"),
    isInline: true,
    cell: ({ standing: { signature } }) => {
      const points = signature && pointsOf(signature);
      return points ? t("directory.table.score", { ...points }) : "–";
    },
  };
}

function columnsOf({ view: { version }, frame: { t, locale } }: Props): Column<Signatory>[] {
  return [
    {
      id: "name",
      head: t("directory.table.name"),
      isRowHead: true,
      cell: ({ publicId, person }) => (
        <b>
          <a href={`/${locale}${candidacyPath(publicId, person)}`}>{fullName(person)}</a>
        </b>
      ),
    },
    {
      id: "area",
      head: t("directory.table.area"),
      isInline: true,
      cell: ({ area }) => <AreaName area={area} locale={locale} isShort />,
    },
    {
      id: "status",
      head: t("directory.table.status"),
      cell: ({ standing: { status, count } }) => (
        <StatusWord
          t={t}
          mark={status}
          size={16}
          {...(count && (status === "signed" || status === "partly") ? { count } : {})}
        />
      ),
    },
    ...(version.score === "none" ? [] : [scoreColumn({ t })]),
    {
      id: "at",
      head: t("directory.table.signed-at"),
      label: t("directory.table.signed-at-label"),
      isInline: true,
      cell: ({ standing: { signature, decline } }) => {
        const at = signature?.signedAt ?? decline?.at;
        if (!at) return "–";
        const isDay = signature && !hasHour(signature.method);
        return (isDay ? formatDate : formatInstant)(at, locale, version.timeZone);
      },
    },
    {
      id: "level",
      head: t("directory.table.level"),
      label: t("directory.table.level-label"),
      isInline: true,
      cell: ({ standing: { signature } }) => (signature ? levelWords(t, signature) : "–"),
    },
  ];
}
