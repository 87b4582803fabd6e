import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allFaults } from "@/bin/fsck";
import { testDatabase } from "@/lib/core/testing/database";
import { manySignatures } from "./many-signatures";
import { sequenced } from "./sequenced";
import { figure, trials } from "./share";

const database = testDatabase();
const dataDir = mkdtempSync(join(tmpdir(), "signataires-cheats-"));

test("bar 16: tables, log and checkpoints of 100,000 entries are compared within 5 s", async () => {
  const began = performance.now();
  await manySignatures(trials(100_000));
  await sequenced(database.url, dataDir);
  figure("bar 16", `made in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  await allFaults(dataDir);
  const start = performance.now();
  const { size, faults } = await allFaults(dataDir);
  const seconds = (performance.now() - start) / 1000;
  figure("bar 16", `${size} entries in ${seconds.toFixed(1)} s, ${faults.length} faults`);
  expect(faults).toEqual([]);
  expect(seconds).toBeLessThanOrEqual(5);
});
