import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "@playwright/test";
import { requireBrowser } from "@/bin/browser";
import { currentSite } from "@/bin/built";
import { command, environment, type Progress, progressLines, Stop } from "@/bin/report";
import { PAGE_KINDS, type PageKind, type Visitor } from "@/e2e/page-kinds";
import { databaseUrlOf, startServer } from "@/e2e/server";
import { contextFor, pathsOf, type Site } from "@/e2e/visits";
import { isLocale, type Locale } from "@/lib/core/i18n/locale";

const USAGE = `npm run pictures -- DIR [--only NAME,NAME] [--locale en] [--url URL]
  --url pictures a running demonstration; DATA_DIR names its data.`;

const WIDTHS = { 1280: 900, 360: 640 } as const;
const SCHEMES = ["light", "dark"] as const;
const FLAGS =
  "--no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split(
    " ",
  );

interface Wanted {
  readonly folder: string;
  readonly locale: Locale;
  readonly kinds: readonly PageKind[];
  readonly url: string | null;
}

function read(args: readonly string[]): Wanted {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { only: { type: "string" }, locale: { type: "string", default: "fr" }, url: { type: "string" } },
  });
  const [folder] = positionals;
  const locale = values.locale;
  if (!folder || !isLocale(locale)) throw new Stop(USAGE);
  const names = values.only?.split(",");
  const unknown = names?.filter((name) => !PAGE_KINDS.some((kind) => kind.name === name)) ?? [];
  if (unknown.length > 0)
    throw new Stop(`No page kind is called ${unknown.join(", ")}: e2e/page-kinds.ts lists them.`);
  const kinds = PAGE_KINDS.filter(({ name }) => names?.includes(name) ?? true);
  return { folder: resolve(folder), locale, kinds, url: values.url?.replace(/\/$/, "") ?? null };
}

/** A4 as the printer would make it; as pictures too where Ghostscript is at hand. */
async function print(page: Page, to: string): Promise<void> {
  await page.emulateMedia({ media: "print", colorScheme: "light" });
  writeFileSync(`${to}.pdf`, await page.pdf({ preferCSSPageSize: true }));
  try {
    execFileSync("gs", [
      "-q",
      "-dNOPAUSE",
      "-dBATCH",
      "-sDEVICE=png16m",
      "-dTextAlphaBits=4",
      "-dGraphicsAlphaBits=4",
      "-r80",
      `-sOutputFile=${to}-%d.png`,
      `${to}.pdf`,
    ]);
  } catch {
    // The PDF says the same.
  }
}

interface Taking extends Wanted {
  readonly browser: Browser;
  readonly site: Site;
  readonly paths: ReadonlyMap<string, string>;
}

async function open(
  page: Page,
  { site, locale, paths }: Taking,
  { name, status = 200 }: PageKind,
): Promise<void> {
  const address = `${site.url}/${locale}${paths.get(name) ?? ""}`;
  const answer = await page.goto(address);
  if (answer?.status() !== status)
    throw new Stop(`The page "${name}" answers ${answer?.status()} instead of ${status}: ${address}`);
  await page.evaluate(async () => {
    await document.fonts.ready;
    // What lies below the fold is asked for late, and a picture of the whole page does not wait for it.
    for (const image of document.images) image.loading = "eager";
    await Promise.allSettled([...document.images].map((image) => image.decode()));
  });
}

/** Pictures of all kinds that one visitor opens, at one width in one scheme. */
async function take(
  taking: Taking,
  visitor: Visitor,
  width: 1280 | 360,
  scheme: "light" | "dark",
): Promise<number> {
  const { browser, site, folder, kinds } = taking;
  const viewport = { width, height: WIDTHS[width] };
  const context = await contextFor(browser, site, visitor, {
    locale: "fr-FR",
    viewport,
    colorScheme: scheme,
  });
  const page = await context.newPage();
  const own = kinds.filter((kind) => kind.visitor === visitor);
  for (const kind of own) {
    await open(page, taking, kind);
    await page.screenshot({ path: join(folder, `${kind.name}-${width}-${scheme}.png`), fullPage: true });
    if (!kind.isPrinted || width !== 1280 || scheme !== "light") continue;
    await print(page, join(folder, `${kind.name}-print`));
    await page.emulateMedia({ media: "screen", colorScheme: scheme });
  }
  await context.close();
  return own.length;
}

async function takeAll(taking: Taking, progress: Progress): Promise<number> {
  let count = 0;
  const visitors = [...new Set(taking.kinds.map(({ visitor }) => visitor))];
  for (const width of [1280, 360] as const) {
    for (const scheme of SCHEMES) {
      const done = progress.step(`${width} px, ${scheme}`);
      for (const visitor of visitors) count += await take(taking, visitor, width, scheme);
      done(`${width} px, ${scheme}`);
    }
  }
  return count;
}

/** The pictures of one site; a server of its own unless one runs. */
async function onSite(
  wanted: Wanted,
  browser: Browser,
  mode: "demo" | "live",
  progress: Progress,
): Promise<number> {
  const { dataDir } = environment();
  const running = wanted.url === null ? await startServer({ mode }) : null;
  const site = running ?? { url: wanted.url ?? "", dataDir, databaseUrl: databaseUrlOf(dataDir) };
  try {
    return await takeAll({ ...wanted, browser, site, paths: await pathsOf(site, wanted.kinds) }, progress);
  } finally {
    await running?.stop();
  }
}

/** Pictures of an earlier run would pass for those of this one. */
function forgetOld({ folder, kinds }: Wanted): void {
  const isOwn = (file: string) => {
    const name = /^(.+?)-(?:\d+-(?:light|dark)\.png|print(?:-\d+)?\.(?:png|pdf))$/.exec(file)?.[1];
    return kinds.some((kind) => kind.name === name);
  };
  for (const file of readdirSync(folder).filter(isOwn)) rmSync(join(folder, file));
}

/** `npm run pictures -- DIR`: every kind of page at two widths, light and dark, and some as printed. */
export async function main(args: readonly string[]): Promise<number> {
  return await command(async () => {
    const progress = progressLines();
    const wanted = read(args);
    mkdirSync(wanted.folder, { recursive: true });
    forgetOld(wanted);
    const found = requireBrowser(progress);
    if (wanted.url === null) await currentSite(progress);
    const browser = await chromium.launch({
      args: FLAGS,
      ...(found === "own" ? {} : { executablePath: found }),
    });
    const of = (site?: "empty") => wanted.kinds.filter((kind) => kind.site === site);
    let count = 0;
    try {
      if (of().length > 0) count += await onSite({ ...wanted, kinds: of() }, browser, "demo", progress);
      if (of("empty").length > 0 && wanted.url === null)
        count += await onSite({ ...wanted, kinds: of("empty") }, browser, "live", progress);
    } finally {
      await browser.close();
    }
    progress.say(`${count} pictures in ${wanted.folder}`);
    return 0;
  });
}
