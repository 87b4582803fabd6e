import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { pdfOf } from "@/lib/core/pdf/sheet";
import { type Bytes, joined, utf8 } from "../log/bytes";
import { writeReceipt } from "../receipt/receipt";
import type { SealKey } from "../seal/key";
import { sealed } from "../seal/seal";
import { sealLeaf, sealName } from "../seal/seal-leaf";
import { aFormLeaf, aKey, aStatement, MadeUpLog } from "../testing/made-up-log";
import { aSealKey } from "../testing/seal-key";
import { verifyFile } from "./sealed";

const AT = new Date("2032-05-03T10:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "sealed-"));
const hasPoppler = spawnSync("pdfsig", ["-v"]).status === 0;

interface Made {
  readonly pdf: Bytes;
  readonly zip: Bytes;
  readonly statement: string;
}
let made: readonly Made[];
let key: SealKey;
let log: MadeUpLog;

async function aPdf(words: string, zip: Bytes, seal: string): Promise<Bytes> {
  const files = [
    { name: "receipt.zip", bytes: zip, type: "application/zip", says: "Reçu" },
    { name: "seal.tlog-proof", bytes: utf8(seal), type: "text/plain", says: "Sceau" },
  ];
  const facts = { title: words, locale: "fr", author: "Signataires", madeAt: AT, files };
  return new Uint8Array(await pdfOf({ ...facts, foot: String }, (sheet) => sheet.paragraph(words)));
}

async function aSealed(revision: number): Promise<Made> {
  const form = aFormLeaf();
  const receipt = await log.receipt(form, await aStatement(form, { revision }));
  const zip = writeReceipt(receipt);
  const pdf = await aPdf(`Reçu ${revision} /ByteRange [0 1 2 3]`, zip, await log.proof(0));
  return { pdf: await sealed(pdf, key, AT, "Sceau de la plateforme"), zip, statement: receipt.statement };
}

beforeAll(async () => {
  key = await aSealKey();
  log = new MadeUpLog(await aKey("test.example/log"));
  log.add(await sealLeaf(key.spki));
  made = await Promise.all(Array.from({ length: 100 }, (_, at) => aSealed(at + 1)));
}, 240_000);

const problemOf = async (bytes: Bytes) => {
  const verdict = await verifyFile(bytes);
  return verdict.verdict === "valid" ? "valid" : verdict.problem;
};

test("bar 23: a hundred sealed PDFs are valid, each with its own receipt", async () => {
  for (const { pdf, statement } of made) {
    const verdict = await verifyFile(pdf);
    expect(verdict).toMatchObject({ verdict: "valid", isSealed: true });
    expect("statement" in verdict && verdict.statement).toEqual(JSON.parse(statement));
  }
});

test("bar 23: a hundred incremental updates are refused, although readers of PDF call the seal valid", async () => {
  for (const [at, { pdf }] of made.entries()) {
    const text = new TextDecoder("latin1").decode(pdf);
    const root = /\/Root (\d+) 0 R/.exec(text)?.[1];
    const last = /startxref\n(\d+)\n%%EOF\s*$/.exec(text)?.[1];
    const added = `\n${root} 0 obj\n<< /Type /Catalog /Lang (${at}) >>\nendobj\nxref\n0 0\ntrailer\n<< /Size 99 /Root ${root} 0 R /Prev ${last} >>\nstartxref\n${pdf.length + 1}\n%%EOF\n`;
    expect(await problemOf(joined(pdf, utf8(added)))).toBe("not-sealed");
  }
});

test("a seal of another key, a file changed, cut or never sealed: refused, and why", async () => {
  const [first] = made;
  if (!first) throw new Error("nothing was made");
  const stranger = await aSealKey();
  const proof = await log.proof(0);
  const forged = await aPdf("Autre chose", first.zip, proof);
  expect(await problemOf(await sealed(forged, stranger, AT, "Sceau"))).toBe("seal-unknown");
  expect(await problemOf(forged)).toBe("not-sealed");
  expect(await problemOf(first.pdf.slice(0, -1))).toBe("not-sealed");
  const changed = first.pdf.slice();
  changed[600] = (changed[600] ?? 0) ^ 1;
  expect(await problemOf(changed)).toBe("seal-broken");
  const lower = new TextDecoder("latin1")
    .decode(first.pdf)
    .replace(/\/Contents <[0-9A-F]+>/, (hex) => hex.toLowerCase().replace("/contents", "/Contents"));
  expect(await problemOf(Uint8Array.from(lower, (sign) => sign.charCodeAt(0)))).toBe("not-sealed");
});

test("bar 25: an ended key of the seal counts for what entered the log before its end, and for nothing after", async () => {
  const [first] = made;
  if (!first) throw new Error("nothing was made");
  const verdict = await verifyFile(first.pdf);
  const index = "index" in verdict ? verdict.index : 0;
  const judged = async (origin: string, at: number) => {
    const ended = { origin, at: new Map([[await sealName(key.spki), at]]) };
    const said = await verifyFile(first.pdf, undefined, ended);
    return said.verdict === "valid" ? "valid" : said.problem;
  };
  expect(await judged("test.example/log", index + 1)).toBe("valid");
  expect(await judged("test.example/log", index)).toBe("seal-ended");
  expect(await judged("other.example/log", index)).toBe("valid");
});

test(
  "bar 12 for PDFs: not one of 3,000 flipped bits of the file is accepted",
  { timeout: 30_000 },
  async () => {
    const pdf = made[0]?.pdf ?? new Uint8Array();
    const accepted: number[] = [];
    for (const bit of fc.sample(fc.nat({ max: pdf.length * 8 - 1 }), 3000)) {
      const copy = pdf.slice();
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if ((await problemOf(copy)) === "valid") accepted.push(bit);
    }
    expect(accepted).toEqual([]);
  },
);

test.skipIf(!hasPoppler)(
  "poppler calls the seal valid over the total document, with the certificate named within",
  () => {
    const path = join(folder, "a.pdf");
    for (const { pdf } of made.slice(0, 100)) {
      writeFileSync(path, pdf);
      const said = execFileSync("pdfsig", [path], { encoding: "utf8" });
      expect(said).toMatch(/ETSI\.CAdES\.detached[\s\S]*Total document signed[\s\S]*Signature is Valid/);
    }
  },
);
