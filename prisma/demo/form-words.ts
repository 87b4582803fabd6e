import type { LocalizedText } from "@/lib/core/i18n/locale";
import type { Scoring } from "@/lib/forms/schema";

export interface EngagementWords {
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  readonly why: LocalizedText;
}

export interface ThemeWords {
  readonly title: LocalizedText;
  readonly engagements: readonly EngagementWords[];
}

/** A whole form as an NGO wrote it: its first version, and what the second words otherwise, by position. */
export interface FormWords {
  readonly title: LocalizedText;
  readonly introduction: LocalizedText;
  readonly validity: LocalizedText;
  /** null = all. */
  readonly minimum: number | null;
  /** Unless answers are not added up. */
  readonly scoring?: Scoring;
  readonly themes: readonly ThemeWords[];
  readonly second: Readonly<Record<number, EngagementWords>>;
}
