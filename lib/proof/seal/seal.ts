import { CryptoKeySigner, PDF } from "@libpdf/core";
import type { Bytes } from "../log/bytes";
import type { SealKey } from "./key";

/**
 * The PDF under the platform's seal over all of its bytes (PAdES B-B, ETSI EN 319 142-1).
 * @param why one sentence that readers of PDF show beside the seal
 */
export async function sealed(pdf: Uint8Array, key: SealKey, at: Date, why: string): Promise<Bytes> {
  const file = await PDF.load(pdf);
  const signer = new CryptoKeySigner(key.privateKey, key.certificate, "EC", "ECDSA");
  const { bytes } = await file.sign({ signer, reason: why, signingTime: at, estimatedSize: 2048 });
  return new Uint8Array(bytes);
}
