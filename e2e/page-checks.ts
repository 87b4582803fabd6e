import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

interface Asked {
  readonly rules?: readonly string[];
  readonly without?: readonly string[];
}

/** What axe finds on the page as it stands, one line each. */
async function axeFindings(page: Page, { rules, without = [] }: Asked = {}): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const runOnly = { type: "tag" as const, values: TAGS };
  const asked = rules
    ? builder.withRules([...rules])
    : builder.options({
        runOnly,
        rules: {
          "target-size": { enabled: true },
          ...Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
        },
      });
  const { violations } = await asked.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}

/** axe over the page in light, and its contrasts in dark; `isTranslation` leaves the colours, which are the other language's, aside. */
export async function isAccessibleInBothSchemes(
  page: Page,
  name: string,
  isTranslation = false,
): Promise<void> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const without = isTranslation ? ["color-contrast"] : [];
  expect(await axeFindings(page, { without }), `${name}, light`).toEqual([]);
  if (isTranslation) return;
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await axeFindings(page, { rules: ["color-contrast"] }), `${name}, dark`).toEqual([]);
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
