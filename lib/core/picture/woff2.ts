import { brotliDecompressSync } from "node:zlib";

// The order of the names is the format's own (https://www.w3.org/TR/WOFF2/#table_dir_format).
const TAGS =
  "cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill"
    .split(" ")
    .map((tag) => tag.replace("_", " "));

/** Reads numbers one after another, big end first. */
class Reader {
  at = 0;
  readonly #bytes: Buffer;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  u8(): number {
    return this.#bytes.readUInt8(this.at++);
  }
  u16(): number {
    this.at += 2;
    return this.#bytes.readUInt16BE(this.at - 2);
  }
  i16(): number {
    this.at += 2;
    return this.#bytes.readInt16BE(this.at - 2);
  }
  u32(): number {
    this.at += 4;
    return this.#bytes.readUInt32BE(this.at - 4);
  }
  bytes(length: number): Buffer {
    if (this.at + length > this.#bytes.length) throw new RangeError("the font ends too early");
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
  /** UIntBase128: seven bits a byte. */
  base128(): number {
    for (let value = 0, read = 0; read < 5; read += 1) {
      const byte = this.u8();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw new RangeError("a length of the font has no end");
  }
  /** 255UInt16: small numbers in one byte. */
  short(): number {
    const code = this.u8();
    if (code === 253) return this.u16();
    if (code === 255) return 253 + this.u8();
    return code === 254 ? 506 + this.u8() : code;
  }
}

interface Table {
  readonly tag: string;
  readonly isTransformed: boolean;
  readonly bytes: Buffer;
}

function tablesOf(font: Buffer): { flavor: number; tables: Table[] } {
  const head = new Reader(font);
  if (head.u32() !== 0x774f4632) throw new Error("this is no WOFF2 font");
  const flavor = head.u32();
  head.at = 12;
  const count = head.u16();
  head.at = 20;
  const size = head.u32();
  head.at = 48;
  const entries = Array.from({ length: count }, () => {
    const flags = head.u8();
    const known = flags & 63;
    const tag = known === 63 ? head.bytes(4).toString("latin1") : (TAGS[known] ?? "");
    const original = head.base128();
    const isGlyphs = tag === "glyf" || tag === "loca";
    // Glyphs are transformed where the version is 0, everything else where it is not.
    const isTransformed = isGlyphs ? flags >> 6 === 0 : flags >> 6 !== 0;
    return { tag, isTransformed, length: isTransformed ? head.base128() : original };
  });
  const body = new Reader(brotliDecompressSync(head.bytes(size)));
  const tables = entries.map(({ tag, isTransformed, length }) => ({
    tag,
    isTransformed,
    bytes: body.bytes(length),
  }));
  return { flavor, tables };
}

const signed = (flag: number, size: number) => (flag & 1 ? size : -size);

/** One step of an outline; how many bytes it takes, and what they mean, follows from its flag (WOFF2, 5.2). */
function step(code: number, from: Reader): readonly [dx: number, dy: number] {
  if (code < 10) return [0, signed(code, ((code & 14) << 7) + from.u8())];
  if (code < 20) return [signed(code, (((code - 10) & 14) << 7) + from.u8()), 0];
  if (code < 84) {
    const [high, low] = [code - 20, from.u8()];
    const dx = 1 + (high & 0x30) + (low >> 4);
    return [signed(code, dx), signed(code >> 1, 1 + ((high & 0x0c) << 2) + (low & 15))];
  }
  if (code < 120) {
    const high = code - 84;
    const dx = 1 + (Math.floor(high / 12) << 8) + from.u8();
    return [signed(code, dx), signed(code >> 1, 1 + (((high % 12) >> 2) << 8) + from.u8())];
  }
  if (code < 124) {
    const [first, second, third] = [from.u8(), from.u8(), from.u8()];
    return [signed(code, (first << 4) + (second >> 4)), signed(code >> 1, ((second & 15) << 8) + third)];
  }
  return [signed(code, from.u16()), signed(code >> 1, from.u16())];
}

interface Streams {
  readonly contours: Reader;
  readonly points: Reader;
  readonly flags: Reader;
  readonly glyphs: Reader;
  readonly composites: Reader;
  readonly boxes: Reader;
  readonly instructions: Reader;
}

const i16 = (...numbers: number[]) => {
  const bytes = Buffer.alloc(numbers.length * 2);
  for (const [at, number] of numbers.entries()) bytes.writeInt16BE(number, at * 2);
  return bytes;
};
const u16 = (...numbers: number[]) => i16(...numbers.map((number) => (number << 16) >> 16));

function simple(streams: Streams, contours: number, box: Buffer | null): Buffer {
  const ends: number[] = [];
  for (let at = 0, total = 0; at < contours; at += 1) {
    total += streams.points.short();
    ends.push(total - 1);
  }
  const count = (ends.at(-1) ?? -1) + 1;
  const [flags, xs, ys, across, up]: number[][] = [[], [], [], [], []];
  for (let at = 0, x = 0, y = 0; at < count; at += 1) {
    const flag = streams.flags.u8();
    const [dx, dy] = step(flag & 127, streams.glyphs);
    [x, y] = [x + dx, y + dy];
    flags?.push(flag < 128 ? 1 : 0);
    xs?.push(dx);
    ys?.push(dy);
    across?.push(x);
    up?.push(y);
  }
  const [x = [0], y = [0]] = [across, up];
  const bounds = box ?? i16(Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y));
  const words = streams.instructions.bytes(streams.glyphs.short());
  const parts = [i16(contours), bounds, u16(...ends), u16(words.length), words];
  return Buffer.concat([...parts, Buffer.from(flags ?? []), i16(...(xs ?? [])), i16(...(ys ?? []))]);
}

function composite(streams: Streams, box: Buffer): Buffer {
  const { composites } = streams;
  const from = composites.at;
  let hasWords = false;
  for (let isMore = true; isMore; ) {
    const flags = composites.u16();
    const scale = flags & 8 ? 2 : flags & 64 ? 4 : flags & 128 ? 8 : 0;
    composites.bytes(2 + (flags & 1 ? 4 : 2) + scale);
    hasWords ||= (flags & 256) !== 0;
    isMore = (flags & 32) !== 0;
  }
  const length = composites.at - from;
  composites.at = from;
  const parts = [i16(-1), box, composites.bytes(length)];
  if (!hasWords) return Buffer.concat(parts);
  const words = streams.instructions.bytes(streams.glyphs.short());
  return Buffer.concat([...parts, u16(words.length), words]);
}

/** The outlines as TrueType holds them, with where each begins. */
function glyphsOf(table: Buffer): { glyf: Buffer; loca: Buffer; left: number[] } {
  const head = new Reader(table);
  head.at = 4;
  const count = head.u16();
  head.at = 8;
  const sizes = Array.from({ length: 7 }, () => head.u32());
  const [contours, points, flags, glyphs, composites, boxes, instructions] = sizes.map(
    (size) => new Reader(head.bytes(size)),
  );
  if (!contours || !points || !flags || !glyphs || !composites || !boxes || !instructions)
    throw new Error("the font lacks a stream");
  const streams = { contours, points, flags, glyphs, composites, boxes, instructions };
  const hasBox = boxes.bytes(Math.ceil(count / 32) * 4);
  const starts = Buffer.alloc((count + 1) * 4);
  const [made, left]: [Buffer[], number[]] = [[], []];
  let at = 0;
  for (let glyph = 0; glyph < count; glyph += 1) {
    const outlines = contours.i16();
    const box = (hasBox[glyph >> 3] ?? 0) & (128 >> (glyph & 7)) ? boxes.bytes(8) : null;
    const bytes =
      outlines === 0
        ? Buffer.alloc(0)
        : outlines > 0
          ? simple(streams, outlines, box)
          : composite(streams, box ?? i16(0, 0, 0, 0));
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    left.push(bytes.length > 0 ? bytes.readInt16BE(2) : 0);
    made.push(padded);
    at += padded.length;
    starts.writeUInt32BE(at, (glyph + 1) * 4);
  }
  return { glyf: Buffer.concat(made), loca: starts, left };
}

/** Widths whose left bearings were left out, because each equals its glyph's left edge. */
function metrics(table: Buffer, wide: number, left: readonly number[]): Buffer {
  const from = new Reader(table);
  const flags = from.u8();
  const widths = Array.from({ length: wide }, () => from.u16());
  const bearings = left.map((edge, at) => (flags & (at < wide ? 1 : 2) ? edge : from.i16()));
  const pairs = widths.flatMap((width, at) => [(width << 16) >> 16, bearings[at] ?? 0]);
  return i16(...pairs, ...bearings.slice(wide));
}

/** A WOFF2 font as the TrueType font that it was made of, its axes included. Throws where it is none. */
export function trueTypeOf(font: Buffer): Buffer {
  const { flavor, tables } = tablesOf(font);
  const held = new Map(tables.map(({ tag, bytes }) => [tag, bytes]));
  const glyphs = tables.find(({ tag, isTransformed }) => tag === "glyf" && isTransformed);
  if (glyphs) {
    const { glyf, loca, left } = glyphsOf(glyphs.bytes);
    held.set("glyf", glyf).set("loca", loca);
    const head = Buffer.from(held.get("head") ?? []);
    head.writeInt16BE(1, 50);
    held.set("head", head);
    const hmtx = tables.find(({ tag, isTransformed }) => tag === "hmtx" && isTransformed);
    const wide = held.get("hhea")?.readUInt16BE(34) ?? 0;
    if (hmtx) held.set("hmtx", metrics(hmtx.bytes, wide, left));
  }
  const sorted = [...held].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(sorted.length)) * 16;
  const directory = Buffer.alloc(12 + sorted.length * 16);
  directory.writeUInt32BE(flavor, 0);
  for (const [at, value] of [
    sorted.length,
    power,
    Math.log2(power / 16),
    sorted.length * 16 - power,
  ].entries())
    directory.writeUInt16BE(value, 4 + at * 2);
  const bodies: Buffer[] = [];
  let at = directory.length;
  for (const [row, [tag, bytes]] of sorted.entries()) {
    directory.write(tag, 12 + row * 16, "latin1");
    directory.writeUInt32BE(at, 12 + row * 16 + 8);
    directory.writeUInt32BE(bytes.length, 12 + row * 16 + 12);
    bodies.push(bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4));
    at += bytes.length + ((4 - (bytes.length % 4)) % 4);
  }
  return Buffer.concat([directory, ...bodies]);
}
