import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { canonicalPage, canonicalPhone } from "../contacts/rules";
import type { ClaimInput, Proof } from "./schema";

/** What proves a claim, in its stored spelling: a page, a number, nothing for a party's address; null where it does not read. */
export function detailOf({
  proof,
  channel,
  phone,
}: Pick<ClaimInput, "proof" | "channel" | "phone">): string | null {
  if (proof === "party") return "";
  return proof === "channel" ? canonicalPage(channel) : canonicalPhone(phone);
}

/**
 * Where an accepted claim's address comes from, printed beside what is signed with it (level A1): how the NGO made sure, with
 * the page where there is one, and never a number or an address.
 */
export function evidenceOf(
  { proof, detail, date }: { proof: Proof; detail: string; date: string },
  ngo: string,
  locale: Locale,
): string {
  const t = translator(locale);
  return t(`outreach.claims.source.${proof}`, { ngo, date, page: detail }).slice(0, 500);
}
