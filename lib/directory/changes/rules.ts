/** What a list of changes is about: the whole site, or one form, contest, election, party or NGO. */
export const SCOPES = ["all", "form", "ballot", "election", "party", "ngo"] as const;
export type ScopeKind = (typeof SCOPES)[number];

export interface Scope {
  readonly kind: ScopeKind;
  /** Empty for the whole site. */
  readonly id: string | null;
}

/** The newest facts of a feed: older ones stand on the pages. */
export const MOST = 100;

/** The newest days with facts that the page of changes shows, and how many facts of each. */
export const MOST_DAYS = 7;
export const MOST_OF_A_DAY = 30;

/**
 * A name for ever of one fact (RFC 4151): the host that says it, the day on which it became known, and what it is about. Never
 * an id of the database.
 */
export function tagOf(origin: string, at: Date, key: string): string {
  return `tag:${new URL(origin).hostname},${at.toISOString().slice(0, 10)}:${key}`;
}

/** Where the feeds of a page lie: beneath it. */
export function feedPath(page: string, kind: "atom" | "json"): string {
  return `${page}/feed.${kind}`;
}

/** Text as it stands in HTML or XML. */
export function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** What the figures of a day are counted by. */
export const GROUPS = ["signed", "changed", "withdrawn", "declined", "nominated", "other"] as const;
export type Group = (typeof GROUPS)[number];

const WITHDRAWN = new Set(["withdrawn", "disputed", "annulled", "erased", "lapsed"]);

export function groupOf(kind: string): Group {
  if (kind === "signed" || kind === "changed" || kind === "declined") return kind;
  if (WITHDRAWN.has(kind)) return "withdrawn";
  return kind.startsWith("nomination-") ? "nominated" : "other";
}

/** The day of an instant in a zone, YYYY-MM-DD. */
export function dayIn(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone,
  }).format(at);
}
