import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrationsDigest, onDatabase } from "@/bin/migrations";
import { openCluster } from "@/bin/postgres/cluster";
import { birthOf, readOrNull } from "@/bin/postgres/processes";
import { setUp } from "@/bin/with-database";

export interface TestServer {
  /** Superuser's address of the server's own database, for CREATE and DROP DATABASE. */
  readonly adminUrl: string;
  /** A migrated, empty, live database to clone. */
  readonly template: string;
  stop(): Promise<void>;
}

const prefix = "signataires-test-";
// Tests need no durability on disk; the crash stories use servers with the product's own settings.
const fast = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"];

export const inServer = (adminUrl: string, database: string): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
};

/** Removes what test runs that were killed left in the temporary folder, their servers included. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const path = join(tmpdir(), name);
    const owner = Number(name.slice(prefix.length).split("-")[0]);
    // Another user's folders are hers to sweep.
    if (birthOf(owner) !== null || statSync(path).uid !== process.getuid?.()) continue;
    const pid = Number(readOrNull(join(path, "postgres", "postmaster.pid"))?.split("\n")[0]);
    if (pid > 0 && birthOf(pid) !== null) process.kill(pid, "SIGQUIT");
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A folder of this process that the database's user may enter. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(folder, 0o711);
  return folder;
}

async function makeTemplate(adminUrl: string, template: string): Promise<void> {
  await onDatabase(adminUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('signataires template'))");
    const { rowCount } = await client.query("select from pg_database where datname = $1", [template]);
    if (rowCount) return;
    const draft = `${template}_new`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft}`);
    await setUp(inServer(adminUrl, draft), "live", () => undefined);
    await client.query(`alter database ${draft} rename to ${template}`);
  });
}

/** The server for tests: TEST_DATABASE_URL's, else an embedded one of this run in a temporary folder. */
export async function testServer(root: string): Promise<TestServer> {
  const template = `signataires_test_${migrationsDigest(root)}`;
  const own = process.env.TEST_DATABASE_URL;
  if (own) {
    await makeTemplate(own, template);
    return { adminUrl: own, template, stop: async () => undefined };
  }
  await sweep();
  const folder = temporaryFolder();
  const cluster = await openCluster(folder, { root, settings: fast });
  const adminUrl = cluster.url("postgres");
  await makeTemplate(adminUrl, template);
  const stop = async () => {
    await cluster.release();
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { adminUrl, template, stop };
}
