import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/core/testing/database";
import { toHex } from "@/lib/proof/log/bytes";
import { type LogKey, logKey } from "@/lib/proof/signer/key";
import { runSigner } from "@/lib/proof/signer/signer";
import { figure, trials } from "./share";

const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "signataires-restore-"));
const lastSigned = join(folder, "last-signed");
/** Red when the signer's file goes back with the database: `BARS_PLANT=18` plants it. */
const isPlanted = process.env.BARS_PLANT === "18";

const TABLES = ["log_leaf", "log_tile", "log_checkpoint", "log_sealed"];
const GUARDED = ["log_leaf", "log_checkpoint", "log_sealed", "log_cosignature"];
const each = (tables: readonly string[], said: (table: string) => string) => tables.map(said).join(";");

let owner: pg.Client | null = null;
let key: LogKey | null = null;
/** Every root that was ever signed, by its size. */
const signed = new Map<number, Set<string>>();

beforeAll(async () => {
  owner = new pg.Client({ connectionString: database.url });
  owner.on("error", () => undefined);
  await owner.connect();
  const real = await logKey(join(folder, "key"), "test.example/log");
  key = {
    ...real,
    signed: ({ size, root }) => {
      const roots = signed.get(size) ?? new Set();
      signed.set(size, roots.add(toHex(root)));
      return real.signed({ size, root });
    },
  };
  await owner.query(each(GUARDED, (table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`));
  await owner.query(each(TABLES, (table) => `CREATE TABLE kept_${table} (LIKE ${table})`));
});
afterAll(() => owner?.end());

const run = (sql: string) => owner?.query(sql);
const columns = (table: string) => (table === "log_leaf" ? "id, index, data, version_id, queued_at" : "*");

async function backUp(): Promise<void> {
  await run(
    `BEGIN; ${each(TABLES, (table) => `TRUNCATE kept_${table}; INSERT INTO kept_${table} SELECT * FROM ${table}`)}; COMMIT`,
  );
  if (existsSync(lastSigned)) copyFileSync(lastSigned, `${lastSigned}.kept`);
}

async function restore(): Promise<void> {
  await run(
    `BEGIN; TRUNCATE ${TABLES.join(", ")} CASCADE; ${each(TABLES, (table) => {
      const list = table === "log_leaf" ? "(id, index, data, version_id, queued_at)" : "";
      return `INSERT INTO ${table} ${list} SELECT ${columns(table)} FROM kept_${table}`;
    })}; COMMIT`,
  );
  if (isPlanted && existsSync(`${lastSigned}.kept`)) copyFileSync(`${lastSigned}.kept`, lastSigned);
}

let n = 0;
async function queue(): Promise<void> {
  const count = 1 + Math.floor(Math.random() * 4);
  await run(
    `INSERT INTO log_leaf (data) SELECT convert_to('{"n":' || ${n} + n || '}', 'UTF8') FROM generate_series(1, ${count}) n`,
  );
  n += count;
}

/** A signer for a moment, its connection cut at another. */
async function aWhile(ms: number): Promise<string> {
  if (!key) throw new Error("no key");
  const [ending, said]: [AbortController, string[]] = [new AbortController(), []];
  const say = (_level: string, message: string) => void said.push(message);
  const done = runSigner({ url: database.url, key, lastSigned, signal: ending.signal, say });
  await wait(Math.random() * ms);
  if (Math.random() < 0.5)
    await run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'signataires signer'",
    );
  await wait(Math.random() * ms);
  ending.abort();
  await done;
  return said.join("; ");
}

test("bar 18: 1,000 crashes and restores by chance never sign two roots for one size", async () => {
  const sequences = trials(1000);
  let [restores, refusals] = [0, 0];
  await backUp();
  for (let round = 0; round < sequences; round += 1) {
    await queue();
    if (Math.random() < 0.3) await backUp();
    await aWhile(60);
    if (Math.random() < 0.3) {
      await restore();
      restores += 1;
    }
    if (/rolled-back|other-root/.test(await aWhile(60))) {
      refusals += 1;
      // A person decides: the right database is gone, so this log ends and another begins.
      rmSync(lastSigned, { force: true });
      await run(
        `TRUNCATE ${TABLES.join(", ")} CASCADE; UPDATE log_state SET halted_at = NULL, reason = NULL`,
      );
      await backUp();
      expect([...signed.values()].every(({ size }) => size === 1)).toBe(true);
      if (!isPlanted) signed.clear();
    }
  }
  const twice = [...signed].filter(([, roots]) => roots.size > 1).map(([size]) => size);
  figure(
    "bar 18",
    `${sequences} sequences, ${restores} restores, ${refusals} refusals, ${twice.length} sizes with two roots`,
  );
  expect(twice).toEqual([]);
});
