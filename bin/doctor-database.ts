import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "@/bin/finding";
import { onDatabase } from "@/bin/migrations";
import { pendingMigrations } from "@/bin/with-database";
import { workerPresence } from "@/lib/core/health";

const wanted = 150_000;

/** Version and answering time of the database, and whether both clocks agree. */
export async function checkDatabase(url: string): Promise<Finding[]> {
  return await onDatabase(url, async (client) => {
    const began = Date.now();
    const { rows } = await client.query<{ version: number; shown: string; now: Date }>(
      "select current_setting('server_version_num')::int as version, current_setting('server_version') as shown, clock_timestamp() as now",
    );
    const took = Date.now() - began;
    const { version = 0, shown = "?", now = new Date(0) } = rows[0] ?? {};
    const database: Finding =
      version >= wanted
        ? { name: "database", health: "good", text: `PostgreSQL ${shown} answers in ${took} ms` }
        : {
            name: "database",
            health: "bad",
            text: `PostgreSQL ${shown} is too old`,
            fix: "Use PostgreSQL 15 or newer; 18 is what is tested.",
          };
    const apart = Math.abs(now.getTime() - (began + took / 2)) / 1000;
    const fix =
      "Set both machines' clocks by NTP (`timedatectl set-ntp true`): closing times and login links depend on them.";
    const clock: Finding =
      apart < 2
        ? {
            name: "clock",
            health: "good",
            text: `this machine and the database agree (${apart.toFixed(1)} s apart)`,
          }
        : {
            name: "clock",
            health: "bad",
            text: `this machine and the database are ${apart.toFixed(0)} s apart`,
            fix,
          };
    return [database, clock];
  });
}

export async function checkMigrations(url: string): Promise<Finding> {
  const pending = await pendingMigrations(url);
  return pending.length === 0
    ? { name: "migrations", health: "good", text: "all applied" }
    : {
        name: "migrations",
        health: "bad",
        text: `not applied: ${pending.join(", ")}`,
        fix: "Run `npm run migrate`.",
      };
}

export async function checkWorker(url: string): Promise<Finding> {
  return await onDatabase(url, async (client) => {
    const { rowCount } = await client.query(
      "select from pg_locks where locktype = 'advisory' and objid = $1::bigint::oid and granted and database = (select oid from pg_database where datname = current_database())",
      [workerPresence],
    );
    return rowCount
      ? { name: "worker", health: "good", text: rowCount === 1 ? "one runs" : `${rowCount} run` }
      : {
          name: "worker",
          health: "bad",
          text: "none runs: mails and other jobs wait",
          fix: "Run `npm start`, or `npm run worker` beside the web process.",
        };
  });
}

/** Whether the process lives that signs the public log, and whether it refuses to. */
export async function checkSigner(url: string): Promise<Finding> {
  return await onDatabase(url, async (client) => {
    const { rows: found } = await client.query("select to_regclass('log_state') is not null as present");
    if (!found[0]?.present)
      return { name: "signer", health: "bad", text: "there is no log yet", fix: "Run `npm run migrate`." };
    const { rows } = await client.query<{ alive: boolean; reason: string | null }>(
      "select coalesce(alive_at > now() - interval '30 seconds', false) as alive, reason from log_state",
    );
    const { alive = false, reason = null } = rows[0] ?? {};
    if (reason)
      return {
        name: "signer",
        health: "bad",
        text: `it refuses to sign (${reason}) and the site is read-only`,
        fix: "Compare database and DATA_DIR/log with your last backup: the log never goes back. Bring the newer one back.",
      };
    return alive
      ? { name: "signer", health: "good", text: "it lives" }
      : {
          name: "signer",
          health: "bad",
          text: "none runs: signatures are taken and wait for the log",
          fix: "Run `npm start`, or `npm run signer` beside the web process.",
        };
  });
}

/** Jobs that wait longer than they should, and those that failed for good. */
export async function checkQueue(url: string): Promise<Finding> {
  return await onDatabase(url, async (client) => {
    const { rows: found } = await client.query(
      "select to_regclass('graphile_worker.jobs') is not null as present",
    );
    if (!found[0]?.present)
      return {
        name: "queue",
        health: "bad",
        text: "the job queue does not exist",
        fix: "Run `npm run migrate`.",
      };
    const { rows } = await client.query<{ late: number; lost: number }>(
      `select count(*) filter (where run_at < now() - interval '5 minutes' and locked_at is null and attempts < max_attempts)::int as late,
              count(*) filter (where attempts >= max_attempts)::int as lost from graphile_worker.jobs`,
    );
    const { late = 0, lost = 0 } = rows[0] ?? {};
    if (late + lost === 0) return { name: "queue", health: "good", text: "no job is late" };
    const fix = "Look at the worker's log for the reason; late jobs run by themselves once a worker lives.";
    return { name: "queue", health: "warning", text: `${late} jobs are late, ${lost} failed for good`, fix };
  });
}

/** Whether the files of the public site follow the facts: who presses them says each second until when they do. */
export async function checkPress(url: string, siteDir: string): Promise<Finding> {
  const followed = await readFile(join(siteDir, ".alive"), "utf8").catch(() => null);
  const waiting = await onDatabase(url, async (client) => {
    const { rows } = await client.query<{ waiting: number }>(
      "select count(*)::int as waiting from publication_mark",
    );
    return rows[0]?.waiting ?? 0;
  });
  const seconds = followed ? (Date.now() - Date.parse(followed)) / 1000 : Number.POSITIVE_INFINITY;
  if (seconds < 60)
    return { name: "press", health: "good", text: `the public files follow, ${waiting} changes wait` };
  const since = followed ? `since ${followed}` : "yet";
  const fix =
    "Start it with `npm run press` (`npm start` runs it too); until then every page is answered by the app.";
  return {
    name: "press",
    health: "warning",
    text: `the public files do not follow ${since}, ${waiting} changes wait`,
    fix,
  };
}
