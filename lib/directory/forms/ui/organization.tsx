import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import type { OrganizationView } from "../documents";

/** An NGO with its forms, or a party with the number of candidacies it nominates. */
export function OrganizationPage({ view, frame }: ViewProps<OrganizationView>) {
  const { t, locale } = frame;
  const { organization, forms, nominations } = view;
  const { name, kind, website, phone } = organization;
  return (
    <DocumentShell
      frame={frame}
      title={name}
      description={t(`directory.organization.description-${kind}`, { name })}
    >
      <PageTitle
        title={name}
        deck={
          <>
            <p>{t(`directory.organization.${kind}`)}</p>
            {website && (
              <p>
                <a href={website}>{website.replace(/^https?:\/\/|\/$/g, "")}</a>
              </p>
            )}
            {kind === "ngo" && phone && <p>{t("directory.organization.phone", { phone })}</p>}
          </>
        }
      />
      {kind === "ngo" && (
        <Section title={t("directory.organization.forms")}>
          {forms.length === 0 && <EmptyState title={t("directory.forms.empty-title")} />}
          <ul className="rows">
            {forms.map(({ form, election }) => (
              <li key={form.id}>
                <p className="h3">
                  <a href={`/${locale}/forms/${form.slug}`}>{localized(form.title, locale).text}</a>
                </p>
                <p className="small quiet">{localized(election.name, locale).text}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {nominations.length > 0 && (
        <Section title={t("directory.organization.nominations")}>
          <ul className="rows">
            {nominations.map(({ election, count }) => (
              <li key={election.id}>
                <a href={`/${locale}/elections/${election.slug}`}>{localized(election.name, locale).text}</a>
                {t("directory.organization.nominated", { count })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </DocumentShell>
  );
}
