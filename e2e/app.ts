import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, expect, type Page } from "@playwright/test";
import { axeFindings, TAGS } from "./page-checks";
import { linkIn, type PostOffice } from "./post-office";
import type { Server } from "./server";

const run = promisify(execFile);
const root = join(import.meta.dirname, "..");

/** Runs a command of the product on the server's database; returns its last line of output, read as JSON. */
export async function importFiles(server: Server, ...args: string[]): Promise<unknown> {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: server.databaseUrl,
    DATA_DIR: server.dataDir,
  };
  const words = [join(root, "bin", "run.mjs"), "import", ...args, "--yes", "--json"];
  const { stdout } = await run(process.execPath, words, { cwd: root, env, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "null");
}

/** What axe finds once the page stands still: a click may still be on its way to the next page, which is then the one that counts. */
async function settledFindings(page: Page): Promise<string[]> {
  const axe = async () => {
    await page.waitForLoadState();
    return axeFindings(page, { runOnly: { type: "tag", values: TAGS } });
  };
  const first = await axe().catch((error: Error) => {
    if (!/navigation|context was destroyed|properties of (null|undefined)/.test(error.message)) throw error;
    return null;
  });
  if (first?.length === 0) return first;
  await page.waitForLoadState("networkidle");
  return axe();
}

/** No serious finding of axe on the page as it stands; its name tells which page broke. */
export async function isAccessible(page: Page): Promise<void> {
  // axe needs scripting: what a page without it shows is opened beside it.
  if (withoutScript.has(page)) {
    const context = await page
      .context()
      .browser()
      ?.newContext({ viewport: page.viewportSize(), locale: "fr-FR" });
    const beside = await context?.newPage();
    if (!beside) throw new Error("no browser beside this page");
    await beside.goto(page.url());
    await isAccessible(beside);
    await context?.close();
    return;
  }
  const found = await settledFindings(page);
  expect(found, new URL(page.url()).pathname.replace(/[\w-]{43}/, "TOKEN")).toEqual([]);
}

/** The wizard of an empty instance, up to the desk. */
export async function setUp(page: Page, server: Server, post: PostOffice, email: string): Promise<void> {
  await page.goto(`${server.url}/fr`);
  await expect(page).toHaveURL(/\/fr\/setup$/);
  await isAccessible(page);
  await page.fill('[name="name"]', "Maud Verdier");
  await page.fill('[name="email"]', email);
  await page.fill('[name="organization"]', "Garanties");
  await page.fill('[name="website"]', "https://garanties.example");
  await page.fill('[name="replyTo"]', "campagne@garanties.example");
  await page.getByRole("main").getByRole("button").click();
  await openLogin(page, post, email);
}

/** Asks for a login link and comes in by it. */
export async function logIn(page: Page, server: Server, post: PostOffice, email: string): Promise<void> {
  await page.goto(`${server.url}/fr/login`);
  await isAccessible(page);
  await page.fill('[name="email"]', email);
  await page.getByRole("main").getByRole("button").click();
  await openLogin(page, post, email);
}

async function openLogin(page: Page, post: PostOffice, email: string): Promise<void> {
  await expect(page).toHaveURL(/\/login\/sent$/);
  await page.goto(linkIn(await post.mail(email, "/login/"), /\/login\//));
  await isAccessible(page);
  await page.getByRole("main").getByRole("button").click();
  await expect(page).toHaveURL(/\/desk/);
}

export interface Words {
  readonly title: { readonly fr: string; readonly en: string };
  readonly themes: readonly {
    readonly title: Pair;
    readonly engagements: readonly { readonly title: Pair; readonly text: Pair }[];
  }[];
}
type Pair = { readonly fr: string; readonly en: string };

async function fillBoth(page: Page, name: string, { fr, en }: Pair): Promise<void> {
  await page.fill(`[name="${name}.fr"]`, fr);
  await page.fill(`[name="${name}.en"]`, en);
}

async function idsOf(page: Page, kind: "themes" | "engagements"): Promise<string[]> {
  const names = await page
    .locator(`[name^="${kind}."][name$=".title.fr"]`)
    .evaluateAll((fields) => fields.map((f) => f.getAttribute("name") ?? ""));
  return names.map((name) => name.split(".")[1] ?? "");
}

/** Presses a button of the editor and waits until the page shows one row more. */
async function add(page: Page, intent: string, kind: "themes" | "engagements"): Promise<string> {
  const before = await idsOf(page, kind);
  await page.locator(`button[name="intent"][value="${intent}"]`).click();
  await expect.poll(async () => (await idsOf(page, kind)).length).toBe(before.length + 1);
  return (await idsOf(page, kind)).find((id) => !before.includes(id)) ?? "";
}

/** Writes a form in both languages and publishes version 1; returns its id. */
export async function writeForm(page: Page, server: Server, words: Words, closesAt: string): Promise<string> {
  await page.goto(`${server.url}/fr/desk/forms/new`);
  await isAccessible(page);
  await fillBoth(page, "title", words.title);
  await page.getByRole("button", { name: "Commencer" }).click();
  await page.waitForURL(/\/desk\/forms\/[0-9a-f-]{36}/);
  const id = /forms\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
  await fillBoth(page, "introduction", {
    fr: "Nous vous demandons ce que vous ferez.",
    en: "We ask what you will do.",
  });
  await fillBoth(page, "validity", { fr: "Pour la durée du mandat.", en: "For the length of the term." });
  await page.fill('[name="closesAt"]', closesAt);
  for (const [at, theme] of words.themes.entries()) {
    const themeId = (await idsOf(page, "themes"))[at] ?? (await add(page, "add-theme", "themes"));
    await fillBoth(page, `themes.${themeId}.title`, theme.title);
    for (const engagement of theme.engagements) {
      const engagementId = await add(page, `add:${themeId}`, "engagements");
      await fillBoth(page, `engagements.${engagementId}.title`, engagement.title);
      await fillBoth(page, `engagements.${engagementId}.text`, engagement.text);
    }
  }
  await isAccessible(page);
  await page.locator('button[name="intent"][value="publish"]').click();
  await page.waitForURL(/\/publish$/);
  await isAccessible(page);
  await page.getByRole("button", { name: /^Publier/ }).click();
  await page.waitForURL(/published=1/);
  return id;
}

const withoutScript = new WeakSet<Page>();

/** A candidate's browser: a phone, scripting off, nothing kept between visits. */
export async function phone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 640 },
    locale: "fr-FR",
  });
  const page = await context.newPage();
  withoutScript.add(page);
  return page;
}

/** Reads a form by its personal link and answers: yes everywhere, or with one reservation. */
export async function answerAll(page: Page, link: string, reservation?: string): Promise<void> {
  await page.goto(link);
  await page.goto(`${link}/answers?theme=0`);
  await page.getByRole("button", { name: "Tout accepter" }).first().click();
  await page.waitForURL(/\/review$/);
  if (!reservation) return;
  await page.goto(`${link}/answers?theme=0`);
  await page.locator('input[type="radio"][value="with_reservation"]').first().check({ force: true });
  await page
    .locator('textarea[name$=".comments.with_reservation"]')
    .first()
    .fill(reservation, { force: true });
  await page.getByRole("button", { name: /^Thème suivant|^Relire/ }).click();
  await page.goto(`${link}/review`);
}

/** From the review: two presses, nothing typed. */
export async function signFromReview(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Passer à la signature" }).click();
  await page.getByRole("button", { name: "Je signe" }).click();
  await expect(page).toHaveURL(/\/done$/);
}
