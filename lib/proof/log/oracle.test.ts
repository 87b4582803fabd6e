import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { aKey } from "../testing/made-up-log";
import { askOracle, type OracleTree, whyNoOracle } from "../testing/oracle";
import { joined, toBase64, utf8 } from "./bytes";
import { formatCheckpoint, parseCheckpoint, signersOf } from "./checkpoint";
import type { Hash } from "./merkle";
import { formatNote, parseNote, parseVerifierKey } from "./note";
import { newTiles } from "./tiles";
import { consistencyRanges, Edge, type HashReader, hashOfLeaf, hashOfRange, inclusionRanges } from "./tree";

const SIZES = [0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 70_000];

const kept = new Map<string, Hash>();
const roots = new Map<number, Hash>();
const read: HashReader = (level, index) => {
  const hash = kept.get(`${level}/${index}`);
  if (!hash) throw new Error(`no hash ${level}/${index}`);
  return hash;
};

function grow(): void {
  const edge = new Edge();
  for (let size = 0; size <= 70_000; size += 1) {
    if (SIZES.includes(size)) roots.set(size, edge.root());
    edge.append(hashOfLeaf(utf8(`leaf ${size}`)), (level, at, hash) => kept.set(`${level}/${at}`, hash));
  }
}

/** Every tile of a tree as it grows one by one, with the hash of its bytes: as `NewTiles` of Go counts them. */
function tilesOf(size: number): Record<string, string> {
  return Object.fromEntries(
    newTiles(0, size).flatMap(({ level, index, width }) => {
      if (level === "entries") return [];
      // Go also lists each narrower form of a tile at the edge.
      const widths = width === 256 ? [256] : Array.from({ length: width }, (_, at) => at + 1);
      return widths.map((w) => {
        const hashes = Array.from({ length: w }, (_, at) => read(level * 8, index * 256 + at));
        return [
          `${level}/${index}/${w}`,
          createHash("sha256")
            .update(joined(...hashes))
            .digest("hex"),
        ];
      });
    }),
  );
}

function differences(theirs: OracleTree): string[] {
  const size = theirs.Size;
  const texts = (ranges: Parameters<typeof hashOfRange>[0][]) =>
    ranges.map((range) => toBase64(hashOfRange(range, read))).join();
  const tiles = tilesOf(size);
  const names = new Set([...Object.keys(tiles), ...Object.keys(theirs.Tiles)]);
  return [
    ...(toBase64(roots.get(size) ?? new Uint8Array()) === theirs.Root ? [] : ["root"]),
    ...[...names].filter((name) => tiles[name] !== theirs.Tiles[name]).map((name) => `tile ${name}`),
    ...Object.entries(theirs.Inclusion)
      .filter(([index, proof]) => texts(inclusionRanges(Number(index), size)) !== proof.join())
      .map(([index]) => `inclusion of ${index}`),
    ...Object.entries(theirs.Consistency)
      .filter(([earlier, proof]) => texts(consistencyRanges(Number(earlier), size)) !== proof.join())
      .map(([earlier]) => `consistency from ${earlier}`),
  ].map((what) => `${size}: ${what}`);
}

test.skipIf(whyNoOracle !== null)(
  `bar 14: Go's x/mod/sumdb agrees on roots, tiles, notes and proofs${whyNoOracle ? ` (${whyNoOracle})` : ""}`,
  { timeout: 120_000 },
  async () => {
    grow();
    const key = await aKey("test.example/log");
    const root = roots.get(70_000) ?? new Uint8Array();
    const text = formatCheckpoint({ origin: key.name, size: 70_000, root });
    const note = formatNote({ text, signatures: [await key.line(text)] });
    const theirs = askOracle({ sizes: SIZES, vkey: key.vkey, note });
    expect(theirs.trees.map(({ Size }) => Size)).toEqual(SIZES);
    expect(theirs.trees.flatMap(differences)).toEqual([]);
    expect(Object.keys(theirs.trees.at(-1)?.Inclusion ?? {})).toHaveLength(14);
    // Ours was opened by Go; now Go's by ours.
    expect([theirs.size, theirs.root]).toEqual([70_000, toBase64(root)]);
    const [vkey, signed] = [await parseVerifierKey(theirs.vkey), parseNote(theirs.note)];
    if (!vkey || !signed) throw new Error("Go's key or note is not read");
    expect(await signersOf(signed, [vkey])).toEqual([vkey]);
    expect(parseCheckpoint(signed.text)).toEqual({ origin: key.name, size: 70_000, root });
  },
);
