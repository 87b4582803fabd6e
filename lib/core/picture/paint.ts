import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { trueTypeOf } from "./woff2";

/** The faces of the look, by the name under which the painter knows them. */
const FACES = {
  serif: { file: "newsreader/files/newsreader-latin-opsz-normal.woff2", family: "Newsreader 16pt" },
  sans: {
    file: "schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2",
    family: "Schibsted Grotesk",
  },
} as const;

export interface Text {
  readonly words: string;
  readonly face: keyof typeof FACES;
  /** Pixels; smaller where the words would not fit their box. */
  readonly size: number;
  /** 400 to 600. */
  readonly weight: number;
  readonly colour: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The last line stands on the floor of the box. */
  readonly isLow?: boolean;
  /** The words end at the right side of the box. */
  readonly isRight?: boolean;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Everything but the words, as the inside of an SVG. */
  readonly shapes: string;
  readonly texts: readonly Text[];
}

/** A font as its package holds it, with all its letters and axes: what pages load is cut smaller. The built server runs deeper down. */
export function packedFont(file: string, packages = "@fontsource-variable"): Buffer {
  for (let at = process.cwd(); ; at = dirname(at)) {
    const path = join(at, "node_modules", packages, file);
    if (existsSync(path)) return readFileSync(path);
    if (at === dirname(at)) throw new Error(`the font ${file} is not installed`);
  }
}

const files = new Map<string, string>();

/** The painter reads no WOFF2: each face lies unpacked in a file of the system's temporary folder. */
function fontFile(face: keyof typeof FACES): string {
  const held = files.get(face);
  if (held && existsSync(held)) return held;
  const packed = packedFont(FACES[face].file);
  const digest = createHash("sha256").update(packed).digest("hex").slice(0, 16);
  const file = join(tmpdir(), `signataires-${face}-${digest}-${process.pid}.ttf`);
  writeFileSync(`${file}.new`, trueTypeOf(packed));
  renameSync(`${file}.new`, file);
  files.set(face, file);
  return file;
}

const escaped = (words: string) =>
  words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The words as pixels, in the largest size up to the wanted one whose lines fit the box; a word too long for a line breaks. */
async function painted(text: Text) {
  const { default: sharp } = await import("sharp");
  const { words, face, weight, colour, width, height } = text;
  const at = (size: number) =>
    sharp({
      text: {
        text: `<span foreground="${colour}">${escaped(words)}</span>`,
        // The comma ends a family's name that itself ends like a size; 72 dots an inch make points of pixels.
        font: `${FACES[face].family}, ${size} @wght=${weight},opsz=${Math.min(72, size)}`,
        fontfile: fontFile(face),
        width,
        wrap: "word-char",
        rgba: true,
        dpi: 72,
      },
    })
      .png()
      .toBuffer({ resolveWithObject: true });
  for (let size = text.size; ; size = Math.floor(size * 0.9)) {
    const { data, info } = await at(size);
    if ((info.height <= height && info.width <= width) || size < 12) return { data, info };
  }
}

/** Draws a picture as PNG: shapes by SVG, words in the look's own faces. */
export async function paint({ width, height, shapes, texts }: Picture): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const ground = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${shapes}</svg>`,
  );
  const layers = [];
  for (const text of texts.filter(({ words }) => words.trim() !== "")) {
    const { data, info } = await painted(text);
    const top = text.isLow ? text.top + Math.max(0, text.height - info.height) : text.top;
    const left = text.isRight ? text.left + Math.max(0, text.width - info.width) : text.left;
    layers.push({ input: data, left, top });
  }
  return sharp(ground).composite(layers).png({ compressionLevel: 9, palette: true, colours: 128 }).toBuffer();
}
