import { searchKey } from "@/lib/core/folding";
import type { Locale } from "@/lib/core/i18n/locale";
import { localized } from "@/lib/core/i18n/locale";
import { markdownToText } from "@/lib/core/markdown";
import { type DiffPart, wordDiff } from "@/lib/forms/rules";
import type { Engagement, PublicVersion } from "@/lib/forms/schema";
import { TILES } from "@/lib/places/tiles/france";
import { fullName, type Named, type PublicArea } from "../rules";
import type { Standing } from "../standing/rules";
import type { SignatoriesFilter } from "./schema";

/** A row of the table of signatories. */
export interface Signatory {
  readonly candidacyId: string;
  readonly publicId: string;
  readonly person: Named;
  readonly area: PublicArea;
  readonly standing: Standing;
}

export const PAGE_SIZE = 20;

export interface FilteredSignatories {
  readonly rows: readonly Signatory[];
  /** Rows of the whole filter, of which `rows` is one page. */
  readonly found: number;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** The signatories that a filter keeps, in the order given. */
export function filtered(all: readonly Signatory[], filter: SignatoriesFilter): readonly Signatory[] {
  const name = searchKey(filter.name);
  return all.filter(
    ({ person, area, standing }) =>
      (filter.department === "" || area.parent?.code === filter.department) &&
      (filter.status === "" || standing.status === filter.status) &&
      (name === "" || searchKey(fullName(person)).includes(name)),
  );
}

/** One page of a filter; a page past the end is the last one. */
export function pageOf(all: readonly Signatory[], filter: SignatoriesFilter): FilteredSignatories {
  const kept = filtered(all, filter);
  const pages = Math.max(1, Math.ceil(kept.length / PAGE_SIZE));
  const page = Math.min(filter.page, pages);
  const rows = kept.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return { rows, found: kept.length, total: all.length, page, pages };
}

/** The query of a filter without its empty parts, so that one view has one address. */
export function filterQuery(filter: SignatoriesFilter, page = 1): string {
  const query = new URLSearchParams();
  if (filter.department) query.set("department", filter.department);
  if (filter.status) query.set("status", filter.status);
  if (filter.name) query.set("name", filter.name);
  if (page > 1) query.set("page", String(page));
  const text = query.toString();
  return text && `?${text}`;
}

/** How one engagement differs from the version before. */
export interface Change {
  readonly kind: "changed" | "added" | "removed";
  readonly lineageId: string;
  readonly position: number;
  readonly title: string;
  readonly lang: Locale;
  readonly parts: readonly DiffPart[];
}

/** The words as readers see them, without the marks of Markdown; a changed title is part of them. */
function wordsOf(engagement: Engagement, locale: Locale): { title: string; text: string; lang: Locale } {
  const { text: title, lang } = localized(engagement.title, locale);
  return { title, text: markdownToText(localized(engagement.text, locale).text), lang };
}

function diffOf(before: Engagement, after: Engagement, locale: Locale): readonly DiffPart[] {
  const [old, fresh] = [wordsOf(before, locale), wordsOf(after, locale)];
  return old.title === fresh.title
    ? wordDiff(old.text, fresh.text)
    : [...wordDiff(`${old.title}.`, `${fresh.title}.`), ...wordDiff(` ${old.text}`, ` ${fresh.text}`)];
}

function isSame(a: Engagement, b: Engagement, locale: Locale): boolean {
  const words = ({ title, text }: Engagement) => [
    localized(title, locale).text,
    localized(text, locale).text,
  ];
  return words(a).join("\n") === words(b).join("\n");
}

const engagementsOf = ({ themes }: PublicVersion) => themes.flatMap(({ engagements }) => engagements);

/** What changed from one version to the next, engagement by engagement, in the reader's language. */
export function changesBetween(
  before: PublicVersion,
  after: PublicVersion,
  locale: Locale,
): readonly Change[] {
  const [old, fresh] = [engagementsOf(before), engagementsOf(after)];
  const changes: Change[] = [];
  for (const engagement of fresh) {
    const words = wordsOf(engagement, locale);
    const { lineageId, position, title } = engagement;
    const shared = { lineageId, position, title: localized(title, locale).text, lang: words.lang };
    const ancestor = old.find((one) => one.lineageId === lineageId);
    if (!ancestor) changes.push({ ...shared, kind: "added", parts: [{ kind: "ins", text: words.text }] });
    else if (!isSame(ancestor, engagement, locale))
      changes.push({
        ...shared,
        kind: "changed",
        parts: diffOf(ancestor, engagement, locale),
      });
  }
  for (const engagement of old) {
    const { lineageId, position, title } = engagement;
    if (fresh.some((one) => one.lineageId === lineageId)) continue;
    const words = wordsOf(engagement, locale);
    const shared = { lineageId, position, title: localized(title, locale).text, lang: words.lang };
    changes.push({ ...shared, kind: "removed", parts: [{ kind: "del", text: words.text }] });
  }
  return changes;
}

/** The first characters of a fingerprint in groups of four, as readers compare them. */
export function shortHash(hash: string): string {
  return (hash.slice(0, 16).match(/.{4}/g) ?? []).join("\u00a0");
}

/** A department of the election with the number of its signers. */
export interface CountedDepartment {
  readonly code: string;
  readonly name: string;
  readonly count: number;
}

/** How many signed, whole or in part, in each department of an election. */
export function signersBy(
  departments: readonly { readonly code: string; readonly name: string }[],
  all: readonly Signatory[],
): readonly CountedDepartment[] {
  const counts = new Map<string, number>();
  for (const { area, standing } of all) {
    if (standing.status !== "signed" && standing.status !== "partly") continue;
    const code = area.parent?.code ?? "";
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return departments.map(({ code, name }) => ({ code, name, count: counts.get(code) ?? 0 }));
}

/** Whether most of these departments have a tile: an election in a few of them, or elsewhere, is told as a list. */
export function isOnMap(departments: readonly CountedDepartment[]): boolean {
  const tiles = new Set(TILES.map(({ code }) => code));
  return departments.length >= 20 && departments.every(({ code }) => tiles.has(code));
}

/** The first count of each of the four tints, in round steps that the largest count fills. */
export function boundsOf(largest: number): readonly number[] {
  if (largest < 5) return [1, 2, 3, 4];
  if (largest < 10) return [1, 2, 4, 6];
  if (largest < 25) return [1, 3, 6, 10];
  if (largest < 60) return [1, 6, 12, 25];
  return largest < 201 ? [1, 11, 26, 51] : [1, 51, 101, 201];
}
