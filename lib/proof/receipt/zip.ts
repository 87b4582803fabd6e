import { type Bytes, joined, sameBytes, utf8 } from "../log/bytes";

/** A file of an archive: its name, in ASCII, and its bytes. */
export interface ArchivedFile {
  readonly name: string;
  readonly bytes: Bytes;
}

/** An archive of ours holds a handful of texts: beyond this it is none. */
export const LARGEST_ZIP = 4 * 1024 * 1024;
const MOST_FILES = 16;

const CRC = Uint32Array.from({ length: 256 }, (_, start) => {
  let crc = start;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** CRC-32 as ZIP wants it (APPNOTE 4.4.7). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Numbers of two or four bytes each, the smaller first. */
function numbers(...fields: readonly (readonly [size: 2 | 4, value: number])[]): Bytes {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

/** What the local header (APPNOTE 4.3.7) and the directory (4.3.12) say alike: stored, UTF-8 names, 1 January 1980. */
function said({ name, bytes }: ArchivedFile): Bytes {
  const size = bytes.length;
  return numbers(
    ...([
      [2, 10],
      [2, 0x0800],
      [2, 0],
      [2, 0],
      [2, 0x21],
      [4, crc32(bytes)],
      [4, size],
      [4, size],
    ] as const),
    ...([
      [2, utf8(name).length],
      [2, 0],
    ] as const),
  );
}

/** An archive of these files in this order: uncompressed and undated, so that the same files are the same bytes. */
export function writeZip(files: readonly ArchivedFile[]): Bytes {
  const bodies: Bytes[] = [];
  const directory: Bytes[] = [];
  let at = 0;
  for (const file of files) {
    const [name, header] = [utf8(file.name), said(file)];
    const body = joined(numbers([4, 0x04034b50]), header, name, file.bytes);
    directory.push(
      joined(
        numbers([4, 0x02014b50], [2, 10]),
        header,
        numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]),
        name,
      ),
    );
    bodies.push(body);
    at += body.length;
  }
  const index = joined(...directory);
  const count = files.length;
  const end = numbers(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, index.length],
    [4, at],
    [2, 0],
  );
  return joined(...bodies, index, end);
}

function fileAt(zip: Bytes, at: number): { file: ArchivedFile; end: number } | null {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
  if (at + 30 > zip.length || view.getUint32(at, true) !== 0x04034b50) return null;
  const [size, length] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true)];
  const start = at + 30 + length;
  const end = start + size;
  if (end > zip.length) return null;
  const name = new TextDecoder().decode(zip.subarray(at + 30, start));
  return { file: { name, bytes: zip.slice(start, end) }, end };
}

/**
 * The files of an archive that `writeZip` made, or null: what was read is written again and must give the same bytes, so
 * that no bit of it can be another.
 */
export function readZip(zip: Bytes): readonly ArchivedFile[] | null {
  if (zip.length > LARGEST_ZIP) return null;
  const files: ArchivedFile[] = [];
  for (let found = fileAt(zip, 0); found && files.length < MOST_FILES; found = fileAt(zip, found.end))
    files.push(found.file);
  return files.length > 0 && sameBytes(writeZip(files), zip) ? files : null;
}
