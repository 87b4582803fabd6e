import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hasOfficialFiles, official } from "@/lib/importing/testing/official-files";
import { TILES } from "@/lib/places/tiles/france";
import { LOCATOR_BUDGET, locatorOf, tileLocatorOf } from "./rules";

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

it("draws a constituency among its neighbours, north up, in the box: the line between them once, the border apart", () => {
  const found = locatorOf(
    [
      { code: "a", shape: square(0) },
      { code: "b", shape: square(1) },
    ],
    "b",
  );
  expect(found).toMatchObject({ kind: "shape", width: 220, height: 110 });
  expect(found?.here).toBe("M110 110l110 0 0-110-110 0 0 110");
  expect(found?.inner).toBe("M110 110l0-110");
  expect(found?.outline).toContain("M0 110l");
});

it("draws nothing without an outline, for a broken one, and where there is no neighbour", () => {
  const broken = { code: "b", shape: { type: "Polygon", coordinates: "none" } };
  expect([
    locatorOf([], "a"),
    locatorOf([{ code: "a", shape: square(0) }], "a"),
    locatorOf([{ code: "a", shape: square(0) }, broken], "b"),
  ]).toEqual([null, null, null]);
});

it("falls back on the department's tile, once each, and on nothing for a code of another country", () => {
  expect(new Set(TILES.map(({ code }) => code)).size).toBe(107);
  expect(new Set(TILES.map(({ column, row }) => `${column} ${row}`)).size).toBe(107);
  const found = tileLocatorOf("2A");
  expect(found?.here.match(/M/g)?.length).toBe(1);
  expect(found?.outline.match(/M/g)?.length).toBe(106);
  expect(tileLocatorOf("XX")).toBeNull();
});

describe.skipIf(!hasOfficialFiles)("on the official outlines, in ../shared/data", () => {
  it("stays within its budget for each of the constituencies, or is a tile", () => {
    const { features } = JSON.parse(readFileSync(official("constituencies.geojson"), "utf8"));
    const departments = new Map<string, { code: string; shape: unknown }[]>();
    for (const { properties, geometry } of features) {
      const held = departments.get(properties.code_dpt) ?? [];
      departments.set(properties.code_dpt, [...held, { code: properties.ID, shape: geometry }]);
    }
    const drawn = [...departments.values()].flatMap((shapes) =>
      shapes.map(({ code }) => locatorOf(shapes, code)),
    );
    const known = drawn.filter((one) => one !== null);
    expect(known.length).toBeGreaterThan(550);
    for (const { outline, inner, here } of known)
      expect(outline.length + inner.length + here.length).toBeLessThanOrEqual(LOCATOR_BUDGET);
  });
});
