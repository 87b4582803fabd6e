import { type Bytes, sameBytes } from "../log/bytes";
import { parseNote } from "../log/note";
import { entryBounds, type Tile, tilePath, widthAt } from "../log/tiles";
import { isHandover } from "../rotating/leaf";
import { type CheckpointProblem, trustedCheckpoint } from "./checkpoint";
import type { Policy } from "./policy";
import { type Handover, type LeafFacts, parseLeaf, shortLeaf } from "./shapes";

/** How a whole log is hashed: by node:crypto in the command, at once. */
export interface Hasher {
  readonly leaf: (data: Uint8Array) => Bytes;
  readonly node: (left: Uint8Array, right: Uint8Array) => Bytes;
  readonly empty: () => Bytes;
  readonly hex: (hash: Bytes) => string;
}

export type AuditProblem =
  | CheckpointProblem
  | "no-checkpoint"
  | "tile-missing"
  | "tile-differs"
  | "entry-malformed"
  | "entry-refers-to-nothing"
  | "key-not-handed-over"
  | "root-differs";

export type AuditVerdict =
  | { readonly verdict: "valid"; readonly origin: string; readonly size: number }
  | { readonly verdict: "invalid"; readonly problem: AuditProblem; readonly index?: number };

export interface Exported {
  /** The bytes of a file of the export by its path in C2SP tlog-tiles; null where there is none. */
  readonly read: (path: string) => Bytes | null;
  readonly hasher: Hasher;
}

const wrong = (problem: AuditProblem, index?: number): AuditVerdict => ({
  verdict: "invalid",
  problem,
  ...(index === undefined ? {} : { index }),
});

/** Whether the tile of the export, where there is one, holds these hashes. */
function tileHolds({ read }: Exported, tile: Tile, hashes: readonly Bytes[]): boolean {
  const bytes = read(tilePath(tile));
  if (bytes?.length !== hashes.length * 32) return false;
  for (const [at, hash] of hashes.entries())
    for (let byte = 0; byte < 32; byte += 1) if (bytes[at * 32 + byte] !== hash[byte]) return false;
  return true;
}

function perfect(hashes: readonly Bytes[], { node }: Hasher): Bytes {
  let row = hashes;
  while (row.length > 1) {
    const next: Bytes[] = [];
    for (let at = 0; at < row.length; at += 2) {
      const [left, right] = [row[at], row[at + 1]];
      if (left && right) next.push(node(left, right));
    }
    row = next;
  }
  return row[0] ?? new Uint8Array();
}

/** The hashes that no full tile took, by the height of their subtrees: the right edge of the tree. */
type Rest = { readonly height: number; readonly hash: Bytes }[];

/** Every tile of every level, each hashed down to one hash of the next: the first that differs, or what is left over. */
function checkTiles(exported: Exported, size: number, leaves: readonly Bytes[]): Tile | Rest {
  const { hasher } = exported;
  let [hashes, rest]: [readonly Bytes[], Rest] = [leaves, []];
  for (let level = 0; hashes.length > 0; level += 1) {
    const next: Bytes[] = [];
    for (let index = 0; index * 256 < hashes.length; index += 1) {
      const part = hashes.slice(index * 256, index * 256 + 256);
      const tile = { level, index, width: widthAt(size, { level, index }) };
      if (!tileHolds(exported, tile, part)) return tile;
      if (part.length === 256) next.push(perfect(part, hasher));
      else rest = [...part.map((hash) => ({ height: 8 * level, hash })), ...rest];
    }
    hashes = next;
  }
  return rest;
}

/** RFC 6962, section 2.1, over subtrees from the greatest to the least. */
function rootOf(rest: Rest, { node, empty }: Hasher): Bytes {
  const edge: Rest = [];
  for (const one of rest) {
    let top = one;
    for (let left = edge.at(-1); left?.height === top.height; left = edge.at(-1)) {
      edge.pop();
      top = { height: top.height + 1, hash: node(left.hash, top.hash) };
    }
    edge.push(top);
  }
  const last = edge.pop();
  return last ? edge.reduceRight((right, { hash }) => node(hash, right), last.hash) : empty();
}

