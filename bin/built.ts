import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { withLock } from "@/bin/postgres/processes";
import { type Progress, Stop } from "@/bin/report";

const sources = [
  "app",
  "components",
  "lib",
  "prisma/schema.prisma",
  "prisma/migrations",
  "public",
  "next.config.ts",
  "proxy.ts",
  "bin/assets.ts",
  "package-lock.json",
  "tsconfig.json",
];

/** What Next's build is made from, as one word; tests and what the build itself writes are left out. */
function digestOfSources(): string {
  const hash = createHash("sha256").update(process.version);
  const visit = (path: string) => {
    if (!existsSync(path) || path === "public/assets" || path === "lib/core/assets.json") return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(`${path}/${name}`);
    } else if (!path.includes(".test.") && !path.startsWith("lib/core/testing")) {
      hash.update(path).update("\0").update(readFileSync(path)).update("\0");
    }
  };
  for (const path of sources) visit(path);
  return hash.digest("hex").slice(0, 16);
}

async function nextBuild(): Promise<void> {
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [join("node_modules", "next", "dist", "bin", "next"), "build"], {
    env: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-6000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Stop(`The site could not be built (next build):\n${output.trim()}`);
}

function forgetOldSites(current: string): void {
  const dayAgo = Date.now() - 86_400_000;
  for (const name of readdirSync("dist")) {
    const path = join("dist", name);
    if (name.startsWith("site-") && name !== current && statSync(path).mtimeMs < dayAgo)
      rmSync(path, { recursive: true, force: true });
  }
}

async function build(name: string): Promise<void> {
  const target = join("dist", name);
  rmSync(join(".next", "standalone"), { recursive: true, force: true });
  // Loaded only when asked: a running site needs neither esbuild nor Tailwind in its memory.
  const { buildAssets } = await import("@/bin/assets");
  await buildAssets();
  await nextBuild();
  const standalone = join(".next", "standalone");
  // A path that is known only when the server runs makes Next carry whole folders: the builds before this one too, each time twice.
  rmSync(join(standalone, "dist"), { recursive: true, force: true });
  cpSync(join(".next", "static"), join(standalone, ".next", "static"), { recursive: true });
  if (existsSync("public")) cpSync("public", join(standalone, "public"), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(standalone, target);
  writeFileSync(join("dist", "current-site"), name);
  forgetOldSites(name);
}

/**
 * The folder of a production build of the present sources, built when there is none. Each build has a folder of its own,
 * so that a running site keeps the one it began with. Where there are no sources (container image), the one that was built.
 */
export async function currentSite(progress: Progress): Promise<string> {
  if (!existsSync("tsconfig.json"))
    return join(process.cwd(), "dist", readFileSync(join("dist", "current-site"), "utf8"));
  mkdirSync("dist", { recursive: true });
  const name = `site-${digestOfSources()}`;
  const folder = join(process.cwd(), "dist", name);
  if (existsSync(folder)) return folder;
  await withLock(
    join("dist", "build.lock"),
    async () => {
      if (existsSync(folder)) return;
      const done = progress.step("Building the site");
      await build(name);
      done("Site built");
    },
    900,
  );
  return folder;
}
