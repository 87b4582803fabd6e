import { randomBytes } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { sessionHash } from "@/lib/core/auth/session-adapter";
import { db } from "@/lib/core/db";
import { aMembership, aUser } from "@/prisma/factories";
import { isAccessible, phone } from "./app";
import { demoSite } from "./visits";
import { onSite, signersOn } from "./world";

const site = demoSite();
const main = (page: Page) => page.getByRole("main");

/** A published form, somebody whom it asks, and an owner of its NGO. */
async function office() {
  const { formId, organizationId, tokens } = await signersOn(site, 1);
  return onSite(site, async () => {
    const { id: userId } = await aUser(db());
    await aMembership(db(), { userId, organizationId, role: "owner" });
    const session = randomBytes(32).toString("base64url");
    const expiresAt = new Date(Date.now() + 30 * 60_000);
    const data = { userId, tokenHash: sessionHash(session), expiresAt };
    await db().session.create({ data, select: { id: true } });
    return { formId, session, token: tokens[0] ?? "" };
  });
}

async function deskOf(browser: Browser, session: string): Promise<Page> {
  const context = await browser.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris" });
  await context.addCookies([{ name: "signataires-session", value: session, url: site.url }]);
  return context.newPage();
}

/** Writes the next version of the words with both requirements, and publishes it. */
async function require(page: Page, formId: string): Promise<void> {
  await page.goto(`${site.url}/fr/desk/forms/${formId}`);
  await page.getByRole("button", { name: "Écrire la version 2" }).click();
  await page.getByLabel("Vérification exigée").selectOption("A4");
  await page.getByLabel("Contreseing").selectOption("yes");
  await expect(page.locator(".draft-bar output")).toContainText("Enregistré");
  await page.reload();
  await expect(page.getByLabel("Vérification exigée")).toHaveValue("A4");
  await page.goto(`${site.url}/fr/desk/forms/${formId}/publish`);
  await expect(main(page)).toContainText("contresignée par une association du formulaire");
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(main(page)).toContainText("Version 2");
}

test("a form that requires more: signed by a delegate, shown awaiting, countersigned, and counted only when attested too", async ({
  browser,
}) => {
  const { formId, session, token } = await office();
  const desk = await deskOf(browser, session);
  await require(desk, formId);
  const hand = await phone(browser);
  const link = `${site.url}/fr/sign/${token}`;
  await hand.goto(`${link}/answers?theme=0`);
  await hand.getByRole("button", { name: "Tout accepter" }).first().click();
  await hand.getByRole("link", { name: "Passer à la signature" }).click();
  await expect(main(hand)).toContainText("Avant de compter, la signature doit être attestée");
  await hand.getByText("Signer par délégation").first().click();
  await hand.getByLabel("Votre nom").fill("Gaspard Nom");
  await hand.getByLabel("Votre fonction dans la campagne").fill("directeur de campagne");
  await isAccessible(hand);
  await hand.getByRole("button", { name: "Signer par délégation" }).click();
  await expect(hand).toHaveURL(/\/done$/);
  await expect(main(hand)).toContainText("signature en attente");
  const open = await hand.getByRole("link", { name: "Voir ma page publique" }).getAttribute("href");
  const publicPage = `${site.url}${open}`;

  await hand.goto(publicPage);
  await expect(main(hand)).toContainText("engagements sur 3, en attente.");
  await expect(main(hand)).toContainText("Signé par délégation par Gaspard Nom, directeur de campagne.");
  await isAccessible(hand);

  await desk.goto(`${site.url}/fr/desk/forms/${formId}/received`);
  await expect(main(desk)).toContainText("vérification d’un niveau plus élevé, contreseing");
  await desk.locator('input[name="signatures"]').check();
  await isAccessible(desk);
  await desk.getByRole("button", { name: "Contresigner les signatures cochées" }).click();
  await expect(desk.locator('input[name="signatures"]')).toHaveCount(0);
  await expect(main(desk)).toContainText("vérification d’un niveau plus élevé");

  await hand.goto(publicPage);
  await expect(main(hand)).toContainText("Contresignée par");
  await expect(main(hand)).toContainText("ne compte pas encore");
});
