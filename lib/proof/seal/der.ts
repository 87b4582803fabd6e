import { type Bytes, joined, sameBytes } from "../log/bytes";

/** One element of DER (ITU-T X.690): its tag, what it holds, and all of its bytes. */
export interface Der {
  readonly tag: number;
  readonly value: Bytes;
  readonly whole: Bytes;
}

export const TAGS = { integer: 2, octets: 4, oid: 6, sequence: 0x30, set: 0x31, optional: 0xa0 } as const;

/** The length at `at` and where what it measures begins; null where it is spelled otherwise than DER spells it. */
function lengthAt(bytes: Bytes, at: number): { length: number; start: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  if (count < 1 || count > 3 || at + 1 + count > bytes.length) return null;
  const length = bytes.slice(at + 1, at + 1 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  const shortest = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
  return shortest === count ? { length, start: at + 1 + count } : null;
}

/** The elements that stand one after the other; null where the bytes are not exactly that. */
export function readDer(bytes: Bytes): Der[] | null {
  const found: Der[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = lengthAt(bytes, at + 1);
    const end = size ? size.start + size.length : Number.NaN;
    if (!size || !(end <= bytes.length)) return null;
    found.push({ tag: bytes[at] ?? 0, value: bytes.slice(size.start, end), whole: bytes.slice(at, end) });
    at = end;
  }
  return found;
}

/** An element of these parts, at most 65,535 bytes long. */
export function der(tag: number, ...parts: readonly Bytes[]): Bytes {
  const value = joined(...parts);
  const { length } = value;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return joined(Uint8Array.of(tag, ...size), value);
}

/** What an element of this tag holds, element by element; empty where it is another or damaged. */
export function inside(element: Der | undefined, tag: number): readonly Der[] {
  return element?.tag === tag ? (readDer(element.value) ?? []) : [];
}

function derSignature(raw: Bytes): Bytes {
  const number = (digits: Bytes) => {
    const from = Math.max(
      0,
      digits.findIndex((byte) => byte !== 0),
    );
    const shortest = digits.slice(from);
    return der(TAGS.integer, (shortest[0] ?? 0) > 127 ? joined(Uint8Array.of(0), shortest) : shortest);
  };
  return der(TAGS.sequence, number(raw.slice(0, 32)), number(raw.slice(32)));
}

/** Two 32-byte numbers side by side, as WebCrypto wants an ECDSA signature, from DER (RFC 3279, section 2.2.3). */
export function rawSignature(bytes: Bytes): Bytes | null {
  const numbers = inside(readDer(bytes)?.[0], TAGS.sequence);
  const raw = new Uint8Array(64);
  for (const [n, { tag, value }] of numbers.entries()) {
    const digits = value[0] === 0 ? value.slice(1) : value;
    if (tag !== TAGS.integer || digits.length > 32) return null;
    raw.set(digits, n * 32 + 32 - digits.length);
  }
  return numbers.length === 2 && sameBytes(bytes, derSignature(raw)) ? raw : null;
}
