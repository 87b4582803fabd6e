import { createHash } from "node:crypto";
import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listOf } from "@/lib/proof/manifest/manifest";
import { bytesOf, filesIn, put, ready, remove } from "../press/folder";
import { MANIFEST } from "../press/listing";
import { frozen } from "./freeze";

export interface ExportOptions {
  /** The folder of the living site. */
  readonly from: string;
  readonly to: string;
  readonly origin: string;
  readonly at: Date;
  /** Samples for web servers, laid beside the site. */
  readonly samples: string;
}

const sha256 = (body: string | Uint8Array) => createHash("sha256").update(body).digest("hex");

/** The first page of all: with no server that knows the reader's language, she chooses. */
const ENTRANCE = `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Signataires</title><meta http-equiv="refresh" content="0;url=/fr"></head><body><p><a href="/fr">Français</a></p><p><a href="/en" lang="en">English</a></p></body></html>`;

/** Whether a folder may take an export: it is empty, or holds an earlier one. */
export async function mayTake(folder: string): Promise<boolean> {
  const names: readonly string[] = await readdir(folder).catch(() => []);
  return names.length === 0 || names.includes(MANIFEST);
}

/**
 * Writes the frozen site: every page with its compressed forms, and a list of all files with their hashes. Needs neither
 * database nor app. Returns how many files there are.
 */
export async function exportSite({ from, to, origin, at, samples }: ExportOptions): Promise<number> {
  await mkdir(to, { recursive: true });
  await ready(to);
  const paths = (await filesIn(from)).filter((path) => !/^(\.|manifest\.|\w\w\/away\.html)/.test(path));
  const files = new Set(paths);
  // What an earlier export left and this one does not hold.
  for (const path of await filesIn(to)) if (!files.has(path)) await remove(to, path);
  const listed = [];
  for (const path of paths) {
    const bytes = await bytesOf(from, path);
    if (!bytes) continue;
    const body = path.endsWith(".html") ? frozen(bytes.toString("utf8"), { files, origin, at }) : bytes;
    put(to, path, body);
    listed.push({ path, hash: sha256(body) });
  }
  put(to, "index.html", ENTRANCE);
  listed.push({ path: "index.html", hash: sha256(ENTRANCE) });
  put(to, MANIFEST, listOf(listed));
  await cp(samples, join(to, ".servers"), { recursive: true });
  await writeFile(join(to, ".frozen"), `${at.toISOString()} ${origin}\n`);
  return listed.length;
}
