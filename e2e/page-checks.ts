import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** What axe finds on the page as it stands, one line each. */
export async function axeFindings(
  page: Page,
  options: Parameters<AxeBuilder["options"]>[0],
): Promise<string[]> {
  // A second page to gather the findings of frames takes as long as the findings: only where there are frames.
  const builder = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
  // A previewed mail stands in a frame where nothing may run, axe neither: it would wait for ever.
  if ((await page.locator("iframe[sandbox]").count()) > 0) builder.exclude("iframe[sandbox]");
  const { violations } = await builder.options({ ...options, resultTypes: ["violations"] }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}

/** axe over the page as it stands, some rules left aside. */
export async function isAccessibleBut(page: Page, name: string, without: readonly string[]): Promise<void> {
  const off = without.map((rule) => [rule, { enabled: false }]);
  const rules = { "target-size": { enabled: true }, ...Object.fromEntries(off) };
  expect(await axeFindings(page, { runOnly: { type: "tag", values: TAGS }, rules }), name).toEqual([]);
}

/** The contrasts of the page in dark. */
export async function isReadableInTheDark(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const runOnly = { type: "rule" as const, values: ["color-contrast"] };
  expect(await axeFindings(page, { runOnly }), `${name}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

/** Gathers what a page must never do: ask another host, break its own policy, write an error. */
export function faultsOf(page: Page, site: string): readonly string[] {
  const faults: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith("data:"))
      faults.push(`asks ${request.url()}`);
  });
  page.on("console", (message) => {
    // The browser itself reports the status of a page that is not there.
    const isStatus = /Failed to load resource.* 40[49]|410|403/.test(message.text());
    if (message.type() === "error" && !isStatus) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  return faults;
}

/** Elements that stick out of the page to the right, unless they lie in a part that scrolls by itself. */
export async function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const scrolls = (element: Element): boolean => {
      for (let at: Element | null = element.parentElement; at && at !== document.body; at = at.parentElement)
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true;
      return false;
    };
    const isOut = (element: Element) => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && box.right > root.clientWidth + 1 && !scrolls(element);
    };
    const told = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} ${(element.textContent ?? "").trim().slice(0, 40)}`;
    const out = [...document.body.querySelectorAll("*")].filter(isOut).slice(0, 4).map(told);
    return root.scrollWidth > root.clientWidth
      ? [`${root.scrollWidth} px of ${root.clientWidth}`, ...out]
      : out;
  });
}

/** What takes the keyboard's focus without showing it, or out of sight behind something else. */
export async function unseenFocusOf(page: Page): Promise<string[]> {
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const found: string[] = [];
    const fields = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const isDrawn = (element: Element | null): boolean => {
      if (!element) return false;
      const { outlineStyle, boxShadow, borderColor } = getComputedStyle(element);
      return outlineStyle !== "none" || boxShadow !== "none" || borderColor === "Highlight";
    };
    const all = [...document.querySelectorAll<HTMLElement>(fields)].filter((one) => one.checkVisibility());
    for (const element of all.slice(0, 120)) {
      element.focus();
      if (document.activeElement !== element) continue;
      const box = element.getBoundingClientRect();
      const label =
        element.closest("label") ?? document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
      const boxes = [element, element.nextElementSibling, label, element.parentElement];
      const at = document.elementFromPoint(
        box.left + Math.min(box.width, 8) / 2,
        box.top + Math.min(box.height, 12) / 2,
      );
      const isCovered =
        at !== null &&
        !element.contains(at) &&
        !at.contains(element) &&
        !label?.contains(at) &&
        !element.parentElement?.contains(at);
      const told = `${element.tagName.toLowerCase()} ${(element.textContent || element.getAttribute("name") || "").trim().slice(0, 40)}`;
      if (!boxes.some(isDrawn)) found.push(`no focus drawn: ${told}`);
      if (isCovered) found.push(`covered by ${at.tagName.toLowerCase()}.${at.className}: ${told}`);
    }
    return found.slice(0, 5);
  });
}
