import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(html|csv|json|xml|txt|svg|js|mjs|css|atom|ics)$/;
// Brotli's 11 takes 60 ms a page, 4 less than one: files change while people wait for them.
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 } };

/** What lies beside a file in the site's folder, for servers that hand out compressed files as they are. */
export const VARIANTS = ["", ".br", ".gz"] as const;

const ASIDE = ".aside";
const made = new Set<string>();
let written = 0;

function putOne(root: string, path: string, bytes: Uint8Array): void {
  const aside = join(root, ASIDE, `${process.pid}-${++written}`);
  try {
    writeFileSync(aside, bytes, { flag: "wx" });
    renameSync(aside, join(root, path));
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function makeFolderOf(root: string, path: string): void {
  const folder = dirname(join(root, path));
  if (made.has(folder)) return;
  mkdirSync(folder, { recursive: true });
  made.add(folder);
}

/**
 * Writes a file and its compressed forms, each whole at once under its name: who reads meanwhile reads the old or the new one.
 * Throws what the file system says (a full disk: ENOSPC), and then the old ones stay. In one go, for handing a page from
 * thread to thread takes longer than writing it.
 */
export function put(root: string, path: string, body: string | Uint8Array): void {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  makeFolderOf(root, path);
  // The plain one last: a server that sees it new finds the others new as well.
  if (TEXT.test(path)) {
    putOne(root, `${path}.br`, brotliCompressSync(bytes, QUALITY));
    putOne(root, `${path}.gz`, gzipSync(bytes, { level: 4 }));
  }
  putOne(root, path, bytes);
}

/** Removes a file and its compressed forms. */
export async function remove(root: string, path: string): Promise<void> {
  for (const variant of VARIANTS) await rm(join(root, path + variant), { force: true });
}

/** Makes the folder ready, and clears what a killed process left half written aside. */
export async function ready(root: string): Promise<void> {
  made.clear();
  await rm(join(root, ASIDE), { recursive: true, force: true });
  await mkdir(join(root, ASIDE), { recursive: true });
}

/** Every file below a folder, as paths from it, compressed forms and what lies aside left out. */
export async function filesIn(root: string, below = ""): Promise<readonly string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) return path === ASIDE ? [] : filesIn(root, path);
      return /\.(br|gz)$/.test(path) ? [] : [path];
    }),
  );
  return found.flat();
}

/** A file's bytes, or null where there is none. */
export async function bytesOf(root: string, path: string): Promise<Buffer | null> {
  return readFile(join(root, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
}
