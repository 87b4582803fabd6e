/** The wall of an election on a form; the first form needs no name. Without the language. */
export function wallPath(electionSlug: string, formSlug: string | null = null): string {
  return `/elections/${electionSlug}/wall${formSlug ? `/${formSlug}` : ""}`;
}

/** Where a seat stands: the middle of a circle, in a picture 1000 wide and 520 high. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const [WIDTH, FOOT, OUTER, INNER] = [1000, 506, 486, 250];

/**
 * So many places in a half circle, from left to right: rows as far from each other as their seats, each with its share of
 * them by its length. One decimal, so that the same seats give the same bytes.
 */
export function hemicycle(count: number): { readonly places: readonly Place[]; readonly radius: number } {
  if (count === 0) return { places: [], radius: 0 };
  // As far from row to row as from seat to seat: (outer - inner) / rows = pi · middle · rows / count.
  const rows = Math.max(1, Math.min(count, Math.round(Math.sqrt(count * 0.205))));
  const step = rows > 1 ? (OUTER - INNER) / (rows - 1) : 0;
  const radii = Array.from({ length: rows }, (_, at) => (rows > 1 ? INNER + at * step : OUTER));
  const whole = radii.reduce((sum, radius) => sum + radius, 0);
  let left = count;
  let length = whole;
  const seats = radii.flatMap((radius) => {
    const own = Math.round((left * radius) / length);
    left -= own;
    length -= radius;
    return Array.from({ length: own }, (_, at) => ({ radius, share: own > 1 ? at / (own - 1) : 0.5 }));
  });
  const places = seats
    .sort((a, b) => a.share - b.share || b.radius - a.radius)
    .map(({ radius, share }) => ({
      x: Math.round((WIDTH / 2 - radius * Math.cos(Math.PI * share)) * 10) / 10,
      y: Math.round((FOOT - radius * Math.sin(Math.PI * share)) * 10) / 10,
    }));
  const gap = Math.min(rows > 1 ? step : OUTER, (Math.PI * whole) / Math.max(1, count));
  return { places, radius: Math.round(Math.min(gap * 0.4, 26) * 10) / 10 };
}
