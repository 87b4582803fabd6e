import { type Bytes, joined, sameBytes } from "./bytes";

/** 32 bytes of SHA-256. */
export type Hash = Bytes;

/** SHA-256 by WebCrypto: the same code in the browser, in the command and on the server. */
export async function sha256(bytes: Bytes): Promise<Hash> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** RFC 6962, section 2.1: the hash of a leaf. */
export function leafHash(leaf: Uint8Array): Promise<Hash> {
  return sha256(joined(Uint8Array.of(0), leaf));
}

/** RFC 6962, section 2.1: the hash of two subtrees side by side. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Hash> {
  return sha256(joined(Uint8Array.of(1), left, right));
}

const half = (size: number) => Math.floor(size / 2);
const isOdd = (size: number) => size % 2 === 1;

/**
 * RFC 9162, section 2.1.3.2: the root that a leaf's hash and its inclusion proof lead to.
 * Null where the proof has another length than this index in a tree of this size wants.
 */
export async function rootByInclusion(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
): Promise<Hash | null> {
  if (!(index >= 0 && index < size)) return null;
  let [at, last, root] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return null;
    if (isOdd(at) || at === last) {
      root = await nodeHash(sibling, root);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else root = await nodeHash(root, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : null;
}

interface Head {
  readonly size: number;
  readonly root: Hash;
}

function isPowerOfTwo(size: number): boolean {
  let left = size;
  while (left > 1 && !isOdd(left)) left = half(left);
  return left === 1;
}

/** RFC 9162, section 2.1.4.2: whether the later tree begins with the earlier one. */
export async function isConsistent(earlier: Head, later: Head, proof: readonly Hash[]): Promise<boolean> {
  if (earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && sameBytes(earlier.root, later.root);
  if (earlier.size === 0) return proof.length === 0;
  const [seed, ...rest] = isPowerOfTwo(earlier.size) ? [earlier.root, ...proof] : proof;
  if (!seed) return false;
  let [at, last] = [earlier.size - 1, later.size - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  let [before, after] = [seed, seed];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      before = await nodeHash(sibling, before);
      after = await nodeHash(sibling, after);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else after = await nodeHash(after, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameBytes(before, earlier.root) && sameBytes(after, later.root);
}
