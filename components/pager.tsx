import type { Translator } from "@/lib/core/i18n/translator";

interface Props {
  readonly t: Translator;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly href: (page: number) => string;
}

/** Previous, where one is, next; nothing for a single page. */
export function Pager({ t, page, pages, href }: Props) {
  if (pages < 2) return null;
  return (
    <nav className="pager" aria-label={t("components.pager.label")}>
      {page > 1 && (
        <a href={href(page - 1)} rel="prev">
          {t("components.pager.previous")}
        </a>
      )}
      <span className="quiet">{t("components.pager.position", { page, pages })}</span>
      {page < pages && (
        <a href={href(page + 1)} rel="next">
          {t("components.pager.next")}
        </a>
      )}
    </nav>
  );
}
