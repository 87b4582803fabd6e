import { createHash } from "node:crypto";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { thingsOf, type Written, waitingMarks, writtenFiles } from "../queries";
import { THINGS } from "../rules";
import { bytesOf, filesIn } from "./folder";
import { sheetsOf } from "./pass";

// What tells of no fact: styles and scripts, and what the press says of itself.
const OWN = /^(assets|icons)\/|^[^/]+\.(ico|png|svg|webmanifest)$|^\.alive$|^manifest/;

export interface Checked {
  readonly files: number;
  /** Marked changes that the press has not taken over yet. */
  readonly waiting: number;
  readonly missing: readonly string[];
  /** Files that say something else than the facts. */
  readonly stale: readonly string[];
  /** Files whose compressed forms say something else than they do. */
  readonly uneven: readonly string[];
  /** Files that tell of nothing. */
  readonly surplus: readonly string[];
}

async function stateOf(
  root: string,
  path: string,
  hash: string,
): Promise<"right" | "missing" | "stale" | "uneven"> {
  const bytes = await bytesOf(root, path);
  if (!bytes) return "missing";
  if (createHash("sha256").update(bytes).digest("hex") !== hash) return "stale";
  const [br, gz] = [await bytesOf(root, `${path}.br`), await bytesOf(root, `${path}.gz`)];
  try {
    const isEven = [br && brotliDecompressSync(br), gz && gunzipSync(gz)].every(
      (one) => one === null || one.equals(bytes),
    );
    return isEven ? "right" : "uneven";
  } catch {
    return "uneven";
  }
}

/** Renders every page again and holds it against its file. Changes nothing. */
export async function checkSite(root: string): Promise<Checked> {
  const found = { missing: [] as string[], stale: [] as string[], uneven: [] as string[] };
  const present = new Set((await filesIn(root)).filter((path) => !OWN.test(path)));
  let files = 0;
  for (const kind of THINGS) {
    for (const thing of await thingsOf(kind, null)) {
      for (const { path, hash } of await sheetsOf(thing)) {
        files += 1;
        present.delete(path);
        const state = await stateOf(root, path, hash);
        if (state !== "right") found[state].push(path);
      }
    }
  }
  return { files, waiting: (await waitingMarks()).ids.length, ...found, surplus: [...present].sort() };
}

/** Files that are gone or were cut short since they were written, as after a power cut. */
export async function damagedFiles(root: string, isTrusted: boolean): Promise<readonly Written[]> {
  const damaged: Written[] = [];
  for (const file of await writtenFiles(null)) {
    const bytes = await bytesOf(root, file.path);
    const isWhole =
      bytes !== null &&
      bytes.byteLength === file.size &&
      (isTrusted || createHash("sha256").update(bytes).digest("hex") === file.hash);
    if (!isWhole) damaged.push(file);
  }
  return damaged;
}
