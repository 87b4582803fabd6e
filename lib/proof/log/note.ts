import { type Bytes, fromBase64, joined, sameBytes, toBase64, toHex, utf8 } from "./bytes";
import { sha256 } from "./merkle";

/** C2SP signed-note, "Signature types": the log's own Ed25519, and a witness's timestamped Ed25519. */
export const ED25519 = 1;
export const COSIGNATURE = 4;

/** A public key under its name: `<name>+<key id, hex>+<base64 of type and key>`. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: Bytes;
  readonly type: number;
  readonly publicKey: Bytes;
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: Bytes;
  readonly signature: Bytes;
}

export interface Note {
  /** The signed text, its last line feed included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const LINE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u;
const MOST_SIGNATURES = 64;

/** C2SP signed-note, "Signatures": the first four bytes of SHA-256(name, line feed, type, key). */
export async function keyIdOf(name: string, type: number, publicKey: Uint8Array): Promise<Bytes> {
  return (await sha256(joined(utf8(`${name}\n`), Uint8Array.of(type), publicKey))).slice(0, 4);
}

/** C2SP signed-note, "Verifier keys". */
export async function formatVerifierKey(name: string, type: number, publicKey: Uint8Array): Promise<string> {
  const id = await keyIdOf(name, type, publicKey);
  return `${name}+${toHex(id)}+${toBase64(joined(Uint8Array.of(type), publicKey))}`;
}

/** The key, or null where the text is malformed or its id is not the one of its name and key. */
export async function parseVerifierKey(text: string): Promise<VerifierKey | null> {
  const [, name = "", id, encoded = ""] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  const type = bytes?.[0];
  if (!bytes || type === undefined || bytes.length !== 33) return null;
  const publicKey = bytes.slice(1);
  const keyId = await keyIdOf(name, type, publicKey);
  return toHex(keyId) === id ? { name, keyId, type, publicKey } : null;
}

function parseLine(line: string): NoteSignature | null {
  const [, name = "", encoded = ""] = LINE.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  return bytes && bytes.length > 4 ? { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) } : null;
}

/** The lines of signatures, each ending in a line feed; null where one is malformed. */
export function parseSignatures(lines: string): NoteSignature[] | null {
  if (!lines.endsWith("\n")) return null;
  const parsed = lines.slice(0, -1).split("\n").map(parseLine);
  const signatures = parsed.filter((one) => one !== null);
  return signatures.length === parsed.length && parsed.length <= MOST_SIGNATURES ? signatures : null;
}

/** C2SP signed-note, "Format": text, an empty line, signatures; null where it is malformed. */
export function parseNote(note: string): Note | null {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || /(?!\n)\p{Cc}|\p{Surrogate}/u.test(note)) return null;
  const signatures = parseSignatures(note.slice(end + 2));
  return signatures && { text: note.slice(0, end + 1), signatures };
}

/** One line of signature, its line feed included. */
export function formatSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(joined(keyId, signature))}\n`;
}

export function formatNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(formatSignature).join("")}`;
}

/** Whether a signature line is by this key: name and id together. */
export function isBy(key: VerifierKey, { name, keyId }: NoteSignature): boolean {
  return key.name === name && sameBytes(key.keyId, keyId);
}

/** Ed25519 (RFC 8032) by WebCrypto. */
export async function isEd25519(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, message);
}
