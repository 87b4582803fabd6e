import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { parseCheckpoint } from "../log/checkpoint";
import { parseNote } from "../log/note";
import { type LogKey, logKey } from "../signer/key";

/** The folder of the signer: its key, the key that is to follow, its last checkpoint, and what it left behind. */
export class SignerFiles {
  constructor(readonly folder: string) {}

  get lastSigned(): string {
    return join(this.folder, "last-signed");
  }

  /** The key in use, made under this name where there is none yet. */
  key(name: string): Promise<LogKey> {
    return logKey(join(this.folder, "key"), name);
  }

  /** The key that is to follow, made where there is none yet. */
  next(name: string): Promise<LogKey> {
    return logKey(join(this.folder, "key.next"), name);
  }

  /** The size of the last checkpoint; null where the file is missing or damaged. */
  lastSize(): number | null {
    if (!existsSync(this.lastSigned)) return null;
    return parseCheckpoint(parseNote(readFileSync(this.lastSigned, "utf8"))?.text ?? "")?.size ?? null;
  }

  /** Puts the next key in place of the one in use, which stays beside it under the size that it ended at. */
  takeOver(size: number): void {
    const kept = join(this.folder, `key.until-${size}`);
    if (!existsSync(kept)) linkSync(join(this.folder, "key"), kept);
    renameSync(join(this.folder, "key.next"), join(this.folder, "key"));
  }

  /** Puts the key of the seal aside, so that the next one is made in its place; answers where it lies now. */
  putSealAside(): string {
    const [seal, ends] = [join(this.folder, "seal"), readdirSync(this.folder)];
    const number = 1 + ends.filter((name) => name.startsWith("seal.ended-")).length;
    const kept = join(this.folder, `seal.ended-${number}`);
    renameSync(seal, kept);
    return kept;
  }

  /** Puts the last checkpoint of a log that ended aside: it is the proof of what was signed there. */
  putAside(name: string): void {
    const folder = join(this.folder, "shards", name.replaceAll(/[^\w.-]/g, "_"));
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (existsSync(this.lastSigned)) renameSync(this.lastSigned, join(folder, "last-signed"));
  }
}

/** The name of the log after this one: example.org/log, example.org/log-2, example.org/log-3. */
export function nextName(name: string): string {
  const [, base = name, number] = /^(.*?)(?:-(\d+))?$/.exec(name) ?? [];
  return `${base}-${Number(number ?? 1) + 1}`;
}
