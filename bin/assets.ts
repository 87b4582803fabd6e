import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import tailwind from "@tailwindcss/postcss";
import { build } from "esbuild";
import postcss from "postcss";
import { cutFonts } from "./fonts/cut";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "public/assets");
const styles = ["document", "answering", "maps", "match", "wall", "desk", "print", "embed"];
/**
 * Compiles the styles, copies the fonts and bundles the small enhancement modules into `public/assets` under names
 * that hold a hash of their content, and writes `lib/core/assets.json` (name → address) for `asset()`.
 */
export async function buildAssets(): Promise<Record<string, string>> {
  await mkdir(target, { recursive: true });
  const manifest: Record<string, string> = {};
  for (const [name, bytes] of await cutFonts(
    await readFile(join(root, "components/styles/tokens.css"), "utf8"),
  ))
    manifest[`${name}.woff2`] = await keep(name, "woff2", bytes);
  for (const name of styles) manifest[`${name}.css`] = await keep(name, "css", await style(name, manifest));
  for (const [name, bytes] of await scripts()) manifest[`${name}.js`] = await keep(name, "js", bytes);
  await copyFile(join(root, "bin/verify.mjs"), join(target, "verify.mjs"));
  await sweep(new Set(Object.values(manifest).map((address) => basename(address))));
  // Renamed into place, so that whoever reads beside a build never reads half a manifest.
  const held = join(root, `lib/core/assets-${process.pid}.json`);
  await writeFile(held, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(held, join(root, "lib/core/assets.json"));
  return manifest;
}

async function style(name: string, manifest: Record<string, string>): Promise<Buffer> {
  const from = join(root, `components/styles/${name}.css`);
  const plugin = tailwind({ base: root, optimize: { minify: true } });
  const { css } = await postcss([plugin]).process(await readFile(from, "utf8"), { from });
  // The notice names a version at the head of each file; it is in the licences, not needed on the wire.
  const bare = css.replace(/^\/\*!.*?\*\//s, "");
  return Buffer.from(bare.replace(/\/assets\/@([\w-]+\.woff2)/g, (_, font: string) => manifest[font] ?? ""));
}

async function scripts(): Promise<[string, Buffer][]> {
  const folder = join(root, "components/enhance");
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const made = await build({
    entryPoints: [...names.map((file) => join(folder, file)), join(root, "lib/proof/verifying/check.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    outdir: target,
    write: false,
  });
  return made.outputFiles.map((file) => [basename(file.path, ".js"), Buffer.from(file.contents)]);
}

async function keep(name: string, extension: string, bytes: Buffer): Promise<string> {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  const file = `${name}-${hash}.${extension}`;
  await writeFile(join(target, file), bytes);
  return `/assets/${file}`;
}

async function sweep(current: Set<string>): Promise<void> {
  for (const file of await readdir(target)) {
    if (/-[0-9a-f]{8}\.(css|js|woff2)$/.test(file) && !current.has(file)) await rm(join(target, file));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const made = await buildAssets();
  process.stdout.write(`${Object.keys(made).length} assets in public/assets\n`);
}
