import type { Locale } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { formatNumber } from "@/lib/core/time";
import type { StatusCounts } from "../standing/rules";

const SHOWN = ["signed", "partly", "declined", "no-public-answer", "not-asked"] as const;

/** The sentences under a progress bar; a status that nobody has stays out. */
export function legendOf(
  t: Translator,
  locale: Locale,
  counts: StatusCounts,
): Partial<Record<(typeof SHOWN)[number], string>> {
  return Object.fromEntries(
    SHOWN.filter((status) => counts[status] > 0).map((status) => [
      status,
      t(`directory.legend.${status}`, {
        count: counts[status],
        number: formatNumber(counts[status], locale),
      }),
    ]),
  );
}
