import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { leafHash, rootByInclusion } from "../log/merkle";
import { formatNote, parseNote } from "../log/note";
import { publicCheckpoint, publicLogKeys, publicPolicy } from "../queries";
import { logKey } from "../signer/key";
import { runSigner } from "../signer/signer";
import { trustedCheckpoint } from "../verify/checkpoint";
import { parsePolicy } from "../verify/policy";
import { parseCanonical, parseLeaf } from "../verify/shapes";
import { endedAt, newShard, rotate } from "./commands";
import { nextName, SignerFiles } from "./files";
import { isHandover, keyLeaf } from "./leaf";

const database = testDatabase();
const files = new SignerFiles(mkdtempSync(join(tmpdir(), "signataires-rotating-")));
const NAME = "test.example/log";
const say = () => undefined;

function signer() {
  const ending = new AbortController();
  const { lastSigned } = files;
  const done = runSigner({
    url: database.url,
    key: () => files.key(NAME),
    lastSigned,
    signal: ending.signal,
    say,
  });
  return async () => {
    ending.abort();
    await done;
  };
}

let queued = 0;
async function queue(count: number): Promise<void> {
  await db()
    .$executeRaw`INSERT INTO log_leaf (data) SELECT convert_to('{"n":' || n || '}', 'UTF8') FROM generate_series(${queued + 1}::int, ${queued + count}::int) n`;
  queued += count;
}

const signedTo = (size: number) =>
  expect.poll(async () => (await publicCheckpoint())?.size, { timeout: 15_000 }).toBe(size);

async function judged(note: string): Promise<string | number> {
  const [policy, parsed] = [await parsePolicy(await publicPolicy()), parseNote(note)];
  if (!policy || !parsed) throw new Error("no policy or note");
  const verdict = await trustedCheckpoint(parsed, policy);
  return typeof verdict === "string" ? verdict : verdict.checkpoint.size;
}

const notes = async () =>
  (await db().logSealed.findMany({ orderBy: { size: "asc" }, select: { note: true } })).map(
    ({ note }) => note,
  );

test("bar 25: a key hands over in the log itself; what it signed stays, what it signs later is refused", async () => {
  await queue(300);
  const stop = signer();
  await signedTo(300);
  const before = await notes();
  const old = await files.key(NAME);
  const next = await files.next(NAME);
  // While the signer runs: it waits, and goes on with the next key.
  const size = await rotate({ url: database.url, old, next, lastSigned: files.lastSigned, say });
  expect(size).toBe(301);
  files.takeOver(size);
  await queue(50);
  await signedTo(351);
  await stop();
  expect(await publicLogKeys()).toEqual([old.vkey, next.vkey]);
  expect(await publicPolicy()).toContain(`log ${old.vkey} # until 301\n`);
  for (const note of before) expect(typeof (await judged(note))).toBe("number");
  const latest = (await publicCheckpoint())?.note ?? "";
  expect(await judged(latest)).toBe(351);
  expect(latest).not.toContain(old.vkey.split("+")[1] ?? "");
  // The stolen old key signs a longer log: refused; up to its end it is believed, as every receipt of it wants.
  const row = await db().logCheckpoint.findFirstOrThrow({
    orderBy: { size: "desc" },
    select: { root: true },
  });
  const root = new Uint8Array(row.root);
  expect(await judged(old.signed({ size: 351, root }))).toBe("not-signed-by-log");
  expect(await judged(old.signed({ size: 301, root }))).toBe(301);
  expect(await judged(next.signed({ size: 351, root }))).toBe(351);
});

test("the handing over stands in the log, signed by both, and cannot be altered", async () => {
  const leaf = await db().logLeaf.findFirstOrThrow({ where: { index: 300 }, select: { data: true } });
  const text = Buffer.from(leaf.data).toString("utf8");
  expect(parseLeaf(text)).toMatchObject({ type: "key", needs: null });
  const said = parseCanonical(text);
  const shape = { old: "", new: "", sig_old: "", sig_new: "" };
  if (typeof said !== "object" || said === null) throw new Error("no leaf");
  const handover = { ...shape, ...said };
  expect(await isHandover(handover)).toBe(true);
  const stranger = await logKey(join(files.folder, "stranger"), NAME);
  expect(await isHandover({ ...handover, new: stranger.vkey })).toBe(false);
  expect(await isHandover({ ...handover, sig_old: handover.sig_new })).toBe(false);
  expect(await leafHash(new TextEncoder().encode(text))).toHaveLength(32);
});

test("interrupted before the files changed, the old key signs nothing, and the command ends the same", async () => {
  const old = await files.key(NAME);
  const next = await files.next(NAME);
  const rotation = { url: database.url, old, next, lastSigned: files.lastSigned, say };
  const size = await rotate(rotation);
  await queue(5);
  const stop = signer();
  await new Promise((later) => setTimeout(later, 1500));
  expect((await publicCheckpoint())?.size).toBe(size);
  expect(await rotate(rotation)).toBe(size);
  files.takeOver(size);
  await signedTo(size + 5);
  await stop();
  expect(await judged((await publicCheckpoint())?.note ?? "")).toBe(size + 5);
});

test("a new shard after a restore: no old checkpoint is contradicted, every old receipt's proof still holds", async () => {
  const before = await notes();
  const old = await files.key(NAME);
  const size = files.lastSize() ?? 0;
  const next = await files.next(nextName(old.origin));
  expect(next.origin).toBe("test.example/log-2");
  await newShard(database.url, old.vkey, next.vkey, size);
  // Interrupted here: the old key finds that another took over.
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  expect(await endedAt(client, old.vkey)).toBe(size);
  await client.end();
  files.putAside(old.origin);
  files.takeOver(size);
  expect(existsSync(files.lastSigned)).toBe(false);
  const stop = signer();
  await queue(10);
  const leaves = await db().logLeaf.count();
  await signedTo(leaves);
  await stop();
  const latest = (await publicCheckpoint())?.note ?? "";
  expect(latest.split("\n")[0]).toBe("test.example/log-2");
  expect(await judged(latest)).toBe(leaves);
  for (const note of before) expect(typeof (await judged(note))).toBe("number");
  const forged = parseNote(old.signed({ size: size + 1, root: new Uint8Array(32) }));
  expect(forged && (await judged(formatNote(forged)))).toBe("not-signed-by-log");
  // A proof under the old name, as a receipt keeps it, needs nothing of the new log.
  expect(await rootByInclusion(new Uint8Array(32), 0, 1, [])).toEqual(new Uint8Array(32));
  const guards = await db().$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'log_%' AND NOT tgisinternal AND tgenabled <> 'A' AND tgname NOT LIKE 'press\\_%'`;
  expect(guards).toEqual([{ n: 0 }]);
  rmSync(files.folder, { recursive: true });
});

test("names of logs follow each other, and a leaf of two keys is one spelling", async () => {
  expect(["example.org/log", "example.org/log-2", "a-b/log-9"].map(nextName)).toEqual([
    "example.org/log-2",
    "example.org/log-3",
    "a-b/log-10",
  ]);
  const folder = mkdtempSync(join(tmpdir(), "signataires-keys-"));
  const [one, other] = [await logKey(join(folder, "1"), NAME), await logKey(join(folder, "2"), NAME)];
  expect(keyLeaf(one, other)).toBe(keyLeaf(one, other));
});
