import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&#x27;": "'",
  "&quot;": '"',
  "&lt;": "<",
  "&gt;": ">",
};
/** Where the frozen copy answers what the search would: pages by department, and suggestions from files. */
const FINDER = "find";

const text = (markup: string) =>
  markup.replace(/&(amp|#x27|quot|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);

/** Whether an address of this site is a file of the frozen copy; other sites, anchors and mails are none of its business. */
export function isKept(address: string, files: ReadonlySet<string>, origin: string): boolean {
  const own = address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
  if (!own.startsWith("/") || own.startsWith("//")) return true;
  const [path = "", query] = (own.split("#")[0] ?? "").split("?");
  if (query !== undefined) return false;
  try {
    const file = decodeURIComponent(path.slice(1));
    return file === "" || files.has(file) || files.has(`${file}.html`);
  } catch {
    return false;
  }
}

export interface Freezing {
  /** Every file of the copy. */
  readonly files: ReadonlySet<string>;
  /** The site's own address, for links that spell it out. */
  readonly origin: string;
  readonly at: Date;
}

/**
 * A page of the living site as it stays for ever: a line says since when it no longer follows, links that only the app could
 * answer become plain words, pictures that it draws become what they say, and its forms go, but for the search, which the copy answers itself.
 */
export function frozen(html: string, { files, origin, at }: Freezing): string {
  const locale: Locale = html.startsWith('<!DOCTYPE html><html lang="fr"') ? "fr" : "en";
  const day = new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(at);
  const banner = `<aside class="banner">${translator(locale)("publication.frozen", { day })}</aside>`;
  const keeps = (attributes: string, name: string) => {
    const said = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1];
    return said === undefined || isKept(text(said), files, origin);
  };
  const finder = `/${locale}/${FINDER}`;
  const hasFinder = files.has(`${locale}/${FINDER}.html`);
  const found = hasFinder
    ? html
        .replaceAll(`action="/${locale}/search"`, `action="${finder}"`)
        .replace(/(<a [^>]*href=")\/\w\w\/search(?:\?[^"]*)?"/g, `$1${finder}"`)
        .replace(/data-suggest="[^"]*"/g, 'data-suggest=""')
    : html;
  return found
    .replace(/<body[^>]*>/, (body) => body + banner)
    .replace(/<a(\s[^>]*)>(.*?)<\/a>/gs, (link, attributes: string, words: string) =>
      keeps(attributes, "href") ? link : `<span>${words}</span>`,
    )
    .replace(/<(?:img|link)(\s[^>]*)>/g, (element, attributes: string) =>
      keeps(attributes, "href") && keeps(attributes, "src")
        ? element
        : `${/\salt="([^"]*)"/.exec(attributes)?.[1] ?? ""}`,
    )
    .replace(/<form(\s[^>]*)>.*?<\/form>/gs, (form, attributes: string) =>
      / method="post"/i.test(attributes) || !keeps(attributes, "action") ? "" : form,
    );
}
