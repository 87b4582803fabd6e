import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { jcs } from "@/lib/proof/canonical/jcs";
import { leafName } from "@/lib/proof/statement/leaf";
import { aFormLeaf, aKey, MadeUpLog } from "@/lib/proof/testing/made-up-log";

/** The leaf of the n-th signature on a form, as the log holds it. */
export function signatureLeaf(form: string, n: number): string {
  const commit = `sha256:${createHash("sha256").update(String(n)).digest("hex")}`;
  return jcs({ v: 1, type: "signature", form, commit, day: "2032-05-03", level: "A1" });
}

/** A made-up log of one form, signatures and, every hundredth, a withdrawal. */
export async function manyLeaves(size: number): Promise<MadeUpLog> {
  const log = new MadeUpLog(await aKey("test.example/log"));
  const form = aFormLeaf();
  log.add(form);
  const name = await leafName(form);
  let before = "";
  for (let n = 1; n < size; n += 1) {
    const leaf = signatureLeaf(name, n);
    const commit = `sha256:${createHash("sha256").update(`event ${n}`).digest("hex")}`;
    const isEvent = n % 100 === 0;
    log.add(isEvent ? jcs({ v: 1, type: "withdrawal", ref: await leafName(before), commit }) : leaf);
    if (!isEvent) before = leaf;
  }
  return log;
}

/** The log as a folder, with its policy. */
export async function onDisk(log: MadeUpLog): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "signataires-log-"));
  const files = await log.exported();
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  writeFileSync(join(folder, "policy"), `log ${log.key.vkey}\nquorum none\n`);
  return folder;
}
