import { z } from "zod";

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

/** A department in outline with one of its constituencies solid; paths in units of the box. */
export interface Locator {
  readonly width: number;
  readonly height: number;
  readonly outline: string;
  readonly here: string;
}

type Ring = readonly (readonly [number, number])[];

const SIZE = 220;

function ringsOf(shape: unknown): readonly Ring[] {
  const parsed = geometry.safeParse(shape);
  if (!parsed.success) return [];
  const { data } = parsed;
  const rings = data.type === "Polygon" ? data.coordinates : data.coordinates.flat();
  return rings.map((found) => found.map(([x, y]) => [x, y] as const));
}

/** Degrees → units of the box, north up, narrowed by the cosine of the middle latitude. */
function projection(rings: readonly Ring[]) {
  const points = rings.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = SIZE / Math.max((east - west) * narrow, north - south);
  return {
    width: Math.round((east - west) * narrow * scale),
    height: Math.round((north - south) * scale),
    place: ([x, y]: readonly [number, number]) =>
      `${Math.round((x - west) * narrow * scale)} ${Math.round((north - y) * scale)}`,
  };
}

/** Where a constituency lies among its neighbours; null without its outline, or where it is alone. */
export function locatorOf(shapes: readonly Shape[], code: string): Locator | null {
  const drawn = shapes.map((one) => ({ code: one.code, rings: ringsOf(one.shape) }));
  const here = drawn.find((one) => one.code === code)?.rings ?? [];
  if (here.length === 0 || drawn.length < 2) return null;
  const { width, height, place } = projection(drawn.flatMap(({ rings }) => rings));
  const path = (rings: readonly Ring[]) =>
    rings.map((points) => `M${points.slice(0, -1).map(place).join("L")}z`).join("");
  return { width, height, outline: path(drawn.flatMap(({ rings }) => rings)), here: path(here) };
}
