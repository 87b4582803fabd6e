import type { Translator } from "@/lib/core/i18n/translator";
import type { Requirements, Scoring } from "../schema";

/** What a signature needs before it counts, a sentence each; none where a personal link is enough. */
export function requiredSentences(t: Translator, { requiredLevel, isCountersigned }: Requirements): string[] {
  return [
    ...(requiredLevel ? [t("forms.required.level", { level: requiredLevel })] : []),
    ...(isCountersigned ? [t("forms.required.countersigned")] : []),
  ];
}

/** How answers are added up and by which method; none where they are not. */
export function scoreSentences(t: Translator, { score, comparesGroups }: Scoring): string[] {
  if (score === "none") return [];
  return [t(`forms.score.${score}`), ...(comparesGroups ? [t("forms.score.groups")] : [])];
}
