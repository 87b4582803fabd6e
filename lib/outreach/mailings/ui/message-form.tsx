import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { LOCALES, type Locale } from "@/lib/core/i18n/locale";
import { messageAction } from "../actions";
import type { MailingView } from "../queries";
import { firstWording, MERGE_FIELDS } from "../rules";
import type { InvitationsProps } from "./invitations-page";

/** The message in both languages with its merge fields; a first wording stands there to begin with. */
export function MessageForm({ frame, form, kind, draft }: InvitationsProps & { draft: MailingView | null }) {
  const { t, locale } = frame;
  const wording = (what: "subject" | "body", lang: Locale) =>
    draft?.[what][lang] ?? firstWording(kind, what, lang);
  return (
    <Section title={t("outreach.message.title")} note={draft ? t("outreach.message.kept") : undefined}>
      <ActionForm
        action={messageAction}
        texts={errorTexts(locale, "outreach", "organizations")}
        room="outreach"
        wrong={t("components.errors.title", { count: 1 })}
        done={t("outreach.message.saved")}
      >
        <input type="hidden" name="formId" value={form.id} />
        <input type="hidden" name="kind" value={kind} />
        <p className="small quiet measure">{t("outreach.message.fields")}</p>
        <ul className="links small">
          {MERGE_FIELDS.map((field) => (
            <li key={field}>
              <code>{`{{${field}}}`}</code> {t(`outreach.message.field-${field}`)}
            </li>
          ))}
        </ul>
        <div className="halves">
          {LOCALES.map((lang) => (
            <div key={lang} lang={lang}>
              <ActionField
                name={`subject.${lang}`}
                label={t(`outreach.message.subject-${lang}`)}
                defaultValue={wording("subject", lang)}
                maxLength={150}
              />
              <ActionField
                kind="textarea"
                name={`body.${lang}`}
                label={t(`outreach.message.body-${lang}`)}
                defaultValue={wording("body", lang)}
                rows={14}
                maxLength={5000}
              />
            </div>
          ))}
        </div>
        <div>
          <ActionField
            kind="select"
            name="locale"
            label={t("outreach.message.locale")}
            hint={t("outreach.message.locale-hint")}
            defaultValue={draft?.locale ?? "fr"}
            options={LOCALES.map((value) => ({ value, label: t(`outreach.message.locale-${value}`) }))}
          />
        </div>
        <div className="actions">
          <Button kind={draft ? "outlined" : "solid"}>{t("outreach.message.save")}</Button>
        </div>
      </ActionForm>
    </Section>
  );
}
