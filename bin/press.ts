import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { availableParallelism, setPriority } from "node:os";
import { basename, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { currentSite } from "@/bin/built";
import { endWithParent } from "@/bin/parent";
import { readyProcess } from "@/bin/process";
import { command, environment, progressLines } from "@/bin/report";
import { disconnect } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import type { Press } from "@/lib/publication/press/pass";

/** The advisory lock of the one press that a database has. */
const ONLY_PRESS = 7_105_019;

/** What decides how a page looks, apart from the facts: the code, its styles, and the site's own address. */
export function pressOf(): Press {
  const { siteDir, appUrl } = environment();
  const build = createHash("sha256")
    .update(JSON.stringify([basename(process.cwd()), appUrl, siteDir]))
    .update(readFileSync(join("lib", "core", "assets.json")))
    .digest("hex");
  return { root: siteDir, build };
}

/** Waits until no other press of this database lives; without the connection that holds this, the press ends. */
async function onlyPress(url: string, signal: AbortSignal): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "signataires press",
    keepAlive: true,
  });
  client.on("error", () => process.exit(1));
  await client.connect();
  while (!signal.aborted) {
    const { rows } = await client.query<{ own: boolean }>("select pg_try_advisory_lock($1) as own", [
      ONLY_PRESS,
    ]);
    if (rows[0]?.own) break;
    await wait(1000, undefined, { signal }).catch(() => undefined);
  }
  return client;
}

/** One of the processes that write large parts of the site, told by the press what to do. */
async function hand(): Promise<number> {
  endWithParent();
  setPriority(10);
  const { ownHands } = await import("@/lib/publication/press/pass");
  const { serveCrew } = await import("@/lib/publication/press/crew");
  serveCrew(ownHands(pressOf()));
  return await new Promise<number>(() => undefined);
}

/** The press: writes the public site's files when a fact changes. */
export async function main(args: readonly string[]): Promise<number> {
  // React asks once, when it is loaded, whether it serves production.
  Object.assign(process.env, { NODE_ENV: "production" });
  if (args[0] === "hand") {
    process.chdir(process.env.SIGNATAIRES_SITE ?? ".");
    return await hand();
  }
  return await command(async () => {
    await readyProcess("press");
    const script = join(process.cwd(), "bin", "run.mjs");
    const site = process.env.SIGNATAIRES_SITE ?? (await currentSite(progressLines()));
    process.env.SIGNATAIRES_SITE = site;
    // Styles are named as the site's own build names them.
    process.chdir(site);
    const ending = new AbortController();
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => ending.abort());
    const only = await onlyPress(process.env.DATABASE_URL ?? "", ending.signal);
    log().info("press started");
    const { runPress } = await import("@/lib/publication/press/running");
    const { Crew } = await import("@/lib/publication/press/crew");
    const crew = new Crew(Math.min(8, availableParallelism()), script, ["press", "hand"]);
    await runPress(pressOf(), crew, "public", ending.signal);
    crew.stop();
    only.removeAllListeners("error");
    await only.end();
    await disconnect();
    return 0;
  });
}
