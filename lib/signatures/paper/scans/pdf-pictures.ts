import { inflateSync } from "node:zlib";
import { PDF, type PDFPage, type PdfArray, type PdfDict, type PdfObject, PdfStream } from "@libpdf/core";
import { asTiff } from "./fax-tiff";

/** The one picture that a page of a scan consists of, as a reader of pictures takes it. */
export interface Picture {
  readonly bytes: Uint8Array;
  /** Where the bytes are bare pixels of eight bits. */
  readonly raw?: { readonly width: number; readonly height: number; readonly channels: 1 | 3 };
  /** Clockwise, as the page is shown. */
  readonly rotation: 0 | 90 | 180 | 270;
}

/** What may unpack from one stream: a page of 40 million pixels in colour. */
const MOST_BYTES = 120_000_000;

type Resolver = (ref: Parameters<PDF["getObject"]>[0]) => PdfObject | null;

/** Whether a packed stream would unpack to more than any page needs, told without unpacking more. */
export function isBomb(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = text.indexOf("stream"); at >= 0; at = text.indexOf("stream", at + 6)) {
    const from = at + 6 + (text[at + 6] === 0x0d ? 2 : 1);
    if (text[from] !== 0x78) continue;
    try {
      inflateSync(text.subarray(from), { maxOutputLength: MOST_BYTES });
    } catch (error) {
      if (error instanceof RangeError) return true;
    }
  }
  return false;
}

const isClose = (one: number, other: number, size: number) => Math.abs(one - other) <= size * 0.03;

type Matrix = readonly [number, number, number, number, number, number];
const product = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + b * i,
  a * h + b * j,
  c * g + d * i,
  c * h + d * j,
  e * g + f * i + k,
  e * h + f * j + l,
];

// What neither paints nor hides: state, clipping and marks of structure.
const SILENT = /^(gs|re|W\*?|n|w|[gG]|rg|RG|i|j|J|M|ri|BMC|BDC|EMC)$/;

/** The name of the one picture that a page paints and how it lies; null where anything else is painted. */
export function onlyPicture(content: string): { readonly name: string; readonly lies: Matrix } | null {
  // A layer of recognised text is drawn in no colour at all.
  const seen = content.replace(/\bBT\b[\s\S]*?\bET\b/g, (text) =>
    /\b3 Tr\b/.test(text) && !/\b[0-24-7] Tr\b/.test(text) ? " " : text,
  );
  let now: Matrix = [1, 0, 0, 1, 0, 0];
  const kept: Matrix[] = [];
  const found: { name: string; lies: Matrix }[] = [];
  let given: string[] = [];
  for (const token of seen.split(/\s+/).filter(Boolean)) {
    if (/^([+-]?[\d.]+|\/\S+)$/.test(token)) {
      given.push(token);
      continue;
    }
    if (token === "q") kept.push(now);
    else if (token === "Q") now = kept.pop() ?? now;
    else if (token === "Do") found.push({ name: (given.at(-1) ?? "").slice(1), lies: now });
    else if (token === "cm") {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = given.slice(-6).map(Number);
      now = product([a, b, c, d, e, f], now);
    } else if (!SILENT.test(token)) return null;
    given = [];
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

const streamsOf = (page: PDFPage, resolve: Resolver): PdfStream[] => {
  const contents = page.dict.get("Contents", resolve);
  const all = contents?.type === "array" ? each(contents, resolve) : [contents];
  return all.filter((one) => one instanceof PdfStream);
};

const each = (array: PdfArray, resolve: Resolver) =>
  Array.from({ length: array.length }, (_, at) => array.at(at, resolve));

function channelsOf(image: PdfDict, resolve: Resolver): 1 | 3 | null {
  const space = image.get("ColorSpace", resolve);
  const name = space?.type === "name" ? space.value : "";
  if (/^(DeviceRGB|CalRGB)$/.test(name)) return 3;
  if (/^(DeviceGray|CalGray)$/.test(name)) return 1;
  const profile = space?.type === "array" ? space.at(1, resolve) : undefined;
  const count = profile instanceof PdfStream ? profile.getNumber("N", resolve)?.value : undefined;
  return count === 1 || count === 3 ? count : null;
}

/** The bytes of a picture in one of the ways in which scanners pack them; null for any other. */
function unpacked(image: PdfStream, resolve: Resolver): Omit<Picture, "rotation"> | null {
  if (["SMask", "Mask", "Decode"].some((key) => image.has(key))) return null;
  const filter = image.get("Filter", resolve);
  const first = filter?.type === "array" && filter.length === 1 ? filter.at(0, resolve) : filter;
  const [width, height] = ["Width", "Height"].map((key) => image.getNumber(key, resolve)?.value ?? 0);
  if (first?.type !== "name" || !width || !height) return null;
  if (first.value === "DCTDecode") return { bytes: image.data };
  if (first.value === "CCITTFaxDecode") {
    const given = image.get("DecodeParms", resolve);
    const parms = given?.type === "array" ? given.at(0, resolve) : given;
    const bytes = parms?.type === "dict" ? asTiff(image.data, parms, { width, height }) : null;
    return bytes && { bytes };
  }
  const channels = channelsOf(image, resolve);
  if (first.value !== "FlateDecode" || !channels || image.getNumber("BitsPerComponent")?.value !== 8)
    return null;
  if (width * height * channels > MOST_BYTES) return null;
  const bytes = image.getDecodedData();
  return bytes.length === width * height * channels ? { bytes, raw: { width, height, channels } } : null;
}

function pictureOf(page: PDFPage, resolve: Resolver): Picture | null {
  const notes = page.dict.get("Annots", resolve);
  if (notes?.type === "array" && notes.length > 0) return null;
  const content = streamsOf(page, resolve)
    .map((stream) => Buffer.from(stream.getDecodedData()).toString("latin1"))
    .join("\n");
  const only = onlyPicture(content);
  if (!only) return null;
  const { x, y, width, height } = page.getMediaBox();
  const [a, b, c, d, e, f] = only.lies;
  const isUpright = isClose(b, 0, width) && isClose(c, 0, height);
  const isWhole = isClose(a, width, width) && isClose(d, height, height);
  if (!isUpright || !isWhole || !isClose(e, x, width) || !isClose(f, y, height)) return null;
  const image = page.getResources().getDict("XObject", resolve)?.get(only.name, resolve);
  if (!(image instanceof PdfStream) || image.getName("Subtype")?.value !== "Image") return null;
  const found = unpacked(image, resolve);
  return found && { ...found, rotation: page.rotation };
}

/**
 * The pages of a PDF that a scanner or a telephone made: one picture fills each, and nothing else is painted (a layer of
 * recognised text is invisible and dropped). Null for any other PDF, whose pages nobody here draws.
 */
export async function picturesOf(bytes: Uint8Array, most: number): Promise<readonly Picture[] | null> {
  try {
    const file = await PDF.load(bytes);
    const pages = file.getPages();
    if (pages.length === 0 || pages.length > most) return null;
    const all = pages.map((page) => pictureOf(page, (ref) => file.getObject(ref)));
    return all.every((one) => one !== null) ? all : null;
  } catch {
    return null;
  }
}
