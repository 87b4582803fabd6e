import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { db } from "@/lib/core/db";
import { type Bytes, utf8 } from "@/lib/proof/log/bytes";
import { writeReceipt } from "@/lib/proof/receipt/receipt";
import { aFormLeaf, aKey, aStatement, MadeUpLog } from "@/lib/proof/testing/made-up-log";
import { type Server, startServer } from "./server";
import { onSite } from "./world";

let site: Server;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  site = await startServer({ mode: "demo" });
});
test.afterAll(() => site.stop());

/** So many receipts of one log, every second one with something changed. */
async function vectors(count: number): Promise<{ name: string; bytes: Bytes }[]> {
  const log = new MadeUpLog(await aKey("test.example/log"));
  const form = aFormLeaf();
  const made: { name: string; bytes: Bytes }[] = [];
  for (let n = 0; n < count; n += 1) {
    const name = `Łucja Fictive ${n}`;
    const statement = await aStatement(form, { revision: n + 1 });
    const receipt = await log.receipt(form, { ...statement, candidate: { ...statement.candidate, name } });
    const changes = [
      { ...receipt, statement: receipt.statement.replace("Fictive", "Fictif") },
      { ...receipt, form: receipt.form.replace("cœur", "coeur") },
      { ...receipt, salt: receipt.salt.replace(/^./, (sign) => (sign === "0" ? "1" : "0")) },
      { ...receipt, statement: receipt.statement.replace('"no"', '"yes"').replace('"yes"', '"no"') },
      { ...receipt, proof: receipt.proof.replace(/^index \d+/m, `index ${n + 2}`) },
    ];
    const changed = changes[n % changes.length];
    made.push({ name: `good-${n}.zip`, bytes: writeReceipt(receipt) });
    if (changed) made.push({ name: `bad-${n}.zip`, bytes: writeReceipt(changed) });
  }
  return made;
}

test("bar 22: the page and the command agree on 100 valid and 100 changed receipts; the page asks nobody", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const all = await vectors(100);
  const folder = mkdtempSync(join(tmpdir(), "signataires-vectors-"));
  for (const { name, bytes } of all) writeFileSync(join(folder, name), bytes);
  const command = [join(process.cwd(), "bin/verify.mjs"), "--json", ...all.map(({ name }) => name)];
  const run = () => execFileSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
  let told = "";
  try {
    told = run();
  } catch (error) {
    // Exit code 1: some are invalid, as they must be.
    if (error instanceof Error && "stdout" in error) told = String(error.stdout);
  }
  const said: { file: string; verdict: string }[] = JSON.parse(told);
  expect(said.filter(({ verdict }) => verdict === "valid").map(({ file }) => file.slice(0, 4))).toEqual(
    Array.from({ length: 100 }, () => "good"),
  );
  const response = await page.goto(`${site.url}/fr/verify`);
  expect(response?.headers()["content-security-policy"]).toContain("connect-src 'none'");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const verdicts: string[] = [];
  for (const { name, bytes } of all) {
    await page.evaluate(() => document.querySelector("#verdict")?.replaceChildren());
    await page.setInputFiles("[name=receipt]", {
      name,
      mimeType: "application/zip",
      buffer: Buffer.from(bytes),
    });
    verdicts.push((await page.locator("#verdict [data-verdict]").getAttribute("data-verdict")) ?? "");
  }
  expect(verdicts).toEqual(said.map(({ verdict }) => verdict));
  expect(asked).toEqual([]);
});

test("a journalist reads a public page, downloads the sealed PDF and reads “valid, signed …, not withdrawn”, in three acts", async ({
  page,
}) => {
  // What the demonstration signed before it had a log enters it once the site runs.
  const signed = {
    role: "candidate",
    events: { none: {} },
    statement: { leaf: { index: { gte: 0 } } },
    sealed: { isNot: null },
  } as const;
  const logged = () =>
    onSite(site, () =>
      db().candidacy.findFirst({ where: { signatures: { some: signed } }, select: { publicId: true } }),
    );
  await expect.poll(logged, { timeout: 60_000 }).not.toBeNull();
  const publicId = (await logged())?.publicId;
  await page.goto(`${site.url}/fr/candidacies/${publicId}`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Reçu scellé (PDF)" }).first().click(),
  ]);
  await page.getByRole("main").getByRole("link", { name: "Vérifier", exact: true }).first().click();
  await page.setInputFiles("[name=receipt]", await download.path());
  await expect(page.locator("#verdict h2")).toHaveText(/^Valide\u00a0: signé par .+ le \d.*, non retiré\.$/);
  await expect(page.locator("#verdict")).toBeFocused();
  const policy = { name: "policy", mimeType: "text/plain", buffer: Buffer.from("log nonsense\n") };
  await page.setInputFiles("[name=policy]", policy);
  await expect(page.locator("#verdict h2")).toHaveText(/^Impossible à dire/);
  await page.setInputFiles("[name=policy]", []);
  await page.setInputFiles("[name=receipt]", {
    name: "x.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(utf8("Bonjour")),
  });
  await expect(page.locator("#verdict h2")).toHaveText(/pas un reçu/);
});
