import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Files that take longest begin first, so that no worker is left alone with one at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const long = /official|plans\.test|seed\.test|links\/documents|races|waves\/commands/;
    const sorted = await super.sort(files);
    return [
      ...sorted.filter((one) => long.test(one.moduleId)),
      ...sorted.filter((one) => !long.test(one.moduleId)),
    ];
  }
}

export default defineConfig({
  resolve: { alias: { "server-only": join(root, "bin/empty.mjs"), "@": root.replace(/[\\/]$/, "") } },
  test: {
    include: ["{app,bin,components,lib,prisma}/**/*.test.{ts,tsx}"],
    globalSetup: ["bin/testing/global-setup.ts"],
    setupFiles: ["lib/core/testing/setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // A machine that is shared stands still at times; what needed the second go is named at the end of the run.
    retry: 1,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: {
      NODE_ENV: "test",
      LOG_LEVEL: "silent",
      DATA_DIR: mkdtempSync(join(tmpdir(), `signataires-test-${process.pid}-files-`)),
    },
  },
});
