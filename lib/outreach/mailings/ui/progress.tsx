import { Button } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { Refreshing } from "@/components/client/refreshing";
import { Funnel } from "@/components/desk-patterns";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate, formatInstant, formatNumber } from "@/lib/core/time";
import { mayEdit } from "@/lib/organizations/rules";
import { paceAction, steerAction } from "../actions";
import { type Group, listPath } from "../people/rules";
import type { MailingView } from "../queries";
import type { InvitationsProps } from "./invitations-page";
import { PaceFields } from "./pace-fields";

type Props = InvitationsProps & { readonly mailing: MailingView };

/** The subject with an ellipsis where each recipient reads words of her own. */
function subjectOf({ subject, locale }: MailingView): string {
  return localized(subject, locale).text.replace(/\{\{[^{}]*\}\}/g, "…");
}

/** A mailing that runs or rests: how far it is, and the ways to pause, resume and cancel. Reloads itself while it runs. */
export function UnderWay(props: Props) {
  const { frame, form, mailing } = props;
  const { t, locale } = frame;
  const { counts, total, status } = mailing;
  const started = mailing.startedAt ? formatInstant(mailing.startedAt, locale, form.timeZone) : "";
  const failed = counts.refused + counts.bounced + counts.in_doubt;
  const all: readonly { readonly id: Group; readonly value: number }[] = [
    { id: "total", value: total },
    { id: "accepted", value: counts.accepted },
    { id: "waiting", value: counts.queued + counts.sending },
    { id: "failed", value: failed },
    { id: "cancelled", value: counts.cancelled },
  ];
  const steps = all.filter(({ id, value }) => value > 0 || (id !== "failed" && id !== "cancelled"));
  const list = (group: Group) =>
    `/${locale}/desk/forms/${form.id}${listPath({ mailingId: mailing.id, group })}`;
  return (
    <Section
      title={t(`outreach.progress.${mailing.kind === "reminder" ? "reminder-" : ""}${status}`)}
      note={t("outreach.progress.started", { at: started })}
    >
      {status === "running" && (
        <>
          <Refreshing seconds={3} />
          <noscript>
            <a href={`/${locale}/desk/forms/${form.id}/invitations`}>{t("outreach.progress.reload")}</a>
          </noscript>
        </>
      )}
      <p className="sub">{subjectOf(mailing)}</p>
      <Funnel
        total={Math.max(total, 1)}
        steps={steps.map(({ id, value }) => ({
          label: t(`outreach.progress.${id}`),
          number: formatNumber(value, locale),
          href: value > 0 ? list(id) : undefined,
          value,
          note: id === "waiting" && status === "paused" ? "" : t(`outreach.progress.${id}-note`),
        }))}
      />
      <Waits {...props} />
      {mayEdit(form.role) && <Steer {...props} />}
      {mayEdit(form.role) && <Pace {...props} />}
    </Section>
  );
}

/** Why nothing leaves just now and when it goes on, who waits for a calmer week, and when the last one leaves. */
function Waits({ frame, form, mailing, limits }: Props) {
  const { t, locale } = frame;
  const { waitsFor, waitsUntil, crowded, plan, dailyLimit, sentToday, status } = mailing;
  const number = (value: number) => formatNumber(value, locale);
  const at = (date: Date) => formatInstant(date, locale, form.timeZone);
  return (
    <div className="stack measure tw:mt-4">
      {waitsFor && (
        <p>
          <strong>{t(`outreach.waits.${waitsFor}`)}</strong>{" "}
          {waitsUntil && status === "running" && t("outreach.waits.until", { at: at(waitsUntil) })}
        </p>
      )}
      {dailyLimit !== null && (
        <p className="small">
          {t("outreach.waits.today", {
            sent: number(sentToday),
            limit: number(dailyLimit),
            count: sentToday,
          })}
        </p>
      )}
      {crowded > 0 && (
        <p className="small">
          {t("outreach.waits.crowded-count", { count: crowded, limit: limits.mailsPerWeek })}
        </p>
      )}
      {plan && status === "running" && (
        <p className="small">
          {plan.days === 0
            ? t("outreach.waits.plan-today")
            : t("outreach.waits.plan", {
                count: plan.days,
                date: formatDate(plan.last, locale, form.timeZone),
              })}
        </p>
      )}
    </div>
  );
}

