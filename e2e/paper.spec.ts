import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { sessionHash } from "@/lib/core/auth/session-adapter";
import { db } from "@/lib/core/db";
import {
  aBallot,
  aCandidacy,
  aForm,
  aMembership,
  anElection,
  anOrganization,
  aUser,
} from "@/prisma/factories";
import { isAccessible } from "./app";
import { demoSite } from "./visits";
import { onSite } from "./world";

const site = demoSite();
const main = (page: Page) => page.getByRole("main");

/** A member of the NGO with a session of her own. */
async function aMember(organizationId: string, role: "owner" | "editor"): Promise<string> {
  const { id: userId } = await aUser(db());
  await aMembership(db(), { userId, organizationId, role });
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + 30 * 60_000);
  await db().session.create({
    data: { userId, tokenHash: sessionHash(token), expiresAt },
    select: { id: true },
  });
  return token;
}

/** A published form of an NGO of three, and somebody whom it asks. */
const office = () =>
  onSite(site, async () => {
    const organization = await anOrganization(db());
    const tokens = [];
    for (const role of ["owner", "editor", "editor"] as const)
      tokens.push(await aMember(organization.id, role));
    const election = await anElection(db());
    const form = await aForm(db(), { electionId: election.id, organizationId: organization.id });
    const ballot = await aBallot(db(), { electionId: election.id });
    const { publicId, personId } = await aCandidacy(db(), { ballotId: ballot.id });
    const person = await db().person.findUniqueOrThrow({
      where: { id: personId },
      select: { givenName: true, familyName: true },
    });
    const { hash } = await db().formVersion.findUniqueOrThrow({
      where: { id: form.version.id },
      select: { hash: true },
    });
    const name = `${person.givenName} ${person.familyName}`;
    return {
      formId: form.id,
      publicId,
      name,
      family: person.familyName,
      tokens,
      code: hash?.slice(0, 8) ?? "",
    };
  });

async function pageOf(browser: Browser, token = ""): Promise<Page> {
  const context = await browser.newContext({ locale: "fr-FR", timezoneId: "Europe/Paris" });
  await context.addCookies([{ name: "signataires-session", value: token, url: site.url }]);
  return context.newPage();
}

/** The printed pages as a scanner gives them, with where the scanner stood beside the first. */
async function scans(pdf: Buffer): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "signataires-paper-"));
  writeFileSync(join(folder, "form.pdf"), pdf);
  if (spawnSync("pdftoppm", ["-v"]).status === 0) {
    execFileSync("pdftoppm", ["-r", "80", "-jpeg", "form.pdf", "page"], { cwd: folder });
    const pages = readdirSync(folder).filter((file) => file.endsWith(".jpg"));
    return pages.sort().map((file) => join(folder, file));
  }
  for (const [at, background] of ["#fdfcfa", "#f4f3ef"].entries())
    await sharp({ create: { width: 660, height: 930, channels: 3, background } })
      .jpeg()
      .toFile(join(folder, `${at}.jpg`));
  return ["0.jpg", "1.jpg"].map((file) => join(folder, file));
}

/** The pages in one PDF, as an office's scanner sends them. */
async function asOneFile(pages: readonly string[]) {
  const file = new PDFDocument({ size: "A4", margin: 0 });
  const parts: Buffer[] = [];
  file.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => file.on("end", resolve));
  for (const [at, page] of pages.entries()) {
    if (at > 0) file.addPage();
    file.image(page, 0, 0, { width: file.page.width, height: file.page.height });
  }
  file.end();
  await ended;
  return { name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.concat(parts) };
}

/** Ticks what stands on the paper: yes, but for what is said by number; and its date. */
async function reads(page: Page, day: string, over: Record<number, string> = {}): Promise<void> {
  const boxes = main(page).locator("fieldset");
  for (let at = 0; at < (await boxes.count()); at += 1)
    await boxes
      .nth(at)
      .locator(`label:has(input[value="${over[at + 1] ?? "yes"}"])`)
      .click();
  const date = main(page).locator('[name="signedOn"]');
  if ((await date.count()) > 0) await date.fill(day);
  await page.getByRole("button", { name: "Garder mon relevé" }).click();
}

