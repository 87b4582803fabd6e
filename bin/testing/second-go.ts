import { appendFileSync } from "node:fs";
import type { Reporter, TestCase } from "vitest/node";

/** Where the names of tests that passed at their second go are kept, a line each. */
export const SECOND_GO = "test-results/reports/second-go.txt";

/** Notes each test that failed once and passed when run again: no failure, and never silent. */
export default class SecondGo implements Reporter {
  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky)
      appendFileSync(SECOND_GO, `${test.module.relativeModuleId} › ${test.fullName}\n`);
  }
}
