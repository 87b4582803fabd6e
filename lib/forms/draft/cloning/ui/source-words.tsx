import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import type { Source } from "../../queries";

interface Props {
  readonly frame: Frame;
  readonly source: Source;
  /** The areas of a local variant. */
  readonly areas?: readonly string[];
}

/** "Repris de … (Législatives 2022), version 2", with the way to those words. */
export function SourceWords({ frame, source, areas = [] }: Props) {
  const { t, locale } = frame;
  const title = localized(source.title, locale);
  const election = localized(source.election, locale).text;
  return (
    <>
      {areas.length > 0
        ? t("forms.variant.from", {
            areas: new Intl.ListFormat(locale, { type: "conjunction" }).format(areas),
          })
        : t("forms.again.from")}{" "}
      <a href={`/${locale}/forms/${source.slug}/versions/${source.number}`} lang={title.lang}>
        {title.text}
      </a>{" "}
      {t("forms.again.from-version", { election, number: source.number })}
    </>
  );
}

/** What the words of the older text are called beside a diff. */
export function legendOf({ frame, source }: Props) {
  const { t, locale } = frame;
  const election = localized(source.election, locale).text;
  return { ins: t("forms.again.ins"), del: t("forms.again.del", { election }) };
}
