import type { ViewProps } from "@/lib/core/document";
import { localized } from "@/lib/core/i18n/locale";
import type { FormView } from "../documents";

type Props = ViewProps<FormView>;

/** From which earlier form the words come, and which later ones took them up, a sentence each. */
export function Lineage({ view, frame }: Props) {
  const { t, locale } = frame;
  const { source, heirs, version } = view;
  const listed = (names: readonly string[]) =>
    new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
  return (
    <>
      {source && (
        <p className="tw:mt-4">
          {view.areas.length > 0
            ? t("directory.lineage.variant-of", { areas: listed(view.areas) })
            : t("directory.lineage.from")}{" "}
          <FormLink frame={frame} slug={`${source.slug}/versions/${source.number}`} title={source.title} />{" "}
          {t("directory.lineage.of", { election: localized(source.election.name, locale).text })}{" "}
          <a href={`/${locale}/forms/${version.slug}/versions/1`}>{t("directory.lineage.compare")}</a>
        </p>
      )}
      {heirs.map((heir) => (
        <p key={heir.slug} className="tw:mt-4">
          {heir.areas.length > 0
            ? t("directory.lineage.variant", { areas: listed(heir.areas) })
            : t("directory.lineage.heir")}{" "}
          <FormLink frame={frame} slug={heir.slug} title={heir.title} />{" "}
          {t("directory.lineage.of", { election: localized(heir.election, locale).text })}
        </p>
      ))}
    </>
  );
}

function FormLink(props: {
  frame: Props["frame"];
  slug: string;
  title: NonNullable<FormView["source"]>["title"];
}) {
  const { frame, slug, title } = props;
  const { text, lang } = localized(title, frame.locale);
  return (
    <a href={`/${frame.locale}/forms/${slug}`} lang={lang}>
      {text}
    </a>
  );
}
