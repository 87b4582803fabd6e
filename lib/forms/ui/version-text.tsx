import { EngagementItem, Theme } from "@/components/engagement";
import { Prose } from "@/components/prose";
import { type Locale, localized } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { markdownToHtml } from "@/lib/core/markdown";
import type { Engagement, Words } from "../schema";

interface Props {
  readonly t: Translator;
  readonly locale: Locale;
  readonly words: Pick<Words, "themes">;
  /** What stands under an engagement: answers, figures. */
  readonly foot?: (engagement: Engagement) => React.ReactNode;
}

/** The engagements of a version by theme, in the reader's language, else in the one in which they are written. */
export function VersionText({ t, locale, words, foot }: Props) {
  return words.themes.map((theme) => {
    const title = localized(theme.title, locale);
    return (
      <Theme key={theme.id} title={title.text} lang={langOf(title, locale)}>
        {theme.engagements.map((engagement) => (
          <OneEngagement key={engagement.id} t={t} locale={locale} engagement={engagement}>
            {foot?.(engagement)}
          </OneEngagement>
        ))}
      </Theme>
    );
  });
}

function langOf(said: { text: string; lang: Locale }, locale: Locale): Locale | undefined {
  return said.lang === locale ? undefined : said.lang;
}

interface OneProps {
  readonly t: Translator;
  readonly locale: Locale;
  readonly engagement: Engagement;
  readonly children?: React.ReactNode;
}

function OneEngagement({ t, locale, engagement, children }: OneProps) {
  const title = localized(engagement.title, locale);
  const text = localized(engagement.text, locale);
  const why = localized(engagement.why, locale);
  return (
    <EngagementItem
      number={engagement.position}
      id={`engagement-${engagement.position}`}
      title={<span lang={langOf(title, locale)}>{title.text}</span>}
      words={<Prose html={markdownToHtml(text.text)} isEngagement lang={langOf(text, locale)} />}
    >
      {why.text && (
        <details>
          <summary>{t("forms.text.why")}</summary>
          <Prose html={markdownToHtml(why.text)} lang={langOf(why, locale)} />
        </details>
      )}
      {children}
    </EngagementItem>
  );
}
