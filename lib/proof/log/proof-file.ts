import { fromBase64, fromDecimal, toBase64 } from "./bytes";
import type { Hash } from "./merkle";
import { formatNote, type Note, parseNote } from "./note";

/** That a leaf stands in a log: its index, the way from it to the root, and the checkpoint with that root. */
export interface ProofFile {
  readonly index: number;
  readonly hashes: readonly Hash[];
  readonly checkpoint: Note;
}

const HEADER = "c2sp.org/tlog-proof@v1";
/** A tree of 2^63 leaves asks for no more. */
const MOST_HASHES = 63;

/** C2SP tlog-proof, "Format", without extra data. */
export function formatProof({ index, hashes, checkpoint }: ProofFile): string {
  return `${[HEADER, `index ${index}`, ...hashes.map(toBase64), ""].join("\n")}\n${formatNote(checkpoint)}`;
}

/** The proof, or null where the file is malformed. Extra data is refused: nothing would vouch for it. */
export function parseProof(file: string): ProofFile | null {
  const end = file.indexOf("\n\n");
  const [header, line = "", ...encoded] = file.slice(0, Math.max(end, 0)).split("\n");
  const index = line.startsWith("index ") ? fromDecimal(line.slice(6)) : null;
  const hashes = encoded.map(fromBase64).filter((hash) => hash?.length === 32);
  const checkpoint = parseNote(file.slice(end + 2));
  if (header !== HEADER || index === null || !checkpoint) return null;
  if (hashes.length !== encoded.length || hashes.length > MOST_HASHES) return null;
  return { index, hashes: hashes.filter((hash) => hash !== null), checkpoint };
}
