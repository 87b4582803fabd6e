import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { HtmlValidate } from "html-validate";

/** Every file of a site folder, compressed forms and its own notes left out; paths from the folder, sorted. */
export function publishedFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .filter((path) => !/\.(br|gz)$|(^|\/)\.|^manifest/.test(path))
    .sort();
}

// What is no file by its nature: it depends on who asks, on what is asked or on the instant.
const ANSWERED_BY_THE_APP =
  /^\/(api|log|dev)\/|^\/badges\/\w+(\.en)?\.svg$|^\/(fr|en)\/(search|data(\.\w+)?|oembed|sign|claim|login|desk|admin|report|alert|account|signatures|receipts|files)(\/|$)|\/(report|contact|claim|write|wall|parties|departments|poster\.pdf|card\.pdf|feed\.json|datapackage\.json)$/;

const ATTRIBUTE = /<(a|link|img|script|form|iframe|object|use)\b[^>]*?\s(?:href|src|action|data)="([^"]*)"/g;

const decoded = (url: string) => url.replaceAll("&amp;", "&").replaceAll("&#x27;", "'");

/** Links of the pages to the site itself that lead to no file of it or to no place in that file, one line each. */
export function brokenLinks(root: string, { isWhole = false }: { isWhole?: boolean } = {}): string[] {
  const files = new Set(publishedFiles(root));
  const ids = new Map<string, ReadonlySet<string>>();
  const idsOf = (path: string) => {
    const known = ids.get(path);
    if (known) return known;
    const text = readFileSync(join(root, path), "utf8");
    const found = new Set(Array.from(text.matchAll(/\sid="([^"]*)"/g), ([, id]) => id ?? ""));
    ids.set(path, found);
    return found;
  };
  const broken = new Map<string, string>();
  for (const page of files) {
    if (!page.endsWith(".html")) continue;
    const text = readFileSync(join(root, page), "utf8");
    for (const [, tag, url = ""] of text.matchAll(ATTRIBUTE)) {
      const { origin, pathname, hash, search } = new URL(
        decoded(url),
        `http://site/${page.replace(/\.html$/, "")}`,
      );
      if (origin !== "http://site" || broken.has(`${tag} ${pathname}${hash}`)) continue;
      if (!isWhole && (search || ANSWERED_BY_THE_APP.test(pathname))) continue;
      const path = decodeURIComponent(pathname).slice(1);
      const file = [path, `${path}.html`].find((one) => files.has(one));
      const isMissing = !file || (hash && !idsOf(file).has(decodeURIComponent(hash.slice(1))));
      if (isMissing) broken.set(`${tag} ${pathname}${hash}`, page);
    }
  }
  return [...broken].map(([link, page]) => `${page}: ${link}`);
}

const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // React writes them so; both are valid HTML.
    "doctype-style": "off",
    "void-style": "off",
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off",
  },
});

/** What the standard of HTML does not allow in a page, one line each. */
export async function invalidMarkup(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId} at ${line}:${column}: ${message}`),
  );
}

// Addresses that belong to nobody, as a form's hint shows one.
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
// Numbers that the regulator keeps for fiction stand on pages of made-up NGOs, which publish theirs.
const PHONE =
  /(?<![\w.#-])(?:\+33|0)(?![ .]?(?:1[ .]?99[ .]?00|6[ .]?39[ .]?98))[ .]?[1-9](?:[ .]?\d{2}){4}(?![\w-])/g;
const INTERNAL_ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const BIRTH = /(?:birth|naissance|(?<!\p{L})né(?:·?e|\(e\))? le )[^<]{0,40}?\b(?:19|20)\d\d\b/giu;

/** E-mail addresses, phones, internal ids and birth dates in a file's text. */
export function harvestOf(text: string): string[] {
  return [EMAIL, PHONE, INTERNAL_ID, BIRTH].flatMap((kind) => text.match(kind) ?? []);
}
