import type { Locale } from "@/lib/core/i18n/locale";
import type { PublicStatus } from "@/lib/signatures/rules";
import type { Standing } from "../standing/rules";
import type { Nominee } from "./queries";

export interface ListedNominee extends Nominee {
  /** What she said to the chosen form; null where none is published. */
  readonly standing: Standing | null;
}

export interface Paged<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

const PAGE_SIZE = 50;

/** By family name, then given name, as the reader's language sorts them; never by what anybody signed. */
export function byName(nominees: readonly Nominee[], locale: Locale): readonly Nominee[] {
  const names = new Intl.Collator(locale);
  return [...nominees].sort(
    (a, b) =>
      names.compare(a.person.familyName, b.person.familyName) ||
      names.compare(a.person.givenName, b.person.givenName) ||
      names.compare(a.publicId, b.publicId),
  );
}

export function hasSigned(status: PublicStatus): boolean {
  return status === "signed" || status === "partly";
}

/** One page of a list; what cannot be read is the first, past the end the last. */
export function pageOf<T>(all: readonly T[], asked: string | null): Paged<T> {
  const pages = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  const wanted = /^[1-9]\d{0,4}$/.test(asked ?? "") ? Number(asked) : 1;
  const page = Math.min(wanted, pages);
  return { rows: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE), total: all.length, page, pages };
}
