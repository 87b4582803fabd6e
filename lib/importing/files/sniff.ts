/** What a file is, by its first bytes: its name and its sender's word are not believed. */
export type FileKind = "xlsx" | "text" | "json" | "old-excel" | "empty" | "other";

const binary: readonly (readonly [string, FileKind])[] = [
  ["504b0304", "xlsx"],
  ["d0cf11e0a1b11ae1", "old-excel"],
  ["25504446", "other"], // PDF
  ["89504e47", "other"], // PNG
  ["ffd8ff", "other"], // JPEG
  ["47494638", "other"], // GIF
  ["1f8b", "other"], // gzip
  ["504b0506", "other"], // a zip without entries
  ["377abcaf", "other"], // 7z
  ["52617221", "other"], // RAR
];

/** @param head the first bytes of the file, 4,096 are plenty */
export function sniff(head: Buffer): FileKind {
  if (head.length === 0) return "empty";
  const hex = head.subarray(0, 8).toString("hex");
  const known = binary.find(([magic]) => hex.startsWith(magic));
  if (known) return known[1];
  if (isUtf16(head)) return "text";
  if (head.includes(0)) return "other";
  const start = head
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart()
    .slice(0, 64);
  if (start === "") return head.length < 4096 ? "empty" : "text";
  if (/^<(!doctype|html|\?xml|svg|head|body|table|!--)/i.test(start)) return "other";
  if (/^[{[]\s*(["{[]|$)/.test(start)) return "json";
  if (start.startsWith("{\\rtf")) return "other";
  return "text";
}

/** UTF-16 with its mark, or without one but with the zero bytes that Latin letters leave in it. */
export function isUtf16(head: Buffer): "le" | "be" | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "le";
  if (head[0] === 0xfe && head[1] === 0xff) return "be";
  const pairs = Math.min(head.length, 512) >> 1;
  if (pairs < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) even++;
    if (head[2 * i + 1] === 0) odd++;
  }
  if (odd > 0.7 * pairs && even === 0) return "le";
  if (even > 0.7 * pairs && odd === 0) return "be";
  return null;
}
