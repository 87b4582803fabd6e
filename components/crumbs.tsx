import type { Translator } from "@/lib/core/i18n/translator";
import { ordinals } from "./ordinals";

interface Props {
  readonly t: Translator;
  /** From the widest; those without `href` are plain words. */
  readonly crumbs: readonly { readonly label: string; readonly href?: string }[];
}

/** Where this page stands, in one 13 px line over the title. */
export function Crumbs({ t, crumbs }: Props) {
  return (
    <nav className="crumbs" aria-label={t("components.crumbs")}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>
            {crumb.href ? <a href={crumb.href}>{ordinals(crumb.label)}</a> : ordinals(crumb.label)}
          </li>
        ))}
      </ol>
    </nav>
  );
}
