import { randomBytes } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { sessionHash } from "@/lib/core/auth/session-adapter";
import { db } from "@/lib/core/db";
import { aMembership, anElection, anOrganization, aUser } from "@/prisma/factories";
import { isAccessible } from "./app";
import { demoSite } from "./visits";
import { onSite } from "./world";

const site = demoSite();

/** An NGO with two editors, each with a session's token, and an election to write a form for. */
async function twoEditors() {
  return onSite(site, async () => {
    const { id: organizationId } = await anOrganization(db());
    await anElection(db());
    const editor = async (name: string) => {
      const { id: userId } = await aUser(db(), { name });
      await aMembership(db(), { userId, organizationId, role: "editor" });
      const token = randomBytes(32).toString("base64url");
      const expiresAt = new Date(Date.now() + 30 * 60_000);
      const session = { userId, tokenHash: sessionHash(token), expiresAt };
      await db().session.create({ data: session, select: { id: true } });
      return token;
    };
    return [await editor("Inès Carvalho"), await editor("Karim Aubrac")] as const;
  });
}

async function browserOf(browser: Browser, token: string): Promise<Page> {
  const context = await browser.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris" });
  await context.addCookies([{ name: "signataires-session", value: token, url: site.url }]);
  return context.newPage();
}

const saved = (page: Page) => page.locator(".draft-bar output");
const texts = (page: Page) => page.locator('textarea[name^="engagements."][name$=".text.fr"]');

/** Moves on with the Tab key until the focus is on what was looked for. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let n = 0; n < 120; n += 1) {
    await page.keyboard.press("Tab");
    const held = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (held.trim() === name) return;
  }
  throw new Error(`the keyboard never reached "${name}"`);
}

/** A draft of one theme and one engagement, made by the first editor. */
async function begin(page: Page): Promise<string> {
  await page.goto(`${site.url}/fr/desk/forms/new`);
  await page.fill('[name="title.fr"]', "Dix engagements d’essai");
  await page.getByRole("button", { name: "Commencer" }).click();
  await page.waitForURL(/\/desk\/forms\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "Ajouter un thème" }).click();
  await page.getByRole("button", { name: "Ajouter un engagement à ce thème" }).click();
  await expect(texts(page)).toHaveCount(1);
  return page.url().replace(/#.*/, "");
}

test("two editors on one draft: each is saved by itself, a passage that both changed is chosen by keyboard, and changes are undone", async ({
  browser,
}) => {
  const [first, second] = await twoEditors();
  const ines = await browserOf(browser, first);
  const address = await begin(ines);
  await texts(ines).fill("Voter un droit au toit.");
  await expect(saved(ines)).toHaveText(/Enregistré à \d+\sh\s\d\d/);
  await ines.reload();
  await expect(texts(ines)).toHaveValue("Voter un droit au toit.");

  const karim = await browserOf(browser, second);
  await karim.goto(address);
  await expect(texts(karim)).toHaveValue("Voter un droit au toit.");
  await texts(ines).fill("Voter un droit au toit dès la demande.");
  await expect(saved(ines)).toHaveText(/Enregistré à/);

  // By keyboard alone from here: Karim writes over the same passage.
  await texts(karim).focus();
  await karim.keyboard.press("Control+A");
  await karim.keyboard.type("Garantir un toit.");
  const conflict = karim.getByRole("group", { name: "Deux textes pour ce passage" });
  await expect(conflict).toContainText("Garantir un toit.");
  await expect(conflict).toContainText("Voter un droit au toit dès la demande.");
  await expect(conflict).toContainText("Inès Carvalho");
  await isAccessible(karim);
  await tabTo(karim, "Garder le mien");
  await karim.keyboard.press("Enter");
  await expect(conflict).toHaveCount(0);
  await expect(saved(karim)).toHaveText(/Enregistré à/);
  await expect(texts(karim)).toHaveValue("Garantir un toit.");

  await ines.reload();
  await expect(texts(ines)).toHaveValue("Garantir un toit.");
  await ines.getByRole("heading", { level: 1 }).click();
  await ines.keyboard.press("Control+z");
  await expect(texts(ines)).toHaveValue("Voter un droit au toit dès la demande.");
  await ines.getByRole("button", { name: "Rétablir" }).click();
  await expect(texts(ines)).toHaveValue("Garantir un toit.");
  await ines.getByRole("button", { name: /^Retirer : engagement 1/i }).click();
  await expect(texts(ines)).toHaveCount(0);
  await ines.getByRole("button", { name: "Annuler" }).click();
  await expect(texts(ines)).toHaveValue("Garantir un toit.");
  await isAccessible(ines);
});

test("a save that fails keeps the text, says so, and tries again by itself", async ({ browser }) => {
  const [first] = await twoEditors();
  const page = await browserOf(browser, first);
  await begin(page);
  await page.context().setOffline(true);
  await texts(page).fill("Écrit dans un train.");
  await expect(saved(page)).toHaveText(/Pas enregistré/);
  await expect(texts(page)).toHaveValue("Écrit dans un train.");
  await page.context().setOffline(false);
  await expect(saved(page)).toHaveText(/Enregistré à/);
  await page.reload();
  await expect(texts(page)).toHaveValue("Écrit dans un train.");
});
