import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { keptFile } from "@/lib/core/files";
import { answerAll, isAccessible, logIn, phone, signFromReview } from "./app";
import { aCampaign, type Campaign, identifiers } from "./erasable";
import { hits, inFiles, inPublic, inTables } from "./erased-traces";
import { openPostOffice, type PostOffice } from "./post-office";
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

const main = (page: Page) => page.getByRole("main");
/** Signs by the link with a reservation in her own words. */
async function signs(browser: Browser, token: string, comment: string): Promise<Page> {
  const page = await phone(browser);
  await answerAll(page, `${site.url}/fr/sign/${token}`, comment);
  await signFromReview(page);
  return page;
}

/** Public id of a signature and its receipts, once the log has it and the PDF is sealed. */
async function receiptOf(candidacyId: string) {
  const sealed = {
    candidacyId,
    statement: { leaf: { index: { gte: 0 } } },
    sealed: { isNot: null },
  } as const;
  const found = () =>
    onSite(site, () => db().signature.findFirst({ where: sealed, select: { id: true, publicId: true } }));
  await expect.poll(found, { timeout: 60_000 }).not.toBeNull();
  const signature = await found();
  const at = `/fr/signatures/${signature?.publicId}`;
  const doors = [
    `${at}/receipt.zip`,
    `${at}/receipt.pdf`,
    `${at}/image.png`,
    `/badges/${signature?.publicId}.svg`,
  ];
  const zip = async () => Buffer.from(await (await fetch(`${site.url}${doors[0]}`)).arrayBuffer());
  await expect.poll(async () => (await zip()).length, { timeout: 60_000 }).toBeGreaterThan(500);
  const pdf = Buffer.from(await (await fetch(`${site.url}${doors[1]}`)).arrayBuffer());
  return { doors, files: { "receipt.zip": await zip(), "receipt.pdf": pdf } };
}

type Kept = Awaited<ReturnType<typeof receiptOf>>["files"];

/** What the verifier says, alone in a folder of its own. */
function verdicts(files: Kept): string[] {
  const folder = mkdtempSync(join(tmpdir(), "signataires-erased-"));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const words = [join(process.cwd(), "bin/verify.mjs"), "--json", ...Object.keys(files)];
  const told: { verdict: string }[] = JSON.parse(
    execFileSync(process.execPath, words, { cwd: folder, encoding: "utf8" }),
  );
  return told.map(({ verdict }) => verdict);
}

/** A command of the product on this site; it throws unless it ends well. */
function command(...args: string[]): string {
  const { databaseUrl: DATABASE_URL, dataDir: DATA_DIR } = site;
  return execFileSync(process.execPath, [join(process.cwd(), "bin/run.mjs"), ...args], {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL, DATA_DIR },
    encoding: "utf8",
  });
}

/** Tables, log and checkpoints agree, and a copy of the log verifies from its first entry to its last. */
function wholeLog(): string {
  command("fsck");
  const folder = mkdtempSync(join(tmpdir(), "signataires-log-"));
  command("log", folder);
  const words = [join(process.cwd(), "bin/verify.mjs"), "--log", folder, "--policy", join(folder, "policy")];
  return execFileSync(process.execPath, words, { encoding: "utf8" });
}

const desks = new Map<string, Page>();

/** The desk of an owner, who logs in once: a second login link would race with the first one's mail. */
async function deskOf(browser: Browser, email: string): Promise<Page> {
  const known = desks.get(email);
  if (known) return known;
  const desk = await (await browser.newContext({ locale: "fr-FR" })).newPage();
  await logIn(desk, site, post, email);
  desks.set(email, desk);
  return desk;
}

async function decide(
  browser: Browser,
  { formId, she, owners }: Campaign,
  at: number,
  act: (desk: Page) => Promise<void>,
) {
  const desk = await deskOf(browser, owners[at] ?? "");
  await desk.goto(`${site.url}/fr/desk/forms/${formId}/candidates/${she.publicId}`);
  await desk.getByRole("link", { name: /effacement/i }).click();
  await isAccessible(desk);
  await act(desk);
  await isAccessible(desk);
}

async function isProposed(desk: Page, reason: string): Promise<void> {
  await desk.locator(`input[name="reason"][value="${reason}"]`).check({ force: true });
  await desk.getByRole("button", { name: "Proposer l’effacement" }).click();
  await expect(main(desk)).toContainText("attend qu’une autre personne de l’ONG la confirme");
  await expect(desk.getByRole("button", { name: "Effacer définitivement" })).toHaveCount(0);
}

async function isConfirmed(desk: Page): Promise<void> {
  await desk.getByRole("button", { name: "Effacer définitivement" }).click();
  await expect(main(desk)).toContainText("Effacée le");
}

