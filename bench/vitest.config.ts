import { defineConfig } from "vitest/config";
import tests from "../vitest.config";

/** Benchmarks alone, one after another, with nothing else running. */
export default defineConfig({
  ...tests,
  test: {
    retry: 0,
    ...tests.test,
    include: ["bench/*.test.ts"],
    fileParallelism: false,
  },
});
