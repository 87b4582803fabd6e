import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Section } from "@/components/section";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatDate, formatNumber } from "@/lib/core/time";
import { planOf } from "../../sending/waves/rules";
import { startAction } from "../actions";
import type { InvitationsProps } from "./invitations-page";
import { PaceFields } from "./pace-fields";

/** The second step: the number of recipients is typed by hand before anything leaves. */
export function StartForm(props: InvitationsProps) {
  const { frame, form, audience, way, kind } = props;
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
        <input type="hidden" name="kind" value={kind} />
        <p className="measure tw:mb-4">
          {t("outreach.start.text", { count: audience.recipients, shown: count })}
        </p>
        <PaceFields frame={frame} timeZone={form.timeZone} />
        <Plans {...props} />
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

const LIMITS = [100, 200, 500, 1000, 2000];

/** Until when a few limits would take, so that one is chosen before the closing. */
function Plans({ frame, ctx, form, audience }: InvitationsProps) {
  const { t, locale } = frame;
  const { timeZone, closesAt } = form;
  const waiting = audience.recipients;
  const limits = LIMITS.filter((limit) => limit < waiting).slice(-4);
  if (limits.length === 0) return null;
  return (
    <ul className="inline-list small tw:mb-4">
      {limits.map((dailyLimit) => {
        const pace = { dailyLimit, fromHour: null, toHour: null, timeZone };
        const { last } = planOf(ctx.now, pace, { waiting, sentToday: 0 });
        const values = { limit: formatNumber(dailyLimit, locale), date: formatDate(last, locale, timeZone) };
        return (
          <li key={dailyLimit}>
            {t(last < closesAt ? "outreach.pace.plan" : "outreach.pace.plan-late", values)}
          </li>
        );
      })}
    </ul>
  );
}
