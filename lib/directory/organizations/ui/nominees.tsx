import { EmptyState } from "@/components/empty-state";
import { Pager } from "@/components/pager";
import { Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import { type Column, Table } from "@/components/table";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatNumber } from "@/lib/core/time";
import { ballotPath, candidacyPath, fullName, grammar } from "../../rules";
import { AreaName } from "../../ui/area-name";
import type { Nominees, OrganizationView } from "../documents";
import { hasSigned, type ListedNominee } from "../rules";

type Props = ViewProps<OrganizationView>;

/** Whom a party nominates or supports, by name, and what each said to one form; nobody is ranked. */
export function NomineesTable({ view, frame }: Props) {
  const { t, locale } = frame;
  const { nominees, organization } = view;
  if (!nominees) {
    return (
      <div className="section">
        <EmptyState title={t("directory.organization.nobody")} />
      </div>
    );
  }
  const { election, form, shown, standing, signed } = nominees;
  const base = `/${locale}/organizations/${organization.slug}`;
  const query = (page: number) => {
    const words = new URLSearchParams();
    if (view.elsewhere.length > 0) words.set("election", election.slug);
    if (form && form !== nominees.forms[0]) words.set("form", form.slug);
    if (page > 1) words.set("page", String(page));
    const text = words.toString();
    return text && `?${text}`;
  };
  return (
    <Section title={localized(election.name, locale).text} note={t("directory.order.alphabet")}>
      {form && (
        <p>
          {t("directory.organization.signed", {
            signed,
            number: formatNumber(signed, locale),
            total: standing,
            all: formatNumber(standing, locale),
          })}{" "}
          <a href={`/${locale}/forms/${form.slug}`}>{localized(form.title, locale).text}</a>.
        </p>
      )}
      <Others nominees={nominees} view={view} frame={frame} />
      <Table
        caption={t("directory.organization.nominations")}
        columns={columnsOf(nominees, frame)}
        rows={shown.rows}
        rowKey={({ publicId }) => publicId}
      />
      <Pager t={t} page={shown.page} pages={shown.pages} href={(page) => `${base}${query(page)}`} />
    </Section>
  );
}

/** The other forms and elections of which this page can speak. */
function Others({ nominees, view, frame: { locale } }: Props & { nominees: Nominees }) {
  const { election, form, forms } = nominees;
  const links = [
    ...forms
      .filter((one) => one !== form)
      .map((one) => ({
        key: one.slug,
        href: `?election=${election.slug}&form=${one.slug}`,
        ...localized(one.title, locale),
      })),
    ...view.elsewhere.map((one) => ({
      key: one.slug,
      href: `?election=${one.slug}`,
      ...localized(one.name, locale),
    })),
  ];
  if (links.length === 0) return null;
  return (
    <p className="small key-line">
      {links.map(({ key, href, text, lang }) => (
        <a key={key} href={href} lang={lang}>
          {text}
        </a>
      ))}
    </p>
  );
}

function columnsOf({ election, form }: Nominees, { t, locale }: Props["frame"]): Column<ListedNominee>[] {
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
      cell: ({ area }) => (
        <a href={`/${locale}${ballotPath(election.slug, area.code)}`}>
          <AreaName area={area} locale={locale} isShort />
        </a>
      ),
    },
    {
      id: "nomination",
      head: t("directory.nomination.label"),
      cell: ({ kind, status, person }) =>
        t(
          `directory.organization.state.${kind === "support" && status === "announced" ? "support" : status}`,
          {
            gender: grammar(person.gender),
          },
        ),
    },
    ...(form
      ? [
          {
            id: "status",
            head: t("directory.table.status"),
            cell: ({ standing }: ListedNominee) =>
              standing && (
                <StatusWord
                  t={t}
                  mark={standing.status}
                  size={16}
                  {...(standing.count && hasSigned(standing.status) ? { count: standing.count } : {})}
                />
              ),
          },
        ]
      : []),
  ];
}
