import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { parseCheckpoint, signersOf } from "../log/checkpoint";
import { leafHash, rootByInclusion } from "../log/merkle";
import { parseNote, parseVerifierKey } from "../log/note";
import { tileReader, tilesFor } from "../log/tile-reader";
import { hashOfRange, inclusionRanges } from "../log/tree";
import { type LogKey, logKey } from "./key";
import { runSigner } from "./signer";

const database = testDatabase();
let [folder, key]: [string, LogKey | null] = ["", null];
let running: { stop: () => Promise<void>; said: string[] }[] = [];

beforeEach(async () => {
  folder ||= mkdtempSync(join(tmpdir(), "signataires-signer-"));
  key = await logKey(join(folder, "key"), "test.example/log");
});
afterEach(async () => {
  await Promise.all(running.map(({ stop }) => stop()));
  running = [];
});

const lastSigned = () => join(folder, "last-signed");

/** A signer beside the test, until it is stopped. */
function signer() {
  if (!key) throw new Error("no key");
  const ending = new AbortController();
  const said: string[] = [];
  const options = { url: database.url, key, lastSigned: lastSigned(), signal: ending.signal };
  const done = runSigner({ ...options, say: (_level, message) => void said.push(message) });
  const stop = async () => {
    ending.abort();
    await done;
  };
  running.push({ stop, said });
  return { stop, said };
}

async function queue(from: number, to: number): Promise<void> {
  await db()
    .$executeRaw`INSERT INTO log_leaf (data) SELECT convert_to('{"n":' || n || '}', 'UTF8') FROM generate_series(${from}::int, ${to}::int) n`;
}

async function asOwner<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  try {
    return (await owner.query<T>(sql)).rows;
  } finally {
    await owner.end();
  }
}

async function latest() {
  const row = await db().logCheckpoint.findFirst({
    orderBy: { size: "desc" },
    select: { note: true, size: true },
  });
  return { note: row?.note ?? "", size: Number(row?.size ?? 0) };
}

const state = () => db().logState.findFirstOrThrow({ select: { haltedAt: true, reason: true } });
const signedTo = (size: number) =>
  expect.poll(async () => (await latest()).size, { timeout: 20_000 }).toBe(size);

test("orders what waits without gaps, extends the tiles and signs; each leaf is proven by the tiles alone", async () => {
  await queue(1, 2500);
  signer();
  await signedTo(2500);
  const gaps = await asOwner<{ n: number }>(
    "SELECT count(*)::int AS n FROM log_leaf WHERE index IS NULL OR index <> id - 1",
  );
  expect(gaps).toEqual([{ n: 0 }]);
  const note = parseNote((await latest()).note);
  const checkpoint = note && parseCheckpoint(note.text);
  const vkey = await parseVerifierKey((await db().logKey.findFirstOrThrow({ select: { vkey: true } })).vkey);
  if (!note || !checkpoint || !vkey) throw new Error("nothing was signed");
  expect(await signersOf(note, [vkey])).toEqual([vkey]);
  const tiles = await asOwner<{ level: number; index: number; hashes: Buffer }>(
    "SELECT level, index::float8 AS index, hashes FROM log_tile ORDER BY 1, 2",
  );
  expect(tiles.map(({ level, index, hashes }) => [level, index, hashes.length / 32]).slice(-3)).toEqual([
    [0, 8, 256],
    [0, 9, 196],
    [1, 0, 9],
  ]);
  for (const index of [0, 255, 256, 2047, 2304, 2499]) {
    const proof = inclusionRanges(index, 2500).map((range) => hashOfRange(range, tileReader(tiles)));
    const leaf = await leafHash(new TextEncoder().encode(`{"n":${index + 1}}`));
    expect(await rootByInclusion(leaf, index, 2500, proof)).toEqual(checkpoint.root);
  }
  expect(tilesFor((read) => hashOfRange({ start: 0, end: 2500 }, read))).toHaveLength(2);
});

test("is stopped and goes on where it was; two at once are one", async () => {
  const first = signer();
  await signedTo(2500);
  signer();
  await queue(2501, 2600);
  await signedTo(2600);
  await first.stop();
  await queue(2601, 2700);
  await signedTo(2700);
});

test("killed between the disk and the database, it publishes what it signed", async () => {
  const kept = (await latest()).note;
  await asOwner(
    "ALTER TABLE log_checkpoint DISABLE TRIGGER USER; ALTER TABLE log_sealed DISABLE TRIGGER USER; DELETE FROM log_sealed WHERE size = 2700; DELETE FROM log_checkpoint WHERE size = 2700; ALTER TABLE log_sealed ENABLE ALWAYS TRIGGER append_only; ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER append_only",
  );
  signer();
  await signedTo(2700);
  expect((await latest()).note).toBe(kept);
});

/** Plants a fault as the database's owner or in the signer's file, and hears what the signer says of it. */
async function refuses(reason: string): Promise<void> {
  const { stop, said } = signer();
  await expect.poll(async () => (await state()).reason, { timeout: 10_000 }).toBe(reason);
  await expect.poll(() => said.join()).toContain(reason);
  await expect(queue(9001, 9001)).rejects.toThrow(/the log is halted/);
  await stop();
}

test("a backup older than what was signed: refuses, nothing enters, and goes on once the right one is back", async () => {
  const now = readFileSync(lastSigned(), "utf8");
  await queue(2701, 2705);
  const one = signer();
  await signedTo(2705);
  await one.stop();
  const undo = `ALTER TABLE log_leaf DISABLE TRIGGER USER; UPDATE log_leaf SET index = NULL WHERE index >= 2700;
    ALTER TABLE log_leaf ENABLE ALWAYS TRIGGER log_leaf_kept; UPDATE log_tile SET hashes = substr(hashes, 1, 32 * 140) WHERE (level, index) = (0, 10)`;
  await asOwner(undo);
  await refuses("rolled-back");
  // A person restored the signer's file that belongs to this backup.
  copyFileSync(lastSigned(), `${lastSigned()}.newer`);
  writeFileSync(lastSigned(), now);
  const again = signer();
  await expect.poll(async () => (await state()).haltedAt, { timeout: 10_000 }).toBeNull();
  await again.stop();
});

test("other leaves than were signed, a damaged or a lost file: refuses each", async () => {
  const file = readFileSync(lastSigned(), "utf8");
  await asOwner(
    "UPDATE log_tile SET hashes = sha256('other') || substr(hashes, 33) WHERE (level, index) = (0, 10)",
  );
  await refuses("other-root");
  writeFileSync(lastSigned(), file.slice(0, 40));
  await refuses("file-damaged");
  rmSync(lastSigned());
  await refuses("file-missing");
});
