import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import { buildAssets } from "@/bin/assets";
import { requireBrowser } from "@/bin/browser";
import { currentSite } from "@/bin/built";
import { command, type Progress, progressLines, Stop } from "@/bin/report";
import { SECOND_GO } from "@/bin/testing/second-go";

interface Count {
  readonly passed: number;
  readonly failed: number;
  /** One line for each failed test, repeated below the whole run where a reader looks first. */
  readonly names?: readonly string[];
  /** The same for those that passed at their second go. */
  readonly again?: readonly string[];
}

const results = join("test-results", "reports");
const one = (isGood: boolean): Count => (isGood ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
const bin = (...path: string[]) => join("node_modules", ...path);

/** Runs a Node tool with its output on the screen; tells whether it succeeded. */
async function runs(
  script: string,
  args: readonly string[],
  more: Record<string, string> = {},
): Promise<boolean> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: "inherit",
    env: { ...process.env, ...more },
  });
  return await new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
}

/** Reads a runner's report; a runner that failed without a failed test (it could not even begin) counts as one failure. */
function count(isGood: boolean, file: string, read: (json: unknown) => Count): Count {
  if (!existsSync(file)) return one(isGood);
  const found = read(JSON.parse(readFileSync(file, "utf8")));
  return !isGood && found.failed === 0 ? { ...found, failed: 1 } : found;
}

const firstLine = (text = "") => text.split("\n", 1)[0];

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** The failed tests, and the files that could not even be read. */
function failedUnits(files: z.infer<typeof vitestReport>["testResults"]): string[] {
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter((one) => one.status === "failed");
    if (failed.length === 0) return status === "failed" ? [`${file}: ${firstLine(message)}`] : [];
    return failed.map((one) => `${file} › ${one.fullName}: ${firstLine(one.failureMessages[0])}`);
  });
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  suites: z.array(z.unknown()),
});
const suite = z.object({
  suites: z.array(z.unknown()).default([]),
  specs: z
    .array(
      z.object({
        file: z.string(),
        title: z.string(),
        tests: z.array(z.object({ status: z.string() })),
      }),
    )
    .default([]),
});

/** The stories that ended so: "unexpected" at each go, or "flaky", at the first. */
function storiesThat(status: "unexpected" | "flaky", found: unknown): string[] {
  const { suites, specs } = suite.parse(found);
  const own = specs.filter(({ tests }) => tests.some((one) => one.status === status));
  return [
    ...own.map(({ file, title }) => `e2e/${file} › ${title}`),
    ...suites.flatMap((inner) => storiesThat(status, inner)),
  ];
}

async function format(): Promise<Count> {
  return one(await runs(bin("@biomejs", "biome", "bin", "biome"), ["check", "--error-on-warnings"]));
}

async function types(): Promise<Count> {
  await runs(bin("next", "dist", "bin", "next"), ["typegen"], { NEXT_TELEMETRY_DISABLED: "1" });
  return one(await runs(bin("typescript", "bin", "tsc"), ["--noEmit", "-p", "."]));
}

const secondGoes = () =>
  existsSync(SECOND_GO) ? readFileSync(SECOND_GO, "utf8").split("\n").filter(Boolean) : [];

async function unit(): Promise<Count> {
  const file = join(results, "vitest.json");
  const reporters = [
    "--reporter=dot",
    "--reporter=./bin/testing/second-go.ts",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const isGood = await runs(bin("vitest", "vitest.mjs"), ["run", ...reporters], { NODE_ENV: "test" });
  return count(isGood, file, (json) => {
    const { numPassedTests, numFailedTests, testResults } = vitestReport.parse(json);
    return {
      passed: numPassedTests,
      failed: numFailedTests,
      names: failedUnits(testResults),
      again: secondGoes(),
    };
  });
}

async function build(progress: Progress): Promise<Count> {
  try {
    await currentSite(progress);
    return one(true);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    progress.say(error.message);
    return one(false);
  }
}

async function stories(args: readonly string[]): Promise<Count> {
  if (!existsSync("e2e") || !readdirSync("e2e").some((name) => name.endsWith(".spec.ts")))
    return { passed: 0, failed: 0 };
  const file = join(results, "playwright.json");
  const isGood = await runs(bin("@playwright", "test", "cli.js"), ["test", ...args], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  return count(isGood, file, (json) => {
    const { stats, suites } = playwrightReport.parse(json);
    const [names, again] = (["unexpected", "flaky"] as const).map((status) =>
      suites.flatMap((one) => storiesThat(status, one)),
    );
    return {
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      names: names ?? [],
      again: again ?? [],
    };
  });
}

/** The steps in order; all run, so that one failure does not hide the next. */
function stepsFor(args: readonly string[], progress: Progress): [string, () => Promise<Count>][] {
  const rest = args.filter((arg) => !["--no-browser", "--only-browser"].includes(arg));
  const before: [string, () => Promise<Count>][] = [
    ["Format and lint", format],
    ["Types", types],
    ["Unit and database tests", unit],
  ];
  const after: [string, () => Promise<Count>][] = [
    ["Production build", () => build(progress)],
    ["Browser stories", () => stories(rest)],
  ];
  if (args.includes("--no-browser")) return before;
  return args.includes("--only-browser") ? after : [...before, ...after];
}

/** `npm test`, `npm run check` (--no-browser), `npm run e2e -- FILES…` (--only-browser). Ends with "N passed, N failed". */
export async function main(args: readonly string[]): Promise<number> {
  return await command(async () => {
    const progress = progressLines();
    if (!args.includes("--no-browser")) requireBrowser(progress);
    rmSync(results, { recursive: true, force: true });
    mkdirSync(results, { recursive: true });
    await buildAssets();
    let passed = 0;
    let failed = 0;
    const names: string[] = [];
    const again: string[] = [];
    for (const [name, step] of stepsFor(args, progress)) {
      const began = Date.now();
      console.log(`\n── ${name}`);
      const found = await step();
      passed += found.passed;
      failed += found.failed;
      again.push(...(found.again ?? []));
      if (found.failed > 0) names.push(...(found.names?.length ? found.names : [name]));
      console.log(
        `${found.failed === 0 ? "✓" : "✗"} ${name}: ${found.passed} passed, ${found.failed} failed (${((Date.now() - began) / 1000).toFixed(1)} s)`,
      );
    }
    for (const name of again) console.log(`↻ passed at the second go: ${name}`);
    for (const name of names) console.log(`✗ ${name}`);
    console.log(`\n${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  });
}
