import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { limitsAction } from "../actions";
import type { Limits } from "../queries";
import { MAILS_PER_WEEK, MOST_REMINDERS } from "../schema";

interface Props {
  readonly frame: Frame;
  readonly formId: string;
  readonly limits: Limits;
}

const upTo = (least: number, most: number) =>
  Array.from({ length: most - least + 1 }, (_, at) => {
    const value = String(least + at);
    return { value, label: value };
  });

/** How much one person is asked: reminders for this form, campaign mails a week. */
export function LimitsForm({ frame: { t, locale }, formId, limits }: Props) {
  return (
    <Section title={t("outreach.limits.title")}>
      <ActionForm
        action={limitsAction}
        texts={errorTexts(locale, "outreach", "organizations")}
        room="outreach"
        wrong={t("components.errors.title", { count: 1 })}
        done={t("outreach.limits.done")}
      >
        <input type="hidden" name="formId" value={formId} />
        <p className="small quiet measure">{t("outreach.limits.text", { most: MAILS_PER_WEEK })}</p>
        <div className="filters">
          <ActionField
            kind="select"
            name="reminders"
            label={t("outreach.limits.reminders")}
            options={upTo(0, MOST_REMINDERS)}
            defaultValue={String(limits.reminders)}
          />
          <ActionField
            kind="select"
            name="mailsPerWeek"
            label={t("outreach.limits.mails")}
            options={upTo(1, MAILS_PER_WEEK)}
            defaultValue={String(limits.mailsPerWeek)}
          />
          <Button kind="neutral">{t("outreach.limits.save")}</Button>
        </div>
      </ActionForm>
    </Section>
  );
}
