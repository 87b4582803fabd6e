import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { filesOf, type Listed, type ManifestHead, readManifest } from "@/lib/proof/manifest/manifest";
import { bytesOf, filesIn, put, ready, remove } from "../press/folder";
import { MANIFEST, MANIFEST_NOTE } from "../press/listing";

/** A mirror refuses what it cannot prove; its message says what is wrong. */
export class Untrue extends Error {}

export interface MirrorOptions {
  /** Scheme and host of the living site. */
  readonly origin: string;
  readonly folder: string;
  /** The log's verifier key: nobody else may say what the site's files are. */
  readonly logKey: string;
  readonly fetcher?: typeof fetch;
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const AT_ONCE = 8;
const MOST_BYTES = 64 * 2 ** 20;

async function read(fetcher: typeof fetch, origin: string, path: string): Promise<Buffer> {
  const address = `${origin}/${path.split("/").map(encodeURIComponent).join("/")}`;
  const answer = await fetcher(address, { signal: AbortSignal.timeout(60_000), redirect: "error" });
  if (!answer.ok) throw new Untrue(`${address} answered ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.length > MOST_BYTES) throw new Untrue(`${address} is larger than ${MOST_BYTES} bytes`);
  return bytes;
}

interface Told {
  readonly head: ManifestHead;
  readonly note: Buffer;
  readonly list: Buffer;
  readonly files: readonly Listed[];
}

/** The list of files and who signed it. Throws `Untrue` where they do not belong together. */
async function told({ origin, logKey, fetcher = fetch }: MirrorOptions): Promise<Told> {
  const [note, list] = await Promise.all([
    read(fetcher, origin, MANIFEST_NOTE),
    read(fetcher, origin, MANIFEST),
  ]);
  const head = await readManifest(note.toString("utf8"), logKey);
  if (!head) throw new Untrue("the list of files is not signed by this log");
  if (sha256(list) !== head.hash) throw new Untrue("the list of files is another than the signed one");
  const files = filesOf(list.toString("utf8"));
  if (files?.length !== head.files) throw new Untrue("the list of files cannot be read");
  return { head, note, list, files };
}

/** When the copy in this folder was signed; null where there is none. A mirror never goes back behind it. */
async function heldSince(folder: string, logKey: string): Promise<Date | null> {
  const note = await readFile(join(folder, MANIFEST_NOTE), "utf8").catch(() => "");
  return (await readManifest(note, logKey))?.at ?? null;
}

export interface Mirrored {
  readonly files: number;
  readonly fetched: number;
  readonly removed: number;
}

/**
 * Brings a copy of the site up to date: each file is proven by its hash, the list of hashes by the log's key. The list is laid
 * down last, so that a copy that was interrupted is known as such and taken up again.
 */
export async function mirror(options: MirrorOptions): Promise<Mirrored> {
  const { origin, folder, logKey, fetcher = fetch } = options;
  await mkdir(folder, { recursive: true });
  await ready(folder);
  const { head, note, list, files } = await told(options);
  const since = await heldSince(folder, logKey);
  if (since && head.at < since) throw new Untrue("the site shows an older list than this copy holds");
  const wanted = new Map(files.map((file) => [file.path, file.hash]));
  const rest = files.values();
  let fetched = 0;
  const lane = async () => {
    for (const { path, hash } of rest) {
      const held = await bytesOf(folder, path);
      if (held && sha256(held) === hash) continue;
      const bytes = await read(fetcher, origin, path);
      if (sha256(bytes) !== hash) throw new Untrue(`${path} is another than the signed one`);
      put(folder, path, bytes);
      fetched += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const surplus = (await filesIn(folder)).filter(
    (path) => !wanted.has(path) && !/^(manifest\.|\.)/.test(path),
  );
  for (const path of surplus) await remove(folder, path);
  put(folder, MANIFEST, list);
  put(folder, MANIFEST_NOTE, note);
  return { files: files.length, fetched, removed: surplus.length };
}
