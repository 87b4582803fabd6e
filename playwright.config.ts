import { defineConfig } from "@playwright/test";
import { findBrowser } from "@/bin/browser";

const browser = findBrowser();

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/global-setup.ts",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // As for the unit tests: what needed a second go is named at the end of the run.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json"]],
  use: {
    // Set by the global setup; read here again in each worker.
    ...(process.env.E2E_URL ? { baseURL: process.env.E2E_URL } : {}),
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    actionTimeout: 20_000,
    screenshot: "only-on-failure",
    // Recording every step takes a third of the time: E2E_TRACE=1 records those of a story that fails.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      ...(browser && browser !== "own" ? { executablePath: browser } : {}),
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
