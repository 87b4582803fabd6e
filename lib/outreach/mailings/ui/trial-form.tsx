import { Button, ButtonLink } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { ActionTold } from "@/components/client/action-told";
import { Section } from "@/components/section";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { trialAction } from "../trial/actions";
import type { InvitationsProps } from "./invitations-page";

/** Before the start: the mail to oneself, with the relay's answer in plain words, and the check of everything around it. */
export function TrialForm({ frame, form, kind }: InvitationsProps) {
  const { t, locale } = frame;
  return (
    <Section title={t("outreach.trial.title")} note={t("outreach.trial.note")}>
      <ActionForm
        action={trialAction}
        texts={errorTexts(locale, "outreach", "organizations")}
        room="outreach"
        wrong={t("outreach.trial.not-sent")}
      >
        <input type="hidden" name="formId" value={form.id} />
        <input type="hidden" name="kind" value={kind} />
        <p className="measure">{t("outreach.trial.text")}</p>
        <div className="actions">
          <Button kind="outlined">{t("outreach.trial.send")}</Button>
          <ButtonLink
            kind="outlined"
            href={`/${locale}/desk/forms/${form.id}/invitations/check?kind=${kind}`}
          >
            {t("outreach.trial.check")}
          </ButtonLink>
        </div>
        <ActionTold text={t("outreach.trial.sent", { reply: "{reply}" })} />
      </ActionForm>
    </Section>
  );
}
