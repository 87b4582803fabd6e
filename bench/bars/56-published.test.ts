import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "@/bin/browser";
import { axeFindings, overflowOf, TAGS } from "@/e2e/page-checks";
import { brokenLinks, harvestOf, invalidMarkup, publishedFiles } from "@/e2e/published";
import { type Server, startServer } from "@/e2e/server";
import { onSite } from "@/e2e/world";
import { db } from "@/lib/core/db";
import { aUser } from "@/prisma/factories";

// The whole published site, of the real election of 2022 where its files lie in ../shared/data, and of the demonstration.
const DATA = join("..", "shared", "data");
const LOOKED_AT = 60;
const run = promisify(execFile);

const npm = async (server: Server, ...args: string[]) =>
  run("node", ["bin/run.mjs", ...args], {
    maxBuffer: 1e9,
    env: { ...process.env, DATA_DIR: server.dataDir, APP_URL: server.url, DATABASE_URL: server.databaseUrl },
  }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout || "failed",
  );

const real = (file: string) => join(DATA, file);

async function importReal(server: Server): Promise<void> {
  await onSite(server, () => aUser(db(), { isOperator: true }));
  const areas = ["insee-circo-composition.xlsx", "constituency-communes-names.csv"].map(real);
  const election = ["--election", "legislatives-2022"];
  const dates = [
    "--name",
    "Législatives 2022",
    "--dates",
    "2022-06-12,2022-06-19",
    "--country",
    "FR",
    "--yes",
  ];
  await npm(server, "import", "areas", ...areas, real("abroad-country-constituency.csv"), "--yes");
  await npm(
    server,
    "import",
    "candidates",
    real("legislatives-2022-candidates-round1.xlsx"),
    ...election,
    ...dates,
  );
  await npm(
    server,
    "import",
    "results",
    real("legislatives-2022-results-round1.xlsx"),
    ...election,
    "--round",
    "1",
    "--yes",
  );
}

/** Always the same ones: a pseudo-random walk over the sorted paths. */
function sampled(paths: readonly string[], count: number): readonly string[] {
  const found = new Set<string>();
  for (let at = 1; found.size < Math.min(count, paths.length); at = (at * 48_271) % 2_147_483_647)
    found.add(paths[at % paths.length] ?? "");
  return [...found];
}

let browser: Browser;
beforeAll(async () => {
  const own = findBrowser();
  browser = await chromium.launch({
    ...(own && own !== "own" ? { executablePath: own } : {}),
    args: ["--no-sandbox", "--disable-quic"],
  });
});
afterAll(() => browser.close());

const sites = [
  { name: "the election of 2022", isThere: existsSync(DATA), mode: "live", fill: importReal },
  { name: "the demonstration", isThere: true, mode: "demo", fill: async () => undefined },
] as const;

describe.each(sites)("$name", ({ isThere, mode, fill }) => {
  let server: Server;
  let root: string;
  let files: readonly string[] = [];
  let pages: readonly string[] = [];

  beforeAll(async () => {
    if (!isThere) return;
    server = await startServer({ mode, hasPress: true });
    await fill(server);
    root = join(server.dataDir, "site");
    while ((await npm(server, "site", "--check")) !== "")
      await new Promise((resolve) => setTimeout(resolve, 5000));
    files = publishedFiles(root);
    pages = files.filter((path) => path.endsWith(".html"));
    console.log(`${files.length} files, ${pages.length} pages`);
  }, 1_800_000);
  afterAll(() => server?.stop());

  test.runIf(isThere)(
    "every link and every anchor leads somewhere, in the site and in its export",
    async () => {
      expect(brokenLinks(root)).toEqual([]);
      const folder = mkdtempSync(join(tmpdir(), "signataires-export-"));
      try {
        await npm(server, "export", folder);
        expect(publishedFiles(folder).length).toBeGreaterThan(pages.length);
        expect(brokenLinks(folder, { isWhole: true })).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  test.runIf(isThere)("bar 56: no address, phone, birth date or internal id is in any byte", () => {
    const found = files.flatMap((path) =>
      harvestOf(readFileSync(join(root, path), "utf8")).map((text) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  test.runIf(isThere)("every page is valid HTML", async () => {
    const wrong = new Map<string, string>();
    for (const path of pages)
      for (const fault of await invalidMarkup(readFileSync(join(root, path), "utf8")))
        wrong.set(fault.replace(/ at \d+:\d+/, "").replace(/"[^"]*"/g, '"…"'), path);
    expect([...wrong]).toEqual([]);
  });

  test.runIf(isThere)("sixty pages are axe clean in light and dark, and fit 320 px", async () => {
    const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
    const faults: string[] = [];
    for (const path of sampled(pages, LOOKED_AT)) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(`${server.url}/${path.replace(/\.html$/, "")}`);
      const light = await axeFindings(page, { runOnly: { type: "tag", values: TAGS } });
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await axeFindings(page, { runOnly: { type: "rule", values: ["color-contrast"] } });
      await page.setViewportSize({ width: 320, height: 700 });
      faults.push(...[...light, ...dark, ...(await overflowOf(page))].map((fault) => `${path}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});
