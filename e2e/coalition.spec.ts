import { randomBytes } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { sessionHash } from "@/lib/core/auth/session-adapter";
import { db } from "@/lib/core/db";
import { aForm, aMembership, anElection, anOrganization, aUser } from "@/prisma/factories";
import { isAccessible } from "./app";
import { demoSite } from "./visits";
import { onSite } from "./world";

const site = demoSite();

/** An owner's session in an NGO of its own. */
async function anOwner() {
  const organization = await anOrganization(db());
  const { id: userId } = await aUser(db());
  await aMembership(db(), { userId, organizationId: organization.id, role: "owner" });
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + 30 * 60_000);
  await db().session.create({
    data: { userId, tokenHash: sessionHash(token), expiresAt },
    select: { id: true },
  });
  return { organization, token };
}

async function pageOf(browser: Browser, token: string): Promise<Page> {
  const context = await browser.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris" });
  await context.addCookies([{ name: "signataires-session", value: token, url: site.url }]);
  return context.newPage();
}

test("an NGO is asked, reads the words, consents and stands among the authors; it leaves, and that stays dated", async ({
  browser,
}) => {
  const { lead, ally, form } = await onSite(site, async () => {
    const [lead, ally] = [await anOwner(), await anOwner()];
    const { id: electionId } = await anElection(db());
    const form = await aForm(db(), { electionId, organizationId: lead.organization.id });
    return { lead, ally, form };
  });
  const { name } = ally.organization;
  const page = await pageOf(browser, lead.token);
  await page.goto(`${site.url}/fr/desk/forms/${form.id}/coalition`);
  await isAccessible(page);
  await page.getByLabel("Association").selectOption({ label: name });
  await page.getByRole("button", { name: "Demander son accord" }).click();
  await expect(page.getByRole("row", { name })).toContainText("Réponse attendue");

  const other = await pageOf(browser, ally.token);
  expect((await other.goto(`${site.url}/fr/desk/forms/${form.id}`))?.status()).toBe(404);
  await other.goto(`${site.url}/fr/desk`);
  await other.getByRole("link", { name: "Lire et répondre" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toContainText(lead.organization.name);
  await isAccessible(other);
  await other.getByRole("button", { name: `${name} accepte ces mots` }).click();
  await expect(other).toHaveURL(/\/coalition$/);
  await expect(other.getByRole("row", { name })).toContainText("Accord donné le");
  await other.goto(`${site.url}/fr/forms/${form.slug}`);
  await expect(other.getByRole("main")).toContainText(name);

  await other.goto(`${site.url}/fr/desk/forms/${form.id}/coalition`);
  await other.getByLabel("Pourquoi").fill("Nos campagnes se séparent.");
  await other.getByRole("button", { name: "Quitter ce formulaire" }).click();
  await expect(other).toHaveURL(/\/fr\/desk$/);
  await page.reload();
  await expect(page.getByRole("row", { name })).toContainText("S’est retirée le");
  await expect(page.getByRole("row", { name })).toContainText("Nos campagnes se séparent.");
  await isAccessible(page);
});
