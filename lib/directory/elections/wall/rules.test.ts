import fc from "fast-check";
import { expect, it } from "vitest";
import { hemicycle } from "./rules";

it("gives each seat a place of its own within the picture, from left to right", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1200 }), (count) => {
      const { places, radius } = hemicycle(count);
      expect(places.length).toBe(count);
      expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
      const isInside = ({ x, y }: { x: number; y: number }) =>
        x - radius >= -20 && x + radius <= 1020 && y <= 508 && y > 0;
      expect(places.every(isInside)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it("lets no two of 577 seats touch", () => {
  const { places, radius } = hemicycle(577);
  const gaps = places.flatMap((a, at) => places.slice(at + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
  expect(Math.min(...gaps.filter((gap) => gap < 100))).toBeGreaterThan(radius * 2 - 0.2);
});
