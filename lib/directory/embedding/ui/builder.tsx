import { Button } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { DocumentShell } from "@/components/document-shell";
import { Field, fieldId } from "@/components/field";
import { Notice } from "@/components/notice";
import { Narrow, PageTitle, Section } from "@/components/section";
import type { ViewProps } from "@/lib/core/document";
import { LOCALES, localized } from "@/lib/core/i18n/locale";
import type { Builder } from "../documents";
import { SANDBOX, snippetOf, THEMES, WIDTH } from "../rules";

/** Chooses what another site shows, shows it as it will be, and gives what to paste. */
export function BuilderPage({ view, frame }: ViewProps<Builder>) {
  const { t } = frame;
  const { framed, asked } = view;
  const title = t("directory.embed.title");
  return (
    <DocumentShell
      frame={frame}
      title={title}
      description={t("directory.embed.deck")}
      isIndexed={!asked}
      hasQuestions
    >
      <Narrow>
        <PageTitle title={title} deck={<p>{t("directory.embed.deck")}</p>} />
        {asked && !framed && <Notice isStatus>{t("directory.embed.unknown")}</Notice>}
        <Choice view={view} frame={frame} />
        {framed && <Preview view={view} frame={frame} framed={framed} />}
        {!framed && <Forms view={view} frame={frame} />}
      </Narrow>
    </DocumentShell>
  );
}

function Choice({ view: { page, language, theme }, frame: { t, locale } }: ViewProps<Builder>) {
  return (
    <form action={`/${locale}/embed`} className="stack">
      <Field
        name="page"
        label={t("directory.embed.page")}
        hint={t("directory.embed.page-hint")}
        defaultValue={page}
        autoComplete="off"
        required
      />
      <Field
        kind="select"
        name="lang"
        label={t("directory.embed.language")}
        defaultValue={language}
        options={LOCALES.map((value) => ({ value, label: t(`directory.embed.languages.${value}`) }))}
      />
      <Field
        kind="select"
        name="theme"
        label={t("directory.embed.theme")}
        defaultValue={theme}
        options={THEMES.map((value) => ({ value, label: t(`directory.embed.themes.${value}`) }))}
      />
      <Button type="submit">{t("directory.embed.show")}</Button>
    </form>
  );
}

type PreviewProps = ViewProps<Builder> & { readonly framed: NonNullable<Builder["framed"]> };

function Preview({ framed, frame: { t } }: PreviewProps) {
  return (
    <>
      <Section title={t("directory.embed.preview")}>
        <iframe
          className="framed"
          src={framed.source}
          title={framed.title}
          width={WIDTH}
          height={framed.height}
          sandbox={SANDBOX}
        />
      </Section>
      <Section title={t("directory.embed.paste")}>
        <Field
          kind="textarea"
          name="snippet"
          label={t("directory.embed.snippet")}
          hint={t("directory.embed.snippet-hint")}
          readOnly
          rows={7}
          defaultValue={snippetOf(framed)}
        />
        <CopyButton
          of={fieldId("snippet")}
          label={t("directory.embed.copy")}
          done={t("directory.embed.copied")}
        />
      </Section>
    </>
  );
}

/** The forms, one tap each; constituencies and candidates have the link on their own pages, or their address. */
function Forms({ view: { forms }, frame: { t, locale } }: ViewProps<Builder>) {
  if (forms.length === 0) return null;
  return (
    <Section title={t("directory.embed.forms")}>
      <ul className="rows">
        {forms.map(({ slug, title }) => (
          <li key={slug}>
            <a href={`/${locale}/embed?page=/${locale}/forms/${slug}&lang=${locale}&theme=auto`}>
              {localized(title, locale).text}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
