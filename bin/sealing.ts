import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { modeOf } from "@/bin/with-database";
import { systemCtx } from "@/lib/core/auth/link";
import { log } from "@/lib/core/log";
import { sealKey } from "@/lib/proof/seal/key";
import { sealReceipts } from "@/lib/signatures/sealing/commands";

const IDLE_MS = 1500;
const AT_ONCE = 5;
const AWAY_MS = 5000;

/**
 * Seals receipts until told to stop, beside the signer, whose process alone may read keys. Whatever goes wrong here is tried
 * again and never stops the signing of the log. A demonstration has hundreds at once that nobody waits for: it takes its time.
 */
export async function runSealing(dataDir: string, siteName: string, signal: AbortSignal): Promise<void> {
  const isDemo = (await modeOf(process.env.DATABASE_URL ?? "")) === "demo";
  while (!signal.aborted) {
    let pause = IDLE_MS;
    try {
      // Read anew each time: another may have taken over since.
      const key = await sealKey(join(dataDir, "log", "seal"), siteName, new Date());
      const done = await sealReceipts(await systemCtx(), { key, limit: AT_ONCE });
      if (done.ok && done.value.sealed > 0 && !isDemo) pause = 0;
    } catch (error) {
      log().error({ err: error }, "a receipt could not be sealed");
      pause = AWAY_MS;
    }
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}
