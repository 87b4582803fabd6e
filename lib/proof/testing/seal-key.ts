import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SealKey, sealKey } from "../seal/key";

/** A key of a made-up platform's seal, in a folder of its own. */
export function aSealKey(name = "Signataires, test"): Promise<SealKey> {
  const folder = mkdtempSync(join(tmpdir(), "signataires-seal-"));
  return sealKey(join(folder, "seal"), name, new Date("2026-01-01T00:00:00Z"));
}
