import { join } from "node:path";
import { command, environment, progressLines } from "@/bin/report";
import { openDatabase } from "@/bin/with-database";
import { disconnect } from "@/lib/core/db";
import { versionFaults } from "@/lib/forms/logging/queries";
import { type Fault, logFaults } from "@/lib/proof/checking/queries";
import { signedCheckpoint } from "@/lib/proof/queries";
import { readLastSigned } from "@/lib/proof/signer/last-signed";
import { erasureFaults } from "@/lib/signatures/erasing/queries";
import { eventFaults, signatureFaults } from "@/lib/signatures/stating/queries";

/** Whether the signer's own file, where this machine has it, says what the latest checkpoint says. */
async function fileFaults(dataDir: string): Promise<Fault[]> {
  const last = readLastSigned(join(dataDir, "log", "last-signed"));
  const published = await signedCheckpoint();
  if (!last || last.note === published?.note) return [];
  return [
    { index: last.size - 1, fact: "last-signed", what: "is not the latest checkpoint of the database" },
  ];
}

/** Tables = log = checkpoint, or where they differ: the entry, the fact, and what. */
export async function allFaults(dataDir: string): Promise<{ size: number; faults: Fault[] }> {
  const [{ size, faults }, ...facts] = await Promise.all([
    logFaults(),
    versionFaults(),
    signatureFaults(),
    eventFaults(),
    erasureFaults(),
    fileFaults(dataDir),
  ]);
  return { size, faults: [...faults, ...facts.flat()] };
}

/** `npm run fsck`: exit code 0 where tables, log and checkpoint say the same, 1 where they differ. */
export async function main(): Promise<number> {
  return await command(async () => {
    const { dataDir } = environment();
    const database = await openDatabase();
    process.env.DATABASE_URL = database.url;
    try {
      const done = progressLines().step("Reading tables, log and checkpoints");
      const { size, faults } = await allFaults(dataDir);
      done(`${size} entries read, ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`);
      for (const { index, fact, what } of faults)
        console.log(`${index === null ? "not in the log" : `entry ${index}`}: ${fact} ${what}`);
      return faults.length === 0 ? 0 : 1;
    } finally {
      await disconnect();
      await database.cluster?.release();
    }
  });
}
