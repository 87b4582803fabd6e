import { expect, it } from "vitest";
import { nearby, type Outlines } from "./nearby";

/** A square of so many degrees, its south-west corner in steps of the grid; sides of one step each, so that they hide little. */
function square(name: string, west: number, south: number, size: number): Outlines["areas"][number] {
  const sides = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ].flatMap((step) => Array<number[]>(size).fill(step).flat());
  return { name, href: `/${name}`, rings: [[west, south, ...sides]] };
}

const outlines: Outlines = {
  grid: 0.001,
  areas: [
    square("west", 2000, 48_000, 100),
    square("east", 2100, 48_000, 100),
    square("island", -5000, 48_000, 10),
    // A ring within a ring is a hole.
    {
      ...square("ring", 10_000, 48_000, 100),
      rings: [100, 20].map(
        (size) => square("", 10_000 + (100 - size) / 2, 48_000 + (100 - size) / 2, size).rings[0] ?? [],
      ),
    },
  ],
};

const at = (longitude: number, latitude: number, accuracy = 20) =>
  nearby(outlines, { longitude, latitude, accuracy }).map(({ name }) => name);

it("finds the one area around a position, both beside a border, and none at sea", () => {
  expect(at(2.05, 48.05)).toEqual(["west"]);
  expect(at(2.15, 48.05)).toEqual(["east"]);
  expect(at(2.1003, 48.05)).toEqual(["west", "east"]);
  expect(at(2.103, 48.05)).toEqual(["east"]);
  expect(at(2.103, 48.05, 400)).toEqual(["west", "east"]);
  expect(at(-4.995, 48.005)).toEqual(["island"]);
  expect(at(-30, 40)).toEqual([]);
  expect(at(10.02, 48.02)).toEqual(["ring"]);
  expect(at(10.05, 48.05)).toEqual([]);
});

it("believes a long side less: what a simplified outline leaves out may lie either side of it", () => {
  const [west, east] = [0, 100].map((start) => [2000 + start, 48_000, 100, 0, 0, 100, -100, 0, 0, -100]);
  const coarse = {
    grid: 0.001,
    areas: [west, east].map((ring, index) => ({ name: String(index), href: "", rings: [ring ?? []] })),
  };
  const found = (longitude: number) => nearby(coarse, { longitude, latitude: 48.05, accuracy: 20 }).length;
  expect(found(2.103)).toBe(2);
});
