import { type Checkpoint, parseCheckpoint, signersOf, timeOf } from "../log/checkpoint";
import { isBy, type Note, type VerifierKey } from "../log/note";
import type { Policy } from "./policy";

export type CheckpointProblem =
  | "checkpoint-unreadable"
  | "not-signed-by-log"
  | "too-few-witnesses"
  | "too-old";

export interface Trusted {
  readonly checkpoint: Checkpoint;
  readonly key: VerifierKey;
  /** The witnesses of the policy that cosigned, by their names in it. */
  readonly witnesses: readonly string[];
}

/**
 * The checkpoint of a note that a log of the policy signed and enough of its witnesses cosigned, or what is wrong.
 * @param since seconds since 1970: where given, a quorum must have cosigned later than that
 */
export async function trustedCheckpoint(
  note: Note,
  { logs, witnesses, isQuorum }: Policy,
  since = 0,
): Promise<Trusted | CheckpointProblem> {
  const checkpoint = parseCheckpoint(note.text);
  if (!checkpoint) return "checkpoint-unreadable";
  const ours = logs.filter(
    ({ name, until }) => name === checkpoint.origin && checkpoint.size <= (until ?? checkpoint.size),
  );
  const signers = await signersOf(note, [...ours, ...witnesses.map(({ key }) => key)]);
  const key = ours.find((log) => signers?.includes(log));
  if (!signers || !key) return "not-signed-by-log";
  const cosigned = witnesses.filter((witness) => signers.includes(witness.key));
  if (!isQuorum(new Set(cosigned.map(({ name }) => name)))) return "too-few-witnesses";
  const fresh = cosigned.filter((witness) =>
    note.signatures.some((line) => isBy(witness.key, line) && (timeOf(line) ?? 0) >= since),
  );
  if (since > 0 && !isQuorum(new Set(fresh.map(({ name }) => name)))) return "too-old";
  return { checkpoint, key, witnesses: cosigned.map(({ name }) => name) };
}
