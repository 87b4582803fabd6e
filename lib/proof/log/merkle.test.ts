import fc from "fast-check";
import { expect, test } from "vitest";
import { toHex, utf8 } from "./bytes";
import { type Hash, isConsistent, leafHash, nodeHash, rootByInclusion } from "./merkle";
import {
  consistencyRanges,
  Edge,
  emptyRoot,
  type HashReader,
  hashOfLeaf,
  hashOfNode,
  hashOfRange,
  inclusionRanges,
} from "./tree";

/** A log of numbered leaves with every perfect subtree kept. */
function aLog(size: number) {
  const kept = new Map<string, Hash>();
  const read: HashReader = (level, index) => {
    const hash = kept.get(`${level}/${index}`);
    if (!hash) throw new Error(`no hash ${level}/${index}`);
    return hash;
  };
  const edge = new Edge();
  const roots = [edge.root()];
  for (let index = 0; index < size; index += 1) {
    edge.append(hashOfLeaf(utf8(`leaf ${index}`)), (level, at, hash) => kept.set(`${level}/${at}`, hash));
    roots.push(edge.root());
  }
  return { read, root: (at: number): Hash => roots[at] ?? emptyRoot() };
}

const log = aLog(300);
const inclusion = (index: number, size: number) =>
  inclusionRanges(index, size).map((range) => hashOfRange(range, log.read));
const consistency = (earlier: number, later: number) =>
  consistencyRanges(earlier, later).map((range) => hashOfRange(range, log.read));
const changed = (hash: Hash): Hash => hash.with(7, (hash[7] ?? 0) ^ 16);

/** The definition of RFC 6962, section 2.1, word for word: slow, and the judge of the rest. */
async function rootByDefinition(leaves: readonly Uint8Array[]): Promise<Hash> {
  const [only] = leaves;
  if (!only) return emptyRoot();
  if (leaves.length === 1) return leafHash(only);
  const k = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(await rootByDefinition(leaves.slice(0, k)), await rootByDefinition(leaves.slice(k)));
}

test("the root of an empty log, of one leaf, and of every size up to 64 is the one of RFC 6962", async () => {
  expect(toHex(emptyRoot())).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  expect(toHex(await leafHash(new Uint8Array()))).toBe(
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  );
  for (let size = 0; size <= 64; size += 1) {
    const leaves = Array.from({ length: size }, (_, index) => utf8(`leaf ${index}`));
    expect(log.root(size)).toEqual(await rootByDefinition(leaves));
    expect(hashOfRange({ start: 0, end: size }, log.read)).toEqual(log.root(size));
    expect(Edge.of(size, log.read).root()).toEqual(log.root(size));
  }
  expect(hashOfNode(log.root(1), log.root(2))).toEqual(await nodeHash(log.root(1), log.root(2)));
});

test("inclusion: each of the 2,080 pairs up to 64 leads to its root, and to no other", async () => {
  let pairs = 0;
  for (let size = 1; size <= 64; size += 1)
    for (let index = 0; index < size; index += 1, pairs += 1) {
      const leaf = log.read(0, index);
      const proof = inclusion(index, size);
      expect(await rootByInclusion(leaf, index, size, proof)).toEqual(log.root(size));
      for (const wrong of [index - 1, index + 1, size + index])
        expect(await rootByInclusion(leaf, wrong, size, proof)).not.toEqual(log.root(size));
      if (proof.length > 0)
        expect(await rootByInclusion(leaf, index, size, proof.slice(1))).not.toEqual(log.root(size));
      expect(await rootByInclusion(leaf, index, size, [...proof, leaf])).toBeNull();
      expect(await rootByInclusion(changed(leaf), index, size, proof)).not.toEqual(log.root(size));
    }
  expect(pairs).toBe(2080);
});

test("consistency: each of the 2,080 pairs up to 64 holds, and none with another root, size or proof", async () => {
  let pairs = 0;
  for (let later = 1; later <= 64; later += 1)
    for (let earlier = 1; earlier <= later; earlier += 1, pairs += 1) {
      const proof = consistency(earlier, later);
      const [one, two] = [earlier, later].map((size) => ({ size, root: log.root(size) }));
      if (!one || !two) throw new Error("two heads");
      expect(await isConsistent(one, two, proof)).toBe(true);
      expect(await isConsistent({ ...one, root: changed(one.root) }, two, proof)).toBe(false);
      expect(await isConsistent(one, { ...two, root: changed(two.root) }, proof)).toBe(false);
      expect(await isConsistent(one, two, [...proof, two.root])).toBe(false);
      for (const [at, hash] of proof.entries())
        expect(await isConsistent(one, two, proof.with(at, changed(hash)))).toBe(false);
      if (earlier < later) expect(await isConsistent(two, one, proof)).toBe(false);
    }
  expect(pairs).toBe(2080);
});

test("at random up to 300: a proof for one place holds at no other", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(299), fc.nat(299), fc.nat(299), async (a, b, c) => {
      const [index, size] = [Math.min(a, b), Math.max(a, b) + 1];
      const proof = inclusion(index, size);
      const holds = await rootByInclusion(log.read(0, c), c, size, proof);
      if (c === index) expect(holds).toEqual(log.root(size));
      else expect(holds).not.toEqual(log.root(size));
    }),
    { numRuns: 500 },
  );
});
