import { mkdirSync } from "node:fs";
import { migrate } from "@/bin/migrations";
import { endWithParent } from "@/bin/parent";
import { environment } from "@/bin/report";
import { openDatabase, pendingMigrations } from "@/bin/with-database";
import { type Secrets, secretsIn } from "@/lib/core/secrets";

/**
 * Makes web or worker ready to run: environment, database and secrets. Below `npm start` the supervisor has done it; alone
 * (a container) each process migrates under the database's lock.
 */
export async function readyProcess(name: string): Promise<Secrets> {
  endWithParent();
  process.env.SIGNATAIRES_PROCESS = name;
  const { dataDir } = environment();
  mkdirSync(dataDir, { recursive: true });
  process.env.DATA_DIR = dataDir;
  if (process.env.SIGNATAIRES_SUPERVISED !== "1") {
    const { url } = await openDatabase({ create: "live" });
    if ((await pendingMigrations(url)).length > 0) await migrate(url, process.cwd());
    process.env.DATABASE_URL = url;
  }
  return secretsIn(dataDir);
}
