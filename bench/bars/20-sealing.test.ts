import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { pool } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { parseWitnesses } from "@/lib/proof/cosigning/witnesses";
import { parseVerifierKey } from "@/lib/proof/log/note";
import { logKey } from "@/lib/proof/signer/key";
import { runSigner } from "@/lib/proof/signer/signer";
import { aWitnessServer } from "@/lib/proof/testing/witness-server";
import { sign } from "@/lib/signatures/signing/commands";
import { manySigners, shown } from "@/lib/signatures/testing/signer";
import { figure, trials } from "./share";

const database = testDatabase();
const RATE = 10;
const SECONDS = trials(600);

test("bar 20: from acknowledgement to a checkpoint of the quorum, p99 within 30 s and none over 60 s", async () => {
  const folder = mkdtempSync(join(tmpdir(), "signataires-sealing-"));
  const key = await logKey(join(folder, "key"), "test.example/log");
  const vkey = await parseVerifierKey(key.vkey);
  if (!vkey) throw new Error("no key");
  const three = await Promise.all(["w1", "w2", "w3"].map((name) => aWitnessServer(name, vkey)));
  // One of the three never answers.
  if (three[2]) three[2].mode = "hangs";
  const witnesses = await parseWitnesses(three.map(({ line }) => line).join("\n"));
  const ending = new AbortController();
  const lastSigned = join(folder, "last-signed");
  const done = runSigner({
    url: database.url,
    key,
    lastSigned,
    witnesses,
    signal: ending.signal,
    say: () => undefined,
  });
  const { ctxs } = await manySigners(RATE * SECONDS);
  const [first] = ctxs;
  if (!first) throw new Error("nobody signs");
  const input = await shown(first);
  const acknowledged: Promise<number>[] = [];
  const began = Date.now();
  for (const [at, ctx] of ctxs.entries()) {
    await wait(Math.max(0, began + (at * 1000) / RATE - Date.now()));
    acknowledged.push(
      sign(ctx, { ...input, key: randomUUID() }).then(({ ok }) => {
        expect(ok).toBe(true);
        return Date.now();
      }),
    );
  }
  const times = (await Promise.all(acknowledged)).sort((a, b) => a - b);
  const sealed = async () =>
    (
      await pool().query<{ at: number }>(
        `SELECT extract(epoch FROM (SELECT min(at) FROM log_sealed WHERE size > l.index)) * 1000 AS at
         FROM log_leaf l JOIN statement s ON s.leaf_id = l.id ORDER BY l.queued_at, l.id`,
      )
    ).rows.map(({ at }) => (at === null ? Number.NaN : Number(at)));
  let at = await sealed();
  for (let tries = 0; tries < 120 && at.some(Number.isNaN); tries += 1) {
    await wait(500);
    at = await sealed();
  }
  ending.abort();
  await done;
  const delays = at.map((then, n) => (then - (times[n] ?? 0)) / 1000).sort((a, b) => a - b);
  const p99 = delays[Math.floor(delays.length * 0.99)] ?? Number.NaN;
  figure(
    "bar 20",
    `${delays.length} signings at ${RATE}/s: p50 ${delays[Math.floor(delays.length / 2)]?.toFixed(1)} s, p99 ${p99.toFixed(1)} s, max ${delays.at(-1)?.toFixed(1)} s`,
  );
  expect(delays).toHaveLength(RATE * SECONDS);
  expect(p99).toBeLessThanOrEqual(30);
  expect(delays.at(-1)).toBeLessThanOrEqual(60);
});
