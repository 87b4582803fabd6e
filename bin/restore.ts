import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type pg from "pg";
import { z } from "zod";
import { filesBelow, sha256, TABLES } from "@/bin/backup";
import { migrationNames, onDatabase } from "@/bin/migrations";
import { command, environment, progressLines, Stop } from "@/bin/report";
import { openDatabase } from "@/bin/with-database";
import { readLastSigned } from "@/lib/proof/signer/last-signed";

const manifestShape = z.strictObject({
  version: z.literal(1),
  made: z.string(),
  migrations: z.array(z.string()),
  size: z.number(),
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
type Manifest = z.infer<typeof manifestShape>;

/** The manifest of a backup of which every file is as it was written. The keys' folder may be kept elsewhere. */
export function verifiedManifest(folder: string): Manifest {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) throw new Stop(`${folder} is no backup: it has no manifest.json.`);
  const manifest = manifestShape.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!manifest.success) throw new Stop(`${path} is no manifest of a backup.`);
  const { files, migrations } = manifest.data;
  for (const [name, hash] of Object.entries(files)) {
    const file = join(folder, name);
    if (!existsSync(file)) {
      if (name.startsWith("keys/") && !existsSync(join(folder, "keys"))) continue;
      throw new Stop(`The backup lacks ${name}. Nothing was changed.`);
    }
    if (sha256(readFileSync(file)) !== hash)
      throw new Stop(`${name} is not as it was written. Nothing was changed.`);
  }
  const strange = filesBelow(folder).find((name) => name !== "manifest.json" && !files[name]);
  if (strange) throw new Stop(`${strange} does not belong to this backup. Nothing was changed.`);
  if (migrations.join() !== migrationNames(process.cwd()).join())
    throw new Stop(
      "The backup was made by another version of the program: restore with that one, then update.",
    );
  return manifest.data;
}

const OTHERS = `SELECT count(*)::int AS n FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;
const FILLED = `SELECT EXISTS (SELECT FROM user_account) OR EXISTS (SELECT FROM form) OR EXISTS (SELECT FROM log_leaf)
  OR EXISTS (SELECT FROM area) AS filled`;

async function refuseUnless(client: pg.Client, mayReplace: boolean): Promise<void> {
  const { rows: others } = await client.query<{ n: number }>(OTHERS);
  if (others[0]?.n)
    throw new Stop("The site is running on this database. Stop it first; nothing was changed.");
  const { rows } = await client.query<{ filled: boolean }>(FILLED);
  if (rows[0]?.filled && !mayReplace)
    throw new Stop(
      "This database is not empty. --replace puts the backup in its place for good; nothing was changed.",
    );
}

const FOREIGN = `SELECT conrelid::regclass::text AS tab, quote_ident(conname) AS name FROM pg_constraint
  WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
const TRIGGERS = `SELECT tgrelid::regclass::text AS tab, quote_ident(tgname) AS name, tgenabled::text AS fires FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace`;

/** Lifts the guards for this transaction, puts the rows in, and sets the guards again, which then check them all. */
async function guardsLifted(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows: keys } = await client.query<{ tab: string; name: string }>(FOREIGN);
  const { rows: triggers } = await client.query<{ tab: string; name: string; fires: string }>(TRIGGERS);
  for (const { tab, name } of keys)
    await client.query(`ALTER TABLE ${tab} ALTER CONSTRAINT ${name} DEFERRABLE INITIALLY DEFERRED`);
  for (const { tab, name } of triggers) await client.query(`ALTER TABLE ${tab} DISABLE TRIGGER ${name}`);
  await work();
  await client.query("SET CONSTRAINTS ALL IMMEDIATE");
  for (const { tab, name } of keys)
    await client.query(`ALTER TABLE ${tab} ALTER CONSTRAINT ${name} NOT DEFERRABLE`);
  for (const { tab, name, fires } of triggers)
    await client.query(`ALTER TABLE ${tab} ENABLE ${fires === "A" ? "ALWAYS " : ""}TRIGGER ${name}`);
}

const AT_ONCE = 2000;

async function fill(client: pg.Client, folder: string, { name, columns }: { name: string; columns: string }) {
  const path = join(folder, "tables", `${name}.jsonl`);
  const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
  for (let at = 0; at < lines.length; at += AT_ONCE)
    await client.query(
      `INSERT INTO "${name}" (${columns}) OVERRIDING SYSTEM VALUE
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${name}", $1::jsonb)`,
      [`[${lines.slice(at, at + AT_ONCE).join(",")}]`],
    );
}

