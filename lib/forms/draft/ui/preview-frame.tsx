import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { DeskHead } from "@/components/desk-shell";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Frame } from "@/lib/core/frame";
import { LOCALES, type Locale } from "@/lib/core/i18n/locale";
import { FormDesk } from "../../ui/form-desk";
import type { DeskForm } from "../queries";

const VIEWS = ["candidate", "citizen", "mail", "print"] as const;
export type PreviewAs = (typeof VIEWS)[number];

interface Props {
  readonly frame: Frame;
  readonly ctx: Ctx;
  readonly form: DeskForm;
  readonly as: PreviewAs;
  /** The language in which the text is read, apart from the desk's. */
  readonly lang: Locale;
  readonly children: ReactNode;
}

/** Around each preview: whose eyes it is seen through, and in which language. */
export function PreviewFrame({ frame, ctx, form, as, lang, children }: Props) {
  const { t, locale } = frame;
  const base = `/${locale}/desk/forms/${form.id}`;
  const address = (view: PreviewAs, of: Locale) =>
    view === "mail" ? `${base}/preview/mail?lang=${of}` : `${base}/preview?as=${view}&lang=${of}`;
  return (
    <FormDesk frame={frame} ctx={ctx} form={form} current="form" title={t("forms.preview.title")}>
      <DeskHead title={t("forms.preview.title")} deck={t(`forms.preview.deck-${as}`)}>
        <ButtonLink kind="neutral" href={base}>
          {t("forms.publish.back")}
        </ButtonLink>
      </DeskHead>
      <nav className="preview-nav" aria-label={t("forms.preview.nav")}>
        <ul className="tools">
          {VIEWS.map((view) => (
            <li key={view}>
              <a href={address(view, lang)} aria-current={view === as ? "page" : undefined}>
                {t(`forms.preview.${view}`)}
              </a>
            </li>
          ))}
        </ul>
        <ul className="tools">
          {LOCALES.map((of) => (
            <li key={of}>
              <a
                href={address(as, of)}
                lang={of}
                hrefLang={of}
                aria-current={of === lang ? "true" : undefined}
              >
                {t(`forms.editor.column-${of}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </FormDesk>
  );
}
