import type { FileHandle } from "node:fs/promises";
import { createInflateRaw } from "node:zlib";
import type { Limits } from "./limits";
import { Unreadable } from "./unreadable";

export type ZipEntry = { name: string; method: number; packed: number; offset: number };

/** The entries of a zip file by name, from its central directory (APPNOTE.TXT 4.3.12). */
export async function zipEntries(file: FileHandle, limits: Limits): Promise<Map<string, ZipEntry>> {
  const { size } = await file.stat();
  const tail = await bytes(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0 || end + 22 > tail.length) throw new Unreadable("broken");
  const count = tail.readUInt16LE(end + 10);
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (count > limits.zipEntries || length > 2 ** 20) throw new Unreadable("zip-bomb");
  if (start + length > size) throw new Unreadable("broken");
  return directory(await bytes(file, start, length), count);
}

function directory(headers: Buffer, count: number): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  for (let i = 0, at = 0; i < count; i++) {
    if (at + 46 > headers.length || headers.readUInt32LE(at) !== 0x02014b50) throw new Unreadable("broken");
    if (headers.readUInt16LE(at + 8) & 1) throw new Unreadable("encrypted");
    const nameEnd = at + 46 + headers.readUInt16LE(at + 28);
    const name = headers.toString("utf8", at + 46, nameEnd).replaceAll("\\", "/");
    entries.set(name.toLowerCase(), {
      name,
      method: headers.readUInt16LE(at + 10),
      packed: headers.readUInt32LE(at + 20),
      offset: headers.readUInt32LE(at + 42),
    });
    at = nameEnd + headers.readUInt16LE(at + 30) + headers.readUInt16LE(at + 32);
  }
  return entries;
}

/** Counts what all entries of one file inflate to, so that many small bombs are one bomb. */
export class InflationMeter {
  private packed = 0;
  private inflated = 0;

  constructor(private readonly limits: Limits) {}

  fed(length: number): void {
    this.packed += length;
  }

  /** @throws Unreadable "zip-bomb" before more than the limits is held or passed on */
  gained(length: number): void {
    this.inflated += length;
    const { inflated, inflationRatio, ratioFrom } = this.limits;
    const isBomb = this.inflated > ratioFrom && this.inflated > inflationRatio * this.packed;
    if (isBomb || this.inflated > inflated) throw new Unreadable("zip-bomb");
  }
}

/** Streams the inflated bytes of one entry; what the file says of its own size is not believed. */
export async function* inflate(
  file: FileHandle,
  entry: ZipEntry,
  meter: InflationMeter,
): AsyncGenerator<Buffer> {
  const header = await bytes(file, entry.offset, 30);
  if (header.readUInt32LE(0) !== 0x04034b50) throw new Unreadable("broken");
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = slices(file, start, entry.packed, meter);
  if (entry.method === 0) return yield* metered(packed, meter);
  if (entry.method !== 8) throw new Unreadable("broken");
  const inflater = createInflateRaw({ chunkSize: 2 ** 16 });
  const feeding = feed(packed, inflater);
  try {
    yield* metered(inflater, meter);
    await feeding;
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable("broken");
  } finally {
    inflater.destroy();
  }
}

async function feed(packed: AsyncIterable<Buffer>, inflater: ReturnType<typeof createInflateRaw>) {
  try {
    for await (const piece of packed) {
      if (inflater.destroyed) return;
      if (!inflater.write(piece)) await drained(inflater);
    }
    inflater.end();
  } catch (error) {
    inflater.destroy(error instanceof Error ? error : new Unreadable("broken"));
  }
}

function drained(inflater: ReturnType<typeof createInflateRaw>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      inflater.off("drain", done).off("close", done);
      resolve();
    };
    inflater.on("drain", done).on("close", done);
  });
}

async function* metered(stream: AsyncIterable<Buffer>, meter: InflationMeter): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    meter.gained(chunk.length);
    yield chunk;
  }
}

async function* slices(file: FileHandle, start: number, length: number, meter: InflationMeter) {
  for (let at = 0; at < length; at += 2 ** 16) {
    const piece = await bytes(file, start + at, Math.min(2 ** 16, length - at));
    meter.fed(piece.length);
    yield piece;
  }
}

async function bytes(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, start);
  if (bytesRead < length) throw new Unreadable("broken");
  return buffer;
}
