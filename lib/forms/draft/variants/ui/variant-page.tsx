import { Button, ButtonLink } from "@/components/button";
import { ActionField } from "@/components/client/action-field";
import { ActionForm } from "@/components/client/action-form";
import { DeskHead } from "@/components/desk-shell";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { errorTexts } from "@/lib/core/i18n/error-texts";
import { FormDesk } from "../../../ui/form-desk";
import type { DeskForm } from "../../queries";
import { variantAction } from "../actions";

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
}

/** Begins a local variant: which areas have words of their own. */
export function VariantPage({ frame, ctx, form }: Props) {
  const { t, locale } = frame;
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="form" title={t("forms.variant.title")}>
      <DeskHead title={t("forms.variant.title")} deck={t("forms.variant.deck")}>
        <ButtonLink kind="neutral" href={`/${locale}/desk/forms/${form.id}`}>
          {t("forms.publish.back")}
        </ButtonLink>
      </DeskHead>
      <ActionForm
        action={variantAction}
        texts={errorTexts(locale, "forms", "organizations")}
        room="forms"
        wrong={t("components.errors.title", { count: 1 })}
      >
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="formId" value={form.id} />
        <input type="hidden" name="organizationId" value={form.organization.id} />
        <ActionField name="areas" label={t("forms.variant.areas")} hint={t("forms.variant.areas-hint")} />
        <div className="actions">
          <Button>{t("forms.again.button")}</Button>
        </div>
        <p className="small quiet measure">{t("forms.variant.after")}</p>
      </ActionForm>
    </FormDesk>
  );
}
