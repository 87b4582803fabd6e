import { DocumentShell } from "@/components/document-shell";
import { EmptyState } from "@/components/empty-state";
import { PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToText } from "@/lib/core/markdown";
import { formatDate } from "@/lib/core/time";
import { AuthorNames } from "../../ui/author-names";
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
        <Section key={election.id} title={localized(election.name, locale).text}>
          <ul className="rows">
            {forms.map((form) => {
              const title = localized(form.title, locale);
              const introduction = localized(form.introduction, locale);
              return (
                <li key={form.id}>
                  <p className="h3" lang={title.lang}>
                    <a href={`/${locale}/forms/${form.slug}`}>{title.text}</a>
                  </p>
                  <p lang={introduction.lang}>{markdownToText(introduction.text)}</p>
                  <p className="small quiet">
                    <AuthorNames t={t} locale={locale} authors={form.authors} />.{" "}
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
      ))}
    </DocumentShell>
  );
}
