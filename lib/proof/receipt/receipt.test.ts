import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readReceipt, writeReceipt } from "./receipt";
import { readZip, writeZip } from "./zip";

const receipt = {
  statement: '{"name":"Łucja Œuvrard"}',
  salt: "0f".repeat(32),
  form: '{"v":1}',
  proof: "c2sp.org/tlog-proof@v1\n",
  keys: ["test.example/log+00000000+AQ=="],
};

test("the same files are the same bytes, and another program reads them", () => {
  const zip = writeReceipt(receipt);
  expect(writeReceipt({ ...receipt })).toEqual(zip);
  expect(readReceipt(zip)).toEqual(receipt);
  const folder = mkdtempSync(join(tmpdir(), "signataires-zip-"));
  writeFileSync(join(folder, "r.zip"), zip);
  const script = "import sys,zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])";
  try {
    execFileSync("python3", ["-c", script, join(folder, "r.zip"), folder]);
  } catch (error) {
    // A machine without Python has no second reader.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
    throw error;
  }
  expect(readFileSync(join(folder, "statement.json"), "utf8")).toBe(receipt.statement);
});

test("not one flipped bit of an archive is read as an archive of ours with the same names and sizes", () => {
  const zip = writeReceipt(receipt);
  const read = new Set<string>();
  for (let bit = 0; bit < zip.length * 8; bit += 1) {
    const bytes = zip.slice();
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const files = readZip(bytes);
    if (files) read.add(files.map(({ name }) => name).join());
  }
  // The checksum, the headers and the directory repeat each other: whatever flips, one of them disagrees.
  expect([...read]).toEqual([]);
});

test("what is no archive, is cut, has more behind it or is too large is refused", () => {
  const zip = writeReceipt(receipt);
  for (const bytes of [new Uint8Array(), zip.slice(0, -1), zip.slice(10), new Uint8Array([...zip, 0])])
    expect(readZip(bytes)).toBeNull();
  expect(readZip(new Uint8Array(5 * 1024 * 1024))).toBeNull();
  expect(readReceipt(writeZip([{ name: "statement.json", bytes: new Uint8Array(2) }]))).toBeNull();
  expect(readReceipt(writeReceipt({ ...receipt, salt: "0f" }))).toBeNull();
});
