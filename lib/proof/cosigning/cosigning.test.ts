import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { parseNote, parseVerifierKey } from "../log/note";
import { publicCheckpoint, publicPolicy, signedCheckpoint } from "../queries";
import { type LogKey, logKey } from "../signer/key";
import { runSigner } from "../signer/signer";
import { aWitnessServer, type TestWitness } from "../testing/witness-server";
import { trustedCheckpoint } from "../verify/checkpoint";
import { parsePolicy } from "../verify/policy";
import { parseWitnesses, policyLines, type Witnesses } from "./witnesses";

const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), "signataires-cosigning-"));
const lastSigned = join(folder, "last-signed");
let key: LogKey | null = null;
let three: TestWitness[] = [];
let running: (() => Promise<void>)[] = [];

beforeAll(async () => {
  key = await logKey(join(folder, "key"), "test.example/log");
  const vkey = await parseVerifierKey(key.vkey);
  if (!vkey) throw new Error("no key");
  three = await Promise.all(
    ["w1.example", "w2.example", "w3.example"].map((name) => aWitnessServer(name, vkey)),
  );
});
afterEach(async () => {
  for (const one of three) one.mode = "well";
  await Promise.all(running.map((stop) => stop()));
  running = [];
});

const all = () => parseWitnesses(three.map(({ line }) => line).join("\n"));

function signer(witnesses: Witnesses) {
  if (!key) throw new Error("no key");
  const ending = new AbortController();
  const said: string[] = [];
  const say = (_level: string, message: string) => void said.push(message);
  const done = runSigner({ url: database.url, key, lastSigned, witnesses, signal: ending.signal, say });
  const stop = async () => {
    ending.abort();
    await done;
  };
  running.push(stop);
  return { stop, said };
}

let queued = 0;
async function queue(count: number): Promise<number> {
  await db()
    .$executeRaw`INSERT INTO log_leaf (data) SELECT convert_to('{"n":' || n || '}', 'UTF8') FROM generate_series(${queued + 1}::int, ${queued + count}::int) n`;
  queued += count;
  return queued;
}

const sealed = async () =>
  Number((await db().logSealed.findFirst({ orderBy: { size: "desc" }, select: { size: true } }))?.size ?? -1);
const sealedTo = (size: number) => expect.poll(sealed, { timeout: 15_000 }).toBe(size);
const signedTo = (size: number) =>
  expect.poll(async () => (await signedCheckpoint())?.size, { timeout: 10_000 }).toBe(size);

/** Who cosigned a note, by the policy that the log publishes; or what is wrong with it. */
async function judged(note: string | undefined, since?: number) {
  const policy = await parsePolicy(await publicPolicy());
  const parsed = parseNote(note ?? "");
  if (!policy || !parsed) throw new Error("no policy or note");
  const verdict = await trustedCheckpoint(parsed, policy, since);
  return typeof verdict === "string" ? verdict : { size: verdict.checkpoint.size, by: verdict.witnesses };
}

test("without witnesses each checkpoint seals by itself, and the policy says that nobody is asked", async () => {
  const size = await queue(10);
  const one = signer({ all: [], quorum: 0 });
  await sealedTo(size);
  expect(await publicPolicy()).toMatch(/^log test\.example\/log\+\S+ \S+\/log\nquorum none\n$/);
  expect(await judged((await publicCheckpoint())?.note)).toEqual({ size, by: [] });
  await one.stop();
});

test("two of three are enough: one that hangs delays neither the sealing nor the others", async () => {
  const [, , third] = three;
  if (!third) throw new Error("three");
  third.mode = "hangs";
  signer(await all());
  const began = Date.now();
  for (let n = 0; n < 3; n += 1) {
    const size = await queue(300);
    await signedTo(size);
    await sealedTo(size);
    expect(await judged((await publicCheckpoint())?.note)).toEqual({
      size,
      by: ["w1.example", "w2.example"],
    });
  }
  expect(Date.now() - began).toBeLessThan(20_000);
  const row = await db().logSealed.findFirst({ orderBy: { size: "desc" }, select: { note: true } });
  expect(await judged(row?.note, Date.now() / 1000 - 60)).toMatchObject({ by: ["w1.example", "w2.example"] });
  third.mode = "well";
  await expect
    .poll(async () => judged((await publicCheckpoint())?.note), { timeout: 15_000 })
    .toMatchObject({
      by: ["w1.example", "w2.example", "w3.example"],
    });
  // What receipts hold is the same for good.
  const after = await db().logSealed.findFirst({ orderBy: { size: "desc" }, select: { note: true } });
  expect(after?.note).toBe(row?.note);
});

