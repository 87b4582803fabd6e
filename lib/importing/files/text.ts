import { createReadStream } from "node:fs";
import { TextDecoder } from "node:util";
import iconv from "iconv-lite";
import { isUtf16 } from "./sniff";

export type Encoding = "utf8" | "utf16le" | "utf16be" | "win1252" | "cp850";

/** The French letters é è ê à ç ô î â û É in each code page; in the other one these bytes are rare signs. */
const cp850Letters = new Set([0x82, 0x8a, 0x88, 0x87, 0x8c, 0x83, 0x90, 0x89, 0x8b]);
const win1252Letters = new Set([0xe9, 0xe8, 0xea, 0xe0, 0xe7, 0xf4, 0xee, 0xe2, 0xfb, 0xc9, 0xeb, 0xef]);

/**
 * The encoding of a text file, from the whole of it: an accent may first appear on line 6,000.
 * Latin-1 is read as windows-1252, which only adds signs where Latin-1 has control codes.
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let isUtf8 = true;
  let isFirst = true;
  let oem = 0;
  let ansi = 0;
  for await (const chunk of bytesOf(path)) {
    if (isFirst) {
      const wide = isUtf16(chunk);
      if (wide) return wide === "le" ? "utf16le" : "utf16be";
      isFirst = false;
    }
    if (isUtf8) isUtf8 = decodes(utf8, chunk);
    for (const byte of chunk) {
      if (byte < 0x80) continue;
      if (cp850Letters.has(byte)) oem++;
      else if (win1252Letters.has(byte)) ansi++;
    }
  }
  if (isUtf8 && decodes(utf8)) return "utf8";
  return oem > ansi ? "cp850" : "win1252";
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** The text of a file in pieces, without its byte order mark. */
export async function* textOf(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for await (const chunk of bytesOf(path)) yield decoder.write(chunk);
  yield decoder.end() ?? "";
}

async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 })) {
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  }
}
