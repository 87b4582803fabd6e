import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { parseCheckpoint } from "../log/checkpoint";
import type { Hash } from "../log/merkle";
import { parseNote } from "../log/note";
import { Refusal } from "./refusal";

/** The last checkpoint that this signer signed: its note, its size and its root. */
export interface LastSigned {
  readonly note: string;
  readonly size: number;
  readonly root: Hash;
}

/** What the file says; null where it does not exist yet. Refuses where it is damaged. */
export function readLastSigned(path: string): LastSigned | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!checkpoint) throw new Refusal("file-damaged");
  return { note: text, size: checkpoint.size, root: checkpoint.root };
}

function synced(path: string, flags: string, write?: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    write?.(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Keeps the text on the disk, before anybody else sees it: a new file, then its name, each flushed. */
export function writeSynced(path: string, text: string): void {
  synced(`${path}.new`, "w", (file) => void writeSync(file, text));
  renameSync(`${path}.new`, path);
  synced(dirname(path), "r");
}
