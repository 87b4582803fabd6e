import type { Bytes } from "../log/bytes";
import { entryBounds, tilePath, widthAt } from "../log/tiles";
import type { LaterFact } from "./later";
import { parseLeaf, shortLeaf } from "./shapes";

export interface LaterInLog {
  /** What the log's entries say of a leaf, by its `sha256:` name, in their order. */
  readonly facts: ReadonlyMap<string, readonly LaterFact[]>;
  /** Keys of the seal that ended, by name: the entry from which they count for nothing. */
  readonly seals: ReadonlyMap<string, number>;
}

const utf8 = new TextDecoder();

/** Reads what the entries of an export say of earlier ones. The export is one whose audit found it whole. */
export function laterInLog(read: (path: string) => Bytes | null, size: number): LaterInLog {
  const [facts, seals] = [new Map<string, LaterFact[]>(), new Map<string, number>()];
  for (let first = 0; first < size; first += 256) {
    const at = { level: "entries" as const, index: first / 256 };
    const bundle = read(tilePath({ ...at, width: widthAt(size, at) }));
    for (const [place, [start, end]] of ((bundle && entryBounds(bundle)) ?? []).entries()) {
      const said = utf8.decode(bundle?.subarray(start, end));
      const leaf = shortLeaf(said) ?? parseLeaf(said);
      const index = first + place;
      if (leaf?.seal?.isEnd && !seals.has(leaf.seal.name)) seals.set(leaf.seal.name, index);
      if (leaf?.needs && leaf.type !== "signature")
        facts.set(leaf.needs, [...(facts.get(leaf.needs) ?? []), { kind: leaf.type, index }]);
    }
  }
  return { facts, seals };
}
