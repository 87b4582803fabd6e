import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { PageTitle, Section, Split } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import { AuthorNames } from "../../ui/author-names";
import { DemonstrationCut } from "../../ui/demonstration-cut";
import type { OrganizationView } from "../documents";
import { NomineesTable } from "./nominees";

type Props = ViewProps<OrganizationView>;

/** An NGO with its forms and how to reach it, or a party with the candidacies it nominates. */
export function OrganizationPage({ view, frame }: Props) {
  const { t } = frame;
  const { name, kind } = view.organization;
  const title = <PageTitle title={name} deck={<p>{t(`directory.organization.${kind}`)}</p>} />;
  const facts = factsOf({ view, frame });
  return (
    <DocumentShell
      frame={frame}
      title={name}
      description={t(`directory.organization.description-${kind}`, { name })}
    >
      {facts.length > 0 ? <Split aside={<Facts facts={facts} />}>{title}</Split> : title}
      {kind === "ngo" && <Forms view={view} frame={frame} />}
      {kind === "party" && <NomineesTable view={view} frame={frame} />}
      <DemonstrationCut frame={frame} />
    </DocumentShell>
  );
}

function factsOf({ view: { organization }, frame: { t } }: Props) {
  const { kind, website, phone } = organization;
  return [
    ...(website
      ? [
          {
            label: t("directory.organization.website"),
            value: <a href={website}>{website.replace(/^https?:\/\/|\/$/g, "")}</a>,
          },
        ]
      : []),
    ...(kind === "ngo" && phone ? [{ label: t("directory.organization.phone"), value: phone }] : []),
  ];
}

function Forms({ view: { forms }, frame: { t, locale } }: Props) {
  return (
    <Section title={t("directory.organization.forms")}>
      {forms.length === 0 && <EmptyState title={t("directory.forms.empty-title")} />}
      <ul className="rows">
        {forms.map(({ form, election }) => {
          const title = localized(form.title, locale);
          return (
            <li key={form.id}>
              <p className="h3" lang={title.lang}>
                <a href={`/${locale}/forms/${form.slug}`}>{title.text}</a>
              </p>
              <p className="small">
                <AuthorNames t={t} locale={locale} authors={form.authors} />.{" "}
                <a href={`/${locale}/elections/${election.slug}`}>{localized(election.name, locale).text}</a>
              </p>
              <p className="small quiet">
                {t("directory.forms.version", {
                  version: form.version,
                  count: form.engagements,
                  date: formatDate(form.publishedAt, locale, form.timeZone),
                })}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
