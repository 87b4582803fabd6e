import fc from "fast-check";
import { expect, test } from "vitest";
import { utf8 } from "./bytes";
import { formatEntries, newTiles, parseEntries, parseTilePath, tilePath, widthAt } from "./tiles";

test("paths are those of C2SP tlog-tiles, each with one spelling", () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
  expect(tilePath({ level: "entries", index: 0, width: 17 })).toBe("tile/entries/000.p/17");
  for (const bad of [
    "tile/00/000",
    "tile/64/000",
    "tile/0/x000/067",
    "tile/0/1",
    "tile/0/000.p/256",
    "tile/0/000.p/0",
    "tile/0/000/",
    "log/tile/0/000",
  ])
    expect(parseTilePath(bad), bad).toBeNull();
  fc.assert(
    fc.property(fc.nat(63), fc.nat(99_999_999), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
      expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
    }),
  );
});

test("a tree of 70,000 has the tiles that the standard counts", () => {
  const tiles = newTiles(0, 70_000);
  const count = (level: number, width: number) =>
    tiles.filter(
      (tile) => tile.level === level && (width === 256 ? tile.width === 256 : tile.width === width),
    ).length;
  expect([count(0, 256), count(0, 112), count(1, 256), count(1, 17), count(2, 1)]).toEqual([273, 1, 1, 1, 1]);
  expect(tiles).toHaveLength(277);
  expect(newTiles(0, 256)).toEqual([
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ]);
  expect(newTiles(70_000, 70_000)).toEqual([]);
});

test("written step by step, the tiles are those of the whole", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 }), (steps) => {
      let size = 0;
      const written = new Map<string, number>();
      for (const step of steps) {
        for (const { level, index, width } of newTiles(size, size + step))
          written.set(`${level}/${index}`, width);
        size += step;
      }
      const whole = newTiles(0, size);
      expect(written.size).toBe(whole.length);
      for (const { level, index, width } of whole) {
        expect(written.get(`${level}/${index}`)).toBe(width);
        expect(widthAt(size, { level, index })).toBe(width);
      }
    }),
  );
});

test("entries come back as they went in; a cut bundle is refused", () => {
  const entries = [utf8(""), utf8("é"), new Uint8Array(65_535).fill(7)];
  const bundle = formatEntries(entries);
  expect(parseEntries(bundle)).toEqual(entries);
  for (const cut of [1, bundle.length - 1]) expect(parseEntries(bundle.slice(0, cut))).toBeNull();
  expect(() => formatEntries([new Uint8Array(65_536)])).toThrow(RangeError);
});
