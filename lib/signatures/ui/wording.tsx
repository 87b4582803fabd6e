import type { Answer } from "@/components/status-mark";
import { type Locale, localized } from "@/lib/core/i18n/locale";
import type { Translator } from "@/lib/core/i18n/translator";
import { formatDate, formatInstant, formatZone } from "@/lib/core/time";
import type { Engagement, PublicVersion } from "@/lib/forms/schema";
import type { AnswerValue } from "@/prisma/client/enums";
import type { Signing } from "../queries";
import { type DraftAnswers, engagementIds, hasHour, missingAnswers } from "../rules";

/** Stored answers as marks and words name them. */
export const MARK_OF: Record<AnswerValue, Answer> = {
  yes: "yes",
  with_reservation: "with-reservation",
  no: "no",
};

/** "dix", "7,882": small numbers in words. */
export function numeral(t: Translator, count: number): string {
  return t("signatures.numeral", { count });
}

/** "Dix engagements" at the head of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "A, B et C". */
export function listOf(locale: Locale, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(items);
}

export function authorNames({ authors }: PublicVersion, locale: Locale): string {
  return listOf(
    locale,
    authors.map(({ name }) => name),
  );
}

/** "f", "m" or "other", for the grammar of a sentence about somebody. */
export function grammar(gender: string | null): "f" | "m" | "other" {
  return gender === "f" || gender === "m" ? gender : "other";
}

/** "31 mai 2027 à 9 h 40 (heure de Paris)": an instant is never told without its zone. */
export function momentOf(at: Date, locale: Locale, timeZone: string): string {
  return `${formatInstant(at, locale, timeZone)} (${formatZone(locale, timeZone)})`;
}

/** When something was signed, as exactly as it is known: by the minute, or by the day on the paper. */
export function signedWhen(
  { method, signedAt }: { readonly method: string; readonly signedAt: Date },
  locale: Locale,
  timeZone: string,
): string {
  return hasHour(method) ? momentOf(signedAt, locale, timeZone) : formatDate(signedAt, locale, timeZone);
}

export function engagementsOf({ themes }: PublicVersion): readonly Engagement[] {
  return themes.flatMap(({ engagements }) => engagements);
}

/** The engagement's title in this language, else in the other one with its `lang`. */
export function titleOf({ title }: Engagement, locale: Locale) {
  return localized(title, locale);
}

/** How many of each answer there are. */
export function countAnswers(version: PublicVersion, answers: DraftAnswers): Record<AnswerValue, number> {
  const counts = { yes: 0, with_reservation: 0, no: 0 };
  for (const id of engagementIds(version)) {
    const value = answers[id]?.value;
    if (value) counts[value] += 1;
  }
  return counts;
}

/** The answers as a signature would hold them, in the order of the form. */
export function valuesOf(version: PublicVersion, answers: DraftAnswers): AnswerValue[] {
  return engagementIds(version).flatMap((id) => answers[id]?.value ?? []);
}

/** The first theme with something missing, from 1; null where all is answered. */
export function firstMissingTheme({ version, answers }: Pick<Signing, "version" | "answers">): number | null {
  const missing = missingAnswers(engagementIds(version), answers).map(({ engagementId }) => engagementId);
  const at = version.themes.findIndex(({ engagements }) =>
    engagements.some(({ id }) => missing.includes(id)),
  );
  return at < 0 ? null : at + 1;
}

/** Whether signing now would say something else than the signature that stands. */
export function isSignedAsIs({ version, signature, answers }: Signing): boolean {
  if (!signature || signature.isWithdrawn || signature.versionId !== version.id) return false;
  return engagementIds(version).every((id) => {
    const [now, then] = [answers[id], signature.answers[id]];
    return now?.value === then?.value && (now?.comment ?? "") === (then?.comment ?? "");
  });
}

/** A name of an area with its ordinal raised: 7ᵉ circonscription. */
export function AreaWords({ name }: { readonly name: string }) {
  const [, number, ending, rest] = /^(\d+)(e|re|er|th|st|nd|rd)( .*)$/.exec(name) ?? [];
  if (!number) return <>{name}</>;
  return (
    <>
      {number}
      <sup>{ending}</sup>
      {rest}
    </>
  );
}

/** "Candidate", "Suppléant de Claire Wattiez". */
export function standingOf(t: Translator, { role, person, candidacy }: Signing): string {
  return t("signatures.standing", {
    role,
    gender: grammar(person.gender),
    candidate: candidacy.candidateName,
  });
}
