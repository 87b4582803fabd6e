import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import type { Locale } from "@/lib/core/i18n/locale";
import type { Letter } from "@/lib/core/mail";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { PreviewFrame } from "@/lib/forms/draft/ui/preview-frame";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly lang: Locale;
  readonly letter: Letter;
}

/** The invitation with this form's words, as a fictional candidate would find it in her mailbox: HTML and plain text. */
export function ExamplePage({ frame, ctx, form, lang, letter }: Props) {
  const { t } = frame;
  return (
    <PreviewFrame frame={frame} ctx={ctx} form={form} as="mail" lang={lang}>
      <Section title={<span lang={lang}>{letter.subject}</span>}>
        <div className="letter">
          <div className="letter-parts">
            <div className="stack">
              <p className="small quiet">
                {t("outreach.previews.from", {
                  ngo: letter.fromName ?? "",
                  replyTo: letter.replyTo ?? "none",
                })}
              </p>
              <iframe
                className="letter-frame"
                title={t("outreach.example.frame")}
                src={`/api/v1/letters/${form.id}/example?lang=${lang}`}
                sandbox=""
              />
            </div>
            <div className="stack">
              <p className="small quiet">{t("outreach.previews.text")}</p>
              <pre className="letter-text" lang={lang}>
                {letter.text}
              </pre>
            </div>
          </div>
        </div>
      </Section>
    </PreviewFrame>
  );
}
