/** Bidirectional, zero-width and control characters: a reader cannot see them, so nobody may sign them. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;
const ALL_UNSEEN = new RegExp(UNSEEN, "gu");

/** Whether a text holds characters that no reader sees and that canonical text refuses. */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text);
}

/** A name or a note as canonical text holds it: in normal form C, without the characters that no reader sees. */
export function legible(text: string): string {
  return text.replaceAll(ALL_UNSEEN, "").normalize("NFC").trim();
}

function words(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError("canonical text: a lone surrogate");
  if (value !== value.normalize("NFC")) throw new TypeError("canonical text: not in normal form C");
  if (hasUnseen(value)) throw new TypeError("canonical text: a control or invisible character");
  return JSON.stringify(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * RFC 8785 for what canonical text allows: strings (NFC, line feeds, nothing unseen), booleans, safe integers,
 * arrays and plain objects. Throws a TypeError on anything else, `null` and `undefined` included.
 */
export function jcs(value: unknown): string {
  if (typeof value === "string") return words(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, jcs).join(",")}]`;
  if (typeof value !== "object" || value === null || !isPlain(value))
    throw new TypeError("canonical text: neither text, boolean, safe integer, list nor plain object");
  if (Object.getOwnPropertySymbols(value).length > 0) throw new TypeError("canonical text: a symbol as name");
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, held]) => `${words(name)}:${jcs(held)}`).join(",")}}`;
}
