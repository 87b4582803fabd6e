import { isLocale, type Locale } from "@/lib/core/i18n/locale";
import { escaped } from "../changes/rules";
import { ballotPath } from "../rules";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** A theme that an address asks for; the reader's own where it asks for none of ours. */
export function themeOf(asked: string | null): Theme {
  return THEMES.find((theme) => theme === asked) ?? "auto";
}

/** A page of this site that others may show in a frame. */
export type Target = {
  readonly locale: Locale;
  readonly params: Readonly<Record<string, string>>;
} & ({ readonly kind: "form" } | { readonly kind: "ballot" } | { readonly kind: "candidate" });

const PAGES = [
  ["form", /^\/forms\/(?<slug>[a-z0-9-]{1,100})$/],
  ["ballot", /^\/elections\/(?<slug>[a-z0-9-]{1,100})\/(?<area>[\w-]{1,40})$/],
  ["candidate", /^\/candidacies\/(?<id>[0-9a-z]{10})(?:-[^/]*)?$/],
] as const;

/** The page that an address names, as a whole or without its host; null where it is another site's or no such page. */
export function targetOf(address: string, origin: string): Target | null {
  const text = address.trim();
  if (!URL.canParse(text, origin)) return null;
  const url = new URL(text, origin);
  if (url.origin !== new URL(origin).origin) return null;
  const [, locale = "", path = ""] = /^\/(\w\w)(\/.*?)\/?$/.exec(url.pathname) ?? [];
  if (!isLocale(locale)) return null;
  for (const [kind, pattern] of PAGES) {
    const found = pattern.exec(path)?.groups;
    if (found) return { kind, locale, params: { ...found } };
  }
  return null;
}

/** Where the small document of a page lies, without the language. */
export function embedPath({ kind, params }: Pick<Target, "kind" | "params">): string {
  if (kind === "form") return `/embed/forms/${params.slug ?? ""}`;
  if (kind === "candidate") return `/embed/candidates/${params.id ?? ""}`;
  return `/embed${ballotPath(params.slug ?? "", params.area ?? "")}`;
}

/** What the site around needs to know of it. */
export interface Framed {
  readonly title: string;
  /** Absolute addresses of the frame's document and of the whole page. */
  readonly source: string;
  readonly page: string;
  /** Pixels, enough for most widths; beyond, the frame scrolls. */
  readonly height: number;
}

export const WIDTH = 640;

/** No script, no form: its own styles, which only its own origin may load, and links that open beside. */
export const SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/** What is pasted: a frame that can run nothing, and a link that stays where frames are cut out. */
export function snippetOf({ title, source, page, height }: Framed, width = WIDTH): string {
  const attributes = [
    `src="${escaped(source)}"`,
    `title="${escaped(title)}"`,
    `width="${width}"`,
    `height="${height}"`,
    'loading="lazy"',
    'referrerpolicy="no-referrer"',
    `sandbox="${SANDBOX}"`,
    'style="border:0;max-width:100%"',
  ];
  return `<iframe ${attributes.join(" ")}></iframe>\n<p><a href="${escaped(page)}">${escaped(title)}</a></p>`;
}
