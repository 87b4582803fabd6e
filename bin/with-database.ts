import { join } from "node:path";
import { migrate, migrationNames, onDatabase } from "@/bin/migrations";
import { type Cluster, openCluster } from "@/bin/postgres/cluster";
import { environment, Stop } from "@/bin/report";
import { seedInto } from "@/bin/seeding";

export type Mode = "demo" | "live";

export interface Database {
  readonly url: string;
  /** The embedded server, or null when DATABASE_URL names another. */
  readonly cluster: Cluster | null;
}

const databaseName = "signataires";

/** The mode that a database was created with; null when it was never set up. */
export async function modeOf(url: string): Promise<Mode | null> {
  return await onDatabase(url, async (client) => {
    const { rows: found } = await client.query(
      "select to_regclass('public.instance') is not null as present",
    );
    if (!found[0]?.present) return null;
    const { rows } = await client.query<{ mode: Mode }>("select mode::text as mode from instance");
    return rows[0]?.mode ?? null;
  });
}

/** Makes a migrated database of this mode: its demo data, or nothing but the mode. */
export async function setUp(url: string, mode: Mode, say: (line: string) => void): Promise<void> {
  await migrate(url, process.cwd());
  await onDatabase(url, (client) =>
    client.query("insert into instance (mode) values ($1::instance_mode) on conflict (id) do nothing", [
      mode,
    ]),
  );
  if (mode === "demo") await seedInto(url, say);
}

async function hasDatabase(cluster: Cluster, name: string): Promise<boolean> {
  return await onDatabase(cluster.url("postgres"), async (client) => {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    return rowCount === 1;
  });
}

/** Sets a new embedded database up under another name first: one that was interrupted half-way is begun again. */
async function createEmbedded(cluster: Cluster, mode: Mode, say: (line: string) => void): Promise<void> {
  const draft = `${databaseName}_new`;
  const admin = (sql: string) => onDatabase(cluster.url("postgres"), (client) => client.query(sql));
  await admin(`drop database if exists ${draft} with (force)`);
  await admin(`create database ${draft}`);
  await setUp(cluster.url(draft), mode, say);
  await admin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${draft}'`);
  await admin(`alter database ${draft} rename to ${databaseName}`);
}

export interface OpenOptions {
  /** What to make of a database that was never set up; an error when left out. */
  readonly create?: Mode;
  readonly say?: (line: string) => void;
}

const nothing = () => undefined;

async function openOwn(url: string, { create, say = nothing }: OpenOptions): Promise<Database> {
  try {
    await onDatabase(url, (client) => client.query("select 1"));
  } catch (error) {
    const reason = error instanceof Error ? error.message || String(error) : String(error);
    throw new Stop(
      `The database of DATABASE_URL does not answer (${reason}). Check the address and that PostgreSQL runs.`,
    );
  }
  if (create && (await modeOf(url)) === null) await setUp(url, create, say);
  return { url, cluster: null };
}

/** Opens the configured database: DATABASE_URL, else the embedded one (the running server, or started now). */
export async function openDatabase(options: OpenOptions = {}): Promise<Database> {
  const { databaseUrl, dataDir } = environment();
  if (databaseUrl) return await openOwn(databaseUrl, options);
  const cluster = await openCluster(dataDir, { root: process.cwd() });
  try {
    if (cluster.moved)
      options.say?.(
        `The database's files lie in ${cluster.directory}: its user cannot reach ${join(dataDir, "postgres")}.`,
      );
    if (!(await hasDatabase(cluster, databaseName))) {
      if (!options.create)
        throw new Stop(
          "There is no database yet: run `npm start` (demo) or `npm start -- --live` once, or set DATABASE_URL.",
        );
      await createEmbedded(cluster, options.create, options.say ?? nothing);
    }
    return { url: cluster.url(databaseName), cluster };
  } catch (error) {
    await cluster.release();
    throw error;
  }
}

/** Migrations of this version that a database does not have yet. */
export async function pendingMigrations(url: string): Promise<string[]> {
  return await onDatabase(url, async (client) => {
    const { rows: found } = await client.query(
      "select to_regclass('public._prisma_migrations') is not null as present",
    );
    if (!found[0]?.present) return migrationNames(process.cwd());
    const { rows } = await client.query<{ name: string }>(
      "select migration_name as name from _prisma_migrations where finished_at is not null",
    );
    const done = new Set(rows.map((row) => row.name));
    return migrationNames(process.cwd()).filter((name) => !done.has(name));
  });
}

/**
 * Runs a command's work on the configured database, migrated, with DATABASE_URL set for `core/db`; the embedded server is
 * started for the while when none runs, and Ctrl-C still stops it.
 */
export async function withDatabase<T>(
  work: (database: Database) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  const database = await openDatabase(options);
  const release = async () => {
    await database.cluster?.release();
  };
  const interrupt = () => void release().finally(() => process.exit(130));
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    if ((await pendingMigrations(database.url)).length > 0) await migrate(database.url, process.cwd());
    process.env.DATABASE_URL = database.url;
    return await work(database);
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
    await release();
  }
}
