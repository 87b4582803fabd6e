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
import { writeManifest, writeNote } from "./listing";
import { type Hands, type Press, pass, pressThings } from "./pass";

const POLL_MS = 150;
const CLOCK_MS = 10_000;
const ALIVE_MS = 2000;
const LONGEST_PAUSE_MS = 10_000;
// So many pages are worth a line in the log.
const MANY = 500;
// The list names every file: it is written when things are quiet, and not again at once.
const LIST_MS = 5000;

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

/** Says that the press lives, and that whatever was done before this instant is in the files. */
async function showAlive(root: string, followed: Date): Promise<void> {
  const aside = join(root, ".aside", "alive");
  await writeFile(aside, followed.toISOString());
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

/** When what was last done, in milliseconds of this process's clock. */
interface Times {
  clocked: number;
  alive: number;
  followed: Date;
  listed: number;
  list: "old" | "written" | "signed";
}

async function turn(press: Press, crew: Hands, times: Times): Promise<void> {
  const now = Date.now();
  const living = setInterval(
    () => void showAlive(press.root, times.followed).catch(() => undefined),
    ALIVE_MS,
  );
  try {
    await step(press, crew, times, now);
  } finally {
    clearInterval(living);
  }
}

async function step(press: Press, crew: Hands, times: Times, now: number): Promise<void> {
  if (now - times.clocked > CLOCK_MS) {
    await followClock(await systemCtx());
    times.clocked = now;
  }
  const pressed = await pass(press, crew);
  if (pressed && pressed.rendered > MANY) {
    const seconds = ((Date.now() - now) / 1000).toFixed(1);
    log().info(`${pressed.rendered} pages rendered, ${pressed.written} written in ${seconds} s`);
  }
  times.followed = new Date(now);
  if (pressed || now - times.alive > ALIVE_MS) {
    await showAlive(press.root, times.followed);
    times.alive = now;
  }
  if (pressed) times.list = "old";
  else if (times.list === "old" && now - times.listed > LIST_MS) {
    await writeManifest(press.root);
    Object.assign(times, { list: "written", listed: now });
  } else if (times.list === "written" && (await writeNote(press.root))) times.list = "signed";
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
  const times: Times = { clocked: 0, alive: 0, followed: new Date(0), listed: 0, list: "old" };
  let pause = POLL_MS;
  while (!signal.aborted) {
    try {
      await turn(press, crew, times);
      pause = POLL_MS;
    } catch (error) {
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      const why = error instanceof Error ? error.message : String(error);
      log().warn(`the public site could not be written: ${why}`);
    }
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}
