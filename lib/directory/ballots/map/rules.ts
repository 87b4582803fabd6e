import { z } from "zod";
import { TILES } from "@/lib/places/tiles/france";

const point = z.tuple([z.number(), z.number()]).rest(z.number());
const ring = z.array(point);
/** GeoJSON geometry (RFC 7946), for display only. */
const geometry = z.union([
  z.object({ type: z.literal("Polygon"), coordinates: z.array(ring) }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(z.array(ring)) }),
]);

export interface Shape {
  readonly code: string;
  /** GeoJSON as stored. */
  readonly shape: unknown;
}

/** A constituency in its department, or the department on the map of tiles; paths in units of the box. */
export interface Locator {
  readonly kind: "shape" | "tiles";
  readonly width: number;
  readonly height: number;
  /** The outer border of the department, or every tile. */
  readonly outline: string;
  /** The lines between its constituencies. */
  readonly inner: string;
  readonly here: string;
}

type Point = readonly [number, number];
export type Ring = readonly Point[];

/** Units along the longer side, finest first; the finest that keeps a page light is taken. */
const SIZES = [220, 150, 110, 80, 56];
/** What a locator may add to a page, in characters. */
export const LOCATOR_BUDGET = 1500;

/** The rings of a stored outline; none where it is no polygon. */
export function ringsOf(shape: unknown): readonly Ring[] {
  const parsed = geometry.safeParse(shape);
  if (!parsed.success) return [];
  const { data } = parsed;
  const rings = data.type === "Polygon" ? data.coordinates : data.coordinates.flat();
  return rings.map((found) => found.map(([x, y]) => [x, y] as const));
}

/** Degrees → whole units of the box, north up, narrowed by the cosine of the middle latitude. */
function projection(rings: readonly Ring[], size: number) {
  const points = rings.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = size / Math.max((east - west) * narrow, north - south);
  return {
    width: Math.round((east - west) * narrow * scale),
    height: Math.round((north - south) * scale),
    place: ([x, y]: Point): Point => [
      Math.round((x - west) * narrow * scale),
      Math.round((north - y) * scale),
    ],
  };
}

const isSame = (a: Point, b: Point) => a[0] === b[0] && a[1] === b[1];

/** Corners of a line of whole units: repeated points and points on the way leave it. */
function corners(line: Ring): Ring {
  const kept: Point[] = [];
  for (const next of line) {
    const last = kept.at(-1);
    if (last && isSame(last, next)) continue;
    const before = kept.at(-2);
    const isOnTheWay =
      before &&
      last &&
      (last[0] - before[0]) * (next[1] - last[1]) === (last[1] - before[1]) * (next[0] - last[0]);
    if (isOnTheWay) kept.pop();
    kept.push(next);
  }
  return kept;
}

/** A line as a path of relative steps, the shortest way to write it. */
function pathOf(line: Ring): string {
  const [first, ...rest] = corners(line);
  if (!first || rest.length === 0) return "";
  let [x, y] = first;
  const steps = rest.map(([nextX, nextY]) => {
    const step = `${nextX - x} ${nextY - y}`;
    [x, y] = [nextX, nextY];
    return step;
  });
  return `M${first[0]} ${first[1]}l${steps.join(" ").replaceAll(" -", "-")}`;
}

/** Edges end to end as few lines as they make. */
function chained(edges: readonly (readonly [Point, Point])[]): readonly Ring[] {
  const from = new Map<string, (readonly [Point, Point])[]>();
  for (const edge of edges) from.set(`${edge[0]}`, [...(from.get(`${edge[0]}`) ?? []), edge]);
  const used = new Set<readonly [Point, Point]>();
  return edges.flatMap((edge) => {
    if (used.has(edge)) return [];
    const line: Point[] = [edge[0]];
    for (let next: readonly [Point, Point] | undefined = edge; next; ) {
      used.add(next);
      const [, end]: readonly [Point, Point] = next;
      line.push(end);
      next = from.get(`${end}`)?.find((one) => !used.has(one));
    }
    return [line];
  });
}

/** The edges of all rings: those of one ring alone are the outer border, those that two share lie inside. */
function borders(rings: readonly Ring[]) {
  const seen = new Map<string, { edge: readonly [Point, Point]; times: number }>();
  for (const line of rings) {
    for (const [at, start] of line.entries()) {
      const end = line[at + 1];
      if (!end || isSame(start, end)) continue;
      const key = [`${start}`, `${end}`].sort().join(" ");
      const known = seen.get(key);
      if (known) known.times += 1;
      else seen.set(key, { edge: [start, end], times: 1 });
    }
  }
  const edges = [...seen.values()];
  const path = (isOuter: boolean) =>
    chained(edges.filter(({ times }) => (times === 1) === isOuter).map(({ edge }) => edge))
      .map(pathOf)
      .join("");
  return { outline: path(true), inner: path(false) };
}

function drawn(all: readonly Ring[], here: readonly Ring[], size: number): Locator {
  const { width, height, place } = projection(all, size);
  const shape = here.map((line) => pathOf(line.map(place))).join("");
  return { kind: "shape", width, height, ...borders(all.map((line) => line.map(place))), here: shape };
}

/** Where a constituency lies among its neighbours; null without its outline, where it is alone, or would be too heavy. */
export function locatorOf(shapes: readonly Shape[], code: string): Locator | null {
  const known = shapes.map((one) => ({ code: one.code, rings: ringsOf(one.shape) }));
  const here = known.find((one) => one.code === code)?.rings ?? [];
  if (here.length === 0 || known.length < 2) return null;
  const all = known.flatMap(({ rings }) => rings);
  for (const size of SIZES) {
    const made = drawn(all, here, size);
    if (weightOf(made) <= LOCATOR_BUDGET) return made;
  }
  return null;
}

function weightOf({ outline, inner, here }: Locator): number {
  return outline.length + inner.length + here.length;
}

const TILE = "h9v9h-9z";

/** Where a department lies on the map of tiles; null for a code that is not on it. */
export function tileLocatorOf(departmentCode: string): Locator | null {
  const here = TILES.find(({ code }) => code === departmentCode);
  if (!here) return null;
  const path = (tiles: typeof TILES) =>
    tiles.map(({ column, row }) => `M${column * 11} ${row * 11}${TILE}`).join("");
  return {
    kind: "tiles",
    width: 12 * 11 - 2,
    height: 15 * 11 - 2,
    outline: path(TILES.filter((tile) => tile !== here)),
    inner: "",
    here: path([here]),
  };
}
