import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import pg from "pg";
import { importFiles, isAccessible, setUp } from "./app";
import {
  csvOf,
  type Faulty,
  type List,
  madeCommunes,
  madeList,
  officialList,
  withOneHundredthChanged,
  withTenFaults,
} from "./faulty-list";
import { OFFICIAL_2022 } from "./made-election";
import { openPostOffice } from "./post-office";
import { type Server, startServer } from "./server";
import { contextFor, demoSite } from "./visits";

/** Gives a file to the screen; the page of the import is then open. */
async function upload(page: Page, server: Server, name: string, list: List): Promise<void> {
  await page.goto(`${server.url}/fr/admin/imports/new`);
  await isAccessible(page);
  await page.setInputFiles('input[type="file"]', { name, mimeType: "text/csv", buffer: csvOf(list) });
  await page.getByRole("button", { name: "Lire ce tableau" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import, lecture du fichier");
}

/** Presses a button that begins a job, reloads in the middle, and waits for its end. Returns milliseconds. */
async function wait(page: Page, button: RegExp | string, title: string): Promise<number> {
  const start = Date.now();
  const pressed = page.getByRole("button", { name: button });
  await pressed.click();
  await expect(pressed).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title, { timeout: 60_000 });
  return Date.now() - start;
}

async function counts(server: Server): Promise<number[]> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const { rows } = await client.query({
    text: "SELECT (SELECT count(*)::int FROM person), (SELECT count(*)::int FROM candidacy), (SELECT count(*)::int FROM ballot), (SELECT count(*)::int FROM election)",
    rowMode: "array",
  });
  await client.end();
  return rows[0] ?? [];
}

async function mend(page: Page, { planted }: Faulty): Promise<void> {
  for (const { line, cells, right } of planted) {
    const row = page.locator(`#line-${line}`);
    await expect(row).toContainText("Ligne");
    if (right === null) {
      await row.getByRole("button", { name: /^Laisser de côté/ }).click();
      await expect(row).toContainText("Laissée de côté");
      continue;
    }
    const details = row.locator("details:not([open]) summary");
    if (await details.count()) await details.click();
    for (const [at, cell] of right.entries())
      if (cell !== cells[at]) await page.fill(`#line-${line}-${at}`, cell);
    await row.getByRole("button", { name: /^Corriger/ }).click();
    await expect(row).toContainText("Corrigée");
  }
}

