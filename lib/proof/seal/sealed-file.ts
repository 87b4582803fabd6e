import { type Bytes, fromHex, joined } from "../log/bytes";
import { readDer } from "./der";

/** A sealed PDF taken apart: what the seal covers, the seal, and the files attached. */
export interface SealedFile {
  readonly covered: Bytes;
  readonly cms: Bytes;
  readonly files: readonly Bytes[];
}

/** Each byte as one character, so that positions in the text are positions in the file. */
const latin1 = (bytes: Bytes) => new TextDecoder("latin1").decode(bytes);

/**
 * The bytes under the seal and the seal itself, where it covers the whole file: nothing before, after or beside it but the
 * seal's own digits, in their one spelling. A file with something added after the seal has none.
 */
function sealOf(bytes: Bytes, text: string): { covered: Bytes; cms: Bytes } | null {
  const ranges = [...text.matchAll(/\/ByteRange \[0 (\d{1,9}) +(\d{1,9}) +(\d{1,9}) *\]/g)];
  const [from, to, rest] = (ranges.at(-1)?.slice(1) ?? []).map(Number);
  if (from === undefined || to === undefined || rest === undefined) return null;
  if (to <= from || to + rest !== bytes.length) return null;
  const digits = /^<([0-9A-F]+)>$/.exec(text.slice(from, to))?.[1];
  if (!digits || digits.length % 2 > 0) return null;
  const padded = fromHex(digits);
  const end = padded.findLastIndex((byte) => byte !== 0) + 1;
  // The last byte of a seal may be a zero: its own length says where it ends.
  for (let size = end; size <= Math.min(end + 2, padded.length); size += 1) {
    const cms = padded.slice(0, size);
    if (readDer(cms)?.length === 1) return { covered: joined(bytes.slice(0, from), bytes.slice(to)), cms };
  }
  return null;
}

async function inflated(bytes: Bytes): Promise<Bytes | null> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    return null;
  }
}

/** The files attached to a PDF that this product made: their streams stand in the file one by one. */
async function attached(bytes: Bytes, text: string): Promise<Bytes[]> {
  const streams = text.matchAll(
    /\/Type \/EmbeddedFile\n[^<>]*(?:<<[^<>]*>>)?[^<>]*\/Length (\d{1,9})\n\/Filter \/FlateDecode\n>>\nstream\n/g,
  );
  const files = [...streams].map((found) => {
    const start = found.index + found[0].length;
    return inflated(bytes.slice(start, start + Number(found[1])));
  });
  return (await Promise.all(files)).filter((file) => file !== null);
}

/** Null where the file is not sealed as a whole. */
export async function readSealedFile(bytes: Bytes): Promise<SealedFile | null> {
  const text = latin1(bytes);
  const seal = sealOf(bytes, text);
  return seal && { ...seal, files: await attached(bytes, text) };
}
