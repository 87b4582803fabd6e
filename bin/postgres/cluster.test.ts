import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { openCluster } from "@/bin/postgres/cluster";
import { birthOf, hasEnded } from "@/bin/postgres/processes";
import { temporaryFolder } from "@/bin/testing/template";

const root = process.cwd();
const dataDir = join(temporaryFolder(), "with a space");
const open = () => openCluster(dataDir, { root });

afterAll(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));

async function ask<T>(url: string, sql: string): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows[0];
}

test("it is created with a random password kept 0600, in a path with a space, on 127.0.0.1 only", async () => {
  const cluster = await open();
  const address =
    "select current_setting('listen_addresses') as listens, current_setting('server_version_num')::int as version";
  const { listens, version } = await ask<{ listens: string; version: number }>(
    cluster.url("postgres"),
    address,
  );
  expect(listens).toBe("127.0.0.1");
  expect(version).toBeGreaterThan(180_000);
  expect(statSync(join(dataDir, "postgres.json")).mode & 0o777).toBe(0o600);
  const wrong = cluster.url("postgres").replace(/:[0-9a-f]+@/, ":guessed@");
  await expect(ask(wrong, "select 1")).rejects.toThrow(/password authentication failed/);
  await cluster.release();
  expect(birthOf(cluster.pid)).toBeNull();
});

test("a running one is shared, and the last to let go stops it", async () => {
  const cluster = await open();
  writeFileSync(join(dataDir, "postgres-users", String(process.ppid)), birthOf(process.ppid) ?? "");
  const again = await open();
  expect(again.pid).toBe(cluster.pid);
  await again.release();
  expect(birthOf(cluster.pid)).not.toBeNull();
  rmSync(join(dataDir, "postgres-users", String(process.ppid)));
  await cluster.release();
  expect(birthOf(cluster.pid)).toBeNull();
});

test("after kill -9 it starts again with its data, whoever bears the number that was left", async () => {
  const cluster = await open();
  await ask(cluster.url("postgres"), "create table kept as select 42 as answer");
  process.kill(cluster.pid, "SIGKILL");
  await hasEnded(cluster.pid, 5000);
  const pidFile = join(cluster.directory, "postmaster.pid");
  expect(existsSync(pidFile)).toBe(true);
  writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(process.pid)));
  const again = await open();
  expect(await ask(again.url("postgres"), "select answer from kept")).toEqual({ answer: 42 });
  await again.release();
});

test("two openers at once share one server", async () => {
  const [first, second] = await Promise.all([open(), open()]);
  expect(first.pid).toBe(second.pid);
  await first.release();
});
