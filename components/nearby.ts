/** Outlines of areas, in whole steps of a grid of degrees. */
export interface Outlines {
  readonly grid: number;
  readonly areas: readonly {
    readonly name: string;
    readonly href: string;
    /** Longitude and latitude by turns, the first from 0, each other from the one before. */
    readonly rings: readonly (readonly number[])[];
  }[];
}

export interface Position {
  /** Degrees. */
  readonly latitude: number;
  readonly longitude: number;
  /** Metres, for 95 % of the time. */
  readonly accuracy: number;
}

type Point = readonly [number, number];

// WGS 84: metres of a degree of latitude; one of longitude narrows by its cosine.
const DEGREE = 111_320;

/** A ring as points in metres, the position at the origin. */
function around(ring: readonly number[], grid: number, at: Position): Point[] {
  const narrow = Math.cos((at.latitude * Math.PI) / 180);
  let [lon, lat] = [0, 0];
  return ring.flatMap((step, index): Point[] => {
    if (index % 2 === 0) {
      lon += step;
      return [];
    }
    lat += step;
    return [[(lon * grid - at.longitude) * narrow * DEGREE, (lat * grid - at.latitude) * DEGREE]];
  });
}

/** Metres from the origin to a side. */
function distanceTo([ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(ax + share * dx, ay + share * dy);
}

const crosses = ([ax, ay]: Point, [bx, by]: Point) =>
  ay > 0 !== by > 0 && ax + (-ay / (by - ay)) * (bx - ax) > 0;

/**
 * The areas in which a position may lie: the one around it, and each whose border runs nearer than can be told.
 * Published outlines are simplified: a side may hide a bend up to half as deep as it is long.
 */
export function nearby({ grid, areas }: Outlines, at: Position): Outlines["areas"][number][] {
  const blur = at.accuracy + grid * DEGREE;
  return areas.filter(({ rings }) => {
    let isInside = false;
    let isNear = false;
    for (const ring of rings) {
      const points = around(ring, grid, at);
      for (const [index, end] of points.entries()) {
        const start = points[index - 1];
        if (!start) continue;
        if (crosses(start, end)) isInside = !isInside;
        isNear ||= distanceTo(start, end) <= blur + Math.hypot(end[0] - start[0], end[1] - start[1]) / 2;
      }
    }
    return isInside || isNear;
  });
}
