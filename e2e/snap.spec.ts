import { expect, type Page, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { aForm, anElection } from "@/prisma/factories";
import { importFiles, isAccessible, setUp } from "./app";
import { type ElectionFiles, madeElection } from "./made-election";
import { linkIn, openPostOffice } from "./post-office";
import { type Server, startServer } from "./server";
import { onSite } from "./world";

/** The NGO's published form of an election that is over. */
async function theLastForm(server: Server): Promise<void> {
  await onSite(server, async () => {
    const { id: organizationId } = await db().organization.findFirstOrThrow({ select: { id: true } });
    const name = { fr: "Scrutin de la dernière fois", en: "Ballot of last time" };
    const { id: electionId } = await anElection(db(), { name, roundDays: [-700, -693] });
    const title = { fr: "Nos engagements", en: "Our commitments" };
    const closesAt = new Date(Date.now() - 700 * 86_400_000);
    await aForm(db(), { organizationId, electionId, closesAt, version: { title, engagements: 3 } });
  });
}

const step = (page: Page, name: string) => page.locator(`[data-step="${name}"]`);

/** From the path to a step of it, which is the next one. */
async function take(page: Page, server: Server, name: string): Promise<void> {
  await page.goto(`${server.url}/fr/desk/kit`);
  await expect(step(page, name)).toHaveAttribute("data-state", "next");
  await step(page, name).getByRole("link").click();
}

async function list(page: Page, { candidates, name }: ElectionFiles): Promise<void> {
  await page.setInputFiles('input[type="file"]', candidates);
  await page.getByRole("button", { name: "Lire ce tableau" }).click();
  await page.getByLabel("Nom", { exact: true }).fill(name);
  await page.getByLabel("Premier tour").fill("2035-06-10");
  await page.getByRole("button", { name: "Faire l’essai à blanc" }).click();
  await page.getByRole("button", { name: /^Importer/ }).click({ timeout: 120_000 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import terminé", { timeout: 120_000 });
}

/** A fictional candidate signs, and all of it is erased. */
async function rehearse(page: Page, server: Server): Promise<void> {
  await page.getByRole("button", { name: "Commencer la répétition" }).click();
  await isAccessible(page);
  const desk = page.url();
  const path = await page.locator('a[href*="/rehearsal/r~"]').first().getAttribute("href");
  await page.goto(`${server.url}${path}`);
  await expect(page.locator(".banner")).toContainText("Répétition");
  await page.getByRole("button", { name: "Tout accepter" }).first().click();
  await page.getByRole("button", { name: "Je signe" }).click();
  await expect(page).toHaveURL(/\/done$/);
  await isAccessible(page);
  await page.goto(desk);
  await page.getByRole("button", { name: "Terminer et tout effacer" }).click();
  await expect(page.getByRole("button", { name: "Commencer la répétition" })).toBeVisible();
  expect((await page.request.get(`${server.url}${path}`)).status()).toBe(404);
}

async function contacts(page: Page, rows: readonly string[]): Promise<void> {
  const text = ["nom;circonscription;courriel;source", ...rows].join("\n");
  await page.locator('textarea[name="text"]').fill(text);
  await page.locator('button[name="intent"][value="check"]').click();
  await page.locator('button[name="intent"][value="save"]').click();
  await expect(page.locator('button[name="intent"][value="save"]')).toHaveCount(0);
}

async function story(page: Page, files: ElectionFiles, rows: readonly string[]): Promise<void> {
  const post = await openPostOffice();
  const server = await startServer({ mode: "live", env: { SMTP_URL: post.url } });
  let clicks = 0;
  try {
    await setUp(page, server, post, "officier@garanties.example");
    await importFiles(server, "areas", ...files.areas);
    await theLastForm(server);
    await page.exposeFunction("countOne", () => void clicks++);
    await page.addInitScript(() =>
      addEventListener("click", (e) => e.isTrusted && Reflect.get(window, "countOne")(), { capture: true }),
    );
    const start = Date.now();
    await page.goto(`${server.url}/fr/desk/kit`);
    await isAccessible(page);
    await expect(step(page, "form")).toHaveAttribute("data-state", "blocked");
    await take(page, server, "list");
    await list(page, files);
    await take(page, server, "form");
    await page.getByRole("button", { name: "Créer le brouillon" }).click();
    await page.waitForURL(/\/desk\/forms\/[0-9a-f-]{36}$/);
    await take(page, server, "publish");
    await page.getByRole("button", { name: /^Publier/ }).click();
    await page.waitForURL(/published=1/);
    await take(page, server, "contacts");
    await contacts(page, rows);
    await take(page, server, "rehearsal");
    await rehearse(page, server);
    await take(page, server, "invitations");
    await page.locator('main form:has([name="subject.fr"]) button').last().click();
    await page.locator('[name="count"]').fill(String(rows.length));
    await page.locator('main form:has([name="count"]) button').click();
    const mail = await post.mail("une@candidats.example");
    expect(linkIn(mail, /\/sign\/[\w-]{43}$/)).toContain("/sign/");
    const seconds = Math.round((Date.now() - start) / 1000);
    console.log(`from clone to invitations out: ${seconds} s, ${clicks} clicks`);
    expect(seconds).toBeLessThan(3600);
    await page.goto(`${server.url}/fr/desk/kit`);
    await expect(page.locator('[data-state="done"]')).toHaveCount(7);
  } finally {
    await server.stop();
    await post.close();
  }
}

test("a snap election: the last form taken up, listed, published, rehearsed, and the invitations are out", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await story(page, madeElection(), ["Zoé ESSAI07;78-07;une@candidats.example;Page de campagne"]);
});
