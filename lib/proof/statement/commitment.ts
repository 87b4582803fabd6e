import { type Bytes, joined, utf8 } from "../log/bytes";
import { type Hash, sha256 } from "../log/merkle";

/** How many bytes of salt keep a commitment from being guessed. */
export const SALT_BYTES = 32;

/** 32 random bytes: without them a name times the possible answers is re-identified in seconds. */
export function newSalt(): Bytes {
  return crypto.getRandomValues(new Uint8Array(SALT_BYTES));
}

/** SHA-256 of a fixed header, the salt and the canonical statement: what the public log holds in its place. */
export function commitment(salt: Bytes, canonical: string): Promise<Hash> {
  if (salt.length !== SALT_BYTES) throw new RangeError("a salt has 32 bytes");
  return sha256(joined(utf8("signataires-commit/v1\n"), salt, utf8(canonical)));
}
