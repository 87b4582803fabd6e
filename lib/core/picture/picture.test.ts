import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { type Picture, packedFont, paint, type Text } from "./paint";
import { trueTypeOf } from "./woff2";

const NEWSREADER = "newsreader/files/newsreader-latin-opsz-normal.woff2";

/** Where each table of a TrueType font lies. */
function directory(ttf: Buffer): Map<string, { at: number; length: number }> {
  return new Map(
    Array.from({ length: ttf.readUInt16BE(4) }, (_, row) => {
      const from = 12 + row * 16;
      const place = { at: ttf.readUInt32BE(from + 8), length: ttf.readUInt32BE(from + 12) };
      return [ttf.toString("latin1", from, from + 4), place];
    }),
  );
}

test.each([
  NEWSREADER,
  "newsreader/files/newsreader-latin-opsz-italic.woff2",
  "schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2",
])("%s unpacks whole: outlines in order, none beyond its table, the axes kept", (name) => {
  const ttf = trueTypeOf(packedFont(name));
  const tables = directory(ttf);
  for (const tag of ["glyf", "loca", "cmap", "head", "hmtx", "fvar", "gvar"])
    expect(tables.has(tag)).toBe(true);
  for (const { at, length } of tables.values()) expect(at + length).toBeLessThanOrEqual(ttf.length);
  const glyphs = ttf.readUInt16BE((tables.get("maxp")?.at ?? 0) + 4);
  const { at = 0, length = 0 } = tables.get("loca") ?? {};
  expect(length).toBe((glyphs + 1) * 4);
  const starts = Array.from({ length: glyphs + 1 }, (_, glyph) => ttf.readUInt32BE(at + glyph * 4));
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  expect(starts.at(-1)).toBe(tables.get("glyf")?.length);
});

test("what is no font, or a torn one, is refused and never read beyond its end", () => {
  expect(() => trueTypeOf(Buffer.alloc(200))).toThrow();
  const whole = packedFont(NEWSREADER);
  for (const length of [0, 47, 60, 400, whole.length - 2000])
    expect(() => trueTypeOf(whole.subarray(0, length))).toThrow();
});

const ground = '<rect width="400" height="200" fill="#ffffff"/>';
const box: Omit<Text, "words"> = {
  face: "serif",
  size: 60,
  weight: 500,
  colour: "#000000",
  left: 20,
  top: 20,
  width: 360,
  height: 80,
};
const picture = (words: string): Picture => ({
  width: 400,
  height: 200,
  shapes: ground,
  texts: [{ ...box, words }],
});

/** The bounds of what is not white, or null for a blank picture. */
async function inked(png: Buffer) {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  let [left, top, right, bottom] = [info.width, info.height, -1, -1];
  for (let at = 0; at < info.width * info.height; at += 1) {
    if ((data[at * info.channels] ?? 255) > 200) continue;
    const [x, y] = [at % info.width, Math.floor(at / info.width)];
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y),
    ];
  }
  return right < 0 ? null : { left, top, right, bottom };
}

test("U64: no words leave their box, however long, accented or hyphenated", { timeout: 60_000 }, async () => {
  const name = fc.array(
    fc.constantFrom("Élise", "Œuvray-", "Nguyễn", "de La ", "Montmorency-", "Ŭ", "W", " ", "’", "Anaïs "),
    { minLength: 1, maxLength: 14 },
  );
  const fits = fc.asyncProperty(name, async (parts) => {
    const bounds = await inked(await paint(picture(parts.join(""))));
    if (!bounds) return;
    expect(bounds.left).toBeGreaterThanOrEqual(19);
    expect(bounds.top).toBeGreaterThanOrEqual(19);
    expect(bounds.right).toBeLessThanOrEqual(381);
    expect(bounds.bottom).toBeLessThanOrEqual(101);
  });
  await fc.assert(fits, { numRuns: 40, examples: [[[" "]]] });
});

test("the words are drawn in the look's own face, markup as words", async () => {
  const [own, other] = await Promise.all([
    paint(picture("Qualité")),
    paint({ ...picture(""), texts: [{ ...box, face: "sans", words: "Qualité" }] }),
  ]);
  expect(own.equals(other)).toBe(false);
  const bounds = await inked(await paint(picture("<b>&</b>")));
  expect(bounds && bounds.right - bounds.left).toBeGreaterThan(100);
});
