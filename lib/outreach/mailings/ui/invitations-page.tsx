import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatNumber } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { mayEdit } from "@/lib/organizations/rules";
import type { MailingKind } from "@/prisma/client/enums";
import { LimitsForm } from "../../limits/ui/limits-form";
import type { Invitations } from "../queries";
import { AudienceView } from "./audience-view";
import { MessageForm } from "./message-form";
import { Previews } from "./previews";
import { Mailings, UnderWay } from "./progress";
import { StartForm } from "./start-form";
import { TrialForm } from "./trial-form";
import { Troubles } from "./troubles";

export interface InvitationsProps extends Invitations {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  /** Whether the page is about the first mail or about the next. */
  readonly kind: MailingKind;
}

/** The message, who gets it, how it reads, the start in two steps, and how far it is. */
export function InvitationsPage(props: InvitationsProps) {
  const { frame, ctx, form, mailings, audience } = props;
  const { t, locale } = frame;
  const title = t(`outreach.kinds.${props.kind}`);
  const active = mailings.filter(({ status }) => status === "running" || status === "paused");
  const past = mailings.filter(({ status }) => status === "finished" || status === "cancelled");
  const count = formatNumber(audience.recipients, locale);
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="invitations" title={title}>
      <DeskHead
        title={title}
        deck={t(`outreach.invitations.${deckOf(props, active.length > 0)}`, {
          count: audience.recipients,
          shown: count,
        })}
      />
      <Kinds {...props} />
      {props.way === "none" && (
        <Notice>
          <strong>{t("outreach.invitations.no-relay")}</strong> {t("outreach.invitations.no-relay-text")}
        </Notice>
      )}
      {props.way === "inbox" && (
        <Notice isQuiet>
          {t("outreach.invitations.demo")}{" "}
          <a href={`/${locale}/dev/inbox`}>{t("outreach.invitations.open-inbox")}</a>
        </Notice>
      )}
      {active.map((mailing) => (
        <UnderWay key={mailing.id} {...props} mailing={mailing} />
      ))}
      {active.length === 0 && <Prepare {...props} />}
      <Troubles {...props} />
      {past.length > 0 && <Mailings {...props} mailings={past} />}
      {mayEdit(form.role) && <LimitsForm frame={frame} formId={form.id} limits={props.limits} />}
      <BouncesAddress {...props} />
    </FormDesk>
  );
}

function deckOf({ kind }: InvitationsProps, isUnderWay: boolean) {
  if (isUnderWay) return "deck-under-way";
  return kind === "reminder" ? "deck-reminder" : "deck";
}

/** The first mail or the next; reminders show once somebody was written to. */
function Kinds({ frame, form, kind, hasAsked }: InvitationsProps) {
  const { t, locale } = frame;
  if (!hasAsked && kind === "invitation") return null;
  const base = `/${locale}/desk/forms/${form.id}/invitations`;
  return (
    <nav aria-label={t("outreach.kinds.title")}>
      <ul className="inline-list">
        {(["invitation", "reminder"] as const).map((one) => (
          <li key={one}>
            <a
              href={one === "reminder" ? `${base}?kind=reminder` : base}
              aria-current={one === kind ? "page" : undefined}
            >
              {t(`outreach.kinds.${one}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where a mail provider posts what comes back; the address is a secret of the NGO. */
function BouncesAddress({ frame, bounces, way }: InvitationsProps) {
  const { t } = frame;
  if (!bounces || way === "inbox") return null;
  return (
    <Section title={t("outreach.bounces.title")}>
      <p className="measure">{t("outreach.bounces.text")}</p>
      <p>
        <code className="address">{bounces}</code>
      </p>
      <p className="small quiet measure">{t("outreach.bounces.mailbox")}</p>
    </Section>
  );
}

function Prepare(props: InvitationsProps) {
  const { frame, ctx, form, mailings, samples, kind } = props;
  const { t } = frame;
  if (!form.published)
    return (
      <EmptyState title={t("outreach.invitations.not-published")}>
        <a href={`/${frame.locale}/desk/forms/${form.id}/publish`}>{t("outreach.invitations.publish")}</a>
      </EmptyState>
    );
  if (ctx.now >= form.closesAt)
    return (
      <EmptyState title={t("outreach.invitations.closed")}>
        {t("outreach.invitations.closed-text")}
      </EmptyState>
    );
  const draft = mailings.find((one) => one.status === "draft" && one.kind === kind) ?? null;
  const isWriter = mayEdit(form.role);
  return (
    <>
      <AudienceView {...props} />
      {isWriter && <MessageForm {...props} draft={draft} />}
      {samples.length > 0 && <Previews {...props} />}
      {isWriter && draft && <TrialForm {...props} />}
      {isWriter && draft && <StartForm {...props} />}
    </>
  );
}
