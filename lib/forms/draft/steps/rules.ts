import { LOCALES, type LocalizedText } from "@/lib/core/i18n/locale";
import { readText, requirementsOf, scoringOf } from "../../rules";
import { COMPETENCES, type Theme, type Words } from "../../schema";
import { numbered } from "../rules";
import type { DraftInput } from "../schema";

/** The pieces of a draft by the names of their fields in the editor; "" where nothing is written. */
export type Pieces = ReadonlyMap<string, string>;

/** The closing time as the editor shows it. */
export interface Closing {
  readonly closesAt: string;
  readonly timeZone: string;
}

const inEach = (name: string, text: LocalizedText) =>
  LOCALES.map((locale) => [`${name}.${locale}`, text[locale] ?? ""] as const);

/** A draft piece by piece. */
export function piecesOf(words: Words, { closesAt, timeZone }: Closing): Pieces {
  const engagements = words.themes.flatMap((theme) => theme.engagements);
  return new Map([
    ...inEach("title", words.title),
    ...inEach("introduction", words.introduction),
    ...inEach("validity", words.validity),
    ["minimum", words.minimum === null ? "" : String(words.minimum)] as const,
    ["requiredLevel", words.requiredLevel ?? ""] as const,
    ["countersigned", words.isCountersigned ? "yes" : ""] as const,
    ["score", words.score] as const,
    ["groups", words.comparesGroups ? "yes" : ""] as const,
    ["closesAt", closesAt] as const,
    ["timeZone", timeZone] as const,
    ...words.themes.flatMap(({ id, title }) => inEach(`themes.${id}.title`, title)),
    ...engagements.flatMap(({ id, title, text, why, competence }) => [
      ...inEach(`engagements.${id}.title`, title),
      ...inEach(`engagements.${id}.text`, text),
      ...inEach(`engagements.${id}.why`, why),
      [`engagements.${id}.competence`, competence ?? ""] as const,
    ]),
  ]);
}

type Typed = Readonly<Record<string, unknown>>;

function flat(node: Typed, at: string): [string, string][] {
  return Object.entries(node).flatMap(([name, held]): [string, string][] => {
    if (held === undefined) return [];
    if (held === null) return [[at + name, ""]];
    return typeof held === "object" ? flat({ ...held }, `${at}${name}.`) : [[at + name, String(held)]];
  });
}

/** What was posted, piece by piece; what was not posted is not there. */
export function typedPieces(input: DraftInput): Pieces {
  const { formId: _, revision, locale, intent, ...typed } = input;
  return new Map(flat(typed, ""));
}

export interface Merge {
  /** Every piece of the current draft with what the caller may save. */
  readonly pieces: Pieces;
  /** Names of pieces that both changed, differently; the current text stands. */
  readonly conflicts: readonly string[];
  /** Names of pieces that somebody else changed and the caller did not. */
  readonly changed: readonly string[];
}

/**
 * Three-way merge by piece: what the caller changed since the `base` that she was shown is saved, unless somebody else
 * changed that very piece; what she did not change stays as it is now. A piece that is no more is left out. Where the base
 * is not known, every difference is a conflict.
 */
export function merged(base: Pieces | null, current: Pieces, typed: Pieces): Merge {
  const pieces = new Map(current);
  const conflicts: string[] = [];
  const changed: string[] = [];
  for (const [name, theirs] of current) {
    const before = base?.get(name);
    const mine = typed.get(name) ?? before ?? theirs;
    const isTheirs = base === null || before !== theirs;
    if (mine === theirs) {
      if (!typed.has(name) && base && isTheirs) changed.push(name);
    } else if (mine === before) changed.push(name);
    else if (isTheirs && base?.has(name) !== false) conflicts.push(name);
    else pieces.set(name, mine);
  }
  return { pieces, conflicts, changed };
}

/**
 * What a colleague took away while the caller was changing it comes back, at the end of its theme: an editor can take it
 * away again, a lost text nobody writes twice.
 */
export function revived(words: Words, base: Words | null, shown: Pieces | null, typed: Pieces): Words {
  const isChanged = (id: string) =>
    [...typed].some(([name, text]) => name.split(".")[1] === id && text !== (shown?.get(name) ?? ""));
  const here = new Set(
    words.themes.flatMap(({ id, engagements }) => [id, ...engagements.map((one) => one.id)]),
  );
  let themes: readonly Theme[] = words.themes;
  for (const theme of base?.themes ?? []) {
    const lost = theme.engagements.filter(({ id }) => !here.has(id) && isChanged(id));
    if (!here.has(theme.id) && (lost.length > 0 || isChanged(theme.id)))
      themes = [...themes, { ...theme, engagements: lost }];
    else if (lost.length > 0)
      themes = themes.map((one) =>
        one.id === theme.id ? { ...one, engagements: [...one.engagements, ...lost] } : one,
      );
  }
  return themes === words.themes ? words : { ...words, themes: numbered(themes) };
}

/** The words with their pieces as given; order and numbers stay. */
export function withPieces(words: Words, pieces: Pieces): Words {
  const text = (name: string) =>
    readText(Object.fromEntries(LOCALES.map((locale) => [locale, pieces.get(`${name}.${locale}`) ?? ""])));
  const minimum = pieces.get("minimum") ?? "";
  return {
    title: text("title"),
    introduction: text("introduction"),
    validity: text("validity"),
    minimum: minimum === "" ? null : Number(minimum),
    ...requirementsOf({
      requiredLevel: pieces.get("requiredLevel") ?? null,
      isCountersigned: pieces.get("countersigned") === "yes",
    }),
    ...scoringOf({
      score: pieces.get("score") ?? "none",
      comparesGroups: pieces.get("groups") === "yes",
    }),
    themes: words.themes.map((theme) => ({
      ...theme,
      title: text(`themes.${theme.id}.title`),
      engagements: theme.engagements.map((engagement) => {
        const name = `engagements.${engagement.id}`;
        const can = pieces.get(`${name}.competence`);
        return {
          ...engagement,
          title: text(`${name}.title`),
          text: text(`${name}.text`),
          why: text(`${name}.why`),
          competence: COMPETENCES.find((one) => one === can) ?? null,
        };
      }),
    })),
  };
}

/** Which pieces differ from one state to another, with those that came or went. */
export function differing(a: Pieces, b: Pieces): ReadonlySet<string> {
  const names = [...a.keys(), ...b.keys()];
  return new Set(names.filter((name) => a.get(name) !== b.get(name)));
}

/** Whether two states say the same in the same order. */
export function isSameState(a: Words, b: Words): boolean {
  const order = (words: Words) =>
    words.themes.map(({ id, engagements }) => [id, ...engagements.map((one) => one.id)]);
  const none = { closesAt: "", timeZone: "" };
  return (
    JSON.stringify(order(a)) === JSON.stringify(order(b)) &&
    differing(piecesOf(a, none), piecesOf(b, none)).size === 0
  );
}

/** A published version as the draft's words: an engagement that the draft already has keeps the draft's id. */
export function restored(version: Words, draft: Words, fresh: () => string): Words {
  const held = new Map(
    draft.themes.flatMap((theme) => theme.engagements).map(({ id, lineageId }) => [lineageId, id]),
  );
  const spare = draft.themes.map(({ id }) => id);
  return {
    ...version,
    themes: version.themes.map((theme) => ({
      ...theme,
      id: spare.shift() ?? fresh(),
      engagements: theme.engagements.map((one) => ({ ...one, id: held.get(one.lineageId) ?? fresh() })),
    })),
  };
}
