import { join } from "node:path";
import { readOrNull } from "@/bin/postgres/processes";
import { readyProcess } from "@/bin/process";
import { command, environment, Stop } from "@/bin/report";
import { runSealing } from "@/bin/sealing";
import { disconnect } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { BadWitnesses, parseWitnesses, type Witnesses } from "@/lib/proof/cosigning/witnesses";
import { logKey } from "@/lib/proof/signer/key";
import { runSigner } from "@/lib/proof/signer/signer";

/** The log's name at its first start: the site's address without its scheme. */
function originOf(appUrl: string): string {
  return `${new URL(appUrl).host}/log`;
}

/** Who cosigns: WITNESSES, else the file `log/witnesses` of DATA_DIR, else nobody. */
async function witnessesOf(dataDir: string): Promise<Witnesses> {
  const list = process.env.WITNESSES || (readOrNull(join(dataDir, "log", "witnesses")) ?? "");
  try {
    return await parseWitnesses(list);
  } catch (error) {
    if (error instanceof BadWitnesses) throw new Stop(`The list of witnesses is wrong: ${error.message}.`);
    throw error;
  }
}

/**
 * The signer process: the only writer of the public log. Its key, its last checkpoint and
 * the key of the seal lie in DATA_DIR/log; beside signing it seals receipts.
 */
export async function main(): Promise<number> {
  return await command(async () => {
    await readyProcess("signer");
    const { dataDir, appUrl } = environment();
    const ending = new AbortController();
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort());
    const host = new URL(appUrl).host;
    const sealing = runSealing(dataDir, `Signataires, ${host}`, ending.signal);
    await runSigner({
      url: process.env.DATABASE_URL ?? "",
      key: await logKey(join(dataDir, "log", "key"), originOf(appUrl)),
      lastSigned: join(dataDir, "log", "last-signed"),
      witnesses: await witnessesOf(dataDir),
      signal: ending.signal,
      say: (level, message) => log()[level](message),
    });
    await sealing;
    await disconnect();
    return 0;
  });
}
