import { expect, test } from "@playwright/test";
import { overflowOf } from "./page-checks";
import { PAGE_KINDS } from "./page-kinds";
import { contextFor, demoSite, pathsOf } from "./visits";

for (const kind of PAGE_KINDS.filter(({ site }) => site !== "empty"))
  test(`${kind.name}: nothing sticks out at 320 px, at 200 % zoom, with text twice as large`, async ({
    browser,
  }) => {
    const site = demoSite();
    const paths = await pathsOf(site, [kind]);
    const context = await contextFor(browser, site, kind.visitor, { viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    // The longer language: what fits in French fits in English.
    await page.goto(`${site.url}/fr${paths.get(kind.name)}`);
    expect(await overflowOf(page), "320 px").toEqual([]);
    await page.setViewportSize({ width: 640, height: 400 });
    expect(await overflowOf(page), "1280 px at 200 %").toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    expect(await overflowOf(page), "text at 200 %").toEqual([]);
    await context.close();
  });

test("the check sees what sticks out, and lets a table scroll by itself", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const wide = '<p style="width:400px">large</p>';
  await page.setContent(`<body><div style="overflow-x:auto">${wide}</div>`);
  expect(await overflowOf(page)).toEqual([]);
  await page.setContent(`<body>${wide}`);
  expect(await overflowOf(page)).not.toEqual([]);
});
