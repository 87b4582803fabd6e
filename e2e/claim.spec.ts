import { expect, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { aBallot, aCandidacy, aForm, aMembership, aPerson, aUser } from "@/prisma/factories";
import { answerAll, isAccessible, logIn, phone, signFromReview } from "./app";
import { linkIn, openPostOffice, type PostOffice } from "./post-office";
import { type Server, startServer } from "./server";
import { onSite } from "./world";

test.describe.configure({ mode: "serial" });
let site: Server;
let post: PostOffice;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  post = await openPostOffice();
  site = await startServer({ mode: "live", env: { SMTP_URL: post.url } });
});
test.afterAll(async () => {
  await site.stop();
  await post.close();
});

async function aCampaign() {
  return onSite(site, async () => {
    const { id: ballotId, electionId } = await aBallot(db());
    const form = await aForm(db(), { electionId });
    const { id: personId } = await aPerson(db(), { givenName: "Maëlle", familyName: "Trévidic" });
    await aCandidacy(db(), { ballotId, personId, substituteId: null });
    const { id: userId, email } = await aUser(db());
    await aMembership(db(), { userId, organizationId: form.organizationId, role: "editor" });
    return { formId: form.id, officer: email };
  });
}

test("a candidate without a link says who she is, an officer accepts, the mail arrives, and she signs", async ({
  browser,
  page,
}) => {
  test.setTimeout(240_000);
  const { formId, officer } = await aCampaign();
  const mine = "maelle@trevidic.example";
  const candidate = await phone(browser);
  await candidate.goto(`${site.url}/fr/claim?q=trevidic`);
  await isAccessible(candidate);
  await candidate.getByRole("link", { name: "C’est moi" }).click();
  await isAccessible(candidate);
  const path = new URL(candidate.url()).pathname.replace(/\/claim$/, "");
  await candidate.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(candidate.locator(".errors")).toBeVisible();
  await candidate.fill('[name="email"]', mine);
  await candidate.locator('input[name="proof"][value="channel"]').check({ force: true });
  await candidate.fill('[name="channel"]', "https://trevidic.example/contact");
  await candidate.getByRole("button", { name: "Envoyer ma demande" }).click();
  const code = (await candidate.locator(".figure-n").textContent()) ?? "";
  expect(code).toMatch(/^[A-Z346789]{8}$/);
  await isAccessible(candidate);

  await logIn(page, site, post, officer);
  await page.goto(`${site.url}/fr/desk/forms/${formId}/review`);
  await expect(page.getByRole("main")).toContainText(code);
  await isAccessible(page);
  await page.locator('textarea[name="note"]').fill("Code lu sur la page de campagne.");
  const accept = page.getByRole("button", { name: /envoyer le lien/ });
  await accept.click();
  await expect(page.getByRole("alert").first()).toContainText("Cochez que l’adresse");
  await page.getByRole("checkbox", { name: mine }).check();
  await accept.click();
  await expect(page.getByRole("main")).toContainText("Personne n’attend");

  const link = linkIn(await post.mail(mine), /\/sign\//);
  await answerAll(candidate, link);
  await signFromReview(candidate);
  await candidate.goto(site.url + path);
  await expect(candidate.getByRole("main")).toContainText("A signé la version 1");
  await expect(candidate.getByRole("main")).toContainText("https://trevidic.example/contact");
  await expect(candidate.getByRole("main")).not.toContainText(mine);
});

test("a reader reports an error and suggests a contact; both reach the desk, neither is public", async ({
  browser,
  page,
}) => {
  test.setTimeout(180_000);
  const { formId, officer } = await aCampaign();
  const reader = await phone(browser);
  await reader.goto(`${site.url}/fr/claim?q=trevidic`);
  const hrefs = await reader
    .getByRole("link", { name: "C’est moi" })
    .evaluateAll((links) => links.map((a) => a.getAttribute("href") ?? ""));
  const path = hrefs.map((href) => href.replace(/\/claim.*$/, "")).at(-1) ?? "";
  for (const one of hrefs.map((href) => href.replace(/\/claim.*$/, ""))) {
    await reader.goto(`${site.url}${one}/contact`);
    await isAccessible(reader);
    await reader.locator('input[name="channel"][value="phone"]').check({ force: true });
    await reader.fill('[name="value"]', "01 99 00 12 12");
    await reader.fill('[name="source"]', "Tract distribué au marché");
    await reader.getByRole("button", { name: "Proposer ce contact" }).click();
    await expect(reader).toHaveURL(/sent=1$/);
    await reader.goto(`${site.url}${one}/report`);
    await isAccessible(reader);
    await reader.fill('[name="what"]', "Son prénom s’écrit avec un tréma.");
    await reader.fill('[name="email"]', "lectrice@courriel.example");
    await reader.getByRole("button", { name: "Envoyer" }).click();
    await expect(reader).toHaveURL(/sent=1$/);
  }
  await logIn(page, site, post, officer);
  await page.goto(`${site.url}/fr/desk/forms/${formId}/review`);
  await page.getByRole("button", { name: /^Garder/ }).click();
  await expect(page.getByRole("main")).toContainText("Aucun contact proposé");
  await page.goto(`${site.url}/fr/desk/reports`);
  await isAccessible(page);
  // Only the operator can correct, and says so; the NGO says that nothing is wrong.
  await expect(page.getByRole("button", { name: "C’est corrigé" })).toHaveCount(0);
  await page.locator('textarea[name="note"]').first().fill("Merci, son prénom s’écrit ainsi.");
  await page.getByRole("button", { name: "Pas d’erreur" }).first().click();
  expect((await post.mail("lectrice@courriel.example")).text).toContain("son prénom s’écrit ainsi");
  await reader.goto(site.url + path);
  await expect(reader.getByRole("main")).not.toContainText("01 99 00 12 12");
});
