import { mkdirSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { currentSite } from "@/bin/built";
import { migrate, onDatabase } from "@/bin/migrations";
import { freePort, isPortFree, openCluster } from "@/bin/postgres/cluster";
import { command, environment, type Progress, progressLines, Stop } from "@/bin/report";
import { keepAlive, type Supervised, watch } from "@/bin/supervise";
import { type Database, type Mode, modeOf, openDatabase, pendingMigrations } from "@/bin/with-database";
import { secretsIn } from "@/lib/core/secrets";

/** The mode asked for on the command line, or null when none was. */
function askedMode(args: readonly string[]): Mode | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { live: { type: "boolean" }, demo: { type: "boolean" } },
    });
    if (values.live && values.demo) throw new Stop("Choose one of --live and --demo.");
    return values.live ? "live" : values.demo ? "demo" : null;
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(
      "npm start knows `npm start`, `npm start -- --live` (an empty site) and `npm start -- --demo`.",
    );
  }
}

function refuseOtherMode(found: Mode | null, asked: Mode | null): void {
  if (!found || !asked || found === asked) return;
  const other = `DATA_DIR=.data-${asked} npm start -- --${asked}`;
  throw new Stop(
    `This database is a ${found} one and stays so. For a ${asked} site use another data folder: \`${other}\`, or set DATABASE_URL to an empty database.`,
  );
}

async function readyDatabase(
  asked: Mode | null,
  progress: Progress,
): Promise<{ database: Database; mode: Mode }> {
  const { databaseUrl } = environment();
  const done = progress.step(databaseUrl ? "Connecting to the database" : "Starting PostgreSQL");
  const create = asked ?? (databaseUrl ? "live" : "demo");
  const database = await openDatabase({ create, say: progress.say });
  try {
    const mode = await modeOf(database.url);
    refuseOtherMode(mode, asked);
    const applied =
      (await pendingMigrations(database.url)).length > 0 ? await migrate(database.url, process.cwd()) : [];
    const news = applied.length > 0 ? `, ${applied.length} migrations applied` : "";
    done(
      `${database.cluster ? `PostgreSQL runs on 127.0.0.1:${database.cluster.port}` : "Database connected"}, ${mode ?? create}${news}`,
    );
    return { database, mode: mode ?? create };
  } catch (error) {
    await database.cluster?.release();
    throw error;
  }
}

async function isReady(port: number): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/api/health/ready`, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  );
}

async function awaitReady(port: number, seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  while (!(await isReady(port))) {
    if (Date.now() > until)
      throw new Stop(`The site did not answer on port ${port} within ${seconds} s; the lines above say why.`);
    await wait(100);
  }
}

/** How a person gets in: the demo's officer, the first visit of an empty site, or the login page. */
async function howToLogIn(url: string, mode: Mode, address: string): Promise<string> {
  const first = await onDatabase(url, async (client) => {
    const { rows } = await client.query<{ email: string }>(
      "select email from user_account order by is_operator desc, created_at, email limit 1",
    );
    return rows[0]?.email;
  });
  if (!first) return `First visit: ${address}/ makes you the operator of this empty site.`;
  if (mode === "demo")
    return `Log in:  ${address}/fr/desk as ${first}; the mail with the link is in ${address}/fr/dev/inbox`;
  return `Log in:  ${address}/fr/desk with your e-mail address.`;
}

interface Running {
  readonly database: Database;
  readonly parts: Supervised[];
}

async function stopAll({ database, parts }: Running): Promise<void> {
  await Promise.all(parts.map((part) => part.stop()));
  await database.cluster?.release();
}

function superviseAll(database: Database, site: string, appPort: number, progress: Progress): Running {
  const { dataDir, port, appUrl } = environment();
  const childEnvironment = {
    ...process.env,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    APP_URL: appUrl,
    APP_ORIGIN: `http://127.0.0.1:${appPort}`,
    SIGNATAIRES_SUPERVISED: "1",
    SIGNATAIRES_SITE: site,
  };
  // Without a press everything is answered by the app.
  const names = ["web", "front", "worker", "signer", ...(process.env.PRESS === "off" ? [] : ["press"])];
  const parts = names.map((name) => keepAlive(name, childEnvironment, progress.say));
  if (database.cluster) {
    const revive = async () => (await openCluster(dataDir, { root: process.cwd(), keepPort: true })).pid;
    parts.push(watch(database.cluster.pid, revive, progress.say));
  }
  return { database, parts };
}

async function untilSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
}

/** Builds and opens the database side by side; when one fails the other is let go. */
async function readyBoth(asked: Mode | null, progress: Progress) {
  const opening = readyDatabase(asked, progress);
  const [site, opened] = await Promise.allSettled([currentSite(progress), opening]);
  if (site.status === "fulfilled" && opened.status === "fulfilled")
    return { site: site.value, ...opened.value };
  if (opened.status === "fulfilled") await opened.value.database.cluster?.release();
  throw site.status === "rejected"
    ? site.reason
    : opened.status === "rejected"
      ? opened.reason
      : new Error("unreachable");
}

/** `npm start`: database, build, web and worker, until Ctrl-C. */
export async function main(args: readonly string[]): Promise<number> {
  return await command(async () => {
    const progress = progressLines();
    const asked = askedMode(args);
    const { port, appUrl, dataDir } = environment();
    if (!(await isPortFree(port, "0.0.0.0"))) {
      throw new Stop(
        `Port ${port} is taken by another program: end it, or choose another port: \`PORT=${port === 65535 ? 3000 : port + 1} npm start\`.`,
      );
    }
    mkdirSync(dataDir, { recursive: true });
    secretsIn(dataDir);
    const stopped = untilSignal();
    const { site, database, mode } = await readyBoth(asked, progress);
    const done = progress.step("Starting web and worker");
    const running = superviseAll(database, site, await freePort(), progress);
    try {
      await Promise.race([awaitReady(port, 60), stopped]);
      done("Web, worker and signer run");
      process.stderr.write(
        `\n  Signataires (${mode}) is on ${appUrl}\n  ${await howToLogIn(database.url, mode, appUrl)}\n  Ctrl-C stops everything.\n\n`,
      );
      await stopped;
      progress.say("Stopping…");
    } finally {
      await stopAll(running);
    }
    progress.say("Stopped, the database included.");
    return 0;
  });
}
