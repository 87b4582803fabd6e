import { type Bytes, sameBytes, toHex } from "../log/bytes";
import { parseNote } from "../log/note";
import { parseEntries, type Tile, tilePath, widthAt } from "../log/tiles";
import { type CheckpointProblem, trustedCheckpoint } from "./checkpoint";
import type { Policy } from "./policy";
import { parseLeaf } from "./shapes";

/** How a whole log is hashed: by node:crypto in the command, at once. */
export interface Hasher {
  readonly leaf: (data: Uint8Array) => Bytes;
  readonly node: (left: Uint8Array, right: Uint8Array) => Bytes;
  readonly empty: () => Bytes;
}

export type AuditProblem =
  | CheckpointProblem
  | "no-checkpoint"
  | "tile-missing"
  | "tile-differs"
  | "entry-malformed"
  | "entry-refers-to-nothing"
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
  return (
    bytes?.length === hashes.length * 32 &&
    hashes.every((hash, at) => sameBytes(hash, bytes.subarray(at * 32, at * 32 + 32)))
  );
}

/** The levels above: tiles of 256 hashes, each hashed down to one, as far as the tree goes. */
function checkTiles(exported: Exported, size: number, leaves: readonly Bytes[]): Tile | null {
  const { hasher } = exported;
  let hashes = leaves;
  for (let level = 0; hashes.length > 0; level += 1) {
    const next: Bytes[] = [];
    for (let index = 0; index * 256 < hashes.length; index += 1) {
      const part = hashes.slice(index * 256, index * 256 + 256);
      const tile = { level, index, width: widthAt(size, { level, index }) };
      if (!tileHolds(exported, tile, part)) return tile;
      if (part.length === 256) next.push(perfect(part, hasher));
    }
    hashes = next;
  }
  return null;
}

function perfect(hashes: readonly Bytes[], { node }: Hasher): Bytes {
  let row = hashes;
  while (row.length > 1)
    row = row.flatMap((left, at) => {
      const right = row[at + 1];
      return at % 2 === 0 && right ? [node(left, right)] : [];
    });
  return row[0] ?? new Uint8Array();
}

/** RFC 6962, section 2.1, over hashes of leaves, without recursion over each single one. */
function rootOf(leaves: readonly Bytes[], { node, empty }: Hasher): Bytes {
  const edge: { height: number; hash: Bytes }[] = [];
  for (const leaf of leaves) {
    let top = { height: 0, hash: leaf };
    for (let left = edge.at(-1); left?.height === top.height; left = edge.at(-1)) {
      edge.pop();
      top = { height: top.height + 1, hash: node(left.hash, top.hash) };
    }
    edge.push(top);
  }
  const last = edge.pop();
  return last ? edge.reduceRight((right, { hash }) => node(hash, right), last.hash) : empty();
}

/** The hash of each entry, in order, once every one is a leaf of ours that refers to what stands before it. */
function readLeaves(exported: Exported, size: number): Bytes[] | AuditVerdict {
  const { read, hasher } = exported;
  const [hashes, names] = [[] as Bytes[], new Set<string>()];
  for (let index = 0; index * 256 < size; index += 1) {
    const width = widthAt(size, { level: "entries", index });
    const bundle = read(tilePath({ level: "entries", index, width }));
    const entries = bundle && parseEntries(bundle);
    if (!entries) return wrong("tile-missing", index * 256);
    if (entries.length !== width) return wrong("tile-differs", index * 256);
    for (const entry of entries) {
      const leaf = leafOf(entry);
      if (!leaf) return wrong("entry-malformed", hashes.length);
      if (leaf.needs && !names.has(leaf.needs)) return wrong("entry-refers-to-nothing", hashes.length);
      const hash = hasher.leaf(entry);
      names.add(`sha256:${toHex(hash)}`);
      hashes.push(hash);
    }
  }
  return hashes;
}

function leafOf(entry: Uint8Array) {
  try {
    return parseLeaf(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(entry));
  } catch {
    return null;
  }
}

/**
 * Audits a whole export of a log: every entry a leaf of ours, each naming only what stands before it, every tile and the
 * signed root recomputed from the entries alone. Names the first index that differs.
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
  if (!Array.isArray(leaves)) return leaves;
  const differing = checkTiles(exported, size, leaves);
  if (differing) return wrong("tile-differs", differing.index * 256 ** (Number(differing.level) + 1));
  return sameBytes(rootOf(leaves, exported.hasher), root)
    ? { verdict: "valid", origin, size }
    : wrong("root-differs");
}
