import type { Translator } from "@/lib/core/i18n/translator";
import type { Requirements } from "../schema";

/** What a signature needs before it counts, a sentence each; none where a personal link is enough. */
export function requiredSentences(t: Translator, { requiredLevel, isCountersigned }: Requirements): string[] {
  return [
    ...(requiredLevel ? [t("forms.required.level", { level: requiredLevel })] : []),
    ...(isCountersigned ? [t("forms.required.countersigned")] : []),
  ];
}
