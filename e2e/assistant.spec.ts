import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { linkToken } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import { aCandidacy, aContact, aForm, aLink, anOrganization, aPerson } from "@/prisma/factories";
import { isAccessible, phone } from "./app";
import { tabTo } from "./keyboard";
import { linkIn, openPostOffice, type PostOffice } from "./post-office";
import { type Server, startServer } from "./server";
import { onSite } from "./world";

test.describe.configure({ mode: "default", timeout: 120_000 });
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

let made = 0;

/** A candidate whom an NGO asked, at an address of her own. */
async function aCandidate(words: { givenName?: string; familyName?: string; title?: string } = {}) {
  made += 1;
  const address = `candidate${made}@candidats.example`;
  return onSite(site, async () => {
    const organization = await anOrganization(db(), {
      name: `Garanties ${made}`,
      website: "https://garanties.example",
    });
    const title = words.title ? { title: { fr: words.title, en: words.title } } : {};
    const form = await aForm(db(), {
      organizationId: organization.id,
      version: { engagements: 4, ...title },
    });
    const { givenName = "Claire", familyName = `Wattiez ${made}` } = words;
    const { id: personId } = await aPerson(db(), { givenName, familyName, gender: "f" });
    const { id: candidacyId } = await aCandidacy(db(), { personId });
    await aContact(db(), { organizationId: organization.id, candidacyId, value: address });
    const { token } = await aLink(db(), { formId: form.id, candidacyId });
    const link = `${site.url}/fr/sign/${token}`;
    return { link, address, candidacyId, form };
  });
}

const kept = (candidacyId: string) =>
  onSite(site, () =>
    db().signingDraft.findFirst({ where: { candidacyId }, select: { answers: true, startedAt: true } }),
  );
const signatures = (candidacyId: string) =>
  onSite(site, () => db().signature.count({ where: { candidacyId } }));

async function aPhone(browser: Browser): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: "fr-FR" });
  return { page: await context.newPage(), context };
}

/** From the candidate's page to a link for her team. */
async function handOver(page: Page, link: string, name: string): Promise<string> {
  await page.goto(link);
  await page.getByRole("link", { name: "Confier à mon équipe" }).click();
  await isAccessible(page);
  await page.getByLabel("Pour qui").fill(name);
  await page.getByRole("button", { name: "Faire le lien" }).click();
  await isAccessible(page);
  return page.getByLabel("Le lien à transmettre").inputValue();
}

const state = (page: Page) => page.locator(".keep-state");
const choice = (page: Page, value: string, at: number) =>
  page.locator(`input[type="radio"][value="${value}"]`).nth(at);