test("a candidate asks for erasure, two members decide: her twelve words are nowhere, and all other proofs stand", async ({
  browser,
  page,
}) => {
  test.setTimeout(300_000);
  const of = identifiers();
  const words = Object.values(of);
  const campaign = await aCampaign(site, of);
  const { she, other } = campaign;
  const own = await signs(browser, she.token, of.comment);
  await signs(browser, other.token, "Sous réserve du budget.");
  const [hers, theirs] = [await receiptOf(she.candidacyId), await receiptOf(other.candidacyId)];
  const more = [
    ...[...hers.doors, ...theirs.doors, `/fr/candidacies/${she.publicId}`, `/en/candidacies/${she.publicId}`],
    ...["search?q=Effac%C3%A9e", "verify", "elections", "forms"].flatMap((path) => [
      `/fr/${path}`,
      `/en/${path}`,
    ]),
    ...["/api/v1/suggest?q=Effac", "/api/v1/lookup?q=Effac"],
  ];

  // What is swept for is there to be found, in each kind of place.
  expect(hits((await inTables(site, words)).join("\n"), words)).toEqual(
    words.filter((one) => one !== of.snapshot),
  );
  expect(inFiles(site, words).join("\n")).toContain(of.snapshot);
  const before = await inPublic(site, words, more);
  expect(before.hits.filter((hit) => hit.endsWith(of.comment)).length).toBeGreaterThan(2);
  expect(before.hits.join("\n")).toMatch(/receipt\.zip/);
  expect(hits(before.hits.join("\n"), words)).toEqual(
    [of.comment, of.source].filter((one) => before.hits.join().includes(one)),
  );
  expect([verdicts(hers.files), verdicts(theirs.files)]).toEqual([
    ["valid", "valid"],
    ["valid", "valid"],
  ]);

  await own.goto(`${site.url}/fr/sign/${she.token}/erase`);
  await isAccessible(own);
  await own.getByRole("button", { name: "Je demande l’effacement" }).click();
  await expect(main(own)).toContainText("Votre demande est enregistrée.");
  await decide(browser, campaign, 0, async (desk) => {
    await expect(main(desk)).toContainText("La personne a demandé l’effacement");
    await isProposed(desk, "art17");
  });
  await page.goto(`${site.url}/fr/candidacies/${she.publicId}`);
  await expect(main(page)).toContainText(of.comment);
  await decide(browser, campaign, 1, isConfirmed);

  await expect.poll(() => onSite(site, async () => existsSync(keptFile(campaign.file)))).toBe(false);
  expect(await inTables(site, words)).toEqual([]);
  expect(inFiles(site, words)).toEqual([]);
  // Those who read it a moment ago may be answered from what was kept for them, for a minute at most.
  const after = () => inPublic(site, words, more).then((walked) => walked.hits);
  await expect.poll(after, { timeout: 90_000, intervals: [2000] }).toEqual([]);
  for (const door of hers.doors.slice(0, 3))
    expect((await fetch(`${site.url}${door}`)).status, door).toBe(410);
  const badge = await (await fetch(`${site.url}${hers.doors[3]}`)).text();
  expect(badge).not.toContain("a signé");

  await page.goto(`${site.url}/fr/candidacies/${she.publicId}`);
  await expect(main(page)).toContainText("Une signature a été effacée le");
  await expect(main(page)).toContainText("À la demande de la personne");
  await isAccessible(page);
  expect(wholeLog()).toBeTruthy();
  expect(verdicts(theirs.files)).toEqual(["valid", "valid"]);
  await page.goto(`${site.url}/fr/verify`);
  const drop = async (name: "receipt.zip" | "receipt.pdf", files: Kept) => {
    await page.setInputFiles("[name=receipt]", { name, mimeType: "application/zip", buffer: files[name] });
    return page.locator("#verdict h2").innerText();
  };
  for (const name of ["receipt.zip", "receipt.pdf"] as const) {
    expect(await drop(name, hers.files)).toMatch(/effac/);
    expect(await drop(name, theirs.files)).toMatch(/Maïwenn Restante .*non retiré/);
  }
  await own.goto(`${site.url}/fr/sign/${she.token}`);
  await expect(main(own)).not.toContainText("Effacée");
});

test("an officer proposes it where somebody else had signed; another member refuses with a reason, then confirms; addresses stay to warn her", async ({
  browser,
  page,
}) => {
  test.setTimeout(300_000);
  const of = identifiers();
  const campaign = await aCampaign(site, of);
  const { she } = campaign;
  await signs(browser, she.token, of.comment);
  await decide(browser, campaign, 0, (desk) => isProposed(desk, "identity-fraud"));
  await decide(browser, campaign, 1, async (desk) => {
    await desk.getByRole("button", { name: "Refuser la demande" }).click();
    await expect(desk.locator(".errors, .error").first()).toBeVisible();
    await desk.getByLabel("Pourquoi refuser").fill("La permanence n’a pas encore été rappelée.");
    await desk.getByRole("button", { name: "Refuser la demande" }).click();
    await expect(main(desk)).toContainText("La permanence n’a pas encore été rappelée.");
    await isProposed(desk, "identity-fraud");
  });
  await decide(browser, campaign, 0, isConfirmed);
  await expect.poll(() => onSite(site, async () => existsSync(keptFile(campaign.file)))).toBe(false);
  // What the NGO holds to reach her is not what somebody said in her name.
  const stay = [of.email, of.phone, of.source, of.attempt, of.suggested];
  const gone = Object.values(of).filter((one) => !stay.includes(one));
  expect(await inTables(site, gone)).toEqual([]);
  expect(hits((await inTables(site, stay)).join("\n"), stay)).toEqual(stay);
  expect((await inPublic(site, Object.values(of), [`/fr/candidacies/${she.publicId}`])).hits).toEqual([]);
  await page.goto(`${site.url}/fr/candidacies/${she.publicId}`);
  await expect(main(page)).toContainText("Quelqu’un d’autre avait signé à sa place.");
  expect(wholeLog()).toBeTruthy();
});
