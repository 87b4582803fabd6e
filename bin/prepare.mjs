import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);

/** Ends the process with one plain sentence. */
export function fail(sentence) {
  console.error(`\n✗ ${sentence}`);
  process.exit(1);
}

/** Next and Prisma need Node 20.19 (package.json, "engines"). */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Signataires needs Node 20.19 or newer; this is Node ${version}. See https://nodejs.org/en/download`);
}

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null);

/** Whether node_modules holds what package-lock.json says, by the list that npm leaves there when it has finished. */
export function dependenciesAreCurrent() {
  const wanted = readJson(at("package-lock.json"))?.packages;
  const present = readJson(at("node_modules", ".package-lock.json"))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = present[path];
    return found
      ? found.version === entry.version && found.integrity === entry.integrity
      : entry.optional === true;
  });
}

function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    const keep = (chunk) => {
      output = (output + chunk).slice(-8000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Install scripts stay off (supply chain); the one that matters, Postgres' library links, is redone at its start. */
async function installDependencies() {
  const flags = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath;
  const { code, output } = npm?.endsWith(".js")
    ? await run(process.execPath, [npm, ...flags])
    : await run("npm", flags, { shell: process.platform === "win32" });
  if (code !== 0) fail(`The packages could not be installed (npm ci). npm said:\n${output.trim()}`);
}

/** Every file under the given paths, as "path mtime size" lines: cheap enough to ask at each command. */
function fingerprint(paths) {
  const hash = createHash("sha256").update(root);
  const visit = (path) => {
    if (!existsSync(path)) return;
    const stat = statSync(path);
    if (!stat.isDirectory())
      return void hash.update(`${relative(root, path)} ${stat.mtimeMs} ${stat.size}\n`);
    for (const name of readdirSync(path).sort())
      if (!name.includes(".test.") && name !== "node_modules") visit(join(path, name));
  };
  for (const path of paths) visit(at(path));
  return hash.digest("hex").slice(0, 16);
}

const stampOf = (name) => at("dist", `${name}.stamp`);
const isStamped = (name, value) => existsSync(stampOf(name)) && readFileSync(stampOf(name), "utf8") === value;

/** Generates the Prisma client; the schema engine that prisma would download is not needed for that. */
async function generateClient() {
  const value = createHash("sha256")
    .update(readFileSync(at("prisma", "schema.prisma")))
    .update(readFileSync(at("node_modules", "prisma", "package.json")))
    .digest("hex");
  if (isStamped("prisma-client", value) && existsSync(at("prisma", "client"))) return false;
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  };
  const { code, output } = await run(
    process.execPath,
    [at("node_modules", "prisma", "build", "index.js"), "generate"],
    { env },
  );
  if (code !== 0) fail(`The Prisma client could not be generated:\n${output.trim()}`);
  mkdirSync(at("dist"), { recursive: true });
  writeFileSync(stampOf("prisma-client"), value);
  return true;
}

const bundleSources = ["bin", "e2e", "lib", "components", "prisma", "package-lock.json", "tsconfig.json"];

function bundleEntries() {
  const commands = readdirSync(at("bin")).filter((name) => name.endsWith(".ts") && !name.includes(".test."));
  const entries = Object.fromEntries(commands.map((name) => [name.slice(0, -3), at("bin", name)]));
  if (existsSync(at("prisma", "seed.ts"))) entries.seed = at("prisma", "seed.ts");
  return entries;
}

/** A bundled file keeps the address of its source, so that `import.meta.url` means the same as in the source. */
const keepAddresses = {
  name: "keep-addresses",
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const contents = readFileSync(path, "utf8");
      if (!contents.includes("import.meta.url")) return undefined;
      const address = JSON.stringify(pathToFileURL(path).href);
      return {
        contents: contents.replaceAll("import.meta.url", address),
        loader: path.endsWith("x") ? "tsx" : "ts",
      };
    });
  },
};

/** Bundles the commands with esbuild into a folder of their own, so that a running process keeps the code it began with. */
async function bundle() {
  const name = `commands-${fingerprint(bundleSources)}`;
  const target = at("dist", name);
  if (existsSync(target)) return target;
  const fresh = at("dist", `new-${process.pid}`);
  const { build, stop } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: bundleEntries(),
    outdir: fresh,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    jsx: "automatic",
    sourcemap: "linked",
    logLevel: "error",
    plugins: [keepAddresses],
    // Next names its files without their ending, which plain Node does not complete.
    alias: {
      "server-only": at("bin", "empty.mjs"),
      "next/headers": "next/headers.js",
      "next/navigation": "next/navigation.js",
      "@": root,
    },
  });
  // Else its own process stays for as long as the command runs.
  await stop();
  try {
    renameSync(fresh, target);
  } catch {
    // Another command made the same bundle a moment ago.
    rmSync(fresh, { recursive: true, force: true });
  }
  forgetOldBundles(name);
  writeFileSync(at("dist", "current"), name);
  return target;
}

/** Keeps this bundle and those young enough for a running process to still read from. */
function forgetOldBundles(current) {
  const dayAgo = Date.now() - 86_400_000;
  for (const name of readdirSync(at("dist"))) {
    if (!/^(commands|new)-/.test(name) || name === current) continue;
    const path = at("dist", name);
    if (statSync(path, { throwIfNoEntry: false })?.mtimeMs < dayAgo)
      rmSync(path, { recursive: true, force: true });
  }
}

/**
 * Makes the folder ready for any command: Node version, locked packages, Prisma client, bundled commands.
 * A folder without sources (the container image) is ready as it is.
 * @param {{ step: (sentence: string) => ((sentence: string) => void) }} progress
 * @returns {Promise<string>} the folder of the bundled commands
 */
export async function prepare(progress) {
  checkNode();
  if (!existsSync(at("tsconfig.json"))) return at("dist", readFileSync(at("dist", "current"), "utf8"));
  if (!dependenciesAreCurrent()) {
    const done = progress.step("Installing the packages (about a minute)");
    await installDependencies();
    done("Packages installed");
  }
  if (existsSync(at("prisma", "schema.prisma"))) await generateClient();
  return await bundle();
}

/** One readable line per step: overwritten in a terminal, plain elsewhere. */
export function progressLines(stream = process.stderr) {
  return {
    step(sentence) {
      const began = Date.now();
      stream.write(stream.isTTY ? `… ${sentence}` : `… ${sentence}\n`);
      return (result) => {
        const seconds = ((Date.now() - began) / 1000).toFixed(1);
        stream.write(`${stream.isTTY ? "\r\x1b[2K" : ""}✓ ${result} (${seconds} s)\n`);
      };
    },
  };
}
