import { Button, ButtonLink } from "@/components/button";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import { Notice } from "@/components/notice";
import { Section } from "@/components/section";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { formatInstant } from "@/lib/core/time";
import { mayEdit } from "@/lib/organizations/rules";
import type { Words } from "../../schema";
import { FormDesk } from "../../ui/form-desk";
import { VersionText } from "../../ui/version-text";
import { beginAction } from "../actions";
import { SourceWords } from "../cloning/ui/source-words";
import type { DeskForm } from "../queries";
import { type PublishedVersions, VersionsList } from "./versions-list";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly words: Words;
  readonly signatures: number;
  readonly versions: PublishedVersions;
  /** Published just now. */
  readonly isNew: boolean;
}

/** The form as it stands, for who may only read it, and for editors between two versions. */
export function StandingVersion({ frame, ctx, form, words, signatures, versions, isNew }: Props) {
  const { t, locale } = frame;
  const { published, draft } = form;
  const number = (draft ?? published)?.number ?? 1;
  const title = draft ? t("forms.editor.title", { number }) : t("forms.published.title", { number });
  const deck = published
    ? t("forms.published.deck", {
        at: formatInstant(published.publishedAt, locale, form.timeZone),
        count: signatures,
        number: published.number,
      })
    : t("forms.published.read-only");
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="form" title={title}>
      <DeskHead title={title} deck={deck}>
        {published && (
          <ButtonLink kind="neutral" href={`/${locale}/forms/${form.slug}`}>
            {t("forms.published.see")}
          </ButtonLink>
        )}
        <ButtonLink kind="neutral" href={`/${locale}/desk/forms/${form.id}/preview`}>
          {t("forms.editor.preview")}
        </ButtonLink>
        {mayEdit(form.role) && published && (
          <ButtonLink kind="neutral" href={`/${locale}/desk/forms/${form.id}/again`}>
            {t("forms.again.open")}
          </ButtonLink>
        )}
        {mayEdit(form.role) && published && form.areas.length === 0 && form.closesAt > ctx.now && (
          <ButtonLink kind="neutral" href={`/${locale}/desk/forms/${form.id}/variant`}>
            {t("forms.variant.open")}
          </ButtonLink>
        )}
        {mayEdit(form.role) && !draft && <Begin frame={frame} form={form} next={number + 1} />}
      </DeskHead>
      {isNew && (
        <Notice isStatus>
          <strong>{t("forms.published.new", { number })}</strong>{" "}
          <a href={`/${locale}/desk/forms/${form.id}/contacts`}>{t("forms.published.next")}</a>
        </Notice>
      )}
      {form.source && (
        <p>
          <SourceWords frame={frame} source={form.source} areas={form.areas} />{" "}
          <a href={`/${locale}/desk/forms/${form.id}/diff?source`}>{t("forms.again.compare")}</a>
        </p>
      )}
      <Section title={t("forms.published.text")}>
        <VersionText t={t} locale={locale} words={words} />
      </Section>
      <VersionsList frame={frame} form={form} versions={versions} />
    </FormDesk>
  );
}

function Begin({ frame, form, next }: { frame: Frame; form: DeskForm; next: number }) {
  const { t, locale } = frame;
  return (
    <ActionForm
      action={beginAction}
      texts={errorTexts(locale, "forms", "organizations")}
      room="forms"
      wrong={t("components.errors.title", { count: 1 })}
    >
      <input type="hidden" name="formId" value={form.id} />
      <input type="hidden" name="locale" value={locale} />
      <Button>{t("forms.published.begin", { number: next })}</Button>
    </ActionForm>
  );
}