test("an assistant prepares on a phone, offline in the middle; the mail arrives; the candidate approves and signs", async ({
  browser,
}) => {
  const { link, address, candidacyId } = await aCandidate();
  const candidate = await aPhone(browser);
  const team = await handOver(candidate.page, link, "Inès, attachée");
  const { page, context } = await aPhone(browser);
  await page.goto(team);
  await isAccessible(page);
  await page.getByRole("button", { name: "Commencer" }).click();
  await page.getByRole("link", { name: /^Lire les/ }).click();
  await choice(page, "yes", 0).check({ force: true });
  await expect(state(page)).toHaveText("Vos réponses sont gardées");
  await isAccessible(page);

  await context.setOffline(true);
  await choice(page, "with_reservation", 1).check({ force: true });
  await expect(state(page)).toHaveText("Hors connexion : gardées sur cet appareil");
  await page.locator('textarea[name$=".comments.with_reservation"]').nth(1).fill("Sauf urgence vitale.");
  await page.getByRole("button", { name: /^Thème suivant/ }).click();
  await expect(state(page)).toContainText("La suite s’ouvrira");
  expect(Object.keys((await kept(candidacyId))?.answers ?? {})).toHaveLength(1);
  // The page is lost without connection; what was answered lies on the device.
  await page.reload().catch(() => undefined);
  await context.setOffline(false);
  await page.goto(`${team}/answers`);
  await expect(choice(page, "with_reservation", 1)).toBeChecked();
  await expect(page.locator('textarea[name$=".comments.with_reservation"]').nth(1)).toHaveValue(
    "Sauf urgence vitale.",
  );
  await expect(state(page)).toHaveText("Vos réponses sont gardées");
  await expect
    .poll(async () => JSON.stringify((await kept(candidacyId))?.answers))
    .toContain("Sauf urgence vitale.");
  expect((await kept(candidacyId))?.startedAt).toBeNull();

  await page.getByRole("button", { name: /^Thème suivant/ }).click();
  for (const at of [0, 1]) await choice(page, "yes", at).check({ force: true });
  await page.getByRole("button", { name: "Relire mes réponses" }).click();
  const ready = page.getByRole("button", { name: /^Prêt à signer/ });
  await expect(ready).toBeVisible();
  await isAccessible(page);
  await ready.click();
  await expect(page.getByText("Vous avez dit le")).toBeVisible();
  await isAccessible(page);

  const mail = await post.mail(address, "Prêt à signer");
  expect(mail.text).toContain("Inès, attachée");
  await candidate.page.goto(linkIn(mail, /\/review$/));
  await expect(candidate.page.getByText("Inès, attachée a préparé 4 réponses pour vous.")).toBeVisible();
  await isAccessible(candidate.page);
  await candidate.page.getByRole("button", { name: /^J’ai tout relu/ }).click();
  await expect(candidate.page).toHaveURL(/\/confirm/);
  await isAccessible(candidate.page);
  await candidate.page.getByRole("button", { name: "Je signe" }).click();
  await expect(candidate.page).toHaveURL(/\/done$/);
  await isAccessible(candidate.page);
  await expect(candidate.page.locator(".share-image")).toHaveJSProperty("naturalWidth", 1200);
  expect(await signatures(candidacyId)).toBe(1);

  // Her link signs nothing, wherever she tries; taken back, it opens nothing.
  for (const door of ["confirm", "decline", "withdraw", "not-me", "stop", "prepare", "done", "forms"])
    expect([door, (await page.goto(`${team}/${door}`))?.status()]).toEqual([door, 403]);
  await candidate.page.goto(`${link}/prepare`);
  await candidate.page.getByRole("button", { name: "Désactiver ce lien" }).click();
  expect((await page.goto(team))?.status()).toBe(410);
  await isAccessible(page);
});

test("two taps and nothing typed from the link to the signature; “Je signe” is in sight at 360 by 640 for the longest words", async ({
  browser,
}) => {
  const { link, candidacyId } = await aCandidate({
    givenName: "Marie-Élisabeth-Françoise",
    familyName: "de La Rochefoucauld-Montmorency d’Œuvray",
    title: "Les vingt engagements réunis pour les droits fondamentaux, la vie privée et l’asile",
  });
  const { page } = await aPhone(browser);
  await page.goto(link);
  expect(await page.locator("input:checked").count()).toBe(0);
  await page.getByRole("button", { name: "Tout accepter" }).click();
  const sign = page.getByRole("button", { name: "Je signe" });
  await expect(sign).toBeInViewport({ ratio: 1 });
  await sign.click();
  await expect(page).toHaveURL(/\/done$/);
  expect(await signatures(candidacyId)).toBe(1);
  await isAccessible(page);
});

test("two devices: the later answer stays, and both are told", async ({ browser }) => {
  const { link } = await aCandidate();
  const [one, two] = [await aPhone(browser), await aPhone(browser)];
  for (const { page } of [one, two]) await page.goto(`${link}/answers`);
  await choice(one.page, "yes", 0).check({ force: true });
  await expect(state(one.page)).toHaveText("Vos réponses sont gardées");
  await choice(two.page, "no", 0).check({ force: true });
  await expect(state(two.page)).toContainText("Un autre appareil avait répondu entre-temps");
  await choice(one.page, "yes", 1).check({ force: true });
  await expect(state(one.page)).toContainText("Changé depuis un autre appareil");
  await expect(choice(one.page, "no", 0)).toBeChecked();
});

