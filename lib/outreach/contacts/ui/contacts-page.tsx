import { ButtonLink } from "@/components/button";
import { Counts } from "@/components/desk-patterns";
import { DeskHead } from "@/components/desk-shell";
import { Figure } from "@/components/figure";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatNumber } from "@/lib/core/time";
import type { DeskForm } from "@/lib/forms/draft/queries";
import { FormDesk } from "@/lib/forms/ui/form-desk";
import { mayEdit } from "@/lib/organizations/rules";
import type { ContactCounts } from "../queries";
import { REASONS } from "../schema";
import { Columns } from "./columns";
import { ContactsForm } from "./contacts-form";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly counts: ContactCounts;
}

/** How many candidacies can be written to, and the two ways to hold more addresses: fill in the list, send a table. */
export function ContactsPage({ frame, ctx, form, counts }: Props) {
  const { t, locale } = frame;
  const isWriter = mayEdit(form.role);
  const missing = counts.candidacies - counts.withContact;
  const number = (value: number) => formatNumber(value, locale);
  const title = t("outreach.contacts.title");
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="contacts" title={title}>
      <DeskHead title={title} deck={t("outreach.contacts.deck")}>
        {isWriter && counts.wanted > 0 && (
          <ButtonLink kind="neutral" href={`/${locale}/desk/forms/${form.id}/contacts/missing.csv`} download>
            {t("outreach.contacts.missing", { count: counts.wanted })}
          </ButtonLink>
        )}
      </DeskHead>
      <Counts>
        <Figure number={number(counts.candidacies)}>
          {t("outreach.contacts.candidacies", { count: counts.candidacies })}
        </Figure>
        <Figure number={number(counts.withContact)}>
          {t("outreach.contacts.with", { count: counts.withContact })}
        </Figure>
        <Figure number={number(missing)}>{t("outreach.contacts.without", { count: missing })}</Figure>
        <Figure number={number(counts.stopped)}>
          {t("outreach.contacts.stopped", { count: counts.stopped })}
        </Figure>
      </Counts>
      <Section title={t("outreach.contacts.add")}>
        {isWriter ? (
          <ContactsForm
            action={`/${locale}/desk/forms/${form.id}/contacts`}
            formId={form.id}
            locale={locale}
            texts={textsOf(frame)}
          />
        ) : (
          <Notice isQuiet>{t("outreach.contacts.read-only")}</Notice>
        )}
      </Section>
      {isWriter && <Columns frame={frame} />}
    </FormDesk>
  );
}

const WORDS = [
  "file",
  "file-hint",
  "text",
  "text-hint",
  "source",
  "source-hint",
  "check",
  "nothing-written",
  "rows",
  "rows-one",
  "created",
  "created-one",
  "unchanged",
  "unchanged-one",
  "rejected",
  "rejected-one",
  "rejected-title",
  "rejected-more",
  "rejected-download",
  "line",
  "column",
  "reason",
  "detail",
  "save",
  "save-one",
  "other-file",
  "saved",
  "saved-none",
] as const;

/** The sentences that the form needs in the browser, by full key. */
function textsOf({ t, locale }: Frame): Record<string, string> {
  const own = WORDS.map(
    (word) => [`outreach.upload.${word}`, t(`outreach.upload.${word}`, { count: "{count}" })] as const,
  );
  const reasons = REASONS.map((one) => [`outreach.reasons.${one}`, t(`outreach.reasons.${one}`)] as const);
  const wrong = ["wrong", t("components.errors.title", { count: 1 })] as const;
  return {
    ...errorTexts(locale, "outreach", "organizations"),
    ...Object.fromEntries([...own, ...reasons, wrong]),
  };
}
