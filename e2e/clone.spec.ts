import { randomBytes } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { sessionHash } from "@/lib/core/auth/session-adapter";
import { db } from "@/lib/core/db";
import { aForm, aMembership, anElection, anOrganization, aUser } from "@/prisma/factories";
import { unique } from "@/prisma/inventing";
import { isAccessible } from "./app";
import { demoSite } from "./visits";
import { onSite } from "./world";

const site = demoSite();

/** An NGO with an editor, its form of 2022, and an election to come. */
async function anEarlierForm() {
  return onSite(site, async () => {
    const { id: organizationId } = await anOrganization(db());
    const { id: userId } = await aUser(db());
    await aMembership(db(), { userId, organizationId, role: "editor" });
    const token = randomBytes(32).toString("base64url");
    const expiresAt = new Date(Date.now() + 30 * 60_000);
    const session = { userId, tokenHash: sessionHash(token), expiresAt };
    await db().session.create({ data: session, select: { id: true } });
    const n = unique();
    const past = { fr: `Scrutin d’essai 2022 ${n}`, en: `Test ballot 2022 ${n}` };
    const { id: electionId } = await anElection(db(), { name: past, roundDays: [-1700, -1693] });
    const title = { fr: `Trois engagements ${n}`, en: `Three engagements ${n}` };
    const slug = `trois-engagements-${n}`;
    const closesAt = new Date(Date.now() - 1700 * 86_400_000);
    const version = { title, engagements: 3 };
    const form = await aForm(db(), { organizationId, electionId, slug, closesAt, version });
    const next = { fr: `Scrutin d’essai suivant ${n}`, en: `Next test ballot ${n}` };
    const { id: nextId } = await anElection(db(), { name: next, roundDays: [3, 10] });
    return { token, form, nextId, past: past.fr, title: title.fr };
  });
}

async function browserOf(browser: Browser, token: string): Promise<Page> {
  const context = await browser.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris" });
  await context.addCookies([{ name: "signataires-session", value: token, url: site.url }]);
  return context.newPage();
}

test("the form of 2022 is taken up for the next election, one engagement is changed, and readers see from where and what", async ({
  browser,
}) => {
  const { token, form, nextId, past, title } = await anEarlierForm();
  const page = await browserOf(browser, token);
  await page.goto(`${site.url}/fr/desk/forms/new`);
  await isAccessible(page);
  await page.getByRole("link", { name: title }).click();
  await page.waitForURL(/\/again$/);
  await isAccessible(page);
  await page.selectOption('[name="electionId"]', nextId);
  await page.getByRole("button", { name: "Créer le brouillon" }).click();
  await page.waitForURL(/\/desk\/forms\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("main")).toContainText(`Repris de ${title} (${past}, version 1)`);
  const texts = page.locator('textarea[name^="engagements."][name$=".text.fr"]');
  await expect(texts).toHaveCount(3);
  await isAccessible(page);

  await texts.nth(1).fill("Je défendrai le point **2**, et je publierai chacun de mes votes.");
  await page.getByRole("button", { name: "Comparer à l’original" }).click();
  await page.waitForURL(/\/diff$/);
  await expect(page.locator("ins").first()).toContainText("et je publierai chacun de mes votes");
  await isAccessible(page);
  await page.getByRole("link", { name: "Revenir au formulaire" }).click();

  await page.locator('button[name="intent"][value="publish"]').click();
  await page.waitForURL(/\/publish$/);
  await expect(page.getByRole("main")).toContainText("Ce qui change depuis le formulaire repris");
  await isAccessible(page);
  await page.getByRole("button", { name: /^Publier/ }).click();
  await page.waitForURL(/published=1/);

  await page.getByRole("link", { name: "Voir la page publique" }).click();
  await expect(page.getByRole("main")).toContainText(`Reprend le formulaire ${title} (${past}).`);
  await expect(page.getByRole("main")).toContainText("Engagement 2 modifié.");
  await isAccessible(page);
  await page.getByRole("link", { name: "Ce qui a changé, mot à mot" }).click();
  await expect(page.locator("ins").first()).toContainText("et je publierai chacun de mes votes");
  await isAccessible(page);

  await page.goto(`${site.url}/fr/forms/${form.slug}`);
  await expect(page.getByRole("main")).toContainText(`Repris dans ${title}`);
  await isAccessible(page);
});
