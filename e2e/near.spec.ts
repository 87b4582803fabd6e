import { expect, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { aBallot, aForm, anArea, aUser } from "@/prisma/factories";
import { isAccessible } from "./app";
import { type Server, startServer } from "./server";
import { checksum, onSite } from "./world";

let site: Server;
const [HERE, BESIDE] = ["Circonscription du large", "Circonscription voisine"];

/** A made-up outline around a point at sea, so fine that it hides nothing: a square of 0.2°, 40 sides a side. */
function square(west: number, south: number) {
  const steps = Array.from({ length: 41 }, (_, n) => (n * 0.2) / 40);
  const ring = [
    ...steps.map((d) => [west + d, south]),
    ...steps.map((d) => [west + 0.2, south + d]),
    ...steps.map((d) => [west + 0.2 - d, south + 0.2]),
    ...steps.map((d) => [west, south + 0.2 - d]),
  ];
  return { type: "Polygon", coordinates: [ring] };
}

// A site of its own: the demonstration's areas are fictional and have no outline.
test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startServer({ mode: "live" });
  await onSite(site, async () => {
    await aUser(db(), { isOperator: true });
    const { electionId } = await aForm(db());
    for (const [name, west] of [
      [HERE, -20],
      [BESIDE, -19.8],
    ] as const) {
      const { id: areaId } = await anArea(db(), { name, shape: square(west, 45) });
      await aBallot(db(), { electionId, areaId });
    }
  });
});
test.afterAll(() => site.stop());

test("near me: asked by a press alone, found on the device, sent nowhere", async ({ browser }) => {
  const context = await browser.newContext({
    geolocation: { longitude: -19.95, latitude: 45.1, accuracy: 30 },
    permissions: ["geolocation"],
  });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on("request", (request) =>
    asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`),
  );
  const answer = await page.goto(`${site.url}/fr`);
  expect(answer?.headers()["permissions-policy"]).toContain("geolocation=(self)");
  const button = page.getByRole("button", { name: "Près de moi" });
  await expect(button).toBeVisible();
  expect(asked.some((line) => line.includes("outlines"))).toBe(false);
  await button.click();
  const found = page.locator(".near a");
  await expect(found).toHaveText([HERE]);
  await isAccessible(page);
  expect(asked.filter((line) => /19[.,]?95|45[.,]1/.test(line))).toEqual([]);
  expect(asked.filter((line) => line.includes("outlines"))).toHaveLength(1);

  await context.setGeolocation({ longitude: -19.8, latitude: 45.1, accuracy: 30 });
  await button.click();
  await expect(found).toHaveText([HERE, BESIDE]);
  await expect(page.getByText("près d’une limite")).toBeVisible();

  await context.setGeolocation({ longitude: 0, latitude: 0, accuracy: 30 });
  await button.click();
  await expect(page.getByText("hors des contours")).toBeVisible();
  await expect(found).toHaveCount(0);

  await context.setGeolocation({ longitude: -19.95, latitude: 45.1, accuracy: 90_000 });
  await button.click();
  await expect(page.getByText("trop imprécise")).toBeVisible();

  await page.route(/outlines/, (route) => route.abort());
  await context.setGeolocation({ longitude: -19.95, latitude: 45.1, accuracy: 31 });
  await button.click();
  await expect(page.getByText("n’ont pas pu être téléchargés")).toBeVisible();
  await context.close();
});

test("near me: a refusal is told in words; without script there is no button, and elsewhere no permission", async ({
  browser,
  request,
}) => {
  const refusing = await browser.newContext({ permissions: [] });
  const page = await refusing.newPage();
  await page.goto(`${site.url}/en/search`);
  await page.getByRole("button", { name: "Near me" }).click();
  await expect(page.getByText("did not give its position")).toBeVisible();
  await refusing.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const still = await plain.newPage();
  await still.goto(`${site.url}/fr`);
  await expect(still.getByRole("button", { name: "Près de moi" })).toBeHidden();
  await plain.close();
  const elsewhere = await request.get(`${site.url}/fr/method`);
  expect(elsewhere.headers()["permissions-policy"]).toContain("geolocation=()");
  expect(site.output()).not.toMatch(/-19\.95|longitude/);
});

test("an address is answered and leaves no trace: not in the log, not in the database, in no cache", async ({
  request,
}) => {
  const before = await checksum(site.databaseUrl);
  for (const door of ["/fr/search?q=", "/api/v1/suggest?q=", "/api/v1/lookup?q="]) {
    const asked = `${site.url}${door}${encodeURIComponent("12 rue des Introuvables, 99999 Nullepart")}`;
    const answer = await request.get(asked, { maxRedirects: 0 });
    expect([door, answer.status(), answer.headers()["cache-control"]]).toEqual([door, 200, "no-store"]);
  }
  expect(site.output()).not.toContain("Introuvables");
  expect(await checksum(site.databaseUrl)).toBe(before);
});
