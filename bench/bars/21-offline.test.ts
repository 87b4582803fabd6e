import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { signersOf } from "@/lib/proof/log/checkpoint";
import { parseNote, parseVerifierKey } from "@/lib/proof/log/note";
import type { MadeUpLog } from "@/lib/proof/testing/made-up-log";
import { aReceipt } from "@/lib/proof/testing/made-up-log";
import { auditLog } from "@/lib/proof/verify/audit";
import { parsePolicy } from "@/lib/proof/verify/policy";
import { manyLeaves, onDisk } from "./many-leaves";
import { figure, trials } from "./share";

const SIZE = trials(100_000);
const alone = mkdtempSync(join(tmpdir(), "signataires-alone-"));
let [log, exported]: [MadeUpLog | null, string] = [null, ""];
beforeAll(async () => {
  copyFileSync("bin/verify.mjs", join(alone, "verify.mjs"));
  log = await manyLeaves(SIZE);
  exported = await onDisk(log);
});

const RSS =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("rss "+process.resourceUsage().maxRSS))';
const AUDIT = () => ["verify.mjs", "--log", exported, "--policy", join(exported, "policy"), "--lang", "en"];

/** Runs a command in a folder where nothing but the verifier lies. */
function run(command: string, ...args: string[]) {
  const began = performance.now();
  const env = { PATH: process.env.PATH ?? "", NODE_ENV: "production" } as const;
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: alone, encoding: "utf8", env });
  return { status, stdout, stderr, ms: performance.now() - began };
}

test("bar 21: an export of 100,000 entries within 60 s and 512 MB", () => {
  const { status, stdout, stderr, ms } = run(process.execPath, "--import", RSS, ...AUDIT());
  const megabytes = Number(/rss (\d+)/.exec(stderr)?.[1]) / 1024;
  figure(
    "bar 21",
    `${SIZE} entries in ${(ms / 1000).toFixed(1)} s, ${megabytes.toFixed(0)} MB: ${stdout.trim().slice(-60)}`,
  );
  expect(status).toBe(0);
  expect(ms).toBeLessThan(60_000);
  expect(megabytes).toBeLessThan(512);
});

test("bar 21: one receipt within half a second", async () => {
  const { zip } = await aReceipt();
  writeFileSync(join(alone, "receipt.zip"), zip);
  const times = Array.from({ length: 5 }, () => {
    const { status, ms } = run(process.execPath, "verify.mjs", "receipt.zip");
    expect(status).toBe(0);
    return ms;
  }).sort((a, b) => a - b);
  figure("bar 21", `one receipt in ${times[2]?.toFixed(0)} ms`);
  expect(times[2]).toBeLessThan(500);
});

test("bar 21: no connection is tried, and none is needed", () => {
  const trace = join(alone, "trace");
  const traced = run("strace", "-f", "-e", "trace=network", "-o", trace, process.execPath, ...AUDIT());
  const connects = readFileSync(trace, "utf8").match(/connect\(/g)?.length ?? 0;
  const apart = run("unshare", "-rn", process.execPath, ...AUDIT());
  figure("bar 21", `${connects} connects; in an empty network namespace: exit ${apart.status}`);
  expect([traced.status, connects, apart.status]).toEqual([0, 0, 0]);
});

const digest = (...parts: readonly Uint8Array[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};
const hasher = {
  leaf: (data: Uint8Array) => digest(Uint8Array.of(0), data),
  node: (left: Uint8Array, right: Uint8Array) => digest(Uint8Array.of(1), left, right),
  empty: () => digest(),
  hex: (hash: Uint8Array) => Buffer.from(hash).toString("hex"),
};

/** The hashes and the signature that no verifier can do without. */
async function bare({ leaves, key }: MadeUpLog, note: string): Promise<number> {
  const began = performance.now();
  let row = leaves.map(hasher.leaf);
  while (row.length > 1) {
    const next: typeof row = [];
    for (let at = 0; at < row.length; at += 2) {
      const [left, right] = [row[at], row[at + 1]];
      if (left) next.push(right ? hasher.node(left, right) : left);
    }
    row = next;
  }
  const [vkey, parsed] = [await parseVerifierKey(key.vkey), parseNote(note)];
  if (!vkey || !parsed || !(await signersOf(parsed, [vkey]))?.length) throw new Error("not signed");
  return performance.now() - began;
}

test("S13: an audit costs at most 1.3 times its hashes and signatures alone", async () => {
  if (!log) throw new Error("no log");
  const [files, policy] = [await log.exported(), await parsePolicy(`log ${log.key.vkey}\nquorum none\n`)];
  if (!policy) throw new Error("no policy");
  const note = await log.note();
  const [audits, alone]: [number[], number[]] = [[], []];
  for (let round = 0; round < 9; round += 1) {
    alone.push(await bare(log, note));
    const began = performance.now();
    expect(await auditLog({ read: (path) => files.get(path) ?? null, hasher }, policy)).toMatchObject({
      verdict: "valid",
    });
    audits.push(performance.now() - began);
  }
  const middle = (all: number[]) => all.sort((a, b) => a - b)[4] ?? 0;
  const ratio = middle(audits) / middle(alone);
  figure(
    "S13",
    `audit ${middle(audits).toFixed(0)} ms, hashes and signature alone ${middle(alone).toFixed(0)} ms: ${ratio.toFixed(2)}`,
  );
  expect(ratio).toBeLessThanOrEqual(1.3);
});
