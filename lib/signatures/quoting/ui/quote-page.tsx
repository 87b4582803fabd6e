import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { Crumbs } from "@/components/crumbs";
import { DeskHead } from "@/components/desk-shell";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
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
      <blockquote className="measure serif">{quote.quote}</blockquote>
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
        { label: say("channel"), value: quote.channel },
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

const MARKS = { yes: "yes", with_reservation: "with-reservation", no: "no" } as const;

function Answers({ frame, quote }: Props) {
  const { t, locale } = frame;
  return (
    <Section title={t("signatures.quote.amounts", { version: quote.version.number })}>
      <ol className="rows">
        {quote.version.themes
          .flatMap(({ engagements }) => engagements)
          .map(({ id, position, title }) => {
            const { value, comment } = quote.answers[id] ?? {};
            return (
              <li key={id}>
                {position}. {localized(title, locale).text}{" "}
                <strong>{t(`components.answer.${value ? MARKS[value] : "none"}`)}</strong>
                {comment && <span className="block small">{comment}</span>}
              </li>
            );
          })}
      </ol>
    </Section>
  );
}

function Ending(props: Props) {
  const { frame, ctx, quote } = props;
  const { t, locale } = frame;
  const shared = {
    texts: errorTexts(locale, "signatures", "organizations"),
    room: "signatures",
    wrong: t("components.errors.title", { count: 1 }),
  };
  if (quote.isPublished)
    return (
      <Notice>
        {t("signatures.quote.is-published", { name: quote.confirmedBy ?? "" })}{" "}
        <a href={`/${locale}/candidacies/${quote.candidacyPublicId}`}>{t("signatures.paper.public-page")}</a>
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
          <ActionForm action={confirmQuoteAction} {...shared}>
            <input type="hidden" name="quoteId" value={quote.id} />
            <div className="actions">
              <Button>{t("signatures.quote.confirm")}</Button>
            </div>
          </ActionForm>
        </Section>
      )}
      <Section title={t("signatures.quote.set-aside-title")}>
        <ActionForm action={quoteAsideAction} {...shared} className="stack">
          <input type="hidden" name="quoteId" value={quote.id} />
          <ActionField name="reason" label={t("signatures.paper.set-aside-reason")} />
          <Button kind="neutral">{t("signatures.paper.set-aside")}</Button>
        </ActionForm>
      </Section>
    </>
  );
}
