import { migrate } from "@/bin/migrations";
import { command, progressLines } from "@/bin/report";
import { openDatabase } from "@/bin/with-database";

/** `npm run migrate`: brings the configured database to this version. */
export async function main(): Promise<number> {
  return await command(async () => {
    const done = progressLines().step("Migrating the database");
    const { url, cluster } = await openDatabase({ create: "live" });
    try {
      const applied = await migrate(url, process.cwd());
      done(applied.length > 0 ? `Database migrated: ${applied.join(", ")}` : "The database is current");
    } finally {
      await cluster?.release();
    }
    return 0;
  });
}
