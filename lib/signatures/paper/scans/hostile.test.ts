import { crc32, deflateSync, gzipSync } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import { receiveInput } from "../schema";
import { readPages } from "./read-scan";

const MARK = "alert(document.domain)";
const SCRIPT = `<script>${MARK}</script>`;
const GPS = { IFD3: { GPSLatitudeRef: "N", GPSLatitude: "48/1 51/1 0/1" }, IFD0: { Copyright: MARK } };

const square = sharp({ create: { width: 60, height: 80, channels: 3, background: "#cde" } });
const photo = () => square.clone().withExif(GPS).jpeg().toBuffer();
const drawn = () => square.clone().png().toBuffer();

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG that says how large it is, with rows of nothing. */
function png(width: number, height: number, rows = deflateSync(Buffer.alloc(1000))): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

/** A JPEG with a segment of its own behind its first two bytes. */
const segment = (jpeg: Buffer, marker: number, said: string) => {
  const length = Buffer.from([0xff, marker, 0, 0]);
  length.writeUInt16BE(Buffer.byteLength(said) + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), length, Buffer.from(said), jpeg.subarray(2)]);
};

const inside = (image: Buffer, at: number, more: Buffer) =>
  Buffer.concat([image.subarray(0, at), more, image.subarray(at)]);
const pdf = (inner: string | Buffer) =>
  Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.from(inner), Buffer.from("\n%%EOF\n")]);
const zip = Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(26), Buffer.from(SCRIPT)]);
const bomb = deflateSync(Buffer.alloc(200_000_000));
const stream = (filter: string, data: Buffer) =>
  Buffer.concat([
    Buffer.from(`1 0 obj\n<<${filter}/Length ${data.length}>>\nstream\n`),
    data,
    Buffer.from("\nendstream\nendobj\n"),
  ]);

type Made = Buffer | Promise<Buffer>;
const REFUSED: readonly (readonly [string, () => Made])[] = [
  ["a drawing with a script", () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`)],
  ["a page", () => Buffer.from(`<!DOCTYPE html>${SCRIPT}`)],
  [
    "XML that reads a file",
    () =>
      Buffer.from('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
  ],
  ["a script of a server", () => Buffer.from("<?php system($_GET['c']);")],
  ["an archive", () => zip],
  ["an archive that swells", () => gzipSync(Buffer.alloc(50_000_000))],
  ["a program", () => Buffer.from("\x7fELF\x02\x01\x01", "latin1")],
  ["a program of another system", () => Buffer.from("MZ\x90\x00", "latin1")],
  ["a film of pictures", () => square.clone().gif().toBuffer()],
  ["a picture of another kind", () => square.clone().webp().toBuffer()],
  ["a large picture format", () => square.clone().tiff().toBuffer()],
  ["a picture with a movie's frame", () => square.clone().avif().toBuffer()],
  ["a bitmap", () => Buffer.concat([Buffer.from("BM"), Buffer.alloc(60)])],
  ["the first bytes of a photo", () => Buffer.from("\xff\xd8\xff\xe0\x00\x10JFIF", "latin1")],
  [
    "half a photo",
    async () => {
      const whole = await photo();
      return whole.subarray(0, whole.length / 2);
    },
  ],
  [
    "half a drawing",
    async () => {
      const whole = await drawn();
      return whole.subarray(0, whole.length - 40);
    },
  ],
  [
    "a drawing with a wrong sum",
    async () => {
      const whole = await drawn();
      whole[60] = (whole[60] ?? 0) ^ 0xff;
      return whole;
    },
  ],
  ["40,000 pixels a side, said and not there", () => png(40_000, 40_000)],
  ["40,000 pixels a side, there", () => png(40_000, 1600, bomb)],
  ["a side of no pixels", () => png(0, 10)],
  ["rows that swell", () => png(100, 100, bomb.subarray(0, 500))],
  ["a PDF without an end", () => Buffer.from("%PDF-1.7\n1 0 obj")],
  ["a PDF behind a page", () => Buffer.concat([Buffer.from(SCRIPT), pdf("")])],
  ["a PDF whose stream swells", () => pdf(stream("/Filter/FlateDecode", bomb))],
  [
    "a PDF whose table of objects swells",
    () => pdf(stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", bomb)),
  ],
];

const REDRAWN: readonly (readonly [string, () => Made])[] = [
  ["a photo that says where it was taken", photo],
  ["a photo and an archive in one", async () => Buffer.concat([await photo(), zip])],
  ["a photo and a page in one", async () => Buffer.concat([await photo(), Buffer.from(SCRIPT)])],
  ["a photo and a PDF in one", async () => Buffer.concat([await photo(), pdf(SCRIPT)])],
  ["a photo with a script in its comment", async () => segment(await photo(), 0xfe, SCRIPT)],
  [
    "a photo with words of its maker",
    async () => segment(await photo(), 0xe1, `http://ns.adobe.com/xap/1.0/\0${SCRIPT}`),
  ],
  [
    "a drawing with a script in its text",
    async () => inside(await drawn(), 33, chunk("tEXt", Buffer.from(`Comment\0${SCRIPT}`))),
  ],
  ["a drawing with a profile", () => square.clone().withIccProfile("p3").png().toBuffer()],
];

