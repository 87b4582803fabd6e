import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appSecret, hmac, secretsIn } from "@/lib/core/secrets";

const folder = () => mkdtempSync(join(tmpdir(), "signataires-secrets-"));

test("secrets are made once, readable by their owner only, and leave nothing else behind", () => {
  const dataDir = folder();
  const first = secretsIn(dataDir);
  expect(secretsIn(dataDir)).toEqual(first);
  expect(Buffer.from(first.appSecret, "base64url")).toHaveLength(32);
  expect(Buffer.from(first.serverActionsKey, "base64")).toHaveLength(32);
  expect(readdirSync(dataDir)).toEqual(["secrets.json"]);
  expect(statSync(join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("four processes that begin together keep the same secrets", async () => {
  const dataDir = folder();
  const source = `import("./lib/core/secrets.ts").then((m) => process.stdout.write(m.secretsIn(process.argv[1]).appSecret))`;
  const ask = () =>
    new Promise<string>((resolve, reject) => {
      const child = spawn(process.execPath, ["--import", "tsx", "-e", source, dataDir], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let output = "";
      child.stdout.on("data", (chunk) => {
        output += chunk;
      });
      child.once("close", (code) => (code === 0 ? resolve(output) : reject(new Error(`exit ${code}`))));
    });
  const answers = await Promise.all([ask(), ask(), ask(), ask()]);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toHaveLength(43);
});

test("a keyed digest is stable for one purpose and differs for another", () => {
  expect(appSecret()).toHaveLength(32);
  expect(hmac("a", "bc")).toBe(hmac("a", "bc"));
  expect(hmac("a", "bc")).not.toBe(hmac("ab", "c"));
  expect(hmac("a", "bc")).toMatch(/^[\w-]{43}$/);
});
