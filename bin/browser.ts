import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { type Progress, Stop } from "@/bin/report";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser for stories: "own" when Playwright has its own, else the path of an installed Chromium, else null. */
export function findBrowser(): string | null {
  if (existsSync(chromium.executablePath())) return "own";
  return installed.find((path) => existsSync(path)) ?? null;
}

const isDebian = () =>
  existsSync("/etc/os-release") && /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));

function aptInstall(): boolean {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (...args: string[]) =>
    spawnSync("apt-get", args, { env: environment, stdio: "ignore" }).status === 0;
  return run("update") && run("install", "-y", "--no-install-recommends", "chromium");
}

/** Finds a browser or, on Debian as root, installs one; else says in one line what to install. */
export function requireBrowser(progress: Progress): string {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && isDebian()) {
    const done = progress.step("Installing the Debian package chromium for the browser stories");
    if (aptInstall()) {
      const browser = findBrowser();
      if (browser) {
        done("chromium installed");
        return browser;
      }
    }
  }
  throw new Stop(
    "The browser stories need Chromium: install it (`npx playwright install chromium`, or the package `chromium`), then run `npm test` again.",
  );
}