const PRIVATE: readonly (readonly [string, () => Made])[] = [
  [
    "a PDF that runs a script when opened",
    () =>
      pdf(
        `1 0 obj\n<</Type/Catalog/OpenAction<</S/JavaScript/JS(${MARK})>>>>\nendobj\ntrailer<</Root 1 0 R>>`,
      ),
  ],
  ["a PDF and a page in one", () => pdf(SCRIPT)],
  [
    "a PDF that points in circles",
    () => pdf("1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>\nendobj\ntrailer<</Root 1 0 R>>"),
  ],
];

test(`bar 49: ${REFUSED.length + REDRAWN.length + PRIVATE.length} hostile files at the upload of a scan`, () => {
  expect(REFUSED.length + REDRAWN.length + PRIVATE.length).toBeGreaterThanOrEqual(30);
});

test.each(REFUSED)("%s is refused", async (_name, make) => {
  const said = await readPages(new Uint8Array(await make()), 30);
  expect(["not-a-scan", "broken-image"]).toContain(said);
});

test.each(REDRAWN)("%s is drawn anew, and nothing is left of what came with it", async (_name, make) => {
  const given = await make();
  const pages = await readPages(new Uint8Array(given), 30);
  if (typeof pages === "string") throw new Error(pages);
  expect(pages.map(({ kind }) => kind)).toEqual(["image"]);
  const kept = Buffer.from(pages[0]?.bytes ?? []);
  const { format, exif, xmp, icc, comments } = await sharp(kept).metadata();
  expect([format, exif, xmp, icc, comments]).toEqual(["jpeg", undefined, undefined, undefined, undefined]);
  for (const trace of [MARK, "<script", "PK\x03\x04", "%PDF", "GPS"])
    expect(kept.includes(trace)).toBe(false);
  expect(kept.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
});

test.each(PRIVATE)("%s stays private, as a PDF that is handed out and never shown", async (_name, make) => {
  expect(await readPages(new Uint8Array(await make()), 30)).toMatchObject([{ kind: "pdf" }]);
});

test("planted: a check by the file's name alone would have taken them", async () => {
  const file = new File([SCRIPT], "scan.jpg", { type: "image/jpeg" });
  expect(receiveInput.shape.files.safeParse(file).success).toBe(true);
  expect(await readPages(new Uint8Array(await file.arrayBuffer()), 30)).toBe("not-a-scan");
});

test("what is empty, too many or too heavy is refused before it is read", () => {
  const taken = (files: readonly File[]) => receiveInput.shape.files.safeParse(files).success;
  expect(taken([new File([], "empty.png")])).toBe(false);
  expect(taken(Array.from({ length: 31 }, (_, at) => new File(["x"], `${at}.png`)))).toBe(false);
  expect(taken([new File([new Uint8Array(19 * 2 ** 20)], "heavy.png")])).toBe(false);
});
