import { expect, test } from "@playwright/test";
import { type Server, startServer } from "./server";
import { checksum, signersOn } from "./world";

const SCANNERS = [
  "Mozilla/5.0 (compatible; SafeLinks/1.0)",
  "BarracudaCentral/1.0",
  "Mimecast-TTP/2.0",
  "Proofpoint-URLDefense/3.1",
  "facebookexternalhit/1.1",
  "WhatsApp/2.23",
  "Slackbot-LinkExpanding 1.0",
  "GoogleImageProxy",
  "python-requests/2.31",
  "curl/8.5.0",
];

// One site of their own, one test after another: what is counted is the whole database.
test.describe.configure({ mode: "serial" });
let site: Server;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startServer({ mode: "live" });
});
test.afterAll(() => site.stop());

test("scanners and a scripted browser open every page behind a link and change nothing", async ({
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const { tokens } = await signersOn(site, 1);
  const base = `${site.url}/fr/sign/${tokens[0]}`;
  const pages = [
    "",
    "/answers?theme=0",
    "/review",
    "/confirm",
    "/decline",
    "/not-me",
    "/stop",
    "/withdraw",
    "/accept-all",
    "/done",
  ].map((path) => base + path);
  const before = await checksum(site.databaseUrl);
  for (const agent of SCANNERS) {
    for (const page of pages) {
      for (const method of ["GET", "HEAD"])
        await request.fetch(page, { method, headers: { "user-agent": agent }, maxRedirects: 0 });
    }
  }
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const address of pages.slice(0, 8)) {
    await page.goto(address);
    expect(await context.cookies()).toEqual([]);
  }
  await page.goto(base);
  // Longer than a scanner's sandbox keeps a page open; nothing on it may act by itself.
  await page.waitForTimeout(10_000);
  await context.close();
  expect(await checksum(site.databaseUrl)).toBe(before);
});

test("a page behind a link sends no cookie, no referrer, no script, and is kept by nobody", async ({
  request,
}) => {
  const { tokens } = await signersOn(site, 1);
  const answer = await request.get(`${site.url}/fr/sign/${tokens[0]}`);
  const headers = answer.headers();
  expect(headers["set-cookie"]).toBeUndefined();
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["x-robots-tag"]).toContain("noindex");
  expect(await answer.text()).not.toContain("<script");
});

test("a forged post changes nothing", async ({ request }) => {
  const { tokens } = await signersOn(site, 1);
  const before = await checksum(site.databaseUrl);
  const forged: Record<string, string>[] = [
    {},
    { origin: "https://elsewhere.example" },
    { origin: "https://elsewhere.example", "x-forwarded-host": "elsewhere.example" },
    { origin: site.url, "sec-fetch-site": "cross-site" },
    { origin: site.url, "content-type": "text/plain" },
  ];
  for (const headers of forged) {
    const answer = await request.post(`${site.url}/fr/sign/${tokens[0]}/not-me`, {
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      data: "",
      maxRedirects: 0,
    });
    expect([400, 403]).toContain(answer.status());
  }
  expect(await checksum(site.databaseUrl)).toBe(before);
});
