import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allFaults } from "@/bin/fsck";
import { type Server, startServer } from "@/e2e/server";
import { onSite, signersOn } from "@/e2e/world";
import { systemCtx, tokenHash } from "@/lib/core/auth/link";
import { logPublished } from "@/lib/forms/logging/commands";
import { type Answer, atOnce, type Press, press, pressesOf, signaturesBy } from "./presses";
import { figure, trials } from "./share";

const SIGNERS = trials(300);
const disk = mkdtempSync(join(tmpdir(), "signataires-disk-"));
const ballast = join(disk, "ballast");

/** A small disk of its own; false where this user may mount none. */
function mounted(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256m,mode=711", "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    process.stdout.write("bar 8: not shown here, because this user may not mount a small disk\n");
    return false;
  }
}
const isMounted = mounted();

let server: Server;
const acknowledged = new Set<string>();
const answers: Answer[] = [];

beforeAll(async () => {
  if (!isMounted) return;
  const before = process.env.TMPDIR;
  // Tables, the log's files and what the processes write all lie on the small disk.
  process.env.TMPDIR = disk;
  server = await startServer({ mode: "live" });
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
});
afterAll(async () => {
  if (!isMounted) return;
  rmSync(ballast, { force: true });
  await server?.stop();
  execFileSync("umount", ["-l", disk]);
  rmdirSync(disk);
});

/** Writes until nothing more fits, to the last byte. */
function fill(): void {
  const file = openSync(ballast, "a");
  try {
    for (const size of [1 << 20, 4096, 1]) {
      const some = Buffer.alloc(size);
      try {
        for (;;) writeSync(file, some);
      } catch {
        // Full for this size; smaller ones may still fit.
      }
    }
  } finally {
    closeSync(file);
  }
}

async function pressOnce(one: Press): Promise<void> {
  const answer = await press(server, one);
  answers.push(answer);
  if (answer.isAcknowledged) acknowledged.add(one.token);
}

/** The next segment of Postgres's own log finds no room, which ends Postgres. */
async function endSegment(): Promise<void> {
  const client = new pg.Client({ connectionString: server.databaseUrl });
  client.on("error", () => undefined);
  try {
    await client.connect();
    for (let n = 0; n < 20; n += 1) {
      await client.query(
        "CREATE TABLE IF NOT EXISTS nowhere (n int); DROP TABLE nowhere; SELECT pg_switch_wal()",
      );
    }
  } catch {
    // That is what is wanted.
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether Postgres itself is gone, and not only refuses to write. */
async function away(): Promise<boolean> {
  const client = new pg.Client({ connectionString: server.databaseUrl, connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  return client.connect().then(
    async () => {
      await client.end();
      return false;
    },
    () => true,
  );
}

const isReady = () =>
  fetch(`${server.url}/api/health/ready`, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false,
  );

test.skipIf(!isMounted)(
  "bar 8: a full disk is answered 503, loses nothing acknowledged, and ends by itself with new room",
  async () => {
    const { tokens } = await signersOn(server, SIGNERS);
    await onSite(server, async () => logPublished(await systemCtx()));
    const presses = await pressesOf(server, tokens);
    const third = Math.floor(SIGNERS / 3);
    await atOnce(presses.slice(0, third), 8, pressOnce);
    expect(acknowledged.size).toBe(third);
    fill();
    await atOnce(presses.slice(third, 2 * third), 8, pressOnce);
    const early = acknowledged.size - third;
    await endSegment();
    fill();
    await atOnce(presses.slice(third, 2 * third), 8, pressOnce);
    await wait(5000);
    const isAway = await away();
    await atOnce(presses.slice(third, 2 * third), 8, pressOnce);
    const during = answers.slice(third);
    const statuses: Record<number, number> = {};
    for (const { status } of during) statuses[status] = (statuses[status] ?? 0) + 1;
    rmSync(ballast);
    const freed = Date.now();
    while (!(await isReady()) && Date.now() - freed < 120_000) await wait(100);
    const recovered = (Date.now() - freed) / 1000;
    const rows = await signaturesBy(server.databaseUrl, tokens.map(tokenHash));
    const lost = tokens.filter((token, at) => acknowledged.has(token) && rows[at]?.signatures !== 1);
    for (const one of presses) while (!acknowledged.has(one.token)) await pressOnce(one);
    const then = await signaturesBy(server.databaseUrl, tokens.map(tokenHash));
    const isSigned = async () => {
      const client = new pg.Client({ connectionString: server.databaseUrl });
      await client.connect();
      const { rows: sizes } = await client.query<{ same: boolean }>(
        "SELECT (SELECT max(size) FROM log_checkpoint) = (SELECT count(*) FROM log_leaf) AS same",
      );
      await client.end();
      return sizes[0]?.same ?? false;
    };
    for (const until = Date.now() + 60_000; !(await isSigned()) && Date.now() < until; ) await wait(200);
    const { size, faults } = await onSite(server, () => allFaults(server.dataDir));
    figure(
      "bar 8",
      `${early} acknowledged on the full disk before Postgres ended, ${lost.length} lost; answers meanwhile ${JSON.stringify(statuses)}; ready ${recovered.toFixed(1)} s after there was room; ${then.length} signed, ${size} entries, ${faults.length} faults`,
    );
    expect(isAway).toBe(true);
    expect(lost).toEqual([]);
    expect(Object.keys(statuses).filter((status) => status !== "303" && status !== "503")).toEqual([]);
    expect(statuses[503]).toBeGreaterThan(0);
    expect(recovered).toBeLessThan(60);
    expect(then.filter(({ signatures }) => signatures !== 1)).toEqual([]);
    expect(faults).toEqual([]);
  },
);