test("with one of three alone the log goes on signing, and receipts wait for the quorum", async () => {
  const [first, second] = three;
  const before = await sealed();
  const one = signer(await all());
  for (const each of [first, second]) if (each) each.mode = "fails";
  const size = await queue(5);
  await signedTo(size);
  expect((await publicCheckpoint())?.size).toBe(before);
  expect(await judged((await signedCheckpoint())?.note)).toBe("too-few-witnesses");
  expect(one.said.join("\n")).toMatch(/witness w1\.example: it answers 503/);
  if (first) first.mode = "well";
  await sealedTo(size);
});

test("a backup put back with the signer's own file: the witnesses know better, and nothing is signed", async () => {
  copyFileSync(lastSigned, `${lastSigned}.old`);
  const before = queued;
  const one = signer(await all());
  const size = await queue(7);
  await sealedTo(size);
  await one.stop();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(`SET session_replication_role = replica;
    ALTER TABLE log_leaf DISABLE TRIGGER USER; ALTER TABLE log_checkpoint DISABLE TRIGGER USER;
    ALTER TABLE log_cosignature DISABLE TRIGGER USER; ALTER TABLE log_sealed DISABLE TRIGGER USER;
    DELETE FROM log_sealed WHERE size > ${before}; DELETE FROM log_cosignature WHERE size > ${before};
    DELETE FROM log_checkpoint WHERE size > ${before}; UPDATE log_leaf SET index = NULL, data = data || ' ' WHERE index >= ${before};
    UPDATE log_tile SET hashes = substr(hashes, 1, 32 * (${before} % 256)) WHERE (level, index) = (0, ${before} / 256);
    ALTER TABLE log_leaf ENABLE ALWAYS TRIGGER log_leaf_kept; ALTER TABLE log_leaf ENABLE ALWAYS TRIGGER append_only_all;
    ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER append_only; ALTER TABLE log_cosignature ENABLE ALWAYS TRIGGER append_only;
    ALTER TABLE log_sealed ENABLE ALWAYS TRIGGER append_only;`);
  await owner.end();
  writeFileSync(lastSigned, "");
  copyFileSync(`${lastSigned}.old`, lastSigned);
  const again = signer(await all());
  const state = () => db().logState.findFirstOrThrow({ select: { reason: true } });
  await expect.poll(async () => (await state()).reason, { timeout: 10_000 }).toBe("rolled-back");
  await new Promise((later) => setTimeout(later, 3000));
  expect(await signedCheckpoint()).toMatchObject({ size: before });
  expect((await state()).reason).toBe("rolled-back");
  expect(again.said.join("\n")).toMatch(/seen more than this log holds/);
});

test("a list of witnesses is read strictly", async () => {
  const [one = "", two = "", three_ = ""] = three.map(({ line }) => line);
  expect(await parseWitnesses("\n# nobody\n")).toEqual({ all: [], quorum: 0 });
  expect((await parseWitnesses(`${one}; ${two}\n${three_} # x`)).quorum).toBe(2);
  expect((await parseWitnesses(`${one}\n${two}\nquorum 1`)).quorum).toBe(1);
  expect(policyLines(await parseWitnesses(one))).toMatch(
    /^witness w1\.example \S+ http:\S+\ngroup witnesses 1 w1\.example\nquorum witnesses\n$/,
  );
  for (const bad of [
    "x",
    `${one} more`,
    one.replace("http", "ftp"),
    `${one}\n${one}`,
    `${one}\nquorum 2`,
    `${one}\nquorum 0`,
    "quorum 1",
    one.split(" ")[0] ?? "",
  ])
    await expect(parseWitnesses(bad), bad).rejects.toThrow();
});
