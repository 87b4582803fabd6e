import { defineConfig } from "vitest/config";
import tests from "../../vitest.config";

/** The long bars alone, one after another: `npm run bars`. */
export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    // A long proof has one go.
    retry: 0,
    include: ["bench/bars/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
  },
});
