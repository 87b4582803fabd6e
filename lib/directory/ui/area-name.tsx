import type { Locale } from "@/lib/core/i18n/locale";
import { areaShort, areaTitle, ordinal, type PublicArea, seatNumber } from "../rules";

/** An area's name with its ordinal raised: 7ᵉ circonscription des Yvelines. */
export function AreaName(props: {
  readonly area: PublicArea;
  readonly locale: Locale;
  readonly isShort?: boolean;
}) {
  const { area, locale, isShort } = props;
  const name = isShort ? areaShort(area, locale) : areaTitle(area, locale);
  const number = seatNumber(area);
  const raised = number === null ? "" : ordinal(number, locale);
  const at = raised ? name.indexOf(raised) : -1;
  if (at < 0) return <>{name}</>;
  const ending = raised.replace(/^\d+/, "");
  return (
    <>
      {name.slice(0, at)}
      {number}
      <sup>{ending}</sup>
      {name.slice(at + raised.length)}
    </>
  );
}
