import type { Outlines } from "@/components/nearby";
import type { Locale } from "@/lib/core/i18n/locale";
import { type Ring, ringsOf } from "../ballots/map/rules";
import { areaTitle, ballotPath } from "../rules";
import type { ShapedArea } from "./queries";

/** Degrees, about 110 m to 2 km; the finest that a telephone fetches in a second or two is taken. */
const GRIDS = [0.001, 0.002, 0.005, 0.01, 0.02];
/** Characters, before compression to a third. */
const BUDGET = 600_000;

/**
 * A ring in steps of the grid, each from the one before: few digits each, so that they travel light. Points on a straight
 * line stay, because a side is believed the less the longer it is.
 */
function steps(ring: Ring, grid: number): readonly number[] {
  let [x, y] = [0, 0];
  return ring.flatMap(([lon, lat], at) => {
    const step = [Math.round(lon / grid) - x, Math.round(lat / grid) - y] as const;
    if (at > 0 && step[0] === 0 && step[1] === 0) return [];
    [x, y] = [x + step[0], y + step[1]];
    return step;
  });
}

/** The address of an election's outlines, without the language. */
export function outlinesPath(electionSlug: string): string {
  return `/elections/${electionSlug}/outlines.json`;
}

/** All outlines of an election for a reader's own device, which finds itself on them. */
export function outlinesOf(areas: readonly ShapedArea[], electionSlug: string, locale: Locale): Outlines {
  const known = areas.map(({ area, shape }) => ({
    name: areaTitle(area, locale),
    href: `/${locale}${ballotPath(electionSlug, area.code)}`,
    rings: ringsOf(shape),
  }));
  const drawn = (grid: number): Outlines => ({
    grid,
    areas: known.map(({ rings, ...area }) => ({
      ...area,
      rings: rings.map((ring) => steps(ring, grid)).filter((ring) => ring.length > 4),
    })),
  });
  const weight = (outlines: Outlines) => JSON.stringify(outlines).length;
  const light = GRIDS.map((grid) => () => drawn(grid)).find((draw) => weight(draw()) <= BUDGET);
  return light?.() ?? drawn(GRIDS.at(-1) ?? 1);
}
