import { expect, test } from "@playwright/test";
import pg from "pg";
import { isAccessible } from "./app";

/** A constituency of the demo where somebody has answered. */
async function answeredContest(): Promise<string> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  const { rows } = await client
    .query<{ at: string }>(
      `SELECT e.slug || '/' || a.code AS at FROM signature s JOIN candidacy c ON c.id = s.candidacy_id
       JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
       WHERE s.role = 'candidate' AND NOT signature_annulled(s.id) ORDER BY s.recorded_at LIMIT 1`,
    )
    .finally(() => client.end());
  return `/elections/${rows[0]?.at}/compare`;
}

test("my own answers beside the candidates': counted in the page, sent to nobody, kept nowhere", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`/fr${await answeredContest()}`);
  await page.getByRole("link", { name: "Et vous, que répondez-vous ?" }).click();
  await expect(page.getByText("Rien ne quitte votre appareil")).toBeVisible();
  await page.waitForLoadState("networkidle");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const results = page.locator("[data-candidate] output");
  await expect(results.first()).toHaveText("–");
  const before = await page.locator("[data-candidate] a").allTextContents();
  const questions = page.locator("[data-question]");
  for (let at = 0; at < (await questions.count()); at += 1) await questions.nth(at).getByLabel("Oui").check();
  const told = await results.allTextContents();
  expect(told.some((words) => /^même réponse que vous\s: [1-9]\d* sur \d+$/.test(words))).toBe(true);
  expect(await page.locator("[data-candidate] a").allTextContents()).toEqual(before);
  await isAccessible(page);
  expect(asked).toEqual([]);
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    address: location.search + location.hash,
  }));
  expect(kept).toEqual({ local: 0, session: 0, cookies: "", databases: 0, address: "#mine" });
  await page.reload();
  await expect(page.locator("input:checked")).toHaveCount(0);
});

test("without script the page says how to compare by hand", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`/en${await answeredContest()}`);
  await expect(page.getByText("Without script, compare by hand")).toBeVisible();
  await page.locator("[data-question]").first().getByLabel("Yes").check();
});
