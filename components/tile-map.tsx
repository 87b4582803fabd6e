import { asset } from "@/lib/core/assets";

export interface MapTile {
  readonly code: string;
  /** Written in the tile; the code where nothing else is. */
  readonly label: string;
  readonly column: number;
  readonly row: number;
  readonly count: number;
  /** Said whole to screen readers and shown on hover, e.g. "Yvelines : 13 signataires". */
  readonly title: string;
  /** Where the tile leads; left out where nothing is to be seen. */
  readonly href?: string | undefined;
}

interface Props {
  readonly tiles: readonly MapTile[];
  /** The first count of each of the four tints, rising. */
  readonly bounds: readonly number[];
  readonly label: string;
  /** A sentence for each tint, the empty one first. */
  readonly legend: readonly string[];
}

const STEP = 40;
const SIDE = 38;

/** Counts by department: one tile each in its place, code and count written in it, four tints and an empty one. */
export function TileMap({ tiles, bounds, label, legend }: Props) {
  const width = (Math.max(...tiles.map(({ column }) => column)) + 1) * STEP - 2;
  const height = (Math.max(...tiles.map(({ row }) => row)) + 1) * STEP - 2;
  return (
    <figure>
      <link rel="stylesheet" href={asset("maps.css")} />
      <svg className="tile-map" viewBox={`0 0 ${width} ${height}`}>
        <title>{label}</title>
        {tiles.map((tile) =>
          tile.href ? (
            <a key={tile.code} href={tile.href} aria-label={tile.title}>
              <Tile tile={tile} tint={tintOf(tile.count, bounds)} />
            </a>
          ) : (
            <g key={tile.code}>
              <Tile tile={tile} tint={tintOf(tile.count, bounds)} />
            </g>
          ),
        )}
      </svg>
      <figcaption>
        <ul className="legend-row">
          {legend.map((words, tint) => (
            <li key={words}>
              <svg className="tile-map" width="14" height="14" aria-hidden="true">
                <rect className={`tint-${tint}`} x=".5" y=".5" width="13" height="13" />
              </svg>
              {words}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function tintOf(count: number, bounds: readonly number[]): number {
  return bounds.filter((bound) => count >= bound).length;
}

function Tile({ tile, tint }: { tile: MapTile; tint: number }) {
  const [x, y] = [tile.column * STEP, tile.row * STEP];
  return (
    <g className={`on-${tint}`}>
      <title>{tile.title}</title>
      <rect className={`tint-${tint}`} x={x + 0.5} y={y + 0.5} width={SIDE - 1} height={SIDE - 1} />
      <text x={x + 3} y={y + 13}>
        {tile.label}
      </text>
      <text className="count" x={x + SIDE - 3} y={y + SIDE - 5}>
        {tile.count}
      </text>
    </g>
  );
}
