import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { PageTitle, Section, Split } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { FormFigures } from "../../ui/form-figures";
import { FeedHead, Reuse } from "../../ui/reuse";
import type { OrganizationView } from "../documents";
import { NomineesTable } from "./nominees";

type Props = ViewProps<OrganizationView>;

/** An NGO with its forms and how to reach it, or a party with the candidacies it nominates. */
export function OrganizationPage({ view, frame }: Props) {
  const { t } = frame;
  const { name, kind, slug } = view.organization;
  const page = `/organizations/${slug}`;
  const title = <PageTitle title={name} deck={<p>{t(`directory.organization.${kind}`)}</p>} />;
  const facts = factsOf({ view, frame });
  return (
    <DocumentShell
      frame={frame}
      title={name}
      description={t(`directory.organization.description-${kind}`, { name })}
      head={<FeedHead frame={frame} page={page} />}
    >
      {facts.length > 0 ? <Split aside={<Facts facts={facts} />}>{title}</Split> : title}
      {kind === "ngo" && <Forms view={view} frame={frame} />}
      {kind === "party" && <NomineesTable view={view} frame={frame} />}
      <Reuse frame={frame} page={page} />
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

function Forms({ view: { forms }, frame }: Props) {
  const { t } = frame;
  return (
    <Section title={t("directory.organization.forms")}>
      {forms.length === 0 && <EmptyState title={t("directory.forms.empty-title")} />}
      {forms.map(({ counted, election }) => (
        <FormFigures key={counted.form.id} counted={counted} frame={frame}>
          <p className="small">
            <a href={`/${frame.locale}/elections/${election.slug}`}>
              {localized(election.name, frame.locale).text}
            </a>
          </p>
        </FormFigures>
      ))}
    </Section>
  );
}
