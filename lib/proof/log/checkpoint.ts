import { type Bytes, fromBase64, fromDecimal, joined, toBase64, utf8 } from "./bytes";
import type { Hash } from "./merkle";
import {
  COSIGNATURE,
  ED25519,
  isBy,
  isEd25519,
  type Note,
  type NoteSignature,
  type VerifierKey,
} from "./note";

/** What a log says of itself at one moment: its name, how many leaves, and the root over them. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** C2SP tlog-checkpoint, "Note text", without extension lines. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** The checkpoint, or null where the text is malformed. Extension lines are refused: this log writes none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = "", length = "", encoded = "", ...rest] = text.split("\n");
  const [size, root] = [fromDecimal(length), fromBase64(encoded)];
  if (origin === "" || size === null || root?.length !== 32 || rest.length !== 1 || rest[0] !== "")
    return null;
  return { origin, size, root };
}

/** C2SP tlog-cosignature, "Ed25519 signed message": header, time in seconds, then the checkpoint's text. */
export function cosignedMessage(text: string, seconds: number): Bytes {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/** C2SP tlog-cosignature, "Format": the time as 8 bytes, the greatest first, then 64 bytes of Ed25519. */
export function timestamped(seconds: number, signature: Uint8Array): Bytes {
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  return joined(time, signature);
}

/** When a cosignature says it was made, in seconds since 1970; null where it has another length or an absurd time. */
export function timeOf({ signature }: NoteSignature): number | null {
  if (signature.length !== 72) return null;
  const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(seconds) ? seconds : null;
}

async function holds(key: VerifierKey, one: NoteSignature, text: string): Promise<boolean> {
  if (key.type === ED25519)
    return one.signature.length === 64 && isEd25519(key.publicKey, one.signature, utf8(text));
  const seconds = key.type === COSIGNATURE ? timeOf(one) : null;
  if (seconds === null) return false;
  return isEd25519(key.publicKey, one.signature.slice(8), cosignedMessage(text, seconds));
}

/**
 * The keys whose signatures stand under a note. Lines by others are left aside; null where a line claims to be by one
 * of these keys and is not: such a note is refused whole (C2SP signed-note, "Signatures").
 */
export async function signersOf(note: Note, keys: readonly VerifierKey[]): Promise<VerifierKey[] | null> {
  const found = new Set<VerifierKey>();
  for (const one of note.signatures) {
    const key = keys.find((known) => isBy(known, one));
    if (!key) continue;
    if (!(await holds(key, one, note.text))) return null;
    found.add(key);
  }
  return [...found];
}
