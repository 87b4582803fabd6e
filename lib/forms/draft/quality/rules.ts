import { LOCALES, type Locale } from "@/lib/core/i18n/locale";
import type { Engagement, Words } from "../../schema";

/** A doubt about an engagement before it is published; never a reason to refuse it. */
export interface Finding {
  readonly kind:
    | "several-actions"
    | "competence-unsaid"
    | "outside-power"
    | "vague"
    | "double-negative"
    | "too-long"
    | "near-duplicate"
    | "twin";
  readonly engagementId: string;
  /** 1 to n. */
  readonly number: number;
  /** In which of its languages; null where it holds for the engagement itself. */
  readonly locale: Locale | null;
  /** The word or the number that the doubt is about. */
  readonly word: string;
  /** An earlier engagement that says nearly the same. */
  readonly earlier?: Earlier;
}

/** A published engagement, of this NGO or another, with which a new one is compared. */
export interface Earlier {
  readonly lineageId: string;
  readonly formId: string;
  readonly slug: string;
  readonly organization: string;
  readonly position: number;
  readonly locale: Locale;
  readonly text: string;
}

/** Characters beyond which a promise is rarely read to its end on a phone (12 lines at 360 px). */
export const LONG = 400;
/** Dice coefficient of letter trigrams from which two texts ask nearly the same. */
export const NEAR = 0.65;

// Nouns and adjectives that end like an infinitive.
const NO_VERB =
  /^(premier|dernier|particulier|régulier|entier|étranger|danger|dossier|courrier|foyer|loyer|papier|métier|quartier|chantier|policier|financier|hier|hiver|mer|fer|cher|léger|janvier|février|escalier|atelier|premier|pouvoir|devoir|espoir|soir|savoir|avenir|plaisir|désir|loisir|souvenir|noir|cuir|tir)$/;
const IN_RE =
  "mettre|prendre|rendre|défendre|étendre|permettre|soumettre|inscrire|interdire|réduire|introduire|construire|combattre|reconnaître|poursuivre|suivre|faire|conclure|inclure|exclure|transmettre|remettre|produire|suspendre";
const FRENCH = new RegExp(
  `(?<!\\p{L})(?:et|puis|ainsi que|ou)\\s+(?:à\\s+|de\\s+|d’|d'|en\\s+|y\\s+|ne\\s+pas\\s+|se\\s+|s’)?(\\p{L}+(?:er|ir)|${IN_RE})(?!\\p{L})`,
  "giu",
);
const ENGLISH =
  /\b(?:and|then|or)\s+(?:to\s+)?(vote|table|ask|guarantee|end|stop|ban|create|give|make|publish|repeal|abolish|adopt|require|refuse|oppose|support|promote|protect|ensure|increase|reduce|fund|introduce|extend|provide|ratify|suspend|set up|put|open|close|limit|recognise|recognize)\b/giu;

const VAGUE: Readonly<Record<Locale, RegExp>> = {
  fr: /(?<!\p{L})(soutenir|promouvoir|encourager|favoriser|œuvrer|veiller|s[’']efforcer|lutter|contribuer|sensibiliser|améliorer|valoriser|accompagner|tendre)(?!\p{L})/iu,
  en: /\b(support|promote|encourage|foster|strive|seek|work towards?|contribute|raise awareness|improve|help|endeavour|endeavor)\b/iu,
};

const NEGATIVE: Readonly<Record<Locale, RegExp>> = {
  fr: /(?<!\p{L})(?:n[e’'](?=[^.;]*?(?<!\p{L})(?:pas|jamais|plus|aucune?|rien)(?!\p{L}))|refus(?:er|e|ons)|(?:s[’'])?oppos(?:er|e|ition)|empêcher|interdi(?:re|ction)|rejeter|supprimer|suppression|abroger|abrogation|absence|sans(?!\s+délai))(?!\p{L})/giu,
  en: /\b(?:not|never|no|refuse|oppose|opposition|prevent|forbid|prohibit|prohibition|ban|reject|repeal|abolish|abolition|absence|without(?! delay))\b/giu,
};

/** The words of a Markdown text alone. */
export const bare = (markdown: string) =>
  markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*_`#>]+/g, "");

/** What shows that a text asks more than one thing: a list, a semicolon, or a second verb; "" where nothing does. */
export function secondAction(text: string, locale: Locale): string {
  if ((text.match(/^\s*(?:[-*+]|\d+[.)])\s+/gm) ?? []).length > 1) return "•";
  const plain = bare(text);
  if (plain.includes(";")) return ";";
  const found = [...plain.matchAll(locale === "fr" ? FRENCH : ENGLISH)];
  const second = found.find(([, verb = ""]) => !NO_VERB.test(verb.toLowerCase()));
  return second?.[0].replace(/\s+/g, " ") ?? "";
}

/** The first verb that nobody can check against a vote or a text; "" where there is none. */
export function vagueVerb(text: string, locale: Locale): string {
  return bare(text).match(VAGUE[locale])?.[0] ?? "";
}

/** Two negations in one sentence, as "refuse … ban"; "" where there are none. */
export function doubleNegative(text: string, locale: Locale): string {
  const sentences = bare(text).split(/[.!?]\s|\n/);
  const found = sentences.map((sentence) => sentence.match(NEGATIVE[locale]) ?? []);
  return (
    found
      .find((words) => words.length > 1)
      ?.slice(0, 2)
      .join(" … ") ?? ""
  );
}

function trigrams(text: string): ReadonlySet<string> {
  const letters = bare(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const plain = ` ${letters.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
  return new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, n) => plain.slice(n, n + 3)));
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0;
  let both = 0;
  for (const one of a) if (b.has(one)) both += 1;
  return (2 * both) / (a.size + b.size);
}

