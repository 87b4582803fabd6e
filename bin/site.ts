import { parseArgs } from "node:util";
import { currentSite } from "@/bin/built";
import { pressOf } from "@/bin/press";
import { command, environment, progressLines, Stop } from "@/bin/report";
import { openDatabase } from "@/bin/with-database";
import { disconnect } from "@/lib/core/db";

const USAGE =
  "npm run site -- --check   holds every file of the public site against the facts; changes nothing";

function isAsked(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { check: { type: "boolean" } } }).values.check ?? false;
  } catch {
    return false;
  }
}

/** `npm run site -- --check`: exit code 0 where every page says what the facts say, 1 where one is stale, missing or surplus. */
export async function main(args: readonly string[]): Promise<number> {
  return await command(async () => {
    if (!isAsked(args)) throw new Stop(USAGE);
    const database = await openDatabase();
    process.env.DATABASE_URL = database.url;
    Object.assign(process.env, { NODE_ENV: "production", DATA_DIR: environment().dataDir });
    process.chdir(await currentSite(progressLines()));
    // React asks once, when it is loaded, whether it serves production.
    const { checkSite } = await import("@/lib/publication/press/checking");
    try {
      const done = progressLines().step("Rendering every page and holding its file against it");
      const { files, waiting, ...faults } = await checkSite(pressOf().root);
      const wrong = Object.entries(faults).flatMap(([what, paths]) =>
        paths.map((path) => `${what}: ${path}`),
      );
      done(`${files} files, ${wrong.length} wrong, ${waiting} changes not yet taken over`);
      for (const line of wrong) console.log(line);
      return wrong.length === 0 ? 0 : 1;
    } finally {
      await disconnect();
      await database.cluster?.release();
    }
  });
}
