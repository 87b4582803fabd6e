import { createHash } from "node:crypto";
import type { Hash } from "./merkle";

/** Leaves from `start` up to, without, `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** Gives the hash of the perfect subtree number `index` of 2^`level` leaves. */
export type HashReader = (level: number, index: number) => Hash;

const digest = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** RFC 6962, section 2.1, at once: the sequencer hashes thousands and awaits nothing. */
export const hashOfLeaf = (leaf: Uint8Array): Hash => digest(Uint8Array.of(0), leaf);
export const hashOfNode = (left: Uint8Array, right: Uint8Array): Hash =>
  digest(Uint8Array.of(1), left, right);
export const emptyRoot = (): Hash => digest();

/** The greatest power of two below the size: where RFC 6962 cuts a tree. */
function cut(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** RFC 6962, section 2.1.1: the subtrees of an inclusion proof, from the leaf's sibling to the root's child. */
export function inclusionRanges(index: number, size: number): Range[] {
  let [start, end] = [0, size];
  const ranges: Range[] = [];
  while (end - start > 1) {
    const middle = start + cut(end - start);
    if (index < middle) {
      ranges.unshift({ start: middle, end });
      end = middle;
    } else {
      ranges.unshift({ start, end: middle });
      start = middle;
    }
  }
  return ranges;
}

/** RFC 6962, section 2.1.2: the subtrees of a proof that a tree of `later` leaves begins with that of `earlier`. */
export function consistencyRanges(earlier: number, later: number): Range[] {
  let [start, end, known] = [0, later, true];
  const ranges: Range[] = [];
  if (earlier === 0) return ranges;
  while (earlier < end) {
    const middle = start + cut(end - start);
    if (earlier <= middle) {
      ranges.unshift({ start: middle, end });
      end = middle;
    } else {
      ranges.unshift({ start, end: middle });
      [start, known] = [middle, false];
    }
  }
  return known ? ranges : [{ start, end }, ...ranges];
}

/** The hash over a range of leaves, from the perfect subtrees it is made of. */
export function hashOfRange({ start, end }: Range, read: HashReader): Hash {
  const size = end - start;
  if (size === 0) return emptyRoot();
  const level = Math.round(Math.log2(size));
  if (2 ** level === size) return read(level, start / size);
  const middle = start + cut(size);
  return hashOfNode(hashOfRange({ start, end: middle }, read), hashOfRange({ start: middle, end }, read));
}

/** The right edge of a tree: the perfect subtrees that its leaves make, the greatest first. */
export class Edge {
  #nodes: { level: number; hash: Hash }[] = [];
  #size = 0;

  /** The edge of a tree of this size, read from where its hashes are kept. */
  static of(size: number, read: HashReader): Edge {
    const edge = new Edge();
    for (let start = 0, level = Math.floor(Math.log2(size)); start < size; level -= 1) {
      if (start + 2 ** level > size) continue;
      edge.#nodes.push({ level, hash: read(level, start / 2 ** level) });
      start += 2 ** level;
    }
    edge.#size = size;
    return edge;
  }

  /** An edge of its own that grows without this one. */
  copy(): Edge {
    const other = new Edge();
    other.#nodes = [...this.#nodes];
    other.#size = this.#size;
    return other;
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf; tells each perfect subtree that it completes, the leaf itself first. */
  append(leaf: Hash, tell: (level: number, index: number, hash: Hash) => void = () => undefined): void {
    let node = { level: 0, hash: leaf };
    this.#size += 1;
    tell(0, this.#size - 1, leaf);
    for (let left = this.#nodes.at(-1); left?.level === node.level; left = this.#nodes.at(-1)) {
      this.#nodes.pop();
      node = { level: node.level + 1, hash: hashOfNode(left.hash, node.hash) };
      tell(node.level, this.#size / 2 ** node.level - 1, node.hash);
    }
    this.#nodes.push(node);
  }

  /** The root of the whole tree. */
  root(): Hash {
    const [last, ...others] = this.#nodes.toReversed();
    return others.reduce((right, { hash }) => hashOfNode(hash, right), last?.hash ?? emptyRoot());
  }
}
