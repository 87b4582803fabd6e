import { defineConfig } from "vitest/config";
import tests from "../vitest.config";

/** Benchmarks alone, one after another, with nothing else running. */
export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    // A long proof has one go.
    retry: 0,
    include: ["bench/*.test.ts"],
    fileParallelism: false,
  },
});
