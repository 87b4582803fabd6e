import { Choices } from "@/components/choices";
import { Notice } from "@/components/notice";
import { Prose } from "@/components/prose";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { type Locale, localized } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { markdownToHtml } from "@/lib/core/markdown";
import type { Words } from "../../schema";
import { requiredSentences, scoreSentences } from "../../ui/required";
import { VersionText } from "../../ui/version-text";
import type { DeskForm } from "../queries";
import { PreviewFrame } from "./preview-frame";

export type Reader = "candidate" | "citizen" | "print";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly words: Words;
  readonly reader: Reader;
  /** The language in which the text is read, apart from the desk's. */
  readonly lang: Locale;
}

const SHEET: Record<Reader, string> = { candidate: "paper phone-sheet", citizen: "paper", print: "paper a4" };

/** The form as a candidate on her phone, a citizen or a sheet of paper will have it; nothing here can be sent. */
export function PreviewPage({ frame, ctx, form, words, reader, lang }: Props) {
  return (
    <PreviewFrame frame={frame} ctx={ctx} form={form} as={reader} lang={lang}>
      <div className={SHEET[reader]} lang={lang}>
        <Text words={words} reader={reader} lang={lang} />
      </div>
    </PreviewFrame>
  );
}

function Text({ words, reader, lang }: Pick<Props, "words" | "reader" | "lang">) {
  const t = translator(lang);
  const title = localized(words.title, lang);
  const introduction = localized(words.introduction, lang);
  const validity = localized(words.validity, lang);
  return (
    <>
      <h2 className="title" lang={title.lang}>
        {title.text}
      </h2>
      <Prose html={markdownToHtml(introduction.text)} lang={introduction.lang} />
      {validity.text && (
        <Notice isQuiet>
          <strong>{t("forms.editor.form-validity")}</strong> <span lang={validity.lang}>{validity.text}</span>
        </Notice>
      )}
      {[...requiredSentences(t, words), ...scoreSentences(t, words)].map((said) => (
        <Notice key={said} isQuiet>
          {said}
        </Notice>
      ))}
      <Section title={t("forms.preview.engagements")}>
        <VersionText
          t={t}
          locale={lang}
          words={words}
          {...(reader === "candidate" && {
            foot: ({ id, position }) => <Question lang={lang} id={id} number={position} />,
          })}
        />
      </Section>
    </>
  );
}

function Question({ lang, id, number }: { lang: Locale; id: string; number: number }) {
  const t = translator(lang);
  const answers = ["yes", "with-reservation", "no"] as const;
  return (
    <Choices
      name={`preview.${id}`}
      legend={t("forms.preview.answer", { number })}
      isLegendHidden
      choices={answers.map((answer) => ({ value: answer, label: t(`components.answer.${answer}`), answer }))}
    />
  );
}
