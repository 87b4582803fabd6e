import { readFileSync } from "node:fs";
import { z } from "zod";
import { sameBytes } from "../log/bytes";
import { type Checkpoint, parseCheckpoint } from "../log/checkpoint";
import { parseNote } from "../log/note";
import { emptyRoot } from "../log/tree";
import { writeSynced } from "../signer/last-signed";

/** The last note that a witness cosigned for each log, its own line included, by the log's name. */
const shape = z.record(z.string(), z.string());

/** The file's notes; none where there is no file yet. Throws where it is damaged: a witness that forgot must not cosign. */
function notes(path: string): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
  return shape.parse(JSON.parse(text));
}

export function noteOf(path: string, origin: string): string | null {
  const all = notes(path);
  return Object.hasOwn(all, origin) ? (all[origin] ?? null) : null;
}

/** The size and root that this witness stands by; an empty log where it cosigned nothing. */
export function headOf(path: string, origin: string): Checkpoint {
  const note = noteOf(path, origin);
  if (note === null) return { origin, size: 0, root: emptyRoot() };
  const head = parseCheckpoint(parseNote(note)?.text ?? "");
  if (head?.origin !== origin) throw new Error(`the state of ${origin} in ${path} is damaged`);
  return head;
}

/** Keeps the note on the disk; the cosignature may be shown after. */
export function keep(path: string, origin: string, note: string): void {
  writeSynced(path, `${JSON.stringify({ ...notes(path), [origin]: note }, null, 2)}\n`);
  if (
    !sameBytes(
      headOf(path, origin).root,
      parseCheckpoint(parseNote(note)?.text ?? "")?.root ?? new Uint8Array(),
    )
  )
    throw new Error(`${path} does not keep what was written to it`);
}
