import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allFaults } from "@/bin/fsck";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { sequenced } from "@/lib/proof/testing/sequenced";
import { killedAtEach, onWire } from "./kill-steps";
import { perform, STEPS, type Step } from "./steps";
import { Wire } from "./wire";

const database = testDatabase();
const dataDir = mkdtempSync(join(tmpdir(), "signataires-steps-"));
let wire: Wire;
beforeAll(async () => {
  wire = await Wire.to(database.url);
});
afterAll(() => wire.close());

const acts: readonly Step["act"][] = ["sign", "publish", "withdraw", "erase"];

const trialOf = (name: Step["act"]) => ({
  url: database.url,
  wire,
  isQuick: true,
  prepare: async () => {
    const step = await STEPS[name]();
    return () => onWire(wire, () => perform(step));
  },
});

test.each(acts)(
  "bar 2: %s cut off before and after each of its statements leaves all of it or nothing",
  { timeout: 60_000 },
  async (name) => {
    const { statements, cuts } = await killedAtEach(trialOf(name));
    expect(statements).toBeGreaterThan(4);
    expect(cuts.filter(({ left }) => left === "part")).toEqual([]);
    expect(cuts.filter(({ left }) => left === "all")).toHaveLength(1);
    expect(cuts.filter(({ isAcknowledged }) => isAcknowledged)).toEqual([]);
  },
);

test("then tables, log and checkpoint say the same", { timeout: 60_000 }, async () => {
  await sequenced(database.url, dataDir);
  expect(await allFaults(dataDir)).toEqual({ size: await db().logLeaf.count(), faults: [] });
});

test("red when: a statement that leaves the transaction is seen", { timeout: 60_000 }, async () => {
  const { cuts } = await killedAtEach({ ...trialOf("withdraw"), dividedBefore: 1 });
  expect(cuts.filter(({ left }) => left === "part").length).toBeGreaterThan(0);
});
