/** A mail, or a part of one. Names of headers are in small letters; of several alike the first counts. */
export interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly type: string;
  /** Decoded, unless it holds parts. */
  readonly body: string;
  readonly parts: readonly Part[];
}

/** Headers of a mail, or fields of a delivery status: folded lines are one. */
export function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\n[ \t]+/g, " ").split("\n")) {
    const [, name, value = ""] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim());
  }
  return fields;
}

function decoded(body: string, encoding: string): string {
  if (/^base64$/i.test(encoding)) return Buffer.from(body, "base64").toString("utf8").replace(/\r\n/g, "\n");
  if (!/^quoted-printable$/i.test(encoding)) return body;
  const bytes = body
    .replace(/=[ \t]*\n/g, "")
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

const MAX_DEPTH = 8;

/** Reads a mail as it travelled (RFC 5322, RFC 2046), as far as bounces need it; never throws, for strangers write it. */
export function readMail(raw: string, depth = 0): Part {
  const text = raw.replace(/\r\n?/g, "\n");
  const end = text.indexOf("\n\n");
  const headers = fieldsOf(end < 0 ? text : text.slice(0, end));
  const content = headers.get("content-type") ?? "text/plain";
  const type = (content.split(";")[0] ?? "").trim().toLowerCase();
  const body = decoded(end < 0 ? "" : text.slice(end + 2), headers.get("content-transfer-encoding") ?? "");
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(content) ?? [];
  const boundary = quoted ?? bare;
  if (depth >= MAX_DEPTH || !type.startsWith("multipart/") || !boundary)
    return { headers, type, body, parts: [] };
  const [, ...pieces] = `\n${body}`.split(`\n--${boundary}`);
  const parts = pieces
    .filter((piece) => !piece.startsWith("--"))
    .map((piece) => readMail(piece.replace(/^[^\n]*\n/, ""), depth + 1));
  return { headers, type, body, parts };
}

/** All parts of a mail, itself first. */
export function allParts(part: Part): readonly Part[] {
  return [part, ...part.parts.flatMap(allParts)];
}