const COUNTERS = `SELECT quote_ident(c.relname) AS tab, quote_ident(a.attname) AS col,
    pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS seq
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`;

async function queueAgain(client: pg.Client, folder: string): Promise<void> {
  await client.query("DELETE FROM graphile_worker._private_jobs");
  const jobs = readFileSync(join(folder, "tables", "jobs.jsonl"), "utf8")
    .split("\n")
    .filter(Boolean);
  for (const job of jobs)
    await client.query(
      `SELECT graphile_worker.add_job(j->>'task', (j->'payload')::json, j->>'queue', (j->>'run_at')::timestamptz,
         (j->>'max_attempts')::int, j->>'key', (j->>'priority')::int) FROM (SELECT $1::jsonb AS j) x`,
      [job],
    );
}

/** Puts the tables of a backup in the place of what is there, in one transaction. */
async function restoreDatabase(client: pg.Client, folder: string): Promise<void> {
  await client.query("BEGIN");
  try {
    const { rows: tables } = await client.query<{ name: string; columns: string }>(TABLES);
    await guardsLifted(client, async () => {
      await client.query(`TRUNCATE ${tables.map(({ name }) => `"${name}"`).join(", ")}`);
      for (const table of tables) await fill(client, folder, table);
    });
    const { rows: counters } = await client.query<{ tab: string; col: string; seq: string }>(COUNTERS);
    for (const { tab, col, seq } of counters)
      await client.query(`SELECT setval('${seq}', coalesce((SELECT max(${col}) FROM ${tab}), 0) + 1, false)`);
    await queueAgain(client, folder);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

/** Which file of a backup goes where in DATA_DIR. */
function placeOf(name: string): string | null {
  if (name.startsWith("files/") || name.startsWith("log/")) return name;
  return name.startsWith("keys/") && name !== "keys/WARNING.txt" ? name.slice("keys/".length) : null;
}

/** A key that is here already and is another one is never written over; nor is the signer's memory of what it signed. */
function refuseOtherKeys(folder: string, dataDir: string): void {
  for (const name of filesBelow(folder).filter((one) => one.startsWith("keys/"))) {
    const here = join(dataDir, placeOf(name) ?? "");
    if (placeOf(name) && existsSync(here) && !readFileSync(here).equals(readFileSync(join(folder, name))))
      throw new Stop(
        `${here} is another key than the backup's. Move it away if it must go; nothing was changed.`,
      );
  }
}

function restoreFiles(folder: string, dataDir: string): void {
  for (const name of filesBelow(folder)) {
    const place = placeOf(name);
    if (!place || existsSync(join(dataDir, place))) continue;
    mkdirSync(dirname(join(dataDir, place)), { recursive: true, mode: 0o700 });
    copyFileSync(join(folder, name), join(dataDir, place));
    chmodSync(join(dataDir, place), 0o600);
  }
}

/** Restores a backup; answers what the signer will say of it where it signed more since. */
export async function restore(
  url: string,
  dataDir: string,
  folder: string,
  mayReplace: boolean,
): Promise<{ readonly size: number; readonly older: string | null }> {
  const { size } = verifiedManifest(folder);
  refuseOtherKeys(folder, dataDir);
  await onDatabase(url, async (client) => {
    await refuseUnless(client, mayReplace);
    restoreFiles(folder, dataDir);
    await restoreDatabase(client, folder);
  });
  const last = readLastSigned(join(dataDir, "log", "last-signed"));
  const older =
    last && last.size > size
      ? `This log has signed ${last.size} entries and the backup holds ${size}: the signer refuses, and the site stays read-only until a later backup is restored.`
      : null;
  return { size, older };
}

/** `npm run restore -- DIR [--replace]`: exit code 0 where all is as it was, 2 where the log had signed more since. */
export async function main(args: readonly string[]): Promise<number> {
  return await command(async () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { replace: { type: "boolean" } },
      allowPositionals: true,
    });
    const [folder] = positionals;
    if (!folder) throw new Stop("Say from where: npm run restore -- DIR [--replace]");
    const { dataDir } = environment();
    verifiedManifest(folder);
    // Before the first start makes secrets of its own.
    refuseOtherKeys(folder, dataDir);
    const database = await openDatabase({ create: "live" });
    try {
      const done = progressLines().step("Restoring");
      const { size, older } = await restore(database.url, dataDir, folder, values.replace === true);
      done(`${size} entries of the log are back`);
      if (older) console.log(older);
      return older ? 2 : 0;
    } finally {
      await database.cluster?.release();
    }
  });
}
