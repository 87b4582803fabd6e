import type { Locale } from "@/lib/core/i18n/locale";
import { localized } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { formatDate } from "@/lib/core/time";
import { listOf } from "../ui/wording";
import type { SharedSignature } from "./queries";

/** "a signé 8 engagements sur 10": what a signature says now, never more; the count is always there. */
export function saidBy(t: Translator, locale: Locale, shared: SharedSignature): string {
  const { status, yes, total, timeZone, signedAt, withdrawnAt, isAnnulled } = shared;
  const date = formatDate(withdrawnAt ?? signedAt, locale, timeZone);
  if (isAnnulled) return t("signatures.sharing.annulled", { date });
  if (status === "withdrawn" || status === "disputed" || status === "declined")
    return t(`signatures.sharing.${status}`, { date, total });
  return t(`signatures.sharing.${status === "awaiting" ? status : "signed"}`, { yes, total });
}

/** The words of an image's alternative text and of its lines. */
export function cardWords(t: Translator, locale: Locale, shared: SharedSignature) {
  const form = localized(shared.form, locale).text;
  return {
    name: shared.name,
    said: saidBy(t, locale, shared),
    form,
    authors: listOf(locale, shared.authors),
    date: formatDate(shared.signedAt, locale, shared.timeZone),
    area: shared.area,
    election: localized(shared.election, locale).text,
  };
}
