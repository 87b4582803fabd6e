import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Crumbs } from "@/components/crumbs";
import { DeskHead } from "@/components/desk-shell";
import { Quote } from "@/components/engagement";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import { Table } from "@/components/table";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { told } from "../../recording/ui/record-form";
import { MARK_OF } from "../../ui/wording";
import { confirmQuoteAction, quoteAsideAction } from "../actions";
import type { QuoteView } from "../queries";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly quote: QuoteView;
}

/** A statement on an official channel, for the second member who confirms it, or sets it aside. */
export function QuotePage(props: Props) {
  const { frame, ctx, form, quote } = props;
  const { t, locale } = frame;
  const title = t("signatures.quote.of", { name: quote.name });
  const base = `/${locale}/desk/forms/${form.id}/received`;
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="received" title={title}>
      <Crumbs t={t} crumbs={[{ label: t("signatures.paper.title"), href: base }, { label: quote.name }]} />
      <DeskHead title={title} deck={`${t(`signatures.paper.role.${quote.role}`)}, ${quote.area}`} />
      <div className="measure tw:mb-6">
        <Quote by={quote.channel}>{quote.quote}</Quote>
      </div>
      <Told {...props} />
      <Answers {...props} />
      <Ending {...props} />
    </FormDesk>
  );
}

function Told({ frame, form, quote }: Props) {
  const { t, locale } = frame;
  const say = (key: string) => t(`signatures.quote.${key}`);
  const day = formatDate(new Date(`${quote.saidOn}T00:00:00Z`), locale);
  const snapshot = `/${locale}/desk/forms/${form.id}/received/quotes/${quote.id}/scan/1`;
  return (
    <Facts
      facts={[
        {
          label: say("url"),
          value: (
            <a href={quote.url} rel="nofollow noopener noreferrer">
              {quote.url}
            </a>
          ),
        },
        { label: say("said-on"), value: day },
        { label: say("snapshot"), value: <a href={snapshot}>{say(`open-${quote.snapshotKind}`)}</a> },
        {
          label: say("recorded"),
          value: t("signatures.paper.received-by", {
            at: formatDate(quote.recordedAt, locale, form.timeZone),
            by: quote.by,
          }),
        },
      ]}
    />
  );
}

/** One answer with its mark, and the words that go with it. */
function Amounts({ t, value, comment }: { t: Frame["t"] } & Partial<QuoteView["answers"][string]>) {
  if (!value) return t("components.answer.none");
  return (
    <>
      <StatusWord t={t} mark={MARK_OF[value]} size={16} />
      {comment && <span className="block small">{comment}</span>}
    </>
  );
}

function Answers({ frame, quote }: Props) {
  const { t, locale } = frame;
  return (
    <Section title={t("signatures.quote.amounts", { version: quote.version.number })}>
      <Table
        caption={t("signatures.quote.amounts", { version: quote.version.number })}
        rows={quote.version.themes.flatMap(({ engagements }) => engagements)}
        rowKey={({ id }) => id}
        columns={[
          {
            id: "engagement",
            head: t("signatures.quote.engagement"),
            isRowHead: true,
            cell: ({ position, title }) => `${position}. ${localized(title, locale).text}`,
          },
          {
            id: "answer",
            head: t("signatures.quote.answer"),
            cell: ({ id }) => <Amounts t={t} {...(quote.answers[id] ?? {})} />,
          },
        ]}
      />
    </Section>
  );
}

function Ending(props: Props) {
  const { frame, ctx, quote } = props;
  const { t, locale } = frame;
  if (quote.isPublished)
    return (
      <Notice>
        {t("signatures.quote.is-published", { name: quote.confirmedBy ?? "" })}{" "}
        <a href={`/${locale}/candidacies/${quote.candidacy}`}>{t("signatures.paper.public-page")}</a>
      </Notice>
    );
  if (quote.isSetAside)
    return <Notice>{t("signatures.quote.is-set-aside", { reason: quote.setAsideReason ?? "" })}</Notice>;
  const isOwn = ctx.actor.kind === "member" && ctx.actor.userId === quote.recordedById;
  return (
    <>
      {isOwn && <Notice>{t(quote.people < 2 ? "signatures.quote.alone" : "signatures.quote.waits")}</Notice>}
      {!isOwn && (
        <Section title={t("signatures.quote.confirm-title")}>
          <p>{t("signatures.quote.confirm-deck")}</p>
          <ActionForm action={confirmQuoteAction} {...told(frame)}>
            <input type="hidden" name="quoteId" value={quote.id} />
            <div className="actions">
              <Button>{t("signatures.quote.confirm")}</Button>
            </div>
          </ActionForm>
        </Section>
      )}
      <Section title={t("signatures.quote.set-aside-title")}>
        <ActionForm action={quoteAsideAction} {...told(frame)} className="stack">
          <input type="hidden" name="quoteId" value={quote.id} />
          <ActionField name="reason" label={t("signatures.paper.set-aside-reason")} />
          <Button kind="neutral">{t("signatures.paper.set-aside")}</Button>
        </ActionForm>
      </Section>
    </>
  );
}
