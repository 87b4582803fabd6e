import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  resolve: { alias: { "server-only": join(root, "bin/empty.mjs"), "@": root.replace(/[\\/]$/, "") } },
  test: {
    include: ["{app,bin,components,lib,prisma}/**/*.test.{ts,tsx}"],
    globalSetup: ["bin/testing/global-setup.ts"],
    setupFiles: ["lib/core/testing/setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    env: {
      NODE_ENV: "test",
      LOG_LEVEL: "silent",
      DATA_DIR: mkdtempSync(join(tmpdir(), `signataires-test-${process.pid}-files-`)),
    },
  },
});
