import { jcs } from "../canonical/jcs";
import { type Bytes, toHex } from "../log/bytes";

/**
 * The leaf that announces the key of the seal of PDFs: so the log's key alone says which seals are the platform's, and a
 * seal made with another key is refused although it is a valid one.
 * @param spki the public key as SubjectPublicKeyInfo (RFC 5280)
 */
export async function sealLeaf(spki: Bytes): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", spki));
  return jcs({ v: 1, type: "seal", key: `sha256:${toHex(hash)}` });
}
