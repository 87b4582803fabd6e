import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allFaults } from "@/bin/fsck";
import { killedAtEach } from "@/bin/testing/kill-steps";
import { Performers } from "@/bin/testing/performer";
import { STEPS, type Step } from "@/bin/testing/steps";
import { Wire } from "@/bin/testing/wire";
import { testDatabase } from "@/lib/core/testing/database";
import { sequenced } from "./sequenced";
import { figure } from "./share";

const database = testDatabase();
const acts: readonly Step["act"][] = ["sign", "publish", "withdraw", "erase"];

test("bar 2: SIGKILL before and after each statement of each act leaves tables = log = checkpoint", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "signataires-steps-"));
  let kill = async (): Promise<void> => undefined;
  const wire = await Wire.to(database.url, () => kill());
  const performers = new Performers(wire.url);
  kill = () => performers.kill();
  let [passes, kills] = [0, 0];
  const fsck = async () => {
    await sequenced(database.url, dataDir);
    const { faults } = await allFaults(dataDir);
    kills += 1;
    if (faults.length === 0) passes += 1;
  };
  const said: string[] = [];
  try {
    for (const name of acts) {
      const prepare = async () => {
        const step = await STEPS[name]();
        return () => performers.perform(step);
      };
      const { statements, cuts } = await killedAtEach({ url: database.url, wire, prepare, after: fsck });
      said.push(`${name} ${statements} statements`);
      expect(cuts.filter(({ left }) => left === "part")).toEqual([]);
      expect(cuts.filter(({ isAcknowledged }) => isAcknowledged)).toEqual([]);
    }
  } finally {
    performers.close();
    await wire.close();
  }
  figure("bar 2", `${said.join(", ")}: ${performers.kills} SIGKILLs, fsck passed ${passes} of ${kills}`);
  expect(performers.kills).toBe(kills);
  expect(passes).toBe(kills);
});
