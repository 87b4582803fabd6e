import { deflateSync } from "node:zlib";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { expect, test } from "vitest";
import { aPhoto } from "../../testing/papers";
import { onlyPicture } from "./pdf-pictures";
import { readPages } from "./read-scan";

const WHITE = { r: 250, g: 250, b: 250 };

/** A picture of a page: white, black in its upper left quarter. */
const page = (width = 400, height = 600) =>
  sharp({ create: { width, height, channels: 3, background: WHITE } }).composite([
    {
      input: { create: { width: width / 2, height: height / 2, channels: 3, background: "#000" } },
      left: 0,
      top: 0,
    },
  ]);

/** A PDF as a writer of PDF makes it, drawn on by `draw`. */
async function written(draw: (file: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const file = new PDFDocument({ size: [400, 600], margin: 0 });
  const parts: Buffer[] = [];
  file.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => file.on("end", resolve));
  draw(file);
  file.end();
  await ended;
  return Buffer.concat(parts);
}

/** A PDF of one page that paints one picture, by hand. */
function scanned(image: string, data: Buffer, rotate = 0): Buffer {
  const content = "q 400 0 0 600 0 0 cm /Im0 Do Q";
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Rotate ${rotate}/Contents 4 0 R/Resources<</XObject<</Im0 5 0 R>>>>>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
  ];
  const head = objects.map((said, at) => `${at + 1} 0 obj\n${said}\nendobj\n`).join("");
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.4\n${head}5 0 obj\n<</Type/XObject/Subtype/Image${image}/Length ${data.length}>>\nstream\n`,
    ),
    data,
    Buffer.from("\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"),
  ]);
}

/** Brightness in the four quarters of the one page kept: upper left, upper right, lower left, lower right. */
async function quarters(pdf: Uint8Array): Promise<string> {
  const pages = await readPages(new Uint8Array(pdf), 30);
  if (typeof pages === "string") return pages;
  const [first] = pages;
  if (pages.length !== 1 || first?.kind !== "image") return `${pages.length} ${first?.kind}`;
  const { data, info } = await sharp(first.bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) =>
    data[Math.floor(y * info.height) * info.width + Math.floor(x * info.width)];
  const bright = [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
  return bright.map((value = 0) => (value > 128 ? "w" : "b")).join("");
}

test("each page of a scanner's PDF becomes a picture, in order, drawn anew", async () => {
  const photos = await Promise.all([aPhoto(), aPhoto(), aPhoto()]);
  const bytes = await Promise.all(photos.map(async (photo) => Buffer.from(await photo.arrayBuffer())));
  const pdf = await written((file) => {
    for (const [at, photo] of bytes.entries()) {
      if (at > 0) file.addPage();
      file.image(photo, 0, 0, { width: 400, height: 600 });
    }
  });
  const pages = await readPages(new Uint8Array(pdf), 30);
  if (typeof pages === "string") throw new Error(pages);
  expect(pages.map(({ kind, width, height }) => [kind, width, height])).toEqual(
    Array.from({ length: 3 }, () => ["image", 600, 800]),
  );
  for (const { bytes: kept } of pages) expect((await sharp(kept).metadata()).exif).toBeUndefined();
  expect(await readPages(new Uint8Array(pdf), 2)).toMatchObject([{ kind: "pdf" }]);
});

test("scanners pack pages as JPEG, as bare pixels or as a fax, and turn them", async () => {
  const size = "/Width 400/Height 600";
  const jpeg = `${size}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`;
  const photo = await page().jpeg().toBuffer();
  expect(await quarters(scanned(jpeg, photo))).toBe("bwww");
  expect(await quarters(scanned(jpeg, photo, 90))).toBe("wbww");
  const pixels = deflateSync(await page().removeAlpha().raw().toBuffer());
  const bare = `${size}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode`;
  expect(await quarters(scanned(bare, pixels))).toBe("bwww");
  // So small that it is one strip.
  const small = await page(80, 120).removeAlpha().png().toBuffer();
  const black = sharp(small).toColourspace("b-w").threshold(128);
  const tiff = await black.tiff({ compression: "ccittfax4", bitdepth: 1 }).toBuffer();
  const fax =
    "/Width 80/Height 120/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 80/Rows 120";
  const isMinWhite = tag(tiff, 262) === 0;
  const strip = tiff.subarray(tag(tiff, 273), tag(tiff, 273) + tag(tiff, 279));
  expect(await quarters(scanned(`${fax}/BlackIs1 ${!isMinWhite}>>`, strip))).toBe("bwww");
});

/** The first value of a tag in a TIFF (little endian). */
function tag(tiff: Buffer, name: number): number {
  const from = tiff.readUInt32LE(4);
  for (let at = 0; at < tiff.readUInt16LE(from); at += 1) {
    const entry = from + 2 + at * 12;
    if (tiff.readUInt16LE(entry) === name)
      return tiff.readUInt16LE(entry + 2) === 3 ? tiff.readUInt16LE(entry + 8) : tiff.readUInt32LE(entry + 8);
  }
  return 0;
}

test("a page with anything beside its picture stays a private PDF: what nobody here draws is not shown otherwise", async () => {
  const photo = await page().jpeg().toBuffer();
  const all = (file: PDFKit.PDFDocument) => file.image(photo, 0, 0, { width: 400, height: 600 });
  const cases = [
    (file: PDFKit.PDFDocument) => all(file).text("NON", 20, 20),
    (file: PDFKit.PDFDocument) => all(file).rect(10, 10, 80, 20).fill("#fff"),
    (file: PDFKit.PDFDocument) => all(file).note(10, 10, 50, 50, "annotation"),
    (file: PDFKit.PDFDocument) => file.image(photo, 0, 0, { width: 200, height: 300 }),
    (file: PDFKit.PDFDocument) => all(all(file)),
    (file: PDFKit.PDFDocument) => file.text("un formulaire rempli à l’écran"),
  ];
  for (const draw of cases) expect(await quarters(await written(draw))).toBe("1 pdf");
});

test("recognised text beneath a scan is invisible and passed over; text that shows is not", () => {
  const lies = [612, 0, 0, 792, 0, 0];
  const picture = "q 612 0 0 792 0 0 cm /Im0 Do Q";
  expect(onlyPicture(`${picture} BT 3 Tr /F1 9 Tf (mots) Tj ET`)).toEqual({ name: "Im0", lies });
  expect(onlyPicture(`${picture} BT 0 Tr /F1 9 Tf (mots) Tj ET`)).toBeNull();
  expect(onlyPicture(`${picture} BT 3 Tr (a) Tj 0 Tr (b) Tj ET`)).toBeNull();
  expect(onlyPicture("q 0.5 0 0 0.5 0 0 cm q 1224 0 0 1584 0 0 cm /Im0 Do Q Q")).toEqual({
    name: "Im0",
    lies,
  });
  expect(onlyPicture(`${picture} 0 0 m 9 9 l S`)).toBeNull();
});
