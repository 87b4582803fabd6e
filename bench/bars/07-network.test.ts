import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BadNetwork } from "@/bin/testing/bad-network";
import { signersOn } from "@/e2e/world";
import { tokenHash } from "@/lib/core/auth/link";
import { type Answer, atOnce, type Press, press, pressesOf, signaturesBy } from "./presses";
import { figure, trials } from "./share";
import { Site } from "./site";

const SIGNERS = trials(240);
let site: Site;
let network: BadNetwork;
let tokens: readonly string[] = [];
let presses: Press[] = [];
const answers: Answer[] = [];
const acknowledged = new Set<string>();

beforeAll(async () => {
  site = await Site.made();
  network = await BadNetwork.to(site.databaseUrl);
  site.through = network.url;
  site.start("web");
  site.start("worker");
  site.start("signer");
  await site.ready();
  ({ tokens } = await signersOn(site, SIGNERS));
  presses = [...(await pressesOf(site, tokens))];
});
afterAll(async () => {
  await network.close();
  await site.stop();
});

/** Presses until it is acknowledged or the time is over; every answer counts. */
async function persist(one: Press, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const answer = await press(site, one);
    answers.push(answer);
    if (answer.isAcknowledged) return void acknowledged.add(one.token);
    await wait(200 + Math.random() * 800);
  }
}

const longest = () => Math.max(...answers.map(({ milliseconds }) => milliseconds)) / 1000;
const some = (share: number) => presses.splice(0, Math.max(1, Math.floor(SIGNERS * share)));

test("bar 7: a slow, breaking, then silent network to the database loses nothing acknowledged", async () => {
  network.latency = 500;
  await atOnce(some(0.25), 16, (one) => persist(one, () => false));
  const slow = longest();
  network.resets = 0.05;
  await atOnce(some(0.25), 16, (one) => persist(one, () => false));
  const breaking = longest();
  [network.latency, network.resets] = [0, 0];
  let isOver = false;
  const under = atOnce(some(0.5), 8, async (one) => {
    await persist(one, () => isOver);
    await wait(250);
  });
  // All of them are in the middle of it when the network goes.
  for (const before = acknowledged.size; acknowledged.size < before + 8; ) await wait(10);
  network.isHole = true;
  await wait(30_000);
  network.isHole = false;
  const ended = Date.now();
  await site.ready();
  // Healthy is when what is asked is answered, again and again.
  for (let good = 0; good < 10; ) {
    const began = Date.now();
    const { status } = await fetch(`${site.url}/fr`, { signal: AbortSignal.timeout(60_000) });
    good = status === 200 && Date.now() - began < 2000 ? good + 1 : 0;
    await wait(50);
  }
  const healthy = (Date.now() - ended) / 1000;
  await wait(3000);
  isOver = true;
  await under;
  const rows = await signaturesBy(site.databaseUrl, tokens.map(tokenHash));
  const lost = tokens.filter((token, at) => acknowledged.has(token) && rows[at]?.signatures !== 1);
  const statuses: Record<number, number> = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  figure(
    "bar 7",
    `${acknowledged.size} acknowledged, ${lost.length} lost; longest request ${slow.toFixed(1)} s at +500 ms, ${breaking.toFixed(1)} s with 5 % resets, ${longest().toFixed(1)} s with a black hole of 30 s; healthy after ${healthy.toFixed(1)} s; statuses ${JSON.stringify(statuses)}`,
  );
  expect(lost).toEqual([]);
  expect(rows.filter(({ signatures }) => signatures > 1)).toEqual([]);
  expect(Object.keys(statuses).filter((status) => status !== "303" && status !== "503")).toEqual([]);
  expect(longest()).toBeLessThanOrEqual(15);
  expect(healthy).toBeLessThanOrEqual(10);
});
