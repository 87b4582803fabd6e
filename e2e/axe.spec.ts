import { expect, test } from "@playwright/test";
import { LOCALES } from "@/lib/core/i18n/locale";
import { faultsOf, isAccessibleInBothSchemes, unseenFocusOf } from "./page-checks";
import { PAGE_KINDS, type PageKind } from "./page-kinds";
import { startServer } from "./server";
import { contextFor, demoSite, pathsOf, type Site } from "./visits";

async function holds(browser: Parameters<typeof contextFor>[0], site: Site, kind: PageKind): Promise<void> {
  const paths = await pathsOf(site, [kind]);
  const context = await contextFor(browser, site, kind.visitor, { viewport: { width: 1280, height: 800 } });
  for (const locale of LOCALES) {
    const page = await context.newPage();
    const faults = faultsOf(page, site.url);
    const answer = await page.goto(`${site.url}/${locale}${paths.get(kind.name)}`);
    expect(answer?.status(), `${kind.name} in ${locale}`).toBe(kind.status ?? 200);
    expect(await page.locator("html").getAttribute("lang")).toBe(locale);
    await isAccessibleInBothSchemes(page, `${kind.name} in ${locale}`, locale !== "fr");
    if (locale === "fr") expect(await unseenFocusOf(page), kind.name).toEqual([]);
    expect(faults, `${kind.name} in ${locale}`).toEqual([]);
    await page.close();
  }
  await context.close();
}

for (const kind of PAGE_KINDS.filter(({ site }) => site !== "empty"))
  test(`${kind.name}: axe, focus and policy in both languages, light and dark`, ({ browser }) =>
    holds(browser, demoSite(), kind));

test("the pages of an empty instance: axe, focus and policy", async ({ browser }) => {
  test.setTimeout(120_000);
  const site = await startServer({ mode: "live" });
  try {
    for (const kind of PAGE_KINDS.filter((one) => one.site === "empty")) await holds(browser, site, kind);
  } finally {
    await site.stop();
  }
});

test("the checks themselves see a planted fault", async ({ page }) => {
  const faults = faultsOf(page, "http://ours.example");
  await page.route("http://ours.example/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<html lang="fr"><title>x</title><main><h1>x</h1><p style="color:#bbb">pâle</p>
        <a href="#" style="outline:none">muet</a> <button style="width:9px">1</button><button style="width:9px">2</button><img src="http://theirs.example/x.png" alt=""></main>`,
    }),
  );
  await page.goto("http://ours.example/");
  const refused = (await isAccessibleInBothSchemes(page, "planted").catch(String)) ?? "";
  expect(refused).toContain("color-contrast");
  expect(refused).toContain("target-size");
  expect(await unseenFocusOf(page)).toEqual(["no focus drawn: a muet"]);
  expect(faults.some((fault) => fault.includes("theirs.example"))).toBe(true);
});
