import { createHash } from "node:crypto";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { systemCtx } from "@/lib/core/auth/link";
import { log } from "@/lib/core/log";
import { followClock, markEverything, recordFiles } from "../commands";
import { publicationState, thingsOf, waitingMarks } from "../queries";
import { type ThingKind, thingOf } from "../rules";
import { damagedFiles } from "./checking";
import { bytesOf, put, ready } from "./folder";
import { type Hands, type Press, pass, pressThings } from "./pass";

const POLL_MS = 150;
const CLOCK_MS = 10_000;
const ALIVE_MS = 2000;

/** What says until when the site is known to follow the facts; read by who serves it while the rest is away. */
export const ALIVE = ".alive";

/** Styles, fonts and scripts under names that hold their hash: copied once, and kept for pages that caches still hold. */
export async function copyAssets(root: string, publicFolder: string, below = ""): Promise<void> {
  for (const entry of await readdir(join(publicFolder, below), { withFileTypes: true }).catch(() => [])) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory()) await copyAssets(root, publicFolder, path);
    else if (!(await isSame(join(root, path), join(publicFolder, path))))
      put(root, path, await readFile(join(publicFolder, path)));
  }
}

async function isSame(copy: string, original: string): Promise<boolean> {
  const sums = await Promise.all(
    [copy, original].map((path) =>
      readFile(path).then(
        (bytes) => createHash("sha256").update(bytes).digest("hex"),
        () => null,
      ),
    ),
  );
  return sums[0] !== null && sums[0] === sums[1];
}

async function showAlive(root: string): Promise<void> {
  const aside = join(root, ".aside", "alive");
  await writeFile(aside, new Date().toISOString());
  await rename(aside, join(root, ALIVE));
}

/** Mends the folder after a crash, a power cut or a restored database, and starts anew where another build rendered it. */
export async function heal(press: Press): Promise<number> {
  const state = await publicationState();
  const ctx = await systemCtx();
  if (state.build !== press.build) await markEverything(ctx);
  const wasAlive = (await bytesOf(press.root, ALIVE)) !== null;
  const damaged = await damagedFiles(press.root, wasAlive && state.build === press.build);
  await recordFiles(ctx, { written: [], removed: damaged.map(({ path }) => path) });
  if ((await waitingMarks()).isAll) return damaged.length;
  const byKind = new Map<ThingKind, Set<string>>();
  for (const thing of damaged.map(({ owner }) => thingOf(owner))) {
    if (thing) byKind.set(thing.kind, (byKind.get(thing.kind) ?? new Set()).add(thing.id));
  }
  for (const [kind, ids] of byKind) await pressThings(press, kind, [...ids], await thingsOf(kind, [...ids]));
  return damaged.length;
}

/** Runs the press until told to stop; what fails is said and tried again, and the old site stays meanwhile. */
export async function runPress(
  press: Press,
  crew: Hands,
  publicFolder: string,
  signal: AbortSignal,
): Promise<void> {
  await ready(press.root);
  await copyAssets(press.root, publicFolder);
  const healed = await heal(press);
  if (healed > 0) log().warn(`the public site lacked ${healed} files or held them cut short: written anew`);
  let [clocked, alive, pause] = [0, 0, POLL_MS];
  while (!signal.aborted) {
    try {
      const now = Date.now();
      if (now - clocked > CLOCK_MS) {
        await followClock(await systemCtx());
        clocked = now;
      }
      const began = performance.now();
      const pressed = await pass(press, crew);
      if (pressed && pressed.rendered > 500) {
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        log().info(`${pressed.rendered} pages rendered, ${pressed.written} written in ${seconds} s`);
      }
      if (pressed || now - alive > ALIVE_MS) {
        await showAlive(press.root);
        alive = now;
      }
      pause = POLL_MS;
    } catch (error) {
      pause = Math.min(pause * 2, 10_000);
      log().warn(
        `the public site could not be written: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}
