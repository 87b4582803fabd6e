import type { LocalizedText } from "@/lib/core/i18n/locale";

/** What an elected person can do about an engagement; "outside" her power. */
export const COMPETENCES = ["law", "vote", "question", "budget", "outside"] as const;
export type Competence = (typeof COMPETENCES)[number];

/** One commitment as its version words it; every text by language, `text` and `why` in Markdown. */
export interface Engagement {
  readonly id: string;
  /** The same in every version and election of one commitment. */
  readonly lineageId: string;
  /** 1 to n through the whole form. */
  readonly position: number;
  readonly title: LocalizedText;
  readonly text: LocalizedText;
  readonly why: LocalizedText;
  /** As its author says; no part of the text that is signed. */
  readonly competence?: Competence | null;
}

export interface Theme {
  readonly id: string;
  readonly title: LocalizedText;
  readonly engagements: readonly Engagement[];
}

/** Levels of assurance that a form may require: a personal link alone gives A1. */
export const REQUIRED_LEVELS = ["A2", "A3", "A4", "A5"] as const;
export type RequiredLevel = (typeof REQUIRED_LEVELS)[number];

/** What a signature needs before it counts, beside its answers; said before signing. */
export interface Requirements {
  /** null: a personal link is enough. */
  readonly requiredLevel: RequiredLevel | null;
  /** Whether an NGO of the form countersigns each signature. */
  readonly isCountersigned: boolean;
}

/**
 * How answers are added up: `count`, unreserved yeses of all engagements; `graded`, two points for a yes, one for a yes with
 * reservation, of two for each engagement. What the words of a method mean never changes: another method has another name.
 */
export const SCORES = ["none", "count", "graded"] as const;
export type Score = (typeof SCORES)[number];

export interface Scoring {
  readonly score: Score;
  /** Whether parties and departments are shown beside each other; never without a score. */
  readonly comparesGroups: boolean;
}

/** A version whose author chose nothing: a personal link is enough, and answers are not added up. */
export const UNLESS_CHOSEN: Requirements & Scoring = {
  requiredLevel: null,
  isCountersigned: false,
  score: "none",
  comparesGroups: false,
};

/** The words of a version, published or not. */
export interface Words extends Requirements, Scoring {
  readonly title: LocalizedText;
  readonly introduction: LocalizedText;
  /** How long a signature binds. */
  readonly validity: LocalizedText;
  /** Unreserved yeses needed to count as signatory; null = all. */
  readonly minimum: number | null;
  readonly themes: readonly Theme[];
}

/** An NGO that wrote the form; nothing private. */
export interface Author {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly website: string | null;
  /** The telephone a candidate may call to check that a mail is genuine. */
  readonly phone: string | null;
}

/** A published version, as everybody may read it. */
export interface PublicVersion extends Words {
  readonly id: string;
  readonly formId: string;
  readonly slug: string;
  readonly number: number;
  /** SHA-256 of the canonical text, hex. */
  readonly hash: string;
  readonly publishedAt: Date;
  readonly closesAt: Date;
  readonly timeZone: string;
  readonly election: { readonly id: string; readonly slug: string; readonly name: LocalizedText };
  /** The lead first, then by name. */
  readonly authors: readonly Author[];
}
