import { EngagementItem, Quote, Theme } from "@/components/engagement";
import { Prose } from "@/components/prose";
import { StatusWord } from "@/components/status-word";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import type { PublicVersion } from "@/lib/forms/schema";
import type { DraftAnswers } from "../rules";
import { MARK_OF } from "./wording";

interface Props {
  readonly frame: Frame;
  readonly version: PublicVersion;
  readonly answers: DraftAnswers;
  readonly by: string;
}

/** The exact words of a version with the answer to each: to read, not to change. */
export function SignedWords({ frame, version, answers, by }: Props) {
  const { t, locale } = frame;
  return version.themes.map((theme) => {
    const heading = localized(theme.title, locale);
    return (
      <Theme key={theme.id} title={heading.text} lang={heading.lang} isNarrow>
        {theme.engagements.map(({ id, position, text }) => {
          const words = localized(text, locale);
          const given = answers[id];
          return (
            <EngagementItem
              key={id}
              number={position}
              words={<Prose html={markdownToHtml(words.text)} isEngagement />}
              lang={words.lang}
              isAnswered
            >
              {given?.value ? (
                <StatusWord t={t} mark={MARK_OF[given.value]} />
              ) : (
                <span className="quiet">{t("components.answer.none")}</span>
              )}
              {given?.comment && (
                <Quote by={by}>
                  <p>{given.comment}</p>
                </Quote>
              )}
            </EngagementItem>
          );
        })}
      </Theme>
    );
  });
}
