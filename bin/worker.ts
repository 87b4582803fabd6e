import { Logger, run, type TaskList } from "graphile-worker";
import pg from "pg";
import { readyProcess } from "@/bin/process";
import { command } from "@/bin/report";
import { disconnect } from "@/lib/core/db";
import { workerPresence } from "@/lib/core/health";
import { log } from "@/lib/core/log";

/** Every kind of job and what it does; a job of an unknown kind waits in the queue. */
export const tasks: TaskList = {};

const toLog = new Logger(() => (level, message) => {
  if (level === "error") log().error(message);
  else if (level === "warning") log().warn(message);
  else log().debug(message);
});

/** Shows that a worker lives, by a lock that ends with its connection; without the connection the worker ends too. */
async function showPresence(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "signataires worker" });
  client.on("error", () => process.exit(1));
  await client.connect();
  await client.query("select pg_advisory_lock_shared($1)", [workerPresence]);
  return client;
}

/** Runs jobs until told to stop; the one under way is finished first. */
async function runJobs(url: string): Promise<void> {
  const presence = await showPresence(url);
  const runner = await run({
    connectionString: url,
    taskList: tasks,
    concurrency: 4,
    noHandleSignals: true,
    logger: toLog,
  });
  const stop = () => void runner.stop().catch(() => undefined);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  log().info("worker started");
  await runner.promise;
  presence.removeAllListeners("error");
  await presence.end();
  await disconnect();
}

/** The worker process. */
export async function main(): Promise<number> {
  return await command(async () => {
    await readyProcess("worker");
    await runJobs(process.env.DATABASE_URL ?? "");
    return 0;
  });
}
