import { expect, it } from "vitest";
import { locatorOf } from "./rules";

const square = (west: number) => ({
  type: "Polygon",
  coordinates: [
    [
      [west, 0],
      [west + 1, 0],
      [west + 1, 1],
      [west, 1],
      [west, 0],
    ],
  ],
});

it("draws a constituency among its neighbours, north up, in the box", () => {
  const found = locatorOf(
    [
      { code: "a", shape: square(0) },
      { code: "b", shape: square(1) },
    ],
    "b",
  );
  expect([found?.width, found?.height, found?.here]).toEqual([220, 110, "M110 110L220 110L220 0L110 0z"]);
});

it("draws nothing without an outline, for a broken one, and where there is no neighbour", () => {
  const broken = { code: "b", shape: { type: "Polygon", coordinates: "none" } };
  expect([
    locatorOf([], "a"),
    locatorOf([{ code: "a", shape: square(0) }], "a"),
    locatorOf([{ code: "a", shape: square(0) }, broken], "b"),
  ]).toEqual([null, null, null]);
});
