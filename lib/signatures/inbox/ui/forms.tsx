import { Button, ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Narrow, PageTitle, Section } from "@/components/section";
import { StatusWord } from "@/components/status-word";
import { localized } from "@/lib/core/i18n/locale";
import type { PageProps } from "../../links/documents";
import { LinkPage, Wrong } from "../../ui/link-page";
import { listOf, momentOf } from "../../ui/wording";
import type { FormsShown } from "../documents";
import type { AskingForm } from "../queries";

interface Row extends PageProps<FormsShown> {
  readonly form: AskingForm;
}

/** Every form that asks this person in this election, with what she did about each and the way to it. */
export function FormsPage({ opened, frame, attempt }: PageProps<FormsShown>) {
  const { t, locale } = frame;
  const { signing, shown, token } = opened;
  const open = shown.forms.filter(({ closesAt }) => closesAt > signing.now);
  const past = shown.forms.filter(({ closesAt, signed }) => closesAt <= signing.now && signed);
  const list = (forms: readonly AskingForm[]) => (
    <ul className="rows asking">
      {forms.map((form) => (
        <Asking key={form.formId} form={form} opened={opened} frame={frame} />
      ))}
    </ul>
  );
  return (
    <LinkPage frame={frame} title={t("signatures.inbox.title")}>
      <Narrow>
        <p className="caption">{signing.person.name}</p>
        <PageTitle
          title={t("signatures.inbox.title")}
          deck={t("signatures.inbox.deck", { count: open.length })}
        />
        <Wrong t={t} attempt={attempt} />
        {open.length > 0 ? (
          <Section title={t("signatures.inbox.open")}>{list(open)}</Section>
        ) : (
          <EmptyState title={t("signatures.inbox.none")} />
        )}
        {past.length > 0 && <Section title={t("signatures.inbox.past")}>{list(past)}</Section>}
        <p className="small ways">
          <a href={`/${locale}/sign/${token}`}>{t("signatures.back")}</a>
        </p>
      </Narrow>
    </LinkPage>
  );
}

function Asking({ form, opened, frame: { t, locale } }: Row) {
  const title = localized(form.title, locale);
  const authors = listOf(locale, form.authors);
  const until = momentOf(form.closesAt, locale, form.timeZone);
  const isClosed = form.closesAt <= opened.signing.now;
  return (
    <li className="stack">
      <div>
        <p className="serif-name" lang={title.lang}>
          {title.text}
        </p>
        <p className="small quiet">
          {t(`signatures.inbox.${isClosed ? "since" : "by"}`, { authors, until })}
        </p>
      </div>
      <p className="small">
        {form.signed ? (
          <StatusWord t={t} mark={form.signed.status} count={form.signed} />
        ) : (
          t(`signatures.inbox.${form.kept > 0 ? "begun" : "unanswered"}`, { count: form.kept })
        )}
      </p>
      <Way form={form} opened={opened} frame={{ t, locale }} />
    </li>
  );
}

function Way({
  form,
  opened,
  frame: { t, locale },
}: Omit<Row, "frame"> & { readonly frame: Pick<Row["frame"], "t" | "locale"> }) {
  const { signing, token } = opened;
  const at = `/${locale}/sign/${token}`;
  const does = form.signed ? "read" : form.kept > 0 ? "resume" : "answer";
  if (form.formId === signing.version.formId)
    return (
      <div>
        <ButtonLink kind={form.signed ? "outlined" : "solid"} href={at}>
          {t(`signatures.inbox.${does}`)}
        </ButtonLink>
      </div>
    );
  if (!form.isSameAddress && !form.hasAddress)
    return (
      <p className="small quiet">
        {t("signatures.inbox.no-address", { authors: listOf(locale, form.authors) })}
      </p>
    );
  return (
    <form method="post">
      <input type="hidden" name="formId" value={form.formId} />
      <Button kind={form.signed || !form.isSameAddress ? "outlined" : "solid"}>
        {t(`signatures.inbox.${form.isSameAddress ? does : "send"}`)}
      </Button>
      {!form.isSameAddress && (
        <p className="caption">{t("signatures.inbox.send-why", { authors: listOf(locale, form.authors) })}</p>
      )}
    </form>
  );
}