async function coversPage(page: Page, position: number): Promise<void> {
  await page.getByRole("link", { name: `Masquer sur la page ${position}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`page ${position}`);
  await isAccessible(page);
  if (position === 1) {
    // With the keyboard alone.
    await page.getByRole("button", { name: "Ajouter une zone" }).press("Enter");
    await page.getByLabel("Haut (%)").fill("70");
  } else {
    const picture = page.locator(".cover-editor svg");
    await picture.scrollIntoViewIfNeeded();
    const box = await picture.boundingBox();
    if (!box) throw new Error("there is no picture to draw on");
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4, { steps: 4 });
    await page.mouse.up();
  }
  await page.getByRole("button", { name: "Garder ces zones" }).click();
  await expect(main(page)).toContainText("L’image masquée est prête.");
  await page.getByRole("link", { name: "Revenir au papier" }).click();
}

test("done when 2: a paper form of two pages goes from print to public signature A2, by three members", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const { formId, name, family, publicId, tokens, code } = await office();
  const [maud, said, third] = await Promise.all(tokens.map((token) => pageOf(browser, token)));
  if (!maud || !said || !third) throw new Error("three members were asked for");
  const received = `${site.url}/fr/desk/forms/${formId}/received`;
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(new Date());

  await maud.goto(received);
  await isAccessible(maud);
  await maud.getByLabel("Nom, ou référence").fill(family);
  await maud.getByRole("button", { name: "Chercher" }).click();
  const row = maud.getByRole("row", { name: `${name} Candidature` });
  const download = maud.waitForEvent("download");
  await row.getByRole("link", { name: "Formulaire à son nom" }).click();
  const pdf = readFileSync(await (await download).path());
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  const pages = await scans(pdf);
  expect(pages).toHaveLength(2);

  await row.getByRole("link", { name: "Déposer son papier signé" }).click();
  await isAccessible(maud);
  await maud.setInputFiles('input[type="file"]', await asOneFile(pages));
  await maud.getByLabel("Code au bas du papier").fill("ffffffff");
  await maud.getByLabel("Comment il vous est parvenu").fill("Remis en main propre à la permanence");
  await maud.getByRole("button", { name: "Déposer ces pages" }).click();
  await expect(main(maud)).toContainText("Aucune version publiée de ce formulaire ne porte ce code.");
  await maud.getByLabel("Code au bas du papier").fill(code.toUpperCase());
  await maud.getByRole("button", { name: "Déposer ces pages" }).click();
  await maud.waitForURL(/\/received\/[0-9a-f-]{36}$/);
  const paper = maud.url();
  await isAccessible(maud);

  // Two read, neither seeing the other's: the second reads box 2 otherwise.
  await reads(maud, today);
  await expect(main(maud)).toContainText("Votre relevé est gardé");
  await said.goto(paper);
  await expect(main(said)).not.toContainText("oui, Remis");
  await expect(main(said).locator("input:checked")).toHaveCount(0);
  await reads(said, today, { 2: "no" });
  await expect(main(said)).toContainText("Les relevés diffèrent");
  await maud.reload();
  await expect(main(maud)).toContainText("une troisième personne doit trancher");

  // The third looks at that box alone.
  await third.goto(paper);
  await expect(main(third).locator("fieldset")).toHaveCount(1);
  await isAccessible(third);
  await reads(third, today);
  await expect(main(third)).toContainText("Regardez chaque page et masquez-y");
  for (const position of [1, 2]) await coversPage(third, position);
  await third.getByRole("button", { name: "Publier cette signature" }).click();
  await expect(main(third)).toContainText("Ce papier est une signature publique.");

  const reader = await (
    await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  ).newPage();
  await reader.goto(`${site.url}/fr/candidacies/${publicId}`);
  await expect(main(reader)).toContainText(
    "Formulaire papier ou numérisé, transcrit deux fois par deux personnes.",
  );
  await expect(main(reader)).toContainText("Reçu par l’ONG : Remis en main propre à la permanence.");
  const pictures = main(reader).locator("img.scan");
  await expect(pictures).toHaveCount(2);
  const width = (await pictures.first().boundingBox())?.width ?? 0;
  expect(width).toBeGreaterThan(310);
  const address = new URL((await pictures.first().getAttribute("src")) ?? "", site.url);
  const picture = await reader.request.get(address.href);
  expect(picture.headers()).toMatchObject({
    "content-type": "image/jpeg",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  expect((await sharp(await picture.body()).metadata()).exif).toBeUndefined();

  // The scan as it came is nobody's but the NGO's.
  const scan = `${paper}/scan/1`;
  const own = await third.request.get(scan);
  expect(own.headers()["content-security-policy"]).toContain("sandbox");
  expect((await reader.request.get(scan)).status()).toBe(404);
});

test("what is no scan is refused, and the same member never reads twice", async ({ browser }) => {
  const { formId, publicId, tokens, code } = await office();
  const page = await pageOf(browser, tokens[0]);
  await page.goto(`${site.url}/fr/desk/forms/${formId}/received/new?candidacy=${publicId}&role=candidate`);
  const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
  await page.setInputFiles('input[type="file"]', { name: "page.jpg", mimeType: "image/jpeg", buffer: svg });
  await page.getByLabel("Code au bas du papier").fill(code);
  await page.getByLabel("Comment il vous est parvenu").fill("Par courrier");
  await page.getByRole("button", { name: "Déposer ces pages" }).click();
  await expect(main(page)).toContainText("La page 1 (page.jpg) n’est ni une image");
  const background = `#${randomBytes(3).toString("hex")}`;
  const buffer = await sharp({ create: { width: 300, height: 400, channels: 3, background } })
    .png()
    .toBuffer();
  await page.setInputFiles('input[type="file"]', { name: "page.png", mimeType: "image/png", buffer });
  await page.getByRole("button", { name: "Déposer ces pages" }).click();
  await page.waitForURL(/\/received\/[0-9a-f-]{36}$/);
  await reads(page, "2030-01-01");
  await expect(main(page)).toContainText("Votre relevé est gardé");
  await page.reload();
  await expect(page.getByRole("button", { name: "Garder mon relevé" })).toHaveCount(0);
});

test("a public statement (A3) and its attestation (A4) each take a second member, and are public, dated, quoted", async ({
  browser,
}) => {
  test.setTimeout(90_000);
  const { formId, publicId, tokens } = await office();
  const [maud, said] = await Promise.all(tokens.slice(0, 2).map((token) => pageOf(browser, token)));
  if (!maud || !said) throw new Error("two members were asked for");
  const received = `${site.url}/fr/desk/forms/${formId}/received`;
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" }).format(new Date());

  await maud.goto(`${received}/quote?candidacy=${publicId}&role=candidate`);
  await isAccessible(maud);
  await maud.getByLabel("Adresse de la page").fill("https://essai.example/mes-engagements");
  await maud.getByLabel("Pourquoi ce canal").fill("Compte lié depuis son site de campagne");
  await maud.getByLabel("Citation").fill("Je prends tous ces engagements.");
  await maud.getByLabel("Date de la déclaration").fill(today);
  await maud.getByLabel("Ou le texte de la page").fill("Toute la page, copiée.");
  for (const box of await main(maud).locator("fieldset").all())
    await box.locator('label:has(input[value="yes"])').click();
  await maud.getByRole("button", { name: "Garder cette déclaration" }).click();
  await maud.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  await expect(maud.getByRole("button", { name: "Confirmer et publier" })).toHaveCount(0);
  await said.goto(maud.url());
  await isAccessible(said);
  await said.getByRole("button", { name: "Confirmer et publier" }).click();
  await expect(main(said)).toContainText("c’est une signature publique");

  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto(`${site.url}/fr/candidacies/${publicId}`);
  await expect(main(reader)).toContainText("Déclaration sur le canal officiel de la personne");
  await expect(main(reader)).toContainText("Je prends tous ces engagements.");
  await expect(reader.getByRole("link", { name: "https://essai.example/mes-engagements" })).toBeVisible();

  await said.goto(`${received}/attest?candidacy=${publicId}&role=candidate`);
  await isAccessible(said);
  await said.getByText("Rappel au téléphone").click();
  await said.getByLabel("Quel jour").fill(today);
  await said.getByRole("button", { name: "Attester" }).click();
  await expect(main(said)).toContainText("Une autre personne doit maintenant confirmer.");
  await said.goto(received);
  await expect(said.getByRole("button", { name: /^Confirmer/ })).toHaveCount(0);
  await maud.goto(received);
  await isAccessible(maud);
  await maud.getByRole("button", { name: /^Confirmer/ }).click();
  await expect(main(maud)).toContainText("Confirmée, publique");
  await reader.reload();
  await expect(main(reader)).toContainText("Attesté par deux membres de l’ONG");
  await expect(main(reader)).toContainText("rappel au téléphone le");
});
