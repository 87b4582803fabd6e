import { createHash } from "node:crypto";
import { isBomb, type Picture, picturesOf } from "./pdf-pictures";

/** A page that an NGO scanned or photographed, made safe to keep. */
export interface Scan {
  readonly kind: "image" | "pdf";
  readonly bytes: Uint8Array;
  readonly width: number | null;
  readonly height: number | null;
}

export type WhyNotScan = "not-a-scan" | "broken-image";

/** Pixels of one picture: a page at 600 dots an inch, and no bomb. */
const MOST_PIXELS = 40_000_000;
/** The longer side of what is kept: 300 dots an inch of A4. */
const SIDE = 3508;

const begins = (bytes: Uint8Array, ...signs: number[]) => signs.every((sign, at) => bytes[at] === sign);

/** What the bytes say they are, whatever the file is called. */
export function kindOf(bytes: Uint8Array): "jpeg" | "png" | "pdf" | null {
  if (begins(bytes, 0xff, 0xd8, 0xff)) return "jpeg";
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  const end = Buffer.from(bytes.subarray(-1024)).toString("latin1");
  return begins(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d) && end.includes("%%EOF") ? "pdf" : null;
}

/** A picture drawn anew as JPEG, upright and without anything that came beside it: place, camera, profile, a second file at its end. */
async function redrawn({ bytes, raw, rotation }: Picture): Promise<Scan | "broken-image"> {
  const { default: sharp } = await import("sharp");
  try {
    const given = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", ...(raw ? { raw } : {}) });
    const upright = raw ? given : given.autoOrient();
    const { data, info } = await (rotation ? upright.rotate(rotation) : upright)
      .resize(SIDE, SIDE, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer({ resolveWithObject: true });
    return { kind: "image", bytes: data, width: info.width, height: info.height };
  } catch {
    return "broken-image";
  }
}

/** One picture made safe, or a PDF as it is, which is never shown. */
export async function readScan(bytes: Uint8Array): Promise<Scan | WhyNotScan> {
  const kind = kindOf(bytes);
  if (!kind) return "not-a-scan";
  if (kind !== "pdf") return redrawn({ bytes, rotation: 0 });
  return isBomb(bytes) ? "broken-image" : { kind, bytes, width: null, height: null };
}

/** The pages of one file, made safe: a scanner's PDF becomes its pictures, any other one stays whole and private. */
export async function readPages(bytes: Uint8Array, most: number): Promise<readonly Scan[] | WhyNotScan> {
  const whole = await readScan(bytes);
  if (typeof whole === "string") return whole;
  const pictures = whole.kind === "pdf" ? await picturesOf(bytes, most) : null;
  if (!pictures) return [whole];
  const pages: Scan[] = [];
  for (const picture of pictures) {
    const page = await redrawn(picture);
    // What the file calls a picture and nobody can draw stays with it.
    if (typeof page === "string") return [whole];
    pages.push(page);
  }
  return pages;
}

/** A rectangle in hundredths of the page. */
export interface Cover {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The longer side of the public picture: read on a phone, and no better copy of a hand than needed. */
const PUBLIC_SIDE = 2000;

/** The picture with black rectangles burnt into its pixels: nothing lies beneath them in the file. */
export async function coverScan(bytes: Uint8Array, covers: readonly Cover[]): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
    .resize(PUBLIC_SIDE, PUBLIC_SIDE, { fit: "inside", withoutEnlargement: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (const { x, y, width, height } of covers) {
    const side = (share: number, whole: number) => Math.min(whole, Math.max(0, (share / 100) * whole));
    const [left, right] = [Math.floor(side(x, info.width)), Math.ceil(side(x + width, info.width))];
    const [top, bottom] = [Math.floor(side(y, info.height)), Math.ceil(side(y + height, info.height))];
    for (let row = top; row < bottom; row += 1)
      data.fill(0, (row * info.width + left) * info.channels, (row * info.width + right) * info.channels);
  }
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return sharp(data, { raw }).jpeg({ quality: 80, mozjpeg: true }).toBuffer();
}

/** SHA-256, hex: the name under which a file is kept. */
export const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
