import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { jcs } from "../canonical/jcs";
import { type Bytes, toHex, utf8 } from "../log/bytes";
import { COSIGNATURE } from "../log/note";
import { hashOfLeaf, hashOfNode } from "../log/tree";
import { keyLeaf } from "../rotating/leaf";
import { logKey } from "../signer/key";
import { aFormLeaf, aKey, aStatement, MadeUpLog } from "../testing/made-up-log";
import { auditLog } from "./audit";
import { parsePolicy } from "./policy";
import { parseLeaf, shortLeaf } from "./shapes";

const hasher = {
  leaf: hashOfLeaf,
  node: hashOfNode,
  empty: () => new Uint8Array(createHash("sha256").digest()),
  hex: toHex,
};

async function aLog(size: number) {
  const log = new MadeUpLog(await aKey("test.example/log"));
  const form = aFormLeaf();
  log.add(form);
  for (let n = 1; n < size; n += 1) log.add(aFormLeaf(1, { id: `form-${n}` }));
  return log;
}

async function audit(log: MadeUpLog, change: (files: Map<string, Bytes>) => void = () => undefined) {
  const policy = await parsePolicy(`log ${log.key.vkey}\nquorum none\n`);
  if (!policy) throw new Error("no policy");
  const files = await log.exported();
  change(files);
  return auditLog({ read: (path) => files.get(path) ?? null, hasher }, policy);
}

test.each([1, 2, 255, 256, 257, 513])("a log of %i entries is valid as it stands", async (size) => {
  expect(await audit(await aLog(size))).toEqual({ verdict: "valid", origin: "test.example/log", size });
});

test("a changed, missing, reordered or foreign entry is found, with its index", async () => {
  const log = await aLog(300);
  const entries = "tile/entries/000";
  const swap = (files: Map<string, Bytes>, from: string, to: string) => {
    const text = Buffer.from(files.get(entries) ?? []).toString("latin1");
    files.set(entries, new Uint8Array(Buffer.from(text.replace(from, to), "latin1")));
  };
  expect(await audit(log, (files) => swap(files, '"form-77"', '"form-78"'))).toMatchObject({
    problem: "tile-differs",
  });
  expect(await audit(log, (files) => swap(files, '"id":"form-77"', '"ie":"form-77"'))).toEqual({
    verdict: "invalid",
    problem: "entry-malformed",
    index: 77,
  });
  expect(await audit(log, (files) => files.delete(entries))).toMatchObject({
    problem: "tile-missing",
    index: 0,
  });
  expect(await audit(log, (files) => files.delete("checkpoint"))).toMatchObject({ problem: "no-checkpoint" });
  expect(await audit(log, (files) => files.set("tile/1/000.p/1", new Uint8Array(32)))).toMatchObject({
    problem: "tile-differs",
  });
});

test("an entry that names nothing before it is found", async () => {
  const log = await aLog(3);
  const other = aFormLeaf(3, { id: "never-published" });
  await log.receipt(other, await aStatement(other));
  expect(await audit(log)).toMatchObject({ verdict: "valid" });
  log.leaves.splice(3, 1);
  expect(await audit(log)).toEqual({ verdict: "invalid", problem: "entry-refers-to-nothing", index: 3 });
});

test("bar 19: a checkpoint that no quorum cosigned within the time asked is too old", async () => {
  const witness = await aKey("w.example", COSIGNATURE);
  const log = new MadeUpLog(await aKey("test.example/log"), [witness]);
  log.add(aFormLeaf());
  const policy = await parsePolicy(`log ${log.key.vkey}\nwitness w ${witness.vkey}\nquorum w\n`);
  const files = new Map([...(await log.exported()), ["checkpoint", utf8(await log.note(1000))]]);
  if (!policy) throw new Error("no policy");
  const at = (since: number) => auditLog({ read: (path) => files.get(path) ?? null, hasher }, policy, since);
  expect(await at(1000)).toMatchObject({ verdict: "valid" });
  expect(await at(1001)).toMatchObject({ problem: "too-old" });
});

test("the short reading of a leaf says what the whole reading says, or nothing", () => {
  const hash = `sha256:${"0a".repeat(32)}`;
  const good = [
    { v: 1, type: "signature", form: hash, commit: hash, day: "2032-05-03", level: "A2" },
    ...["withdrawal", "dispute", "resolution", "lapse", "attestation"].map((type) => ({
      v: 1,
      type,
      ref: hash,
      commit: hash,
    })),
  ].map((leaf) => jcs(leaf));
  for (const text of good) {
    expect(shortLeaf(text)).toEqual(parseLeaf(text));
    expect(shortLeaf(text)).not.toBeNull();
    for (let at = 0; at < text.length; at += 1)
      for (const other of ["", "x", '"', "0", "é"]) {
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        const short = shortLeaf(changed);
        if (short) expect(short).toEqual(parseLeaf(changed));
      }
  }
  expect(shortLeaf(aFormLeaf())).toBeNull();
});

test("bar 25: a handing over of keys that one of them did not sign is found, with its index", async () => {
  const folder = mkdtempSync(join(tmpdir(), "signataires-keys-"));
  const [one, other, stranger] = await Promise.all(
    ["one", "other", "stranger"].map((name) => logKey(join(folder, name), "test.example/log")),
  );
  if (!one || !other || !stranger) throw new Error("three keys were asked for");
  const log = await aLog(5);
  log.add(keyLeaf(one, other));
  expect(await audit(log)).toMatchObject({ verdict: "valid" });
  const [good, bad] = [keyLeaf(one, other), keyLeaf(stranger, other)].map((leaf) => JSON.parse(leaf));
  log.add(jcs({ ...good, sig_old: bad.sig_old }));
  expect(await audit(log)).toEqual({ verdict: "invalid", problem: "key-not-handed-over", index: 6 });
});