function Pace({ frame, form, mailing }: Props) {
  const { t, locale } = frame;
  return (
    <details className="letter">
      <summary>{t("outreach.pace.change")}</summary>
      <ActionForm
        action={paceAction}
        texts={errorTexts(locale, "outreach", "organizations")}
        room="outreach"
        wrong={t("components.errors.title", { count: 1 })}
        done={t("outreach.pace.changed")}
      >
        <input type="hidden" name="mailingId" value={mailing.id} />
        <PaceFields frame={frame} timeZone={form.timeZone} held={mailing} />
        <div className="actions">
          <Button kind="outlined">{t("outreach.pace.save")}</Button>
        </div>
      </ActionForm>
    </details>
  );
}

function Steer({ frame, mailing }: Props) {
  const { t, locale } = frame;
  const acts =
    mailing.status === "running" ? (["pause", "cancel"] as const) : (["resume", "cancel"] as const);
  return (
    <div className="actions">
      {acts.map((act, at) => (
        <ActionForm
          key={act}
          action={steerAction}
          texts={errorTexts(locale, "outreach", "organizations")}
          room="outreach"
          wrong={t("components.errors.title", { count: 1 })}
        >
          <input type="hidden" name="mailingId" value={mailing.id} />
          <input type="hidden" name="act" value={act} />
          <Button kind={at === 0 ? "solid" : "neutral"}>{t(`outreach.progress.${act}`)}</Button>
        </ActionForm>
      ))}
      <p className="small quiet">{t("outreach.progress.cancel-note")}</p>
    </div>
  );
}

/** What was sent before. */
export function Mailings({
  frame,
  form,
  mailings,
}: InvitationsProps & { readonly mailings: readonly MailingView[] }) {
  const { t, locale } = frame;
  const number = (value: number) => formatNumber(value, locale);
  const listed = (mailingId: string, group: Group, value: number) =>
    value > 0 ? (
      <a href={`/${locale}/desk/forms/${form.id}${listPath({ mailingId, group })}`}>{number(value)}</a>
    ) : (
      number(value)
    );
  const at = (date: Date | null) => (date ? formatInstant(date, locale, form.timeZone) : "—");
  return (
    <Section title={t("outreach.past.title")}>
      <Table
        caption={t("outreach.past.title")}
        rows={mailings}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "subject",
            head: t("outreach.past.subject"),
            isRowHead: true,
            cell: subjectOf,
          },
          { id: "kind", head: t("outreach.past.kind"), cell: ({ kind }) => t(`outreach.kinds.${kind}-one`) },
          {
            id: "status",
            head: t("outreach.past.status"),
            cell: ({ status }) => t(`outreach.past.${status}`),
          },
          { id: "started", head: t("outreach.past.started"), cell: ({ startedAt }) => at(startedAt) },
          {
            id: "accepted",
            head: t("outreach.past.accepted"),
            label: t("outreach.past.accepted"),
            isNumber: true,
            cell: ({ id, counts }) => listed(id, "accepted", counts.accepted),
          },
          {
            id: "failed",
            head: t("outreach.past.failed"),
            label: t("outreach.past.failed"),
            isNumber: true,
            cell: ({ id, counts }) => listed(id, "failed", counts.refused + counts.bounced + counts.in_doubt),
          },
          {
            id: "cancelled",
            head: t("outreach.past.not-sent"),
            label: t("outreach.past.not-sent"),
            isNumber: true,
            cell: ({ id, counts }) => listed(id, "cancelled", counts.cancelled),
          },
        ]}
      />
    </Section>
  );
}
