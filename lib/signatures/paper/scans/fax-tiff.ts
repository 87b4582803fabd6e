import type { PdfDict } from "@libpdf/core";

/** Tags of TIFF 6.0 for one strip of black and white: 3 is SHORT, 4 is LONG. */
function tags(size: { width: number; height: number }, isBlackOne: boolean, bytes: number) {
  const afterDirectory = 8 + 2 + 8 * 12 + 4;
  return [
    [256, 4, size.width],
    [257, 4, size.height],
    [258, 3, 1],
    [259, 3, 4],
    [262, 3, isBlackOne ? 1 : 0],
    [273, 4, afterDirectory],
    [278, 4, size.height],
    [279, 4, bytes],
  ] as const;
}

/** A page packed as a fax (ITU-T T.6, as office scanners do in black and white) in the frame of a TIFF; null for older faxes. */
export function asTiff(
  data: Uint8Array,
  parms: PdfDict,
  size: { readonly width: number; readonly height: number },
): Uint8Array | null {
  if ((parms.getNumber("K")?.value ?? 0) >= 0 || parms.getBool("EncodedByteAlign")?.value) return null;
  if ((parms.getNumber("Columns")?.value ?? 1728) !== size.width) return null;
  const all = tags(size, parms.getBool("BlackIs1")?.value ?? false, data.length);
  const head = Buffer.alloc(8 + 2 + all.length * 12 + 4);
  head.write("II*\0", 0, "latin1");
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(all.length, 8);
  for (const [at, [tag, type, value]] of all.entries()) {
    const from = 10 + at * 12;
    head.writeUInt16LE(tag, from);
    head.writeUInt16LE(type, from + 2);
    head.writeUInt32LE(1, from + 4);
    if (type === 3) head.writeUInt16LE(value, from + 8);
    else head.writeUInt32LE(value, from + 8);
  }
  return Buffer.concat([head, data]);
}
