import { expect, type Page, test } from "@playwright/test";
import { LOCALES, type Locale } from "@/lib/core/i18n/locale";
import { PAGE_KINDS } from "./page-kinds";
import { contextFor, demoSite, pathsOf } from "./visits";

/** What a compositor would mark in the words of a page, by language. */
const FAULTS: Readonly<Record<Locale, readonly (readonly [string, string])[]>> = {
  fr: [
    ["a plain space before ; : ! ? »", " [;:!?»]"],
    ["a plain space after «", "« "],
    ["nothing before : ! ?", "\\p{L}[!?](?=\\s|$)|\\p{L}:(?=\\s|$)"],
    ["a straight apostrophe", "\\p{L}'\\p{L}"],
    ["straight quotation marks", '"\\p{L}|\\p{L}"'],
    ["three dots", "\\.\\.\\."],
  ],
  en: [
    ["a straight apostrophe", "\\p{L}'\\p{L}"],
    ["straight quotation marks", '"\\p{L}|\\p{L}"'],
    ["three dots", "\\.\\.\\."],
  ],
};

/** The faults in the words of a document that are in the page's own language and not for machines. */
async function misprints(reader: Page, html: string, locale: Locale): Promise<string[]> {
  return reader.evaluate(
    ({ html, locale, faults }) => {
      const parsed = new DOMParser().parseFromString(html, "text/html");
      const machine = "script,style,textarea,pre,code,svg,.sample,.num,.hash,.inline-list";
      for (const one of parsed.querySelectorAll(machine)) one.remove();
      for (const one of parsed.querySelectorAll(`[lang]:not([lang="${locale}"])`)) one.remove();
      const inline = /^(A|B|STRONG|SPAN|EM|I|SUP|SMALL|TIME|ABBR|Q|KBD|INS|DEL)$/;
      const words = (node: Node): string => {
        if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? "";
        const inner = [...node.childNodes].map(words).join("");
        return inline.test(node.nodeName) ? inner : `\n${inner}\n`;
      };
      const text = words(parsed.body).replace(/https?:\/\/\S+|\S+@\S+/g, "");
      return faults.flatMap(([name, pattern]) =>
        [...text.matchAll(new RegExp(pattern, "gu"))]
          .slice(0, 3)
          .map(
            (found) =>
              `${name}: ${text.slice(Math.max(0, found.index - 30), found.index + 20).replace(/\s*\n\s*/g, " | ")}`,
          ),
      );
    },
    { html, locale, faults: FAULTS[locale] },
  );
}

for (const visitor of ["anyone", "candidate", "officer", "operator"] as const)
  test(`the words of every page of ${visitor} are set as a compositor would`, async ({ browser }) => {
    test.setTimeout(180_000);
    const site = demoSite();
    const kinds = PAGE_KINDS.filter((kind) => kind.visitor === visitor && kind.site !== "empty");
    const paths = await pathsOf(site, kinds);
    const context = await contextFor(browser, site, visitor);
    const reader = await context.newPage();
    const found: string[] = [];
    for (const { name } of kinds)
      for (const locale of LOCALES) {
        const answer = await context.request.get(`${site.url}/${locale}${paths.get(name)}`);
        const faults = await misprints(reader, await answer.text(), locale);
        found.push(...faults.map((fault) => `${name} in ${locale}: ${fault}`));
      }
    expect(found).toEqual([]);
    await context.close();
  });

test("the test itself sees planted misprints", async ({ page }) => {
  const html = `<html lang="fr"><body><p>Vraiment ? L'an 1 « ici »... <b>oui</b>! <i lang="en">Isn't it?</i></p></body></html>`;
  expect((await misprints(page, html, "fr")).length).toBe(6);
});
