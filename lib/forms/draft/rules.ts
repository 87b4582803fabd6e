import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { LOCALES, type Locale, type LocalizedText } from "@/lib/core/i18n/locale";
import { done, type Result, refuse } from "@/lib/core/result";
import { instantOf } from "@/lib/core/time";
import { mayEdit } from "@/lib/organizations/rules";
import type { Engagement, Theme, Words } from "../schema";
import { type DraftInput, MAX_ENGAGEMENTS, MAX_THEMES } from "./schema";

/** Owners and editors of an NGO among the form's authors write it. */
export function whyNotWrite(ctx: Ctx, authors: readonly string[]): "not-yours" | null {
  return authors.some((id) => mayEdit(roleIn(ctx, id))) ? null : "not-yours";
}

/** Whether somebody saved since the editor was shown. */
export function whyNotSave(shown: number, revision: number): "changed-meanwhile" | null {
  return shown === revision ? null : "changed-meanwhile";
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Signing ends when election silence begins: the eve of the next round at 0:00 in the election's zone (of the first where
 * all are past); where no day is known, in 30 days.
 */
export function usualClosing(
  election: { readonly timeZone: string; readonly rounds: readonly { readonly pollingDate: Date }[] },
  now: Date,
): Date {
  const eves = election.rounds.map(({ pollingDate }) =>
    instantOf(`${new Date(pollingDate.getTime() - DAY).toISOString().slice(0, 10)}T00:00`, election.timeZone),
  );
  const later = `${new Date(now.getTime() + 30 * DAY).toISOString().slice(0, 10)}T00:00`;
  return eves.find((eve) => eve > now) ?? eves[0] ?? instantOf(later, election.timeZone);
}

/** The same words as rows of their own: other ids, the same lineages. */
export function copied(words: Words, fresh: () => string): Words {
  const themes = words.themes.map((theme) => ({
    ...theme,
    id: fresh(),
    engagements: theme.engagements.map((engagement) => ({ ...engagement, id: fresh() })),
  }));
  return { ...words, themes };
}

interface Built {
  readonly id: string;
  readonly title: LocalizedText;
  readonly engagements: readonly Omit<Engagement, "position">[];
}

/** Themes in order, with engagements numbered 1 to n through the whole form. */
export function numbered(themes: readonly Built[]): Theme[] {
  let position = 0;
  return themes.map((theme) => ({
    ...theme,
    engagements: theme.engagements.map((engagement) => {
      position += 1;
      return { ...engagement, position };
    }),
  }));
}

function swapped<T>(list: readonly T[], at: number, by: number): T[] {
  const [a, b] = [list[at], list[at + by]];
  if (a === undefined || b === undefined) return [...list];
  return list.map((one, index) => (index === at ? b : index === at + by ? a : one));
}

/** An engagement past the edge of its theme goes to the end of the one before, or to the head of the next. */
function moveEngagement(themes: readonly Theme[], id: string, by: -1 | 1): readonly Theme[] {
  const at = themes.findIndex((theme) => theme.engagements.some((one) => one.id === id));
  const theme = themes[at];
  const place = theme?.engagements.findIndex((one) => one.id === id) ?? -1;
  const moved = theme?.engagements[place];
  if (!theme || !moved) return themes;
  if (theme.engagements[place + by])
    return themes.map((one, index) =>
      index === at ? { ...one, engagements: swapped(one.engagements, place, by) } : one,
    );
  if (!themes[at + by]) return themes;
  return themes.map((one, index) => {
    if (index === at) return { ...one, engagements: one.engagements.filter((other) => other.id !== id) };
    if (index !== at + by) return one;
    return { ...one, engagements: by < 0 ? [...one.engagements, moved] : [moved, ...one.engagements] };
  });
}

function move(themes: readonly Theme[], id: string, by: -1 | 1): readonly Theme[] {
  const at = themes.findIndex((theme) => theme.id === id);
  return at < 0 ? moveEngagement(themes, id, by) : swapped(themes, at, by);
}

/** An engagement put before another, or at the end of a theme, as it was dropped there. */
function place(themes: readonly Theme[], id: string, target: string): readonly Theme[] {
  const moved = themes.flatMap((theme) => theme.engagements).find((one) => one.id === id);
  if (!moved || id === target) return themes;
  return themes.map((theme) => {
    const others = theme.engagements.filter((one) => one.id !== id);
    const at = theme.id === target ? others.length : others.findIndex((one) => one.id === target);
    return { ...theme, engagements: at < 0 ? others : [...others.slice(0, at), moved, ...others.slice(at)] };
  });
}

const holds = (themes: readonly Theme[], id: string) =>
  themes.some((theme) => theme.id === id || theme.engagements.some((one) => one.id === id));

function remove(themes: readonly Theme[], id: string): Result<readonly Theme[], "theme-not-empty"> {
  const theme = themes.find((one) => one.id === id);
  if (theme && theme.engagements.length > 0) return refuse("theme-not-empty");
  const kept = themes.filter((one) => one.id !== id);
  return done(
    kept.map((one) => ({ ...one, engagements: one.engagements.filter((other) => other.id !== id) })),
  );
}

function added(themes: readonly Theme[], themeId: string, fresh: Fresh): readonly Theme[] {
  const empty = { id: fresh.id, lineageId: fresh.lineageId, position: 0, title: {}, text: {}, why: {} };
  return themes.map((one) =>
    one.id === themeId ? { ...one, engagements: [...one.engagements, empty] } : one,
  );
}

