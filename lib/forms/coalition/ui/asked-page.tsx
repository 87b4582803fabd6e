import { Button } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { Prose } from "@/components/prose";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToHtml } from "@/lib/core/markdown";
import { formatInstant } from "@/lib/core/time";
import { DeskPage } from "@/lib/organizations/ui/desk-page";
import type { Words } from "../../schema";
import { deskTabs } from "../../ui/form-desk";
import { VersionText } from "../../ui/version-text";
import { consentAction } from "../actions";
import type { Asked } from "../queries";
import { wordsHash } from "../rules";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly asked: Asked;
  readonly words: Words;
}

/** The words that other NGOs propose to write together, and the one answer. */
export function AskedPage({ frame, ctx, asked, words }: Props) {
  const { t, locale } = frame;
  const names = asked.authors.join(", ");
  const { name } = asked.organization;
  const title = t("forms.coalition.asked-title", { names });
  const deck = t("forms.coalition.asked-deck", {
    title: localized(asked.title, locale).text,
    election: localized(asked.election, locale).text,
    at: formatInstant(asked.closesAt, locale, asked.timeZone),
  });
  const introduction = localized(words.introduction, locale).text;
  return (
    <DeskPage frame={frame} ctx={ctx} title={title} organization={name} tabs={deskTabs(frame, "overview")}>
      <DeskHead title={title} deck={deck} />
      <p className="measure">{t("forms.coalition.asked-text", { name })}</p>
      {asked.mayAnswer ? (
        <Answer frame={frame} asked={asked} words={words} />
      ) : (
        <p>{t("forms.coalition.read-only")}</p>
      )}
      <Section title={t("forms.coalition.words")}>
        {introduction && <Prose html={markdownToHtml(introduction)} />}
        <VersionText t={t} locale={locale} words={words} />
      </Section>
    </DeskPage>
  );
}

function Answer({ frame: { t, locale }, asked, words }: Omit<Props, "ctx">) {
  const { formId, organization } = asked;
  return (
    <ActionForm
      action={consentAction}
      texts={errorTexts(locale, "forms", "organizations")}
      room="forms"
      wrong={t("forms.coalition.wrong")}
      className="section stack measure"
    >
      <input type="hidden" name="formId" value={formId} />
      <input type="hidden" name="organizationId" value={organization.id} />
      <input type="hidden" name="hash" value={wordsHash(words)} />
      <input type="hidden" name="locale" value={locale} />
      <ActionField
        kind="textarea"
        rows={2}
        name="note"
        label={t("forms.coalition.answer-note")}
        hint={t("forms.coalition.answer-note-hint")}
      />
      <div className="actions">
        <Button name="verdict" value="consented">
          {t("forms.coalition.accept", { name: organization.name })}
        </Button>
        <Button kind="neutral" name="verdict" value="declined">
          {t("forms.coalition.decline")}
        </Button>
      </div>
    </ActionForm>
  );
}
