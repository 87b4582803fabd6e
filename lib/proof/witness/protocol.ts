import { fromBase64, fromDecimal, toBase64, toHex, utf8 } from "../log/bytes";
import { type Checkpoint, parseCheckpoint } from "../log/checkpoint";
import { type Hash, sha256 } from "../log/merkle";
import { formatNote, type Note, parseNote } from "../log/note";

/** C2SP tlog-witness, "add-checkpoint": a checkpoint, and that it continues the one of `old` leaves. */
export interface Asked {
  readonly old: number;
  readonly proof: readonly Hash[];
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

const MOST_HASHES = 63;
/** What a whole request may take; 63 hashes and 64 signatures are far below. */
export const LONGEST_REQUEST = 65_536;

export function formatAsked({ old, proof, note }: Omit<Asked, "checkpoint">): string {
  return `${[`old ${old}`, ...proof.map(toBase64), ""].join("\n")}\n${formatNote(note)}`;
}

/** What is asked; null where the body is malformed. */
export function parseAsked(body: string): Asked | null {
  const end = body.indexOf("\n\n");
  const [first = "", ...encoded] = body.slice(0, Math.max(end, 0)).split("\n");
  const old = first.startsWith("old ") ? fromDecimal(first.slice(4)) : null;
  const proof = encoded.map(fromBase64).filter((hash) => hash?.length === 32);
  const note = parseNote(body.slice(end + 2));
  const checkpoint = note && parseCheckpoint(note.text);
  if (old === null || !note || !checkpoint) return null;
  if (proof.length !== encoded.length || proof.length > MOST_HASHES) return null;
  return { old, proof: proof.filter((hash) => hash !== null), note, checkpoint };
}

/** Where a witness shows the last checkpoint that it cosigned for a log. */
export async function latestPath(origin: string): Promise<string> {
  return `${toHex(await sha256(utf8(origin)))}/checkpoint`;
}
