import { expect, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { aBallot, aCandidacy, aContact, aForm, aLink, aMembership, aPerson, aUser } from "@/prisma/factories";
import { answerAll, isAccessible, logIn, phone, signFromReview } from "./app";
import { linkIn, openPostOffice, type PostOffice } from "./post-office";
import { type Server, startServer } from "./server";
import { checksum, onSite } from "./world";

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

const OFFICIAL = "permanence@kerjean.example";

/** A candidate whose NGO has two owners and knows two addresses; the link went to one of them. */
async function aCampaign() {
  return onSite(site, async () => {
    const { id: ballotId, electionId } = await aBallot(db());
    const form = await aForm(db(), { electionId });
    const { id: personId } = await aPerson(db(), {
      givenName: "Nolwenn",
      familyName: "Kerjean",
      gender: "f",
    });
    const { id: candidacyId, publicId } = await aCandidacy(db(), { ballotId, personId, substituteId: null });
    const of = { organizationId: form.organizationId, candidacyId };
    await aContact(db(), { ...of, value: "equipe@kerjean.example" });
    await aContact(db(), { ...of, value: OFFICIAL });
    const owners = await Promise.all(
      [1, 2].map(async () => {
        const { id: userId, email } = await aUser(db());
        await aMembership(db(), { userId, organizationId: form.organizationId, role: "owner" });
        return email;
      }),
    );
    const { token } = await aLink(db(), { formId: form.id, candidacyId });
    return { formId: form.id, token, publicId, owners };
  });
}

test("somebody signs with her link; her official address hears of it within the minute, contests without an account, and two owners decide in public", async ({
  browser,
  request,
}) => {
  test.setTimeout(300_000);
  const { formId, token, publicId, owners } = await aCampaign();
  const page = await phone(browser);
  await answerAll(page, `${site.url}/fr/sign/${token}`);
  await signFromReview(page);
  const signedAt = Date.now();
  const shown = `${site.url}/fr/candidacies/${publicId}-nolwenn-kerjean`;
  await page.goto(shown);
  await expect(page.getByRole("main")).toContainText(/Contestable jusqu’au/);
  const words = { timeout: 90_000 };
  await expect.poll(() => post.recipients().filter((to) => to === OFFICIAL).length, words).toBe(1);
  expect(Date.now() - signedAt).toBeLessThan(75_000);
  const notice = await post.mail(OFFICIAL, "est-ce bien vous");
  expect(await post.mail("equipe@kerjean.example", "est-ce bien vous")).toBeTruthy();
  expect(notice.text).toContain("Nolwenn Kerjean");
  const link = linkIn(notice, /\/fr\/contest\/[\w-]{43}$/);

  const before = await checksum(site.databaseUrl);
  for (const method of ["GET", "HEAD", "GET"]) await request.fetch(link, { method });
  const answer = await request.get(link);
  expect(answer.headers()).toMatchObject({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  await page.goto(link);
  await isAccessible(page);
  expect(await page.context().cookies()).toEqual([]);
  expect(await checksum(site.databaseUrl)).toBe(before);

  await page.getByRole("button", { name: "Contester cette signature en public" }).click();
  await expect(page.locator(".errors")).toBeVisible();
  await page.locator('input[name="ground"][value="never-signed"]').check({ force: true });
  await page.fill('[name="reason"]', "Personne chez nous n’a ouvert ce lien.");
  await page.getByRole("button", { name: "Contester cette signature en public" }).click();
  await expect(page.getByRole("main")).toContainText("Signature contestée le");
  await isAccessible(page);
  await page.goto(shown);
  await expect(page.getByRole("main")).toContainText("Contestée le");
  await expect(page.getByRole("main")).toContainText("Personne chez nous n’a ouvert ce lien.");
  await isAccessible(page);
  await page.goto(link);
  await expect(page.getByRole("button", { name: /Contester/ })).toHaveCount(0);

  for (const [at, email] of owners.entries()) {
    const desk = await (await browser.newContext({ locale: "fr-FR" })).newPage();
    await logIn(desk, site, post, email);
    await desk.goto(`${site.url}/fr/desk/forms/${formId}/disputes`);
    await isAccessible(desk);
    if (at === 0) {
      await desk.locator('input[name="outcome"][value="does-not-stand"]').check({ force: true });
      await desk.fill('[name="note"]', "Rappel de la permanence au numéro officiel.");
      await desk.getByRole("button", { name: "Proposer cette décision" }).click();
      await expect(desk.getByText("Une autre personne propriétaire confirme")).toBeVisible();
      await expect(desk.getByRole("button", { name: "Confirmer et publier" })).toHaveCount(0);
      await page.goto(shown);
      await expect(page.getByRole("main")).toContainText("Contestée le");
    } else {
      await desk.getByRole("button", { name: "Confirmer et publier" }).click();
      await expect(desk.getByText("Aucune signature n’est contestée.")).toBeVisible();
    }
    await desk.context().close();
  }
  await page.goto(shown);
  const main = page.getByRole("main");
  await expect(main).toContainText("elle n’est pas de cette personne et ne compte pas");
  await expect(main).toContainText("Rappel de la permanence au numéro officiel.");
  await isAccessible(page);
  expect((await post.mail(OFFICIAL, "ne compte plus")).text).toContain("Rappel de la permanence");
});

test("who has no link asks for one on the signature's page; it goes to the known address, and a stranger contests nothing", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { token, publicId } = await aCampaign();
  const page = await phone(browser);
  await answerAll(page, `${site.url}/fr/sign/${token}`);
  await signFromReview(page);
  await page.goto(`${site.url}/fr/candidacies/${publicId}-nolwenn-kerjean`);
  await page.getByRole("link", { name: "« Je n’ai jamais signé cela »" }).click();
  await isAccessible(page);
  await page.getByRole("button", { name: "Envoyer le lien aux adresses connues" }).click();
  await expect(page.getByRole("main")).toContainText("C’est demandé.");
  const mail = await post.mail(OFFICIAL, "quelqu’un a demandé un lien pour contester");
  expect(linkIn(mail, /\/contest\//)).toContain(site.url);
  await page.goto(`${site.url}/fr/candidacies/${publicId}-nolwenn-kerjean`);
  await expect(page.getByRole("main")).not.toContainText("Contestée le");
});
