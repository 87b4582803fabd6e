import type { Face } from "./fonts";

/** How words stand: face, size in points, colour, and the room under them. */
interface Style {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  readonly gap: number;
}

export const INK = "#14262b";
export const SOFT = "#46575b";
export const ACCENT = "#0f4b57";
export const RULE = "#cfd4d1";

export const STYLES = {
  title: { face: "serif", size: 24, colour: INK, gap: 10 },
  /** Read from two metres. */
  placard: { face: "serif", size: 34, colour: INK, gap: 6 },
  card: { face: "serif", size: 15, colour: INK, gap: 3 },
  section: { face: "serif", size: 15, colour: INK, gap: 6 },
  engagement: { face: "strong", size: 11, colour: INK, gap: 3 },
  lead: { face: "sans", size: 12.5, colour: INK, gap: 8 },
  body: { face: "sans", size: 10.5, colour: INK, gap: 6 },
  /** Words that get signed. */
  signed: { face: "serif", size: 11.5, colour: INK, gap: 4 },
  answer: { face: "strong", size: 10.5, colour: ACCENT, gap: 4 },
  label: { face: "sans", size: 9, colour: SOFT, gap: 1 },
  value: { face: "sans", size: 10.5, colour: INK, gap: 7 },
  small: { face: "sans", size: 8.5, colour: SOFT, gap: 5 },
  code: { face: "mono", size: 7.5, colour: INK, gap: 7 },
} as const satisfies Readonly<Record<string, Style>>;

export type StyleName = keyof typeof STYLES;

/** The box before a name: all, a part, a refusal, or nothing. */
export type PlacardMark = "full" | "half" | "no" | "empty";