// One character a byte, so that an entry's place in the text is its place in the bundle.
const plain = new TextDecoder("latin1");
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function leafOf(entry: Uint8Array): LeafFacts | null {
  try {
    return parseLeaf(utf8.decode(entry));
  } catch {
    return null;
  }
}

/** The first six bytes of a hash as a number: told apart in a table far faster than the hash itself. */
const brief = (hash: Bytes) =>
  new DataView(hash.buffer, hash.byteOffset).getUint32(0) * 65_536 + (hash[4] ?? 0) * 256 + (hash[5] ?? 0);

/** The first entry that refers to what does not stand before it; null where none does. `needs` is each name with its first use. */
function danglingAt(
  hashes: readonly Bytes[],
  needs: ReadonlyMap<string, number>,
  { hex }: Hasher,
): number | null {
  const open = new Map(needs);
  const briefs = new Set([...needs.keys()].map((name) => Number.parseInt(name.slice(7, 19), 16)));
  for (const [index, hash] of hashes.entries()) {
    if (!briefs.has(brief(hash))) continue;
    const name = `sha256:${hex(hash)}`;
    if (index < (open.get(name) ?? 0)) open.delete(name);
  }
  return open.size === 0 ? null : [...open.values()].reduce((one, other) => Math.min(one, other));
}

/** What a whole log tells beside its tree. */
interface Leaves {
  readonly hashes: readonly Bytes[];
  /** Entries by which a key hands over to another, each with its index. */
  readonly handovers: readonly (readonly [number, Handover])[];
}

/** The hash of each entry, in order, once every one is a leaf of ours that refers to what stands before it. */
function readLeaves({ read, hasher }: Exported, size: number): Leaves | AuditVerdict {
  const [hashes, needs] = [[] as Bytes[], new Map<string, number>()];
  const handovers: (readonly [number, Handover])[] = [];
  for (let index = 0; index * 256 < size; index += 1) {
    const width = widthAt(size, { level: "entries", index });
    const bundle = read(tilePath({ level: "entries", index, width }));
    const bounds = bundle && entryBounds(bundle);
    if (!bounds) return wrong("tile-missing", index * 256);
    if (bounds.length !== width) return wrong("tile-differs", index * 256);
    const text = plain.decode(bundle);
    for (const [start, end] of bounds) {
      const entry = bundle.subarray(start, end);
      const leaf = shortLeaf(text.slice(start, end)) ?? leafOf(entry);
      if (!leaf) return wrong("entry-malformed", hashes.length);
      if (leaf.handover) handovers.push([hashes.length, leaf.handover]);
      if (leaf.needs && !needs.has(leaf.needs)) needs.set(leaf.needs, hashes.length);
      hashes.push(hasher.leaf(entry));
    }
  }
  const dangling = danglingAt(hashes, needs, hasher);
  return dangling === null ? { hashes, handovers } : wrong("entry-refers-to-nothing", dangling);
}

/**
 * Audits a whole export of a log: every entry a leaf of ours, each naming only what stands before it, every tile and the
 * signed root recomputed from the entries alone, every handing over of keys signed by both. Names the first index that differs.
 * @param since seconds since 1970: where given, a quorum of witnesses must have cosigned later than that
 */
export async function auditLog(exported: Exported, policy: Policy, since?: number): Promise<AuditVerdict> {
  const bytes = exported.read("checkpoint");
  const note = bytes && parseNote(new TextDecoder().decode(bytes));
  if (!note) return wrong("no-checkpoint");
  const trusted = await trustedCheckpoint(note, policy, since);
  if (typeof trusted === "string") return wrong(trusted);
  const { origin, size, root } = trusted.checkpoint;
  const leaves = readLeaves(exported, size);
  if (!("hashes" in leaves)) return leaves;
  for (const [index, handover] of leaves.handovers)
    if (!(await isHandover(handover))) return wrong("key-not-handed-over", index);
  const rest = checkTiles(exported, size, leaves.hashes);
  if (!Array.isArray(rest)) return wrong("tile-differs", rest.index * 256 ** (Number(rest.level) + 1));
  return sameBytes(rootOf(rest, exported.hasher), root)
    ? { verdict: "valid", origin, size }
    : wrong("root-differs");
}
