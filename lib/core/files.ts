import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "./env";

/** Where a kept file lies, by the SHA-256 of its bytes; private, never served as such. */
export function keptFile(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error("not a hash");
  return join(env().dataDir, "files", hash);
}

/** Keeps bytes under DATA_DIR/files for the owner's eyes alone; returns their SHA-256, in hexadecimal. */
export async function keepFile(bytes: Uint8Array): Promise<string> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const path = keptFile(hash);
  await mkdir(join(env().dataDir, "files"), { recursive: true, mode: 0o700 });
  // Written aside first, so that a file under its hash is always whole.
  const aside = `${path}.${process.pid}`;
  await writeFile(aside, bytes, { mode: 0o600 });
  await rename(aside, path);
  return hash;
}
