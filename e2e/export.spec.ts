import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { type Browser, expect, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { aBallot, aCandidacy, aForm, anArea, aUser } from "@/prisma/factories";
import { aCommune } from "@/prisma/factories-ballots";
import { type Server, startServer } from "./server";
import { onSite } from "./world";

const run = promisify(execFile);

/** A department with three constituencies, a commune in two of them, a borough of a city in two, and a village. */
async function aDepartment() {
  await aUser(db(), { isOperator: true });
  const { electionId } = await aForm(db());
  const words = { scheme: "fr-department", level: "department", code: "78", name: "Yvelines" };
  const { id: parentId } = await anArea(db(), words);
  const seats = [];
  for (const code of ["78-06", "78-07", "78-08"]) {
    const area = await anArea(db(), {
      code,
      parentId,
      name: `${Number(code.slice(3))}e circonscription des Yvelines`,
    });
    const { id: ballotId } = await aBallot(db(), { electionId, areaId: area.id });
    await aCandidacy(db(), { ballotId, panelNumber: 1 });
    seats.push(area.id);
  }
  const [six = "", seven = "", eight = ""] = seats;
  const commune = (code: string, name: string, wholeIds: string[], postcodes: string[]) =>
    aCommune(db(), { parentId, code, name, wholeIds, postcodes });
  await commune("78172", "Conflans-Sainte-Honorine", [seven], ["78700"]);
  await commune("78015", "Andrésy", [seven, eight], ["78570"]);
  const city = await commune("78646", "L'Haÿ-la-Ville", [six, eight], []);
  const borough = {
    level: "borough",
    parentId: city.id,
    code: "78901",
    name: "L'Haÿ-la-Ville 1er Arrondissement",
  };
  await aCommune(db(), { ...borough, postcodes: ["78001"] });
}

/** A web server that knows nothing but files: an address, or the same with `.html`. */
function fileServer(folder: string): Promise<{ url: string; stop: () => void }> {
  const types: Record<string, string> = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
  };
  const server = createServer(({ url = "/" }, response) => {
    const path = decodeURIComponent(url.split("?")[0] ?? "/");
    const file = [`${path}.html`, path, `${path}/index.html`]
      .map((name) => join(folder, name))
      .find((name) => extname(name) !== "" && existsSync(name));
    response.writeHead(file ? 200 : 404, {
      "Content-Type": types[extname(file ?? "")] ?? "application/json",
    });
    response.end(file ? readFileSync(file) : "");
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve({ url: `http://127.0.0.1:${port}`, stop: () => server.close() });
    }),
  );
}

let site: Server;
let copy: { url: string; stop: () => void };
const folder = mkdtempSync(join(tmpdir(), "signataires-copy-"));

test.beforeAll(async () => {
  test.setTimeout(180_000);
  site = await startServer({ mode: "live", hasPress: true });
  await onSite(site, aDepartment);
  const env = { ...process.env, DATA_DIR: site.dataDir, APP_URL: site.url, DATABASE_URL: site.databaseUrl };
  const check = () => run("node", ["bin/run.mjs", "site", "--check"], { env }).then(({ stdout }) => stdout);
  await expect
    .poll(() => existsSync(join(site.dataDir, "site", "find", "names", "co.json")), { timeout: 60_000 })
    .toBe(true);
  await expect.poll(check, { timeout: 60_000 }).toBe("");
  await run("node", ["bin/run.mjs", "export", folder], { env });
  // Nothing of the product answers from here on.
  await site.stop();
  copy = await fileServer(folder);
});
test.afterAll(() => {
  copy.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(browser: Browser, javaScriptEnabled: boolean) {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const lost: string[] = [];
  page.on("response", (response) => {
    if (response.status() >= 400) lost.push(response.url());
  });
  await page.goto(`${copy.url}/fr`);
  const ask = async (typed: string) => {
    await page.goto(`${copy.url}/fr`);
    await page.getByRole("searchbox").or(page.getByRole("combobox")).fill(typed);
  };
  return { page, ask, lost };
}

test("the copied site finds places by its own files, where script runs", async ({ browser }) => {
  const { page, ask, lost } = await opened(browser, true);
  await ask("conflans ste h");
  await expect(page.getByRole("option")).toHaveText([/Conflans-Sainte-Honorine/]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("candidat");
  await expect(page).toHaveURL(/\/78-07$/);
  await ask("78570");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/places\/fr-commune\/78015$/);
  await expect(page.getByText("2 circonscriptions possibles")).toBeVisible();
  await ask("78001");
  await page.keyboard.press("Enter");
  await expect(page.getByText("pas ses arrondissements")).toBeVisible();
  await ask("nulle part");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/fr\/find\?q=/);
  expect(lost.filter((url) => !url.includes("/find/names/"))).toEqual([]);
});

test("and by its pages of departments, where none runs", async ({ browser }) => {
  const { page, ask, lost } = await opened(browser, false);
  await ask("78700");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Yvelines" }).click();
  await page.getByRole("link", { name: "Conflans-Sainte-Honorine" }).click();
  await expect(page).toHaveURL(/\/78-07$/);
  await page.goto(`${copy.url}/en/find/78`);
  await page.getByRole("link", { name: "Andrésy" }).click();
  await expect(page.getByText("2 possible constituencies")).toBeVisible();
  await page.goto(`${copy.url}/fr/find/78`);
  await page.getByRole("link", { name: /1er arrondissement/ }).click();
  await expect(page.getByText("pas ses arrondissements")).toBeVisible();
  expect(lost).toEqual([]);
});
