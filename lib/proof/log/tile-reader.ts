import type { Tile } from "./tiles";
import { type HashReader, hashOfNode } from "./tree";

type Place = Omit<Tile, "width" | "level"> & { readonly level: number };

/** Where a perfect subtree's hashes lie: 2^(level mod 8) neighbours in one tile, eight levels of the tree apart. */
function placeOf(level: number, index: number): Place & { readonly from: number; readonly count: number } {
  const count = 2 ** (level % 8);
  const first = index * count;
  return { level: Math.floor(level / 8), index: Math.floor(first / 256), from: first % 256, count };
}

const nameOf = ({ level, index }: Place) => `${level}/${index}`;

/** Which tiles a computation over subtrees reads: run once with hashes of zeros, then again with `tileReader`. */
export function tilesFor(compute: (read: HashReader) => unknown): Place[] {
  const places = new Map<string, Place>();
  compute((level, index) => {
    const { level: tile, index: at } = placeOf(level, index);
    places.set(nameOf({ level: tile, index: at }), { level: tile, index: at });
    return new Uint8Array(32);
  });
  return [...places.values()];
}

/** Reads subtrees out of tiles, each 32 bytes a hash; throws where one is missing or too narrow. */
export function tileReader(tiles: readonly (Place & { readonly hashes: Uint8Array })[]): HashReader {
  const known = new Map(tiles.map((tile) => [nameOf(tile), tile.hashes]));
  return (level, index) => {
    const { from, count, ...place } = placeOf(level, index);
    const bytes = known.get(nameOf(place))?.slice(from * 32, (from + count) * 32);
    if (bytes?.length !== count * 32) throw new Error(`the log lacks a part of tile ${nameOf(place)}`);
    let hashes = Array.from({ length: count }, (_, at) => bytes.slice(at * 32, at * 32 + 32));
    while (hashes.length > 1)
      hashes = hashes.flatMap((left, at) => {
        const right = hashes[at + 1];
        return at % 2 === 0 && right ? [hashOfNode(left, right)] : [];
      });
    return new Uint8Array(hashes[0] ?? []);
  };
}
