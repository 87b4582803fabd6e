import { Crumbs } from "@/components/crumbs";
import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import type { DepartmentsView } from "../documents";
import { listingPath } from "../rules";

/** Every department by its number, which postcodes begin with. */
export function DepartmentsPage({ view, frame }: ViewProps<DepartmentsView>) {
  const { t, locale } = frame;
  const { election, departments } = view;
  const title = t("directory.listing.title");
  const crumb = election && {
    label: localized(election.name, locale).text,
    href: `/${locale}/elections/${election.slug}`,
  };
  return (
    <DocumentShell frame={frame} title={title} description={t("directory.listing.deck")}>
      {crumb && <Crumbs t={t} crumbs={[crumb]} />}
      <PageTitle title={title} deck={<p>{t("directory.listing.deck")}</p>} />
      <Section title={t("directory.listing.departments", { count: departments.length })}>
        {departments.length === 0 && (
          <EmptyState title={t("directory.listing.none")}>
            <p>{t("directory.listing.none-more")}</p>
          </EmptyState>
        )}
        <ul className="names">
          {departments.map(({ code, scheme, name }) => (
            <li key={`${scheme} ${code}`}>
              <span className="num">{code}</span> <a href={`/${locale}${listingPath(code)}`}>{name}</a>
            </li>
          ))}
        </ul>
      </Section>
    </DocumentShell>
  );
}
