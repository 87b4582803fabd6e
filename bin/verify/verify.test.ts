import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { builtPackage, builtVerifier } from "@/bin/verifier";
import { jcs } from "@/lib/proof/canonical/jcs";
import { writeReceipt } from "@/lib/proof/receipt/receipt";
import { aReceipt } from "@/lib/proof/testing/made-up-log";
import { verifyReceipt } from "@/lib/proof/verify/receipt";

const folder = mkdtempSync(join(tmpdir(), "signataires-verify-"));
// A copy alone in a folder: it needs nothing of the repository.
beforeAll(() => copyFileSync("bin/verify.mjs", join(folder, "verify.mjs")));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["verify.mjs", ...args], {
    cwd: folder,
    env: { NODE_ENV: "production", LANG: "fr_FR.UTF-8" },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

function keep(name: string, bytes: Uint8Array | string): string {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), bytes);
  return name;
}

test("the file in the repository is what the sources build, twice the same: `npm run verifier` mends it", async () => {
  const built = await builtVerifier();
  expect(await builtVerifier()).toBe(built);
  expect(readFileSync("bin/verify.mjs", "utf8")).toBe(built);
  expect(built).not.toMatch(/node:(http|https|net|dns|tls|dgram)|\bfetch\(/);
});

test("says valid, invalid and cannot tell, by words and by exit code, alone in its folder", async () => {
  const { log, zip, receipt } = await aReceipt();
  const good = keep("good.zip", zip);
  const bad = keep(
    "bad.zip",
    writeReceipt({ ...receipt, statement: receipt.statement.replace("Łucja", "Lucja") }),
  );
  expect(run(good)).toMatchObject({ status: 0, stderr: "" });
  expect(run(good).stdout).toContain("Valide\u00a0: signé par Łucja Œuvrard le 3 mai 2032.");
  expect(run(good, "--lang", "en").stdout).toContain("Valid: signed by Łucja Œuvrard on 3 May 2032.");
  expect(run(bad)).toMatchObject({ status: 1 });
  expect(run(good, bad)).toMatchObject({ status: 1 });
  expect(run(keep("letter.txt", "Bonjour"))).toMatchObject({ status: 2 });
  expect(run("missing.zip")).toMatchObject({ status: 2 });
  expect(run()).toMatchObject({ status: 2 });
  const policy = keep("policy", `log ${log.key.vkey}\nquorum none\n`);
  const [said] = JSON.parse(run(good, "--policy", policy, "--json").stdout);
  expect(said).toMatchObject({ file: good, verdict: "valid", isKeyGiven: true, index: 6 });
  expect(run(good, "--policy", keep("nonsense", "log\n"))).toMatchObject({ status: 2 });
});

test("audits an export and names the entry that differs", async () => {
  const { log } = await aReceipt({ others: 300 });
  const policy = keep("log-policy", `log ${log.key.vkey}\nquorum none\n`);
  for (const [path, bytes] of await log.exported()) keep(join("export", path), bytes);
  expect(run("--log", "export", "--policy", policy)).toMatchObject({ status: 0 });
  const entries = readFileSync(join(folder, "export/tile/entries/000"), "latin1");
  keep(
    "export/tile/entries/000",
    Buffer.from(entries.replace('"id":"other-41"', '"ie":"other-41"'), "latin1"),
  );
  const { status, stdout } = run("--log", "export", "--policy", policy);
  expect([status, stdout]).toEqual([1, expect.stringContaining("entrée 42")]);
  expect(run("--log", "export")).toMatchObject({ status: 2 });
});

test("a receipt beside an export: what the log says of it since, and by whose word", async () => {
  const { log, zip, receipt } = await aReceipt({ others: 300 });
  const file = keep("since/receipt.zip", zip);
  const policy = keep("since/policy", `log ${log.key.vkey}\nquorum none\n`);
  const told = async () => {
    for (const [path, bytes] of await log.exported()) keep(join("since/export", path), bytes);
    const { status, stdout } = run(file, "--log", "since/export", "--policy", policy, "--lang", "en");
    return { status, title: stdout.split("\n")[0], stdout };
  };
  expect(await told()).toMatchObject({
    status: 0,
    title: expect.stringContaining("signed by Łucja Œuvrard on 3 May 2032, not withdrawn."),
    stdout: expect.stringContaining("neither withdrawal nor dispute among the 302 entries"),
  });
  const verdict = await verifyReceipt(zip);
  const leaf = verdict.verdict === "valid" ? verdict.leaf : "";
  const commit = `sha256:${receipt.salt}`;
  log.add(jcs({ v: 1, type: "attestation", ref: leaf, commit }));
  log.add(jcs({ v: 1, type: "withdrawal", ref: leaf, commit }));
  expect(await told()).toMatchObject({
    status: 0,
    title: expect.stringContaining("; since: withdrawn (entry 303)."),
    stdout: expect.stringContaining("Since: attested or countersigned (entry 302); withdrawn (entry 303)."),
  });
  const [said] = JSON.parse(run(file, "--log", "since/export", "--policy", policy, "--json").stdout);
  expect(said.since).toEqual([
    { kind: "attestation", index: 302 },
    { kind: "withdrawal", index: 303 },
  ]);
});

test("the package for npm holds the verifier, twice the same, and runs from what npm packs, alone", async () => {
  const made = await builtPackage();
  expect([...(await builtPackage())]).toEqual([...made]);
  for (const [name, text] of made) keep(join("package", name), text);
  const pack = ["pack", "--silent", "--offline", "--pack-destination", folder, join(folder, "package")];
  const { stdout } = spawnSync("npm", pack, { encoding: "utf8", cwd: folder });
  const away = mkdtempSync(join(tmpdir(), "signataires-packed-"));
  expect(spawnSync("tar", ["-xzf", join(folder, stdout.trim()), "-C", away]).status).toBe(0);
  const { zip } = await aReceipt();
  writeFileSync(join(away, "receipt.zip"), zip);
  const ran = spawnSync(process.execPath, ["package/verify.mjs", "receipt.zip"], {
    cwd: away,
    encoding: "utf8",
  });
  expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining("Valid")]);
});
