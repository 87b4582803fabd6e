import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { db } from "@/lib/core/db";
import { logKey } from "@/lib/proof/signer/key";
import { runSigner } from "@/lib/proof/signer/signer";

/** Runs the signer until all that waits is signed; its key and file lie in `log` below the folder. */
export async function sequenced(url: string, dataDir: string): Promise<void> {
  const ending = new AbortController();
  const key = await logKey(join(dataDir, "log", "key"), "test.example/log");
  const lastSigned = join(dataDir, "log", "last-signed");
  const done = runSigner({ url, key, lastSigned, signal: ending.signal, say: () => undefined });
  const [size, until] = [await db().logLeaf.count(), Date.now() + 300_000];
  const signed = async () =>
    Number(
      (await db().logCheckpoint.findFirst({ orderBy: { size: "desc" }, select: { size: true } }))?.size ?? 0,
    );
  while ((await signed()) < size) {
    if (Date.now() > until) throw new Error("the signer does not keep up");
    await wait(100);
  }
  ending.abort();
  await done;
}
