import { Section } from "@/components/section";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { mayEdit } from "@/lib/organizations/rules";
import type { DeskForm } from "../../queries";

interface Props {
  readonly frame: Frame;
  readonly forms: readonly DeskForm[];
}

/** The published forms that an editor may take up for another election. */
export function EarlierForms({ frame, forms }: Props) {
  const { t, locale } = frame;
  const earlier = forms.filter(({ published, role }) => published && mayEdit(role));
  if (earlier.length === 0) return null;
  return (
    <Section title={t("forms.again.earlier")} note={t("forms.again.earlier-note")}>
      <ul className="rows">
        {earlier.map((form) => {
          const title = localized(form.title, locale);
          return (
            <li key={form.id}>
              <a className="h3" lang={title.lang} href={`/${locale}/desk/forms/${form.id}/again`}>
                {title.text}
              </a>
              <p className="small quiet">
                {localized(form.election.name, locale).text}.{" "}
                {t("forms.again.version", { number: form.published?.number ?? 1 })}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