test("without script: the same by buttons alone", async ({ browser }) => {
  const { link, address, candidacyId } = await aCandidate();
  const page = await phone(browser);
  const team = await handOver(page, link, "Paul");
  const assistant = await phone(browser);
  await assistant.goto(team);
  await assistant.getByRole("button", { name: "Commencer" }).click();
  await assistant.getByRole("link", { name: /^Lire les/ }).click();
  for (const next of [/^Thème suivant/, /^Relire mes réponses/]) {
    for (const at of [0, 1]) await choice(assistant, "yes", at).check({ force: true });
    await assistant.getByRole("button", { name: next }).click();
  }
  await assistant.getByRole("button", { name: /^Prêt à signer/ }).click();
  await page.goto(linkIn(await post.mail(address, "Prêt à signer"), /\/review$/));
  await page.getByRole("button", { name: /^J’ai tout relu/ }).click();
  await page.getByRole("button", { name: "Je signe" }).click();
  await expect(page).toHaveURL(/\/done$/);
  expect(await signatures(candidacyId)).toBe(1);
});

test("by keyboard alone, from the link handed over to the signature", async ({ browser }) => {
  const { link, candidacyId } = await aCandidate();
  const { page } = await aPhone(browser);
  await page.goto(link);
  await tabTo(page, /^Confier à mon équipe/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/prepare$/);
  await tabTo(page, /^Pour qui/);
  await page.keyboard.type("Inès");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Le lien à transmettre")).toBeVisible();
  const team = await page.getByLabel("Le lien à transmettre").inputValue();
  await page.goto(team);
  await tabTo(page, /^Commencer/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: /^Lire les/ })).toBeVisible();
  await tabTo(page, /^Lire les/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/answers$/);
  for (const [next, then] of [
    [/^Thème suivant/, /theme=2/],
    [/^Relire mes réponses/, /review$/],
  ] as const) {
    for (let at = 0; at < 2; at += 1) {
      await tabTo(page, /^Oui, je m’y engage/);
      await page.keyboard.press("Space");
    }
    await expect(state(page)).toHaveText("Vos réponses sont gardées");
    await tabTo(page, next);
    await page.keyboard.press("Enter");
    await page.waitForURL(then);
  }
  await tabTo(page, /^Prêt à signer/);
  await page.keyboard.press("Enter");
  await page.waitForURL(team);
  await page.goto(`${link}/review`);
  await tabTo(page, /^J’ai tout relu/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/confirm$/);
  await tabTo(page, /^Je signe/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/done$/);
  expect(await signatures(candidacyId)).toBe(1);
});

test("changed and withdrawn, the earlier facts stay with their dates; a lost link is sent again, and shows no address", async ({
  browser,
}) => {
  const { link, address, candidacyId } = await aCandidate();
  const { page } = await aPhone(browser);
  await page.goto(link);
  await page.getByRole("button", { name: "Tout accepter" }).click();
  await page.getByRole("button", { name: "Je signe" }).click();
  await page.goto(`${link}/answers`);
  await choice(page, "no", 0).check({ force: true });
  await page.getByRole("button", { name: /^Thème suivant/ }).click();
  await page.goto(`${link}/confirm`);
  await page.getByRole("button", { name: "Je signe" }).click();
  await page.goto(`${link}/withdraw`);
  await page.getByRole("button", { name: "Je retire ma signature" }).click();
  await expect(page.getByText("Vous avez retiré votre signature le")).toBeVisible();
  const { publicId, ids } = await onSite(site, async () => {
    const candidacy = await db().candidacy.findUniqueOrThrow({
      where: { id: candidacyId },
      select: { publicId: true },
    });
    const links = await db().link.findMany({
      where: { candidacyId, kind: "personal" },
      select: { id: true },
    });
    return { ...candidacy, ids: links.map(({ id }) => id) };
  });
  await page.goto(`${site.url}/fr/candidacies/${publicId}`);
  for (const fact of [/a signé/i, /retiré/i]) await expect(page.getByText(fact).first()).toBeVisible();
  await onSite(site, () =>
    db().link.updateMany({ where: { id: { in: ids } }, data: { revokedAt: new Date() } }),
  );
  expect((await page.goto(link))?.status()).toBe(410);
  expect(await page.content()).not.toContain("@");
  await isAccessible(page);
  await page.getByRole("button", { name: "Envoyer un nouveau lien" }).click();
  await isAccessible(page);
  const fresh = linkIn(await post.mail(address, "lien personnel"), /\/sign\//);
  expect(ids.map(linkToken).some((old) => fresh.includes(old))).toBe(false);
  expect((await page.goto(fresh))?.status()).toBe(200);
});
