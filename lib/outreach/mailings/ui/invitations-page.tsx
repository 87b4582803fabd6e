import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { formatNumber } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { mayEdit } from "@/lib/organizations/rules";
import type { InvitationWords, Troubles as TroublesView } from "../../sending/queries";
import type { Audience } from "../audience/queries";
import type { MailingView } from "../queries";
import { AudienceView } from "./audience-view";
import { MessageForm } from "./message-form";
import { Previews } from "./previews";
import { Mailings, UnderWay } from "./progress";
import { StartForm } from "./start-form";
import { Troubles } from "./troubles";

export interface InvitationsProps {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly mailings: readonly MailingView[];
  readonly audience: Audience;
  /** The message for three recipients and the longest name; empty without a message. */
  readonly samples: readonly InvitationWords[];
  readonly troubles: TroublesView;
  /** Where mails go: nowhere while a live instance has no relay. */
  readonly way: "relay" | "inbox" | "none";
}

/** The message, who gets it, how it reads, the start in two steps, and how far it is. */
export function InvitationsPage(props: InvitationsProps) {
  const { frame, ctx, form, mailings, audience } = props;
  const { t, locale } = frame;
  const title = t("outreach.invitations.title");
  const active = mailings.filter(({ status }) => status === "running" || status === "paused");
  const past = mailings.filter(({ status }) => status === "finished" || status === "cancelled");
  const count = formatNumber(audience.recipients, locale);
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="invitations" title={title}>
      <DeskHead
        title={title}
        deck={t(active.length > 0 ? "outreach.invitations.deck-under-way" : "outreach.invitations.deck", {
          count: audience.recipients,
          shown: count,
        })}
      />
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
      {past.length > 0 && <Mailings {...props} mailings={past} />}
      <Troubles {...props} />
    </FormDesk>
  );
}

function Prepare(props: InvitationsProps) {
  const { frame, ctx, form, mailings, samples } = props;
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
  const draft = mailings.find(({ status }) => status === "draft") ?? null;
  const isWriter = mayEdit(form.role);
  return (
    <>
      <AudienceView {...props} />
      {isWriter && <MessageForm {...props} draft={draft} />}
      {samples.length > 0 && <Previews {...props} />}
      {isWriter && draft && <StartForm {...props} />}
    </>
  );
}
