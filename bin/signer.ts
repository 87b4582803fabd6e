import { join } from "node:path";
import { onDatabase } from "@/bin/migrations";
import { readOrNull } from "@/bin/postgres/processes";
import { readyProcess } from "@/bin/process";
import { command, environment, Stop } from "@/bin/report";
import { runSealing } from "@/bin/sealing";
import { withDatabase } from "@/bin/with-database";
import { disconnect } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { BadWitnesses, parseWitnesses, type Witnesses } from "@/lib/proof/cosigning/witnesses";
import { endedAt, endSeal, newShard, rotate } from "@/lib/proof/rotating/commands";
import { nextName, SignerFiles } from "@/lib/proof/rotating/files";
import { sealKey } from "@/lib/proof/seal/key";
import { sealName } from "@/lib/proof/seal/seal-leaf";
import { runSigner } from "@/lib/proof/signer/signer";

/** The log's name at its first start: the site's address without its scheme. */
function originOf(appUrl: string): string {
  return `${new URL(appUrl).host}/log`;
}

/** What readers of PDF show as the sealer. */
const siteNameOf = (appUrl: string) => `Signataires, ${new URL(appUrl).host}`;

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
 * Runs the signer: the only writer of the public log. Its key, its last checkpoint and the key of the seal lie in
 * DATA_DIR/log; beside signing it seals receipts.
 */
async function run(): Promise<void> {
  const { dataDir, appUrl } = environment();
  const files = new SignerFiles(join(dataDir, "log"));
  const ending = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort());
  const sealing = runSealing(dataDir, siteNameOf(appUrl), ending.signal);
  await runSigner({
    url: process.env.DATABASE_URL ?? "",
    key: () => files.key(originOf(appUrl)),
    lastSigned: files.lastSigned,
    witnesses: await witnessesOf(dataDir),
    signal: ending.signal,
    say: (level, message) => log()[level](message),
  });
  await sealing;
  await disconnect();
}

const USAGE = `npm run signer                         runs the signer of the public log
npm run signer -- next-key             makes the key that is to follow and says its verifier key: give it to your witnesses
npm run signer -- rotate               the key in use signs that the next one follows, and signs nothing more
npm run signer -- rotate-seal          ends the key that seals PDFs: what it sealed stays valid, the next one is made at once
npm run signer -- resume               says why a halted log is halted, and what can be done
npm run signer -- resume --new-shard   begins a log of another name with what the database holds
`;

async function rotateKey(url: string, files: SignerFiles, name: string, dataDir: string): Promise<void> {
  const old = await files.key(name);
  const next = await files.next(old.origin);
  const witnesses = await witnessesOf(dataDir);
  const { lastSigned } = files;
  const size = await rotate({ url, old, next, lastSigned, witnesses, say: console.error });
  files.takeOver(size);
  console.log(
    `${next.vkey}\nThis key signs from now on; above ${size} entries the old one counts for nothing, and its receipts stay valid.`,
  );
}

async function rotateSeal(url: string, files: SignerFiles, siteName: string): Promise<void> {
  const path = join(files.folder, "seal");
  const old = await sealKey(path, siteName, new Date());
  const kept = files.putSealAside();
  await endSeal(url, old.spki);
  const next = await sealKey(path, siteName, new Date());
  console.log(
    `${await sealName(next.spki)}\nThis key seals from now on, once the log announces it. The old one lies in ${kept}; what it sealed stays valid.`,
  );
}

const WHY: Readonly<Record<string, string>> = {
  "rolled-back": "The database holds fewer entries than were signed: an older backup was put back.",
  "other-root": "The database holds other entries than were signed.",
  damaged: "A tile of the log is missing.",
  "file-damaged": "The file of the last checkpoint is damaged.",
  "file-missing": "The file of the last checkpoint is gone, although something was signed.",
};

async function resume(url: string, files: SignerFiles, name: string, isNewShard: boolean): Promise<void> {
  const { origin, vkey } = await files.key(name);
  const { reason, known, ended } = await onDatabase(url, async (client) => {
    const { rows } = await client.query<{ reason: string | null; known: number }>(
      "SELECT reason, (SELECT coalesce(max(size), 0)::float8 FROM log_checkpoint) AS known FROM log_state",
    );
    return {
      reason: rows[0]?.reason ?? null,
      known: rows[0]?.known ?? 0,
      ended: await endedAt(client, vkey),
    };
  });
  if (!reason && ended === null) throw new Stop("The log is not halted: there is nothing to decide.");
  const last = files.lastSize();
  if (!isNewShard)
    throw new Stop(`${WHY[reason ?? ""] ?? reason ?? "The change to another log was interrupted."} Signed: ${last ?? "an unknown number of"} entries of ${origin}.
Best: put the right database (and the file ${files.lastSigned}) back; the signer then goes on by itself.
Where that is lost for good: \`npm run signer -- resume --new-shard\` ends ${origin} as it is and begins ${nextName(origin)} with
what the database holds now. No receipt of ${origin} is contradicted; entries that only it held are no longer in any log, and
their receipts, which their owners keep, still prove them. Tell your witnesses the new key, and the public why.`);
  const next = await files.next(nextName(origin));
  const size = ended ?? last ?? known;
  await newShard(url, vkey, next.vkey, size);
  files.putAside(origin);
  files.takeOver(size);
  console.log(
    `${next.vkey}\n${origin} ended at ${size} entries; ${next.origin} begins with what the database holds.`,
  );
}

/** The signer process: the only writer of the public log; and what a person decides about its key. */
export async function main(args: readonly string[] = []): Promise<number> {
  return await command(async () => {
    const [act, more, ...rest] = args;
    const isKnown = [undefined, "next-key", "rotate", "rotate-seal", "resume"].includes(act);
    if (!isKnown || rest.length > 0 || (more !== undefined && `${act} ${more}` !== "resume --new-shard"))
      throw new Stop(USAGE);
    if (act === undefined) {
      await readyProcess("signer");
      await run();
      return 0;
    }
    const { dataDir, appUrl } = environment();
    const [files, name] = [new SignerFiles(join(dataDir, "log")), originOf(appUrl)];
    if (act === "next-key") console.log((await files.next((await files.key(name)).origin)).vkey);
    else
      await withDatabase(async ({ url }) => {
        if (act === "rotate-seal") await rotateSeal(url, files, siteNameOf(appUrl));
        else if (act === "rotate") await rotateKey(url, files, name, dataDir);
        else await resume(url, files, name, more === "--new-shard");
      });
    return 0;
  });
}
