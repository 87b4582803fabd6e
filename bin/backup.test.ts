import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, expect, inject, test, vi } from "vitest";
import { inServer } from "@/bin/testing/template";
import { db, disconnect } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { signedCheckpoint } from "@/lib/proof/queries";
import { logKey } from "@/lib/proof/signer/key";
import { runSigner } from "@/lib/proof/signer/signer";
import { sequenced } from "@/lib/proof/testing/sequenced";
import { acceptAll } from "@/lib/signatures/answering/commands";
import { sign } from "@/lib/signatures/signing/commands";
import { aSigner, shown } from "@/lib/signatures/testing/signer";
import { backup } from "./backup";
import { allFaults } from "./fsck";
import { restore } from "./restore";

const database = testDatabase();
const dataDir = mkdtempSync(join(tmpdir(), "signataires-backup-"));
const folder = join(mkdtempSync(join(tmpdir(), "signataires-kept-")), "monday");

async function signMore(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const { ctx } = await aSigner();
    await acceptAll(ctx, {});
    await sign(ctx, await shown(ctx));
  }
  await sequenced(database.url, dataDir);
}

/** An empty database beside the test's own, which the queries then read. */
async function another(): Promise<string> {
  const name = `t_restore_${Date.now()}_${Math.round(performance.now())}`;
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  await client.query(`create database ${name} template ${inject("template")}`);
  await client.end();
  await disconnect();
  return inServer(inject("adminUrl"), name);
}

beforeAll(async () => {
  await signMore(4);
  mkdirSync(join(dataDir, "files"));
  writeFileSync(join(dataDir, "files", "0".repeat(64)), "scan");
  writeFileSync(join(dataDir, "secrets.json"), "{}");
  await backup(database.url, dataDir, folder, true);
});

test("backup, destroy, restore: the same checkpoint, and tables and log agree", async () => {
  const before = await signedCheckpoint();
  expect(statSync(join(folder, "keys")).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "keys", "secrets.json")).mode & 0o077).toBe(0);
  const [url, fresh] = [await another(), mkdtempSync(join(tmpdir(), "signataires-fresh-"))];
  expect((await restore(url, fresh, folder, false)).older).toBe(null);
  process.env.DATABASE_URL = url;
  try {
    expect(await signedCheckpoint()).toEqual(before);
    expect((await allFaults(fresh)).faults).toEqual([]);
    expect(existsSync(join(fresh, "files", "0".repeat(64)))).toBe(true);
    await disconnect();
    await expect(restore(url, fresh, folder, false)).rejects.toThrow("not empty");
    expect((await restore(url, fresh, folder, true)).older).toBe(null);
  } finally {
    await disconnect();
    process.env.DATABASE_URL = database.url;
  }
});

test("a backup older than what was signed since is told, and the signer's memory is never written over", async () => {
  await signMore(2);
  const url = await another();
  const { older } = await restore(url, dataDir, folder, false);
  expect(older).toContain("the signer refuses");
  process.env.DATABASE_URL = url;
  try {
    const faults = (await allFaults(dataDir)).faults.map(({ fact }) => fact);
    expect(faults).toContain("last-signed");
    const key = await logKey(join(dataDir, "log", "key"), "test.example/log");
    const [ending, lastSigned] = [new AbortController(), join(dataDir, "log", "last-signed")];
    const signing = runSigner({ url, key, lastSigned, signal: ending.signal, say: () => undefined });
    const state = () => db().logState.findFirstOrThrow({ select: { haltedAt: true } });
    await vi.waitFor(async () => expect((await state()).haltedAt).not.toBe(null), 10_000);
    ending.abort();
    await signing;
  } finally {
    await disconnect();
    process.env.DATABASE_URL = database.url;
  }
});

test("one changed byte, one file more, another key: nothing is restored", async () => {
  const copy = join(mkdtempSync(join(tmpdir(), "signataires-kept-")), "tuesday");
  await disconnect();
  await backup(database.url, dataDir, copy, false);
  expect(existsSync(join(copy, "keys"))).toBe(false);
  const url = await another();
  writeFileSync(join(copy, "more"), "");
  await expect(restore(url, dataDir, copy, false)).rejects.toThrow("does not belong");
  rmSync(join(copy, "more"));
  appendFileSync(join(copy, "tables", "answer.jsonl"), " ");
  await expect(restore(url, dataDir, copy, false)).rejects.toThrow("not as it was written");
  const other = mkdtempSync(join(tmpdir(), "signataires-other-"));
  writeFileSync(join(other, "secrets.json"), '{"other":1}');
  await expect(restore(url, other, folder, false)).rejects.toThrow("another key");
});