export interface Fresh {
  readonly id: string;
  readonly lineageId: string;
}

/** The themes after the button that was pressed; `fresh` names what may be added. */
export function arranged(
  words: Words,
  { act, id }: DraftInput["intent"],
  fresh: Fresh,
): Result<Words, "theme-not-empty" | "too-many"> {
  const count = words.themes.reduce((sum, theme) => sum + theme.engagements.length, 0);
  if (
    (act === "add" && count >= MAX_ENGAGEMENTS) ||
    (act === "add-theme" && words.themes.length >= MAX_THEMES)
  )
    return refuse("too-many");
  let { themes } = words;
  if (act === "add") themes = added(themes, id, fresh);
  if (act === "add-theme") themes = [...themes, { id: fresh.id, title: {}, engagements: [] }];
  if (act === "up" || act === "down") themes = move(themes, id, act === "up" ? -1 : 1);
  const [dropped = "", target = ""] = id.split("~");
  if (act === "place" && holds(themes, target)) themes = place(themes, dropped, target);
  if (act === "remove") {
    const left = remove(themes, id);
    if (!left.ok) return left;
    themes = left.value;
  }
  return done({ ...words, themes: numbered(themes) });
}

/** A place where words are missing in a language: `what` is title, introduction, validity, theme, engagement or text. */
export interface Missing {
  readonly locale: Locale;
  readonly what: "title" | "introduction" | "validity" | "theme" | "engagement" | "text" | "why";
  /** Number of the theme or engagement, 1 to n; 0 for the form itself. */
  readonly number: number;
  /** The id of the theme or engagement, "" for the form itself. */
  readonly id: string;
}

const lacks = (text: LocalizedText, locale: Locale) => !text[locale];
// An introduction and a reason are wanted in a language only where another language has them.
const lacksOther = (text: LocalizedText, locale: Locale) =>
  lacks(text, locale) && LOCALES.some((one) => text[one]);

function missingInEngagement(engagement: Engagement, locale: Locale): Missing[] {
  const { id, position: number, title, text, why } = engagement;
  return [
    ...(lacks(title, locale) ? [{ locale, what: "engagement", number, id } as const] : []),
    ...(lacks(text, locale) ? [{ locale, what: "text", number, id } as const] : []),
    ...(lacksOther(why, locale) ? [{ locale, what: "why", number, id } as const] : []),
  ];
}

/** Everything that is not written in a language, in the order of the page. */
export function missingIn(words: Words, locale: Locale): readonly Missing[] {
  const form = { locale, number: 0, id: "" };
  return [
    ...(lacks(words.title, locale) ? [{ ...form, what: "title" } as const] : []),
    ...(lacksOther(words.introduction, locale) ? [{ ...form, what: "introduction" } as const] : []),
    ...(lacks(words.validity, locale) ? [{ ...form, what: "validity" } as const] : []),
    ...words.themes.flatMap((theme, index) => [
      ...(lacks(theme.title, locale)
        ? [{ locale, what: "theme", number: index + 1, id: theme.id } as const]
        : []),
      ...theme.engagements.flatMap((engagement) => missingInEngagement(engagement, locale)),
    ]),
  ];
}

export type PublishRefusal =
  | "no-engagement"
  | "incomplete"
  | "missing-translations"
  | "minimum-too-high"
  | "closed";

/** Why a draft cannot be published as it stands: it must be whole in one language, and the rest knowingly left out. */
export function whyNotPublish(
  words: Words,
  facts: { readonly now: Date; readonly closesAt: Date; readonly isConfirmed: boolean },
): PublishRefusal | null {
  const count = words.themes.reduce((sum, theme) => sum + theme.engagements.length, 0);
  if (count === 0) return "no-engagement";
  const missing = LOCALES.map((locale) => missingIn(words, locale).length);
  if (missing.every((some) => some > 0)) return "incomplete";
  if (words.minimum !== null && words.minimum > count) return "minimum-too-high";
  if (facts.closesAt <= facts.now) return "closed";
  return missing.some((some) => some > 0) && !facts.isConfirmed ? "missing-translations" : null;
}

/** Something that an officer can do now for a form, most pressing first. */
export interface NextStep {
  readonly what:
    | "write"
    | "publish"
    | "contacts"
    | "invite"
    | "remind"
    | "publish-draft"
    | "reports"
    | "closed";
  readonly count: number;
}

/** What to do next for a form, from how far it came. */
export function nextSteps(
  form: { readonly draft: object | null; readonly published: object | null; readonly closesAt: Date },
  funnel: {
    readonly candidacies: number;
    readonly addresses: number;
    readonly asked: number;
    readonly signed: number;
    readonly declined: number;
    readonly reports: number;
  },
  now: Date,
): readonly NextStep[] {
  if (!form.published)
    return [
      { what: "write", count: 0 },
      { what: "publish", count: 0 },
    ];
  if (form.closesAt <= now) return [{ what: "closed", count: funnel.signed }];
  const without = funnel.candidacies - funnel.addresses;
  const steps: NextStep[] = [
    { what: "reports", count: funnel.reports },
    { what: "publish-draft", count: form.draft ? 1 : 0 },
    { what: "contacts", count: without },
    { what: "invite", count: Math.max(0, funnel.addresses - funnel.asked) },
    { what: "remind", count: Math.max(0, funnel.asked - funnel.signed - funnel.declined) },
  ];
  return steps.filter(({ count }) => count > 0);
}
