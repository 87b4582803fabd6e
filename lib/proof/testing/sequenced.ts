import { join } from "node:path";
import { expect, vi } from "vitest";
import { db } from "@/lib/core/db";
import { logKey } from "../signer/key";
import { runSigner } from "../signer/signer";

/** Gives all that waits its index and signs it, with the key of this folder; returns the log's key. */
export async function sequenced(url: string, dataDir: string): Promise<string> {
  const ending = new AbortController();
  const key = await logKey(join(dataDir, "log", "key"), "test.example/log");
  const lastSigned = join(dataDir, "log", "last-signed");
  const done = runSigner({ url, key, lastSigned, signal: ending.signal, say: () => undefined });
  const size = await db().logLeaf.count();
  const signed = async () =>
    Number((await db().logCheckpoint.findFirst({ orderBy: { size: "desc" } }))?.size ?? 0);
  await vi.waitFor(async () => expect(await signed()).toBe(size), 20_000);
  ending.abort();
  await done;
  return key.vkey;
}
