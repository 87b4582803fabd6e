import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Gauge } from "@/components/progress-bar";
import { PageTitle, Section } from "@/components/section";
import { type Column, Table } from "@/components/table";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatNumber } from "@/lib/core/time";
import { scoreSentences } from "@/lib/forms/ui/required";
import { AuthorNames } from "../../../ui/author-names";
import type { GroupsView } from "../documents";
import { type Group, SMALLEST } from "../rules";

type Props = ViewProps<GroupsView>;

/** Parties or departments side by side, with what each share is of, how it is computed and why it is shown. */
export function GroupsPage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { by, version, groups, small, asked } = view;
  const word = (name: string) => t(`directory.groups.${name}`);
  const title = localized(version.title, locale);
  const base = `/${locale}/forms/${version.slug}`;
  const other = by === "parties" ? "departments" : "parties";
  const shown = [
    {
      id: "groups",
      title: t("directory.groups.large", { smallest: SMALLEST }),
      rows: groups,
      note: word("order"),
    },
    {
      id: "small",
      title: t("directory.groups.small", { smallest: SMALLEST }),
      rows: small,
      note: word("small-order"),
    },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <DocumentShell frame={frame} title={`${word(by)}, ${title.text}`} description={word("description")}>
      <Crumbs
        t={t}
        crumbs={[
          { label: t("directory.forms.title"), href: `/${locale}/forms` },
          { label: title.text, href: base },
        ]}
      />
      <PageTitle
        over={<span lang={title.lang}>{title.text}</span>}
        title={word(by)}
        deck={<p>{t("directory.groups.deck", { count: asked, number: formatNumber(asked, locale) })}</p>}
      />
      {shown.map(({ id, title: head, rows, note }, at) => (
        <Section
          key={id}
          id={id}
          title={head}
          note={note}
          links={
            at > 0
              ? []
              : [
                  { href: `${base}/${other}`, label: word(other) },
                  { href: `/${locale}/data.csv?form=${version.slug}`, label: t("directory.data.csv") },
                ]
          }
        >
          <Table
            caption={head}
            columns={columnsOf({ view, frame })}
            rows={rows}
            rowKey={({ code }) => code}
          />
        </Section>
      ))}
      {shown.length === 0 && (
        <div className="section">
          <EmptyState title={word("none")}>
            <p>
              <a href={base}>{title.text}</a>
            </p>
          </EmptyState>
        </div>
      )}
      <Section title={word("how")} isTold>
        <div className="prose">
          <p>
            {word("chosen")} <AuthorNames t={t} locale={locale} authors={version.authors} />.{" "}
            <a href={`${base}/versions/${version.number}`}>
              {t("directory.version.name", { version: version.number })}
            </a>
          </p>
          <p>{scoreSentences(t, version).join(" ")}</p>
          {by === "parties" && <p>{word("of-parties")}</p>}
          <p>{word("neutral")}</p>
          <p>
            <a href={`/${locale}/method#neutrality`}>{t("directory.method.neutrality.title")}</a>
          </p>
        </div>
      </Section>
    </DocumentShell>
  );
}

function columnsOf({ view: { by, version }, frame: { t, locale } }: Props): Column<Group>[] {
  const percent = (share: number) => `${formatNumber(share * 100, locale, 1)}\u00a0%`;
  const address = ({ code }: Group) =>
    by === "parties"
      ? `/${locale}/organizations/${code}`
      : `/${locale}/data?form=${version.slug}&department=${encodeURIComponent(code)}#rows`;
  const count = (id: "signed" | "asked"): Column<Group> => ({
    id,
    head: t(`directory.groups.${id}`),
    label: t(`directory.groups.${id}`),
    isNumber: true,
    isInline: true,
    cell: (group) => formatNumber(group[id], locale),
  });
  return [
    {
      id: "name",
      head: t(`directory.groups.of.${by}`),
      isRowHead: true,
      cell: (group) => (group.isLabel ? group.name : <a href={address(group)}>{group.name}</a>),
    },
    count("signed"),
    count("asked"),
    {
      id: "share",
      head: t("directory.groups.share"),
      label: t("directory.groups.share"),
      isNumber: true,
      isInline: true,
      cell: ({ signed, asked }) => (
        <>
          {percent(signed / asked)} <Gauge part={signed} total={asked} />
        </>
      ),
    },
    {
      id: "mean",
      head: t("directory.groups.mean"),
      label: t("directory.groups.mean"),
      isNumber: true,
      isInline: true,
      cell: ({ mean }) => (mean === null ? "" : percent(mean)),
    },
  ];
}
