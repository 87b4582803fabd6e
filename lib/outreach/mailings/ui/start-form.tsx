import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatNumber } from "@/lib/core/time";
import { startAction } from "../actions";
import type { InvitationsProps } from "./invitations-page";

/** The second step: the number of recipients is typed by hand before anything leaves. */
export function StartForm({ frame, form, audience, way }: InvitationsProps) {
  const { t, locale } = frame;
  const count = formatNumber(audience.recipients, locale);
  if (audience.recipients === 0 || way === "none")
    return (
      <Section title={t("outreach.start.title")}>
        <p className="measure">
          {t(audience.recipients === 0 ? "outreach.errors.no-recipients" : "outreach.errors.no-relay")}
        </p>
      </Section>
    );
  return (
    <Section title={t("outreach.start.title")}>
      <ActionForm
        action={startAction}
        texts={errorTexts(locale, "outreach", "organizations")}
        room="outreach"
        wrong={t("outreach.start.not-started")}
      >
        <input type="hidden" name="formId" value={form.id} />
        <p className="measure tw:mb-4">
          {t("outreach.start.text", { count: audience.recipients, shown: count })}
        </p>
        <ActionField
          name="count"
          label={t("outreach.start.count", { shown: count })}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
        />
        <div className="actions">
          <Button>{t("outreach.start.button", { count: audience.recipients, shown: count })}</Button>
        </div>
      </ActionForm>
    </Section>
  );
}
