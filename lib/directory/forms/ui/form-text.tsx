import { EngagementItem, Theme } from "@/components/engagement";
import { Gauge } from "@/components/progress-bar";
import { Prose } from "@/components/prose";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import type { Engagement, PublicVersion } from "@/lib/forms/schema";
import type { AnswerCount } from "../queries";

interface Props {
  readonly version: PublicVersion;
  readonly frame: Frame;
  /** Left out on the page of a version, which shows words only. */
  readonly answers?: readonly AnswerCount[];
}

/** The exact text of a version: themes, engagements, why each matters, how many said yes. */
export function FormText({ version, frame, answers = [] }: Props) {
  const { locale } = frame;
  return version.themes.map((theme) => {
    const title = localized(theme.title, locale);
    return (
      <Theme key={theme.id} title={title.text} lang={title.lang}>
        {theme.engagements.map((engagement) => (
          <Item
            key={engagement.id}
            engagement={engagement}
            frame={frame}
            count={answers.find(({ lineageId }) => lineageId === engagement.lineageId)}
          />
        ))}
      </Theme>
    );
  });
}

function Item(props: { engagement: Engagement; frame: Frame; count: AnswerCount | undefined }) {
  const { engagement, frame, count } = props;
  const { t, locale } = frame;
  const title = localized(engagement.title, locale);
  const words = localized(engagement.text, locale);
  const why = localized(engagement.why, locale);
  return (
    <EngagementItem
      id={`e-${engagement.position}`}
      number={engagement.position}
      title={title.text}
      words={<Prose html={markdownToHtml(words.text)} isEngagement />}
      lang={words.lang}
      opens={count && title.text ? t("directory.form.exact") : undefined}
    >
      {count && count.total > 0 && (
        <p>
          <Gauge part={count.yes} total={count.total} />{" "}
          {t("directory.form.yes", { yes: count.yes, total: count.total })}
        </p>
      )}
      {why.text && (
        <details>
          <summary>{t("directory.form.why")}</summary>
          <Prose html={markdownToHtml(why.text)} lang={why.lang} />
        </details>
      )}
    </EngagementItem>
  );
}
