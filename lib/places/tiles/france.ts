/** A department's place on the map of tiles, in columns and rows from the top left. */
export interface Tile {
  readonly code: string;
  readonly column: number;
  readonly row: number;
}

/**
 * One square per department, so that Paris counts as much as Creuse. Laid out by annealing over the outlines of the
 * constituencies: of the 238 pairs of departments that share a border 224 touch here, by a side or a corner.
 */
const MAINLAND = `
  .. .. .. .. .. .. 62 .. .. .. .. ..
  .. .. .. .. .. 76 80 59 .. .. .. ..
  .. .. .. 14 27 95 60 02 08 .. .. 57
  .. .. 50 61 78 92 93 77 51 55 54 67
  22 35 53 72 28 91 75 94 10 52 88 68
  29 56 44 49 37 41 45 89 21 70 90 ..
  .. .. 85 79 86 36 18 58 71 39 25 ..
  .. .. .. 17 16 87 23 03 69 01 74 ..
  .. .. .. 33 24 19 63 43 42 38 73 ..
  .. .. .. 40 47 46 15 48 07 26 05 ..
  .. .. .. 64 32 82 12 30 84 04 06 ..
  .. .. .. .. 65 31 81 34 13 83 .. 2B
  .. .. .. .. .. 09 11 66 .. .. .. 2A`;

/** Overseas in the order of their codes, then the French abroad: a row of its own beneath. */
const BEYOND = "971 972 973 974 975 976 ZX 986 987 988 ZZ";

/** Columns of the whole map. */
export const TILE_COLUMNS = 12;

function placed(): readonly Tile[] {
  const rows = MAINLAND.trim()
    .split("\n")
    .map((line) => line.trim().split(" "));
  const mainland = rows.flatMap((codes, row) => codes.map((code, column) => ({ code, column, row })));
  const beyond = BEYOND.split(" ").map((code, column) => ({ code, column, row: rows.length + 1 }));
  return [...mainland.filter(({ code }) => code !== ".."), ...beyond];
}

/** The 107 departments and electoral areas of France, by the codes that `fr-department` areas have. */
export const TILES: readonly Tile[] = placed();

/** Rows of the whole map, the gap above the inset included. */
export const TILE_ROWS = Math.max(...TILES.map(({ row }) => row)) + 1;
