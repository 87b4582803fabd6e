import { type Bytes, joined } from "./bytes";

/** A part of the log as a file: 256 hashes of a level, or 256 entries; fewer at the right edge. */
export interface Tile {
  readonly level: number | "entries";
  readonly index: number;
  /** 1 to 256; fewer than 256 make a partial tile. */
  readonly width: number;
}

const FULL = 256;
/** C2SP tlog-tiles, "Log entries": an entry's length stands in 16 bits. */
export const LONGEST_ENTRY = 65_535;

/** The index in groups of three digits, all but the last after an `x`: 1234067 is `x001/x234/067`. */
function indexPath(index: number): string {
  const groups = String(index)
    .padStart(Math.ceil(String(index).length / 3) * 3, "0")
    .match(/\d{3}/g);
  return (groups ?? []).map((group, at, all) => (at < all.length - 1 ? `x${group}` : group)).join("/");
}

/** C2SP tlog-tiles, "Merkle Tree": `tile/<level>/<index>[.p/<width>]`. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${indexPath(index)}${width < FULL ? `.p/${width}` : ""}`;
}

/** The tile that a path names; null where it is not the one spelling of it. */
export function parseTilePath(path: string): Tile | null {
  const [, at = "", groups = "", part] =
    /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(
      path,
    ) ?? [];
  const tile = {
    level: at === "entries" ? ("entries" as const) : Number(at),
    index: Number(groups.replaceAll(/[x/]/g, "")),
    width: part === undefined ? FULL : Number(part),
  };
  return tilePath(tile) === path ? tile : null;
}

/** How many hashes of a level (or entries) a tree of this size has in the tile of this index, at most 256. */
export function widthAt(size: number, { level, index }: Omit<Tile, "width">): number {
  const height = level === "entries" ? 0 : level;
  return Math.max(0, Math.min(FULL, Math.floor(size / FULL ** height) - index * FULL));
}

/** Each tile of hashes that a tree of `size` leaves has and that of `before` leaves had not, or narrower. */
export function newTiles(before: number, size: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; FULL ** level <= size; level += 1) {
    const first = Math.floor(before / FULL ** level / FULL);
    for (let index = first; widthAt(size, { level, index }) > 0; index += 1) {
      const width = widthAt(size, { level, index });
      if (width > widthAt(before, { level, index })) tiles.push({ level, index, width });
    }
  }
  return tiles;
}

/** C2SP tlog-tiles, "Log entries": each entry after its length in two bytes, the greater first. */
export function formatEntries(entries: readonly Uint8Array[]): Bytes {
  return joined(
    ...entries.flatMap((entry) => {
      if (entry.length > LONGEST_ENTRY) throw new RangeError("an entry of a log holds at most 65,535 bytes");
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
    }),
  );
}

/** Where each entry of a bundle begins and ends; null where it is cut or longer than its entries. */
export function entryBounds(bundle: Uint8Array): (readonly [number, number])[] | null {
  const bounds: (readonly [number, number])[] = [];
  for (let at = 0; at < bundle.length; ) {
    const [high, low] = [bundle[at], bundle[at + 1]];
    if (high === undefined || low === undefined) return null;
    const end = at + 2 + high * 256 + low;
    if (end > bundle.length) return null;
    bounds.push([at + 2, end]);
    at = end;
  }
  return bounds;
}

/** The entries of a bundle; null where it is cut or longer than its entries. */
export function parseEntries(bundle: Uint8Array): Uint8Array[] | null {
  return entryBounds(bundle)?.map(([start, end]) => bundle.slice(start, end)) ?? null;
}
