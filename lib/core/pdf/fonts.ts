import * as fontkit from "fontkit";
import { packedFont } from "../picture/paint";
import { trueTypeOf } from "../picture/woff2";

export type Face = "sans" | "strong" | "serif" | "mono";
type Font = fontkit.Font;

function first(font: fontkit.Font | fontkit.FontCollection): Font {
  if (!("glyphForCodePoint" in font)) throw new Error("a font file holds several fonts");
  return font;
}

/** A face of the look at one weight; named by its subset too, because a document knows a font by its name alone. */
function look(family: string, subset: string, weight: number): Font {
  const file = `${family}/files/${family}-${subset}-${weight}-normal.woff2`;
  const font = first(fontkit.create(trueTypeOf(packedFont(file, "@fontsource"))));
  Object.defineProperty(font, "postscriptName", { value: `${font.postscriptName}-${subset}` });
  return font;
}

/** A font that holds nearly every letter of living alphabets, for the names and words that the look's own lack. */
function wide(name: string): Font {
  return first(fontkit.create(packedFont(`${name}.ttf`, "dejavu-fonts-ttf/ttf")));
}

const inWeight = (family: string, weight: number) =>
  ["latin", "latin-ext"].map((subset) => look(family, subset, weight));

const MADE: Readonly<Record<Face, () => Font[]>> = {
  sans: () => [...inWeight("schibsted-grotesk", 400), wide("DejaVuSans")],
  strong: () => [...inWeight("schibsted-grotesk", 600), wide("DejaVuSans-Bold")],
  serif: () => [...inWeight("newsreader", 500), wide("DejaVuSerif")],
  mono: () => [wide("DejaVuSansMono"), wide("DejaVuSans")],
};

const held = new Map<Face, readonly Font[]>();

/** The fonts of a face, the first that holds a letter draws it. */
export function fontsOf(face: Face): readonly Font[] {
  const fonts = held.get(face) ?? MADE[face]();
  held.set(face, fonts);
  return fonts;
}

export interface Run {
  readonly words: string;
  /** Which of the face's fonts. */
  readonly font: number;
  /** Whether the font holds all of its letters: else it must carry its words beside it. */
  readonly isWhole: boolean;
}

/**
 * Makes each glyph say which letter it draws. fontkit keeps a glyph as it was first asked for, and one that was first asked for
 * as a part of another (the ı in i) says none: its letter would be drawn, and lost to who reads or copies the file.
 */
function named(font: Font, segment: string): void {
  for (const sign of segment) {
    const code = sign.codePointAt(0) ?? 0;
    const glyph = font.glyphForCodePoint(code);
    if (glyph.codePoints.length === 0) glyph.codePoints.push(code);
  }
}

/** The words cut where the font changes; a mark on a letter stays with its letter. */
export function runsOf(words: string, face: Face): readonly Run[] {
  const fonts = fontsOf(face);
  const runs: Run[] = [];
  for (const { segment } of new Intl.Segmenter().segment(words)) {
    const holds = (font: Font) =>
      [...segment].every((sign) => font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));
    const found = fonts.findIndex(holds);
    const [font, isWhole] = [found < 0 ? fonts.length - 1 : found, found >= 0 || /^\s+$/u.test(segment)];
    const drawn = fonts[font];
    if (drawn && isWhole) named(drawn, segment);
    const last = runs.at(-1);
    // A box carries its own letter alone: words over two pages would be read twice.
    if (last?.font === font && last.isWhole && isWhole)
      runs[runs.length - 1] = { ...last, words: last.words + segment };
    else runs.push({ words: segment, font, isWhole });
  }
  return runs;
}
