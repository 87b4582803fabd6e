import type { Ctx } from "@/lib/core/auth/actor";
import type { Locale } from "@/lib/core/i18n/locale";

/** What pages tell of: each file of the public site belongs to one such thing. */
export const THINGS = [
  "site",
  "election",
  "roll",
  "ballot",
  "place",
  "finder",
  "names",
  "form",
  "organization",
  "candidacy",
  "person",
  "signature",
] as const;
export type ThingKind = (typeof THINGS)[number];

/** One thing, and what its addresses are made from: slugs, codes, public ids, names. */
export interface Thing {
  readonly kind: ThingKind;
  readonly id: string;
  readonly params: Readonly<Record<string, string>>;
}

/** How a thing is named where its files are listed. */
export function ownerOf({ kind, id }: Pick<Thing, "kind" | "id">): string {
  return `${kind} ${id}`;
}

/** The thing that an owner names; null for what is no name of ours. */
export function thingOf(owner: string): Pick<Thing, "kind" | "id"> | null {
  const [said, id = ""] = owner.split(" ");
  const kind = THINGS.find((known) => known === said);
  return kind ? { kind, id } : null;
}

const SAFE = /^[\p{L}\p{N}_-][\p{L}\p{N} _.~'()-]*$/u;

/**
 * The file of an address within the site's folder: `/fr/forms/x` → `fr/forms/x.html`, so that any web server can be told to
 * find it. Null for an address that no file can safely stand for.
 */
export function fileOf(address: string, extension: "" | ".html" = ""): string | null {
  let parts: string[];
  try {
    parts = address.split("/").slice(1).map(decodeURIComponent);
  } catch {
    return null;
  }
  const isSafe = parts.every((part, index) => SAFE.test(part) || (index === 0 && part === ".well-known"));
  return parts.length > 0 && isSafe && parts.every((part) => Buffer.byteLength(part) < 200)
    ? `${parts.join("/")}${extension}`
    : null;
}

/** The address of a page in a language; the home page is the language itself. */
export function localized(locale: Locale, path: string): string {
  return `/${locale}${path}`;
}

export type WhyNotPress = "not-allowed";

/** The site's files follow the facts: nobody writes them by hand. */
export function whyNotPress({ actor }: Ctx): WhyNotPress | null {
  return actor.kind === "system" ? null : "not-allowed";
}

/** Whether an instant lies after one moment and not after the other. */
export function isBetween(instant: Date, since: Date, until: Date): boolean {
  return instant > since && instant <= until;
}
