import { Logger, run, type TaskList } from "graphile-worker";
import pg from "pg";
import { readyProcess } from "@/bin/process";
import { command } from "@/bin/report";
import { forgetWhatIsOver } from "@/lib/core/auth/forget";
import { systemCtx } from "@/lib/core/auth/link";
import { disconnect } from "@/lib/core/db";
import { workerPresence } from "@/lib/core/health";
import { log } from "@/lib/core/log";
import { logPublished } from "@/lib/forms/logging/commands";
import { runPlan } from "@/lib/importing/runs/running/commands";
import { recordCall } from "@/lib/outreach/calls/recording/commands";
import { deliver, takeUpAgain } from "@/lib/outreach/post/commands";
import { sendMailing } from "@/lib/outreach/sending/commands";
import { deliverWebhooks } from "@/lib/publication/webhooks/commands";
import { tellOfSignatures } from "@/lib/signatures/disputing/commands";
import { forgetDrafts, removeFiles } from "@/lib/signatures/erasing/commands";
import { logEarlier } from "@/lib/signatures/stating/commands";

function idOf(payload: unknown, name: string): string {
  const found =
    typeof payload === "object" && payload !== null ? new Map(Object.entries(payload)).get(name) : undefined;
  if (typeof found !== "string") throw new Error(`a job without ${name}`);
  return found;
}

function textsOf(payload: unknown, name: string): readonly string[] {
  const found =
    typeof payload === "object" && payload !== null ? new Map(Object.entries(payload)).get(name) : undefined;
  if (!Array.isArray(found)) throw new Error(`a job without ${name}`);
  return found.map(String);
}

/** What was published and signed before there was a log enters it now. */
async function logWhatIsNot(): Promise<void> {
  await logPublished(await systemCtx());
  await logEarlier(await systemCtx());
}

/** Every kind of job and what it does; a job of an unknown kind waits in the queue. */
export const tasks: TaskList = {
  async "deliver-mail"(payload) {
    await deliver(await systemCtx(), { mailId: idOf(payload, "mailId") });
  },
  async "send-mailing"(payload) {
    const sent = await sendMailing(await systemCtx(), { mailingId: idOf(payload, "mailingId") });
    // Thrown so that the queue tries again, later and later.
    if (!sent.ok) throw new Error(`the mailing waits: ${sent.refusal}`);
  },
  async "run-import"(payload) {
    await runPlan(await systemCtx(), { planId: idOf(payload, "planId") });
  },
  async "record-call"(payload) {
    await recordCall(await systemCtx(), { callId: idOf(payload, "callId") });
  },
  async "remove-files"(payload) {
    await removeFiles(await systemCtx(), { files: textsOf(payload, "files") });
  },
  async forget() {
    await forgetWhatIsOver();
    await forgetDrafts(await systemCtx());
  },
  "log-earlier": logWhatIsNot,
  async "tell-of-signatures"() {
    await tellOfSignatures(await systemCtx());
  },
  async "deliver-webhooks"() {
    await deliverWebhooks(await systemCtx());
  },
  async "take-up-again"() {
    await takeUpAgain(await systemCtx());
  },
};

/**
 * What is done by the clock: each minute the contacts of who signed are told of it and webhooks of the log's entries; mails and mailings that wait are tried again, however long the relay was away; at night what only
 * served for a time is forgotten.
 */
const crontab =
  "* * * * * tell-of-signatures\n* * * * * deliver-webhooks ?queue=webhooks&max=1\n*/5 * * * * take-up-again\n*/5 * * * * log-earlier\n17 3 * * * forget";

const toLog = new Logger(() => (level, message) => {
  if (level === "error") log().error(message);
  else if (level === "warning") log().warn(message);
  else log().debug(message);
});

/** Where no other worker lives, jobs still locked belong to one that was killed; graphile-worker would wait four hours. */
async function freeJobsOfTheDead(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ alone: boolean }>("select pg_try_advisory_lock($1) as alone", [
    workerPresence,
  ]);
  if (!rows[0]?.alone) return;
  await client.query(`select graphile_worker.force_unlock_workers(array(
    select locked_by from graphile_worker.jobs where locked_by is not null))`);
  await client.query("select pg_advisory_unlock($1)", [workerPresence]);
}

/** Shows that a worker lives, by a lock that ends with its connection; without the connection the worker ends too. */
async function showPresence(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "signataires worker" });
  client.on("error", () => process.exit(1));
  await client.connect();
  await freeJobsOfTheDead(client);
  await client.query("select pg_advisory_lock_shared($1)", [workerPresence]);
  return client;
}

/** Runs jobs until told to stop; the one under way is finished first. */
async function runJobs(url: string): Promise<void> {
  const presence = await showPresence(url);
  const runner = await run({
    connectionString: url,
    taskList: tasks,
    crontab,
    concurrency: 4,
    noHandleSignals: true,
    logger: toLog,
  });
  const stop = () => void runner.stop().catch(() => undefined);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  log().info("worker started");
  await takeUpAgain(await systemCtx());
  await logWhatIsNot();
  await tellOfSignatures(await systemCtx());
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
