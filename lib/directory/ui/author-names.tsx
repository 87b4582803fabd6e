import { Fragment } from "react";
import type { Locale } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";

interface Props {
  readonly t: Translator;
  readonly locale: Locale;
  readonly authors: readonly { readonly slug: string; readonly name: string }[];
}

/** "Garanties, avec la Maison des libertés", each with the way to its page. */
export function AuthorNames({ t, locale, authors }: Props) {
  return authors.map(({ slug, name }, index) => (
    <Fragment key={slug}>
      {index > 0 && t(index === 1 ? "directory.authors.with" : "directory.authors.and")}
      <a href={`/${locale}/organizations/${slug}`}>{name}</a>
    </Fragment>
  ));
}

/** The same as plain text. */
export function authorText(t: Translator, authors: Props["authors"]): string {
  return authors
    .map(({ name }, index) =>
      index === 0 ? name : `${t(index === 1 ? "directory.authors.with" : "directory.authors.and")}${name}`,
    )
    .join("");
}
