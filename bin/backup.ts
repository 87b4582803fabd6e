import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import type pg from "pg";
import { migrationNames, onDatabase } from "@/bin/migrations";
import { command, environment, progressLines, Stop } from "@/bin/report";
import { openDatabase } from "@/bin/with-database";
import { readLastSigned } from "@/lib/proof/signer/last-signed";

/** What a backup holds: each file by its path in it, with its SHA-256 in hexadecimal. */
export interface Manifest {
  readonly version: 1;
  readonly made: string;
  readonly migrations: readonly string[];
  /** How many entries the log's latest checkpoint covers. */
  readonly size: number;
  readonly files: Readonly<Record<string, string>>;
}

export const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

/** Every file below a folder, by its path in it. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

/** What of DATA_DIR/log is no key: the signer's last checkpoint, and the list of its witnesses. */
export const isOpenLogFile = (name: string) => name === "last-signed" || name === "witnesses";

/** The product's tables; what the queue keeps is written as jobs to be queued again. */
export const TABLES = `SELECT c.relname AS name,
    (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute a
      WHERE a.attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
  ORDER BY 1`;

const JOBS = `SELECT to_jsonb(x)::text AS row FROM (
    SELECT t.identifier AS task, j.payload, j.run_at, j.max_attempts, j.key, j.priority, q.queue_name AS queue
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id ORDER BY j.id) x`;

const AT_ONCE = 2000;

async function dump(client: pg.Client, sql: string, path: string): Promise<number> {
  await client.query(`DECLARE rows NO SCROLL CURSOR FOR ${sql}`);
  writeFileSync(path, "", { mode: 0o600 });
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${AT_ONCE} FROM rows`);
    if (rows.length === 0) break;
    writeFileSync(path, rows.map(({ row }) => `${row}\n`).join(""), { flag: "a" });
    count += rows.length;
  }
  await client.query("CLOSE rows");
  return count;
}

/** Writes every table as it was at one instant, a row of JSON per line; answers the latest checkpoint of that instant. */
async function dumpDatabase(
  url: string,
  into: string,
): Promise<{ rows: number; size: number; note: string }> {
  mkdirSync(into, { recursive: true, mode: 0o700 });
  return await onDatabase(url, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows: tables } = await client.query<{ name: string; columns: string }>(TABLES);
    let rows = 0;
    for (const { name, columns } of tables)
      rows += await dump(
        client,
        `SELECT to_jsonb(x)::text AS row FROM (SELECT ${columns} FROM "${name}") x`,
        join(into, `${name}.jsonl`),
      );
    await dump(client, JOBS, join(into, "jobs.jsonl"));
    const { rows: last } = await client.query<{ size: string; note: string }>(
      "SELECT size, note FROM log_checkpoint ORDER BY size DESC LIMIT 1",
    );
    await client.query("COMMIT");
    return { rows, size: Number(last[0]?.size ?? 0), note: last[0]?.note ?? "" };
  });
}

function copyInto(from: string, to: string, wanted: (name: string) => boolean): void {
  for (const name of filesBelow(from).filter(wanted)) {
    mkdirSync(dirname(join(to, name)), { recursive: true, mode: 0o700 });
    copyFileSync(join(from, name), join(to, name));
    chmodSync(join(to, name), 0o600);
  }
}

const WARNING = `These keys sign in the name of this log and open this instance's links.
Keep this folder apart from the rest of the backup, where nobody else reads it.
`;

function copyKeys(dataDir: string, to: string): void {
  copyInto(join(dataDir, "log"), join(to, "log"), (name) => !isOpenLogFile(name));
  const secrets = join(dataDir, "secrets.json");
  if (existsSync(secrets)) {
    copyFileSync(secrets, join(to, "secrets.json"));
    chmodSync(join(to, "secrets.json"), 0o600);
  }
  writeFileSync(join(to, "WARNING.txt"), WARNING, { mode: 0o600 });
  chmodSync(to, 0o700);
}

/** The signer's own file, or the checkpoint of the same instant as the tables where that is later. */
function copyLastSigned(dataDir: string, to: string, at: { size: number; note: string }): void {
  copyInto(join(dataDir, "log"), to, (name) => name === "witnesses");
  const own = readLastSigned(join(dataDir, "log", "last-signed"));
  const note = own && own.size > at.size ? own.note : at.note;
  if (!note) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  writeFileSync(join(to, "last-signed"), note, { mode: 0o600 });
}

/** Writes a backup into a folder that does not exist yet: under another name first, so that it is whole or not there. */
export async function backup(
  url: string,
  dataDir: string,
  folder: string,
  withKeys: boolean,
): Promise<{ manifest: Manifest; rows: number }> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Stop(`${folder} is not empty. A backup goes into a folder of its own.`);
  const draft = `${folder}.unfinished`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const { rows, ...at } = await dumpDatabase(url, join(draft, "tables"));
  copyInto(join(dataDir, "files"), join(draft, "files"), (name) => /^[0-9a-f]{64}$/.test(name));
  copyLastSigned(dataDir, join(draft, "log"), at);
  if (withKeys) {
    mkdirSync(join(draft, "keys"), { mode: 0o700 });
    copyKeys(dataDir, join(draft, "keys"));
  }
  const files = Object.fromEntries(
    filesBelow(draft).map((name) => [name, sha256(readFileSync(join(draft, name)))]),
  );
  const manifest: Manifest = {
    version: 1,
    made: new Date().toISOString(),
    migrations: migrationNames(process.cwd()),
    size: at.size,
    files,
  };
  writeFileSync(join(draft, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  renameSync(draft, folder);
  return { manifest, rows };
}

/** `npm run backup -- DIR [--without-keys]`: database, log, files and, apart, the keys. */
export async function main(args: readonly string[]): Promise<number> {
  return await command(async () => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { "without-keys": { type: "boolean" } },
      allowPositionals: true,
    });
    const [folder] = positionals;
    if (!folder) throw new Stop("Say where to: npm run backup -- DIR [--without-keys]");
    const { dataDir } = environment();
    const inside = relative(dataDir, folder);
    if (inside === "" || !inside.startsWith(".."))
      throw new Stop("A backup inside DATA_DIR is lost with it. Say another folder.");
    const database = await openDatabase();
    try {
      const done = progressLines().step("Writing the backup");
      const withKeys = values["without-keys"] !== true;
      const { manifest, rows } = await backup(database.url, dataDir, folder, withKeys);
      done(
        `${rows} rows and ${Object.keys(manifest.files).length} files, ${manifest.size} entries of the log`,
      );
      if (withKeys)
        console.log(
          `${join(folder, "keys")} holds the private keys: move it to another place that only you read.`,
        );
      return 0;
    } finally {
      await database.cluster?.release();
    }
  });
}
