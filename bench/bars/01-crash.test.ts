import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allFaults } from "@/bin/fsck";
import { onDatabase } from "@/bin/migrations";
import { onSite, signersOn } from "@/e2e/world";
import { systemCtx, tokenHash } from "@/lib/core/auth/link";
import { logPublished } from "@/lib/forms/logging/commands";
import { parsePolicy } from "@/lib/proof/verify/policy";
import { verifyReceipt } from "@/lib/proof/verify/receipt";
import { atOnce, type Press, press, pressesOf, signaturesBy } from "./presses";
import { figure, trials } from "./share";
import { Site } from "./site";

const SIGNERS = trials(1000);
const APP_KILLS = trials(110);
/** Each so manyth kill of the app is followed by one of the postmaster. */
const EACH = 3;
const AT_ONCE = 64;
/** Red when what is committed need not be on the disk: `BARS_PLANT=1` plants it. */
const isPlanted = process.env.BARS_PLANT === "1";

let site: Site;
let tokens: readonly string[] = [];
let presses: readonly Press[] = [];
const acknowledged = new Set<string>();
let lastAt = 0;
/** Nothing was acknowledged for a minute: the log refuses to go on, which it does where commits were lost. */
const isStuck = () => Date.now() - lastAt > 60_000;
/** Answers that say neither yes nor "come again". */
const wrong: number[] = [];

beforeAll(async () => {
  site = await Site.made();
  const admin = (sql: string) => onDatabase(site.databaseUrl, (client) => client.query(sql));
  if (isPlanted) await admin("ALTER DATABASE signataires SET synchronous_commit = off");
  // Addresses are written to nobody here, and a hundred starts of a worker would say nothing of signing.
  site.start("signer");
  site.start("web");
  await site.ready();
  ({ tokens } = await signersOn(site, SIGNERS));
  await onSite(site, async () => logPublished(await systemCtx()));
  presses = await pressesOf(site, tokens);
});
afterAll(() => site.stop());

/** Presses twice at once until one of the two is acknowledged. */
async function persist(one: Press): Promise<void> {
  while (!isStuck()) {
    const both = await Promise.all([press(site, one), press(site, one)]);
    if (both.some(({ isAcknowledged }) => isAcknowledged)) {
      acknowledged.add(one.token);
      lastAt = Date.now();
      return;
    }
    for (const { status } of both) if (![0, 303, 409, 429, 503].includes(status)) wrong.push(status);
    await wait(100 + Math.random() * 200);
  }
}

/** Kills the app amid the signings, spread over all of them, and the postmaster with every third. */
async function killAmid(): Promise<{ app: number; postmaster: number }> {
  const kills = { app: 0, postmaster: 0 };
  while (kills.app < APP_KILLS && !isStuck()) {
    const due = (kills.app / APP_KILLS) * SIGNERS * 0.97;
    while (acknowledged.size < due && !isStuck()) await wait(2);
    await wait(Math.random() * 30);
    await site.kill("web");
    kills.app += 1;
    if (kills.app % 10 === 0) {
      await site.kill("signer");
      site.start("signer");
    }
    site.start("web");
    await site.ready();
    if (kills.app % EACH !== 0) continue;
    const before = acknowledged.size;
    while (acknowledged.size < Math.min(before + 3, SIGNERS) && !isStuck()) await wait(2);
    await site.killPostmaster();
    kills.postmaster += 1;
    await site.ready();
  }
  return kills;
}

const count = async (sql: string) =>
  onDatabase(site.databaseUrl, async (client) => Number((await client.query(sql)).rows[0]?.n));

/** How many of the receipts prove the leaf of the very candidate who signed. */
async function receiptsOfTheirOwn(ids: readonly string[]): Promise<number> {
  const policy = await parsePolicy(await (await fetch(`${site.url}/log/policy`)).text());
  const own = new Map<string, string>();
  await onDatabase(site.databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string; candidacy: string }>(
      "SELECT s.public_id AS id, c.public_id AS candidacy FROM signature s JOIN candidacy c ON c.id = s.candidacy_id",
    );
    for (const { id, candidacy } of rows) own.set(id, candidacy);
  });
  let good = 0;
  await atOnce(ids, 8, async (id) => {
    const answer = await fetch(`${site.url}/fr/signatures/${id}/receipt.zip`);
    const verdict = await verifyReceipt(new Uint8Array(await answer.arrayBuffer()), policy ?? undefined);
    if (verdict.verdict === "valid" && verdict.statement.candidate.candidacy === own.get(id)) good += 1;
  });
  return good;
}

test("bar 1: 1,000 signings sent twice at once, under kill -9 of app and postmaster: none lost, none doubled, each proven", async () => {
  const began = Date.now();
  lastAt = began;
  const [kills] = await Promise.all([killAmid(), atOnce(presses, AT_ONCE, persist)]);
  const seconds = Math.round((Date.now() - began) / 1000);
  const rows = await signaturesBy(site.databaseUrl, tokens.map(tokenHash));
  const lost = tokens.filter((token, at) => acknowledged.has(token) && (rows[at]?.signatures ?? 0) === 0);
  const doubled = rows.filter(({ signatures }) => signatures > 1).length;
  const leaves = await count("SELECT count(*) AS n FROM log_leaf");
  while (!isStuck() && (await count("SELECT coalesce(max(size), 0) AS n FROM log_checkpoint")) < leaves)
    await wait(200);
  const gaps = await count(
    "SELECT count(*) AS n FROM generate_series(0, (SELECT count(*) - 1 FROM log_leaf)) i WHERE NOT EXISTS (SELECT FROM log_leaf WHERE index = i)",
  );
  const { faults } = await onSite(site, () => allFaults(site.dataDir));
  const proven = await receiptsOfTheirOwn(rows.flatMap(({ publicId }) => publicId ?? []));
  const halted = /the log is halted: ([\w-]+)/.exec(site.output())?.[1] ?? "not halted";
  figure(
    "bar 1",
    `${acknowledged.size} acknowledged in ${seconds} s under ${kills.app} SIGKILLs of the app and ${kills.postmaster} of the postmaster: ${lost.length} lost, ${doubled} doubled, ${gaps} gaps, ${faults.length} faults, ${proven} receipts with their own leaf; log ${halted}`,
  );
  if (wrong.length > 0) process.stdout.write(site.output().slice(-5000));
  expect(wrong).toEqual([]);
  expect(acknowledged.size).toBe(SIGNERS);
  expect(lost).toEqual([]);
  expect([doubled, gaps, faults]).toEqual([0, 0, []]);
  expect(proven).toBe(SIGNERS);
});
