import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { fileOf } from "../rules";

/** One file of the public site, ready to be sent. */
export interface Copy {
  readonly path: string;
  /** Strong, without its quotes; each compressed form has a suffix of its own. */
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
  readonly bytes: number;
}

interface Held {
  readonly copy: Copy | null;
  readonly mark: string;
  checkedAt: number;
  checking: Promise<Held> | null;
}

// A changed file is noticed within this time, and until then a file that many ask for is not looked at again.
const TRUST_MS = 250;

async function markOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? `${found.ino} ${found.mtimeMs} ${found.size}` : "";
}

/** A compressed form that says what the file says: beside a file that is being replaced it may be an older or a newer one. */
function evenOrNull(form: Buffer | null, plain: Buffer, open: (form: Buffer) => Buffer): Buffer | null {
  try {
    return form && open(form).equals(plain) ? form : null;
  } catch {
    return null;
  }
}

async function read(root: string, path: string): Promise<Copy | null> {
  const file = (suffix: string) => readFile(join(root, path + suffix)).catch(() => null);
  const [plain, br, gzip] = await Promise.all([file(""), file(".br"), file(".gz")]);
  if (!plain) return null;
  const forms = {
    br: evenOrNull(br, plain, brotliDecompressSync),
    gzip: evenOrNull(gzip, plain, gunzipSync),
  };
  const etag = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
  return {
    path,
    etag,
    plain,
    ...forms,
    bytes: plain.length + (forms.br?.length ?? 0) + (forms.gzip?.length ?? 0),
  };
}

/** The files of the public site by their address, the most asked for in memory. */
export class Shelf {
  readonly #held = new Map<string, Held>();
  #bytes = 0;

  constructor(
    readonly root: string,
    readonly capacity = 96 * 2 ** 20,
  ) {}

  /** The file of an address, from memory where it was looked at within a quarter of a second; else a promise of it. */
  of(address: string, now: number): Copy | null | Promise<Copy | null> {
    const held = this.#held.get(address);
    if (held && now - held.checkedAt < TRUST_MS) return held.copy;
    return this.#checked(address, held, now).then(({ copy }) => copy);
  }

  #checked(address: string, held: Held | undefined, now: number): Promise<Held> {
    if (held?.checking) return held.checking;
    const checking = this.#check(address, held, now);
    if (held) held.checking = checking;
    return checking;
  }

  async #check(address: string, held: Held | undefined, now: number): Promise<Held> {
    for (const extension of [".html", ""] as const) {
      const path = fileOf(address, extension);
      const mark = path ? await markOf(join(this.root, path)) : "";
      if (!path || !mark) continue;
      if (held?.copy?.path === path && held.mark === mark) {
        held.checkedAt = now;
        held.checking = null;
        return held;
      }
      const copy = await read(this.root, path);
      if (copy) return this.#hold(address, { copy, mark, checkedAt: now, checking: null });
    }
    this.#forget(address);
    return { copy: null, mark: "", checkedAt: now, checking: null };
  }

  #hold(address: string, held: Held): Held {
    this.#forget(address);
    this.#held.set(address, held);
    this.#bytes += held.copy?.bytes ?? 0;
    // What was put there first goes first: what is asked for often is back at once.
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= this.capacity || oldest === address) break;
      this.#forget(oldest);
    }
    return held;
  }

  #forget(address: string): void {
    const held = this.#held.get(address);
    if (!held) return;
    this.#bytes -= held.copy?.bytes ?? 0;
    this.#held.delete(address);
  }
}
