import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToText } from "@/lib/core/markdown";
import { FormFigures } from "../../ui/form-figures";
import type { FormsView } from "../documents";

/** Every published form, election by election. */
export function FormsPage({ view, frame }: ViewProps<FormsView>) {
  const { t, locale } = frame;
  return (
    <DocumentShell frame={frame} title={t("directory.forms.title")} description={t("directory.forms.deck")}>
      <PageTitle title={t("directory.forms.title")} deck={<p>{t("directory.forms.deck")}</p>} />
      {view.elections.length === 0 && (
        <div className="section">
          <EmptyState title={t("directory.forms.empty-title")}>
            <p>{t("directory.forms.empty")}</p>
          </EmptyState>
        </div>
      )}
      {view.elections.map(({ election, forms }) => (
        <Section
          key={election.id}
          title={localized(election.name, locale).text}
          links={[
            { href: `/${locale}/elections/${election.slug}`, label: t("directory.home.all-constituencies") },
          ]}
        >
          {forms.map((counted) => {
            const introduction = localized(counted.form.introduction, locale);
            return (
              <FormFigures key={counted.form.id} counted={counted} frame={frame}>
                <p className="small tw:mt-3" lang={introduction.lang}>
                  {markdownToText(introduction.text)}
                </p>
              </FormFigures>
            );
          })}
        </Section>
      ))}
    </DocumentShell>
  );
}
