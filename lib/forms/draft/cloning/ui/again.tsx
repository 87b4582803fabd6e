import { Button, ButtonLink } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { EmptyState } from "@/components/empty-state";
import { Facts } from "@/components/facts";
import { Section, Split } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { LOCALES, localized } from "@/lib/core/i18n/locale";
import { formatDate } from "@/lib/core/time";
import type { OwnOrganization } from "@/lib/organizations/queries";
import { mayEdit } from "@/lib/organizations/rules";
import type { Words } from "../../../schema";
import { FormDesk } from "../../../ui/form-desk";
import { NoElection } from "../../../ui/no-election";
import { VersionText } from "../../../ui/version-text";
import type { DeskForm, ElectionChoice } from "../../queries";
import { missingIn } from "../../rules";
import { cloneAction } from "../actions";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  /** The form that is taken up, and the words of its latest published version. */
  readonly form: DeskForm;
  readonly words: Words;
  readonly organizations: readonly OwnOrganization[];
  readonly elections: readonly ElectionChoice[];
}

/** Takes up an earlier form for another election: what comes along, and the one choice to make. */
export function AgainPage(props: Props) {
  const { frame, ctx, form, words, elections } = props;
  const { t, locale } = frame;
  const open = elections.filter(({ id, isOver }) => !isOver && id !== form.election.id);
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="form" title={t("forms.again.title")}>
      <DeskHead title={t("forms.again.title")} deck={t("forms.again.deck")}>
        <ButtonLink kind="neutral" href={`/${locale}/desk/forms/${form.id}`}>
          {t("forms.publish.back")}
        </ButtonLink>
      </DeskHead>
      <Split aside={<WhatComes {...props} />}>
        {open.length > 0 ? (
          <CloneForm {...props} elections={open} />
        ) : (
          <EmptyState title={t("forms.again.no-election")}>
            <NoElection frame={frame} ctx={ctx} />
          </EmptyState>
        )}
      </Split>
      <Section title={t("forms.again.words")}>
        <VersionText t={t} locale={locale} words={words} />
      </Section>
    </FormDesk>
  );
}

function WhatComes({ frame, form, words }: Props) {
  const { t, locale } = frame;
  const count = words.themes.reduce((sum, theme) => sum + theme.engagements.length, 0);
  const whole = LOCALES.filter((lang) => missingIn(words, lang).length === 0);
  const languages = whole.map((lang) => t(`forms.again.language-${lang}`));
  return (
    <Facts
      facts={[
        { label: t("forms.again.source"), value: localized(form.title, locale).text },
        { label: t("forms.again.asked-for"), value: localized(form.election.name, locale).text },
        {
          label: t("forms.publish.engagements"),
          value: t("forms.publish.count", { count, themes: words.themes.length }),
        },
        {
          label: t("forms.again.languages"),
          value: new Intl.ListFormat(locale, { type: "conjunction" }).format(languages) || "–",
        },
      ]}
    />
  );
}

function CloneForm({ frame, form, organizations, elections }: Props) {
  const { t, locale } = frame;
  const writable = organizations.filter(({ role }) => mayEdit(role));
  const label = ({ name, firstRound }: ElectionChoice) =>
    `${localized(name, locale).text}${firstRound ? ` (${formatDate(firstRound, locale)})` : ""}`;
  return (
    <ActionForm
      action={cloneAction}
      texts={errorTexts(locale, "forms", "organizations")}
      room="forms"
      wrong={t("components.errors.title", { count: 1 })}
    >
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="formId" value={form.id} />
      {writable.length === 1 ? (
        <input type="hidden" name="organizationId" value={writable[0]?.id ?? ""} />
      ) : (
        <ActionField
          kind="select"
          name="organizationId"
          label={t("forms.new.organization")}
          options={writable.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={form.organization.id}
        />
      )}
      <ActionField
        kind="select"
        name="electionId"
        label={t("forms.again.election")}
        options={elections.map((election) => ({ value: election.id, label: label(election) }))}
      />
      <div className="actions">
        <Button>{t("forms.again.button")}</Button>
      </div>
      <p className="small quiet">{t("forms.again.after")}</p>
    </ActionForm>
  );
}
