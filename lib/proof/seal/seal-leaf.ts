import { jcs } from "../canonical/jcs";
import { type Bytes, toHex } from "../log/bytes";

/**
 * The leaf that announces the key of the seal of PDFs: so the log's key alone says which seals are the platform's, and a
 * seal made with another key is refused although it is a valid one.
 * @param spki the public key as SubjectPublicKeyInfo (RFC 5280)
 */
export async function sealLeaf(spki: Bytes): Promise<string> {
  return jcs({ v: 1, type: "seal", key: await sealName(spki) });
}

/** The leaf by which a key of the seal ends: from this entry on, what it seals counts for nothing. */
export async function sealEndLeaf(spki: Bytes): Promise<string> {
  return jcs({ v: 1, type: "seal", key: await sealName(spki), ended: true });
}

/** `sha256:` and the hash of the public key. */
export async function sealName(spki: Bytes): Promise<string> {
  return `sha256:${toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", spki)))}`;
}