/** How alike two texts are, 0 to 1, by their trigrams of letters; accents, case and Markdown do not count. */
export function likeness(a: string, b: string): number {
  return shared(trigrams(a), trigrams(b));
}

function ofTexts(engagement: Engagement): Finding[] {
  const { id: engagementId, position: number, text } = engagement;
  return LOCALES.flatMap((locale) => {
    const words = text[locale];
    if (!words) return [];
    const doubts = [
      { kind: "several-actions", word: secondAction(words, locale) },
      { kind: "vague", word: vagueVerb(words, locale) },
      { kind: "double-negative", word: doubleNegative(words, locale) },
      { kind: "too-long", word: bare(words).length > LONG ? String(bare(words).length) : "" },
    ] as const;
    return doubts
      .filter(({ word }) => word !== "")
      .map((doubt) => ({ ...doubt, engagementId, number, locale }));
  });
}

function ofCompetence({ id: engagementId, position: number, competence }: Engagement): Finding[] {
  const about = { engagementId, number, locale: null, word: "" };
  if (!competence) return [{ ...about, kind: "competence-unsaid" }];
  return competence === "outside" ? [{ ...about, kind: "outside-power" }] : [];
}

interface Known {
  readonly earlier: Earlier;
  readonly grams: ReadonlySet<string>;
}

// The nearest one, of another lineage: what was taken over from an earlier form is meant to be alike.
function ofEarlier(engagement: Engagement, known: readonly Known[]): Finding[] {
  const { id: engagementId, position: number, lineageId, text } = engagement;
  const own = LOCALES.flatMap((locale) => (text[locale] ? [{ locale, grams: trigrams(text[locale]) }] : []));
  const near = known
    .filter(({ earlier }) => earlier.lineageId !== lineageId)
    .flatMap(({ earlier, grams }) => {
      const mine = own.find(({ locale }) => locale === earlier.locale);
      return mine ? [{ earlier, degree: shared(mine.grams, grams) }] : [];
    })
    .filter(({ degree }) => degree >= NEAR)
    .sort((a, b) => b.degree - a.degree);
  const [first] = near;
  if (!first) return [];
  const { earlier, degree } = first;
  const word = String(Math.round(degree * 100));
  return [{ kind: "near-duplicate", engagementId, number, locale: earlier.locale, word, earlier }];
}

// The first engagement above it in the same draft that asks nearly the same.
function ofTwins(engagement: Engagement, above: readonly Engagement[]): Finding[] {
  const { id: engagementId, position: number, text } = engagement;
  for (const locale of LOCALES) {
    const own = text[locale];
    if (!own) continue;
    const near = above.find((other) => likeness(own, other.text[locale] ?? "") >= NEAR);
    if (near) return [{ kind: "twin", engagementId, number, locale, word: String(near.position) }];
  }
  return [];
}

/** Every doubt about the engagements of a draft, in the order of the page. */
export function findings(words: Words, earlier: readonly Earlier[]): readonly Finding[] {
  const known = earlier.map((one) => ({ earlier: one, grams: trigrams(one.text) }));
  const engagements = words.themes.flatMap((theme) => theme.engagements);
  return engagements.flatMap((engagement, at) => [
    ...ofTexts(engagement),
    ...ofCompetence(engagement),
    ...ofTwins(engagement, engagements.slice(0, at)),
    ...ofEarlier(engagement, known),
  ]);
}
