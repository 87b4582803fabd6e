import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";

// Any number, the same in every process of the product.
const lockKey = 7_105_002;

/** Names of the migrations in the folder, oldest first. */
export function migrationNames(root: string): string[] {
  const folder = join(root, "prisma", "migrations");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "migration.sql")))
    .sort();
}

/** A word that changes when any migration does; names a template database. */
export function migrationsDigest(root: string): string {
  const hash = createHash("sha256");
  for (const name of migrationNames(root))
    hash.update(name).update(readFileSync(join(root, "prisma", "migrations", name, "migration.sql")));
  return hash.digest("hex").slice(0, 12);
}

/** Runs work on a connection of its own. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

let loaded: Promise<void> | null = null;

/** Prisma's schema engine as WebAssembly: the native one would have to be downloaded. */
async function loadEngine(): Promise<void> {
  const folder = dirname(
    createRequire(join(process.cwd(), "package.json")).resolve("@prisma/schema-engine-wasm/schema_engine_bg"),
  );
  const module = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const { exports } = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": { ...engine } });
  engine.__wbg_set_wasm(exports);
  const { __wbindgen_start: start } = exports;
  if (typeof start === "function") start();
}

/**
 * Prisma's adapter, whose own executeScript cuts a script at each ";" (and so through functions and quoted text):
 * here Postgres reads the whole script, as one transaction.
 */
function wholeScriptAdapter(
  url: string,
): SqlMigrationAwareDriverAdapterFactory & { close(): Promise<unknown> } {
  const open: { dispose(): Promise<void> }[] = [];
  const factory = new PrismaPg({ connectionString: url, max: 2 });
  const connect = async () => {
    const adapter = await factory.connect();
    adapter.executeScript = async (script: string) =>
      void (await onDatabase(url, (client) => client.query(script)));
    open.push(adapter);
    return adapter;
  };
  return {
    close: () => Promise.all(open.map((adapter) => adapter.dispose())),
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}

async function applyPrismaMigrations(url: string, root: string): Promise<string[]> {
  loaded ??= loadEngine();
  await loaded;
  const folder = join(root, "prisma", "migrations");
  const lockfile = join(folder, "migration_lock.toml");
  const adapter = wholeScriptAdapter(url);
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    const { appliedMigrationNames } = await schemaEngine.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: {
          path: "migration_lock.toml",
          content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null,
        },
        shadowDbInitScript: "",
        migrationDirectories: migrationNames(root).map((path) => ({
          path,
          migrationFile: {
            path: "migration.sql",
            content: { tag: "ok", value: readFileSync(join(folder, path, "migration.sql"), "utf8") },
          },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } finally {
    schemaEngine.free();
    await adapter.close();
  }
}

/**
 * The app may queue jobs and nothing more: graphile-worker's two adding functions run with their owner's rights,
 * and its tables stay closed to the app's role. It may also read which migrations are done (for /api/health/ready).
 */
const grants = `
do $$
declare adding regprocedure;
begin
  if not exists (select from pg_roles where rolname = 'signataires_app') then return; end if;
  grant usage on schema graphile_worker to signataires_app;
  for adding in
    select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'graphile_worker'::regnamespace and p.proname in ('add_job', 'add_jobs')
  loop
    execute format('alter function %s security definer set search_path = pg_catalog, pg_temp', adding);
    execute format('revoke execute on function %s from public', adding);
    execute format('grant execute on function %s to signataires_app', adding);
  end loop;
  grant select on _prisma_migrations to signataires_app;
end $$`;

const quiet = new Logger(() => () => undefined);

/**
 * Brings a database to this version: the product's migrations, then the job queue's own, under a lock of the database,
 * so that of two processes that begin together one works and the other waits. Returns the names applied now.
 */
export async function migrate(url: string, root: string): Promise<string[]> {
  return await onDatabase(url, async (client) => {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    const applied = await applyPrismaMigrations(url, root);
    await runMigrations({ connectionString: url, logger: quiet });
    await client.query(grants);
    return applied;
  });
}
