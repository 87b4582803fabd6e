import type { Locale } from "@/lib/core/i18n/locale";
import { areaLang, areaShort, areaTitle, type PublicArea } from "../rules";

interface Props {
  readonly area: PublicArea;
  readonly locale: Locale;
  readonly isShort?: boolean;
}

/** An area's name, with its French words marked as such for a reader of another language. */
export function AreaName({ area, locale, isShort }: Props) {
  const name = isShort ? areaShort(area, locale) : areaTitle(area, locale);
  const lang = areaLang(area);
  if (!lang || lang === locale) return <>{name}</>;
  const french = area.parent && name.startsWith(area.parent.name) ? area.parent.name : name;
  return (
    <>
      <span lang={lang}>{french}</span>
      {name.slice(french.length)}
    </>
  );
}
