import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { LOCALES } from "@/lib/core/i18n/locale";
import { faultsOf, isAccessibleBut, isReadableInTheDark, overflowOf, unseenFocusOf } from "./page-checks";
import { PAGE_KINDS, type PageKind, type Visitor } from "./page-kinds";
import { startServer } from "./server";
import { contextFor, demoSite, pathsOf, type Site } from "./visits";

type Opens = (visitor: Visitor) => Promise<BrowserContext>;

/** One browser for each visitor of a site, so that styles, faces and scripts are fetched once. */
function browsersOf(browser: Parameters<typeof contextFor>[0], site: Site) {
  const open = new Map<Visitor, Promise<BrowserContext>>();
  const opens: Opens = (visitor) => {
    const known = open.get(visitor) ?? contextFor(browser, site, visitor, { viewport: SCREEN });
    open.set(visitor, known);
    return known;
  };
  const close = async () => {
    for (const context of open.values()) await (await context).close();
  };
  return { opens, close };
}

const SCREEN = { width: 1280, height: 800 };

const test = base.extend<object, { opens: Opens }>({
  opens: [
    async ({ browser }, use) => {
      const { opens, close } = browsersOf(browser, demoSite());
      await use(opens);
      await close();
    },
    { scope: "worker" },
  ],
});

/** Nothing sticks out at 320 px, at 200 % zoom, with text twice as large. */
async function fits(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await overflowOf(page), `${name}, 320 px`).toEqual([]);
  await page.setViewportSize({ width: 640, height: 400 });
  expect.soft(await overflowOf(page), `${name}, 1280 px at 200 %`).toEqual([]);
  await page.setViewportSize(SCREEN);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  expect.soft(await overflowOf(page), `${name}, text at 200 %`).toEqual([]);
}

async function holds(opens: Opens, site: Site, kind: PageKind): Promise<void> {
  const paths = await pathsOf(site, [kind]);
  const context = await opens(kind.visitor);
  for (const locale of LOCALES) {
    const name = `${kind.name} in ${locale}`;
    const page = await context.newPage();
    const faults = faultsOf(page, site.url);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    const answer = await page.goto(`${site.url}/${locale}${paths.get(kind.name)}`);
    expect(answer?.status(), name).toBe(kind.status ?? 200);
    // The page that is not there is drawn by the browser, a moment after it has loaded.
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    if (locale !== "fr") {
      // Colours are those of the other language, and what fits in French, the longer one, fits in English.
      await page.setViewportSize({ width: 320, height: 640 });
      await isAccessibleBut(page, `${name}, 320 px`, ["color-contrast"]);
    } else {
      await isAccessibleBut(page, name, []);
      await isReadableInTheDark(page, name);
      expect.soft(await unseenFocusOf(page), name).toEqual([]);
      await fits(page, name);
    }
    expect(faults, name).toEqual([]);
    await page.close();
  }
}

for (const kind of PAGE_KINDS.filter(({ site }) => site !== "empty"))
  test(`${kind.name}: axe, focus and policy in both languages, light and dark; nothing sticks out`, ({
    opens,
  }) => holds(opens, demoSite(), kind));

test("the pages of an empty instance: axe, focus, policy and widths", async ({ browser }) => {
  test.setTimeout(120_000);
  const site = await startServer({ mode: "live" });
  const { opens, close } = browsersOf(browser, site);
  try {
    for (const kind of PAGE_KINDS.filter((one) => one.site === "empty")) await holds(opens, site, kind);
  } finally {
    await close();
    await site.stop();
  }
});

test("the checks themselves see a planted fault", async ({ page }) => {
  const faults = faultsOf(page, "http://ours.example");
  await page.route("http://ours.example/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<html lang="fr"><title>x</title><style>@media (prefers-color-scheme: dark) { h1 { color: #eee } }</style><main><h1>Titre</h1><p style="color:#bbb">pâle</p>
        <a href="#" style="outline:none">muet</a> <button style="width:9px">1</button><button style="width:9px">2</button><img src="http://theirs.example/x.png" alt=""></main>`,
    }),
  );
  await page.goto("http://ours.example/");
  const refused = (await isAccessibleBut(page, "planted", []).catch(String)) ?? "";
  expect(refused).toContain("color-contrast");
  expect(refused).toContain("target-size");
  expect((await isReadableInTheDark(page, "planted").catch(String)) ?? "").toContain("<h1>");
  expect(await unseenFocusOf(page)).toEqual(["no focus drawn: a muet"]);
  expect(faults.some((fault) => fault.includes("theirs.example"))).toBe(true);
});

test("the check sees what sticks out, and lets a table scroll by itself", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = '<p style="width:400px">large</p>';
  await page.setContent(`<body><div style="overflow-x:auto">${wide}</div>`);
  expect(await overflowOf(page)).toEqual([]);
  await page.setContent(`<body>${wide}`);
  expect(await overflowOf(page)).not.toEqual([]);
});