async function story(page: Page, server: Server, clean: List, name: string, days: string[]): Promise<void> {
  const faulty = withTenFaults(clean);
  const before = await counts(server);
  await page.goto(`${server.url}/fr/admin/imports`);
  await isAccessible(page);
  await upload(page, server, "liste.csv", faulty.list);
  // One broken byte makes the file look like one of another time; its words show it, and UTF-8 is chosen.
  await expect(page.getByLabel("Encodage")).not.toHaveValue("utf8");
  await page.getByLabel("Encodage").selectOption("utf8");
  await page.getByRole("button", { name: "Relire ainsi" }).click();
  await expect(page.getByRole("rowheader", { name: "Prénom candidat", exact: true })).toBeVisible();
  await expect(page.getByText(/colonnes? à préciser/)).toBeVisible();
  await page.getByLabel(/Patronyme/).selectOption({ label: "nom" });
  await page.getByLabel("Nom", { exact: true }).fill(name);
  await page.getByLabel("Premier tour").fill(days[0] ?? "");
  await page.getByLabel(/^Second tour/).fill(days[1] ?? "");
  await isAccessible(page);
  const dry = await wait(page, "Faire l’essai à blanc", "Import, essai à blanc");
  expect(await counts(server)).toEqual(before);
  await expect(page.getByText(`0 sur ${faulty.planted.length} traitée`)).toBeVisible();
  await isAccessible(page);
  const csv = await page.request.get(`${page.url()}/rejects.csv`);
  expect((await csv.text()).split("\n").filter(Boolean)).toHaveLength(faulty.planted.length + 1);
  await mend(page, faulty);
  await wait(page, "Refaire l’essai", "Import, essai à blanc");
  await expect(
    page.getByText("une ligne laissée de côté").or(page.getByText("1 ligne laissée de côté")),
  ).toBeVisible();
  const commit = await wait(page, /^Importer/, "Import terminé");
  expect((await counts(server))[1]).toBe((before[1] ?? 0) + clean.rows.length);
  await isAccessible(page);
  await page.getByRole("button", { name: "Annuler tout l’import" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Import annulé", { timeout: 60_000 });
  expect(await counts(server)).toEqual(before);
  test.info().annotations.push({
    type: "time",
    description: `${clean.rows.length} rows: dry run ${dry} ms, commit ${commit} ms on the screen`,
  });
  await secondTime(page, server, clean, name, days);
}

/** The clean list, then one row in a hundred changed, then the same once more. */
async function secondTime(
  page: Page,
  server: Server,
  clean: List,
  name: string,
  days: string[],
): Promise<void> {
  await upload(page, server, "liste.csv", clean);
  await page.getByLabel("Nom", { exact: true }).fill(name);
  await page.getByLabel("Premier tour").fill(days[0] ?? "");
  await page.getByLabel(/^Second tour/).fill(days[1] ?? "");
  await wait(page, "Faire l’essai à blanc", "Import, essai à blanc");
  await wait(page, /^Importer/, "Import terminé");
  const { list, changed } = withOneHundredthChanged(clean);
  await upload(page, server, "liste-2.csv", list);
  await page.getByLabel("Pour quelle élection").selectOption({ label: name });
  await wait(page, "Faire l’essai à blanc", "Import, essai à blanc");
  await expect(page.locator("[data-difference]")).toHaveCount(changed);
  await expect(page.locator("[data-difference] ins")).toHaveCount(changed);
  await isAccessible(page);
  await wait(page, /^Importer/, "Import terminé");
  await upload(page, server, "liste-2.csv", list);
  await page.getByLabel("Pour quelle élection").selectOption({ label: name });
  await wait(page, "Faire l’essai à blanc", "Import, essai à blanc");
  await expect(page.getByText("Ce fichier est déjà importé : rien ne change.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Importer/ })).toHaveCount(0);
}

async function withOperator(page: Page, areas: readonly string[], work: (server: Server) => Promise<void>) {
  const post = await openPostOffice();
  const server = await startServer({ mode: "live", env: { SMTP_URL: post.url } });
  try {
    await setUp(page, server, post, "operatrice@garanties.example");
    await importFiles(server, "areas", ...areas);
    await work(server);
  } finally {
    await server.stop();
    await post.close();
  }
}

test("a list with ten faults is mended on the screen, imported, undone; one row in a hundred changed shows exactly those", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const communes = join(mkdtempSync(join(tmpdir(), "signataires-list-")), "communes.csv");
  writeFileSync(communes, madeCommunes());
  await withOperator(page, [communes], async (server) => {
    await story(page, server, madeList(), "Scrutin d’essai", ["2030-06-09", "2030-06-16"]);
    await refusals(page, server);
  });
});

/** What is no table is told in a sentence, and nothing is kept of it. */
async function refusals(page: Page, server: Server): Promise<void> {
  await page.goto(`${server.url}/fr/admin/imports/new`);
  const give = async (name: string, buffer: Buffer, said: string | RegExp) => {
    await page.setInputFiles('input[type="file"]', { name, mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Lire ce tableau" }).click();
    await expect(page.getByRole("alert").filter({ hasText: said })).toBeVisible();
  };
  await give("vide.csv", Buffer.from(""), "ce fichier est vide");
  await give("image.csv", Buffer.from("89504e470d0a1a0a", "hex"), "ce n’est pas un tableau");
  await page.setInputFiles('input[type="file"]', {
    name: "gros.csv",
    mimeType: "text/csv",
    buffer: Buffer.alloc(21 * 2 ** 20, 97),
  });
  await expect(page.getByText("Ce fichier dépasse 20 Mo.")).toBeVisible();
}

const hasOfficial = existsSync(OFFICIAL_2022.candidates);

test("the ministry's list of 2022, in the same way", async ({ page }) => {
  test.skip(!hasOfficial, "the official files do not lie in ../shared/data");
  test.setTimeout(420_000);
  await withOperator(page, OFFICIAL_2022.areas, async (server) => {
    const clean = await officialList(OFFICIAL_2022.candidates);
    await story(page, server, clean, OFFICIAL_2022.name, OFFICIAL_2022.dates.split(","));
  });
});

test("a demonstration takes no real file and says how to start a live site", async ({ browser }) => {
  const site = demoSite();
  const context = await contextFor(browser, site, "operator", { baseURL: site.url });
  const page = await context.newPage();
  await page.goto("/fr/admin/imports");
  await expect(page.getByText("un fichier réel n’y entre pas")).toBeVisible();
  await expect(page.getByRole("link", { name: "Nouvel import" })).toHaveCount(0);
  await context.close();
});
