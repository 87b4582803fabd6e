import { signersOf } from "../log/checkpoint";
import { isConsistent } from "../log/merkle";
import { formatNote, type VerifierKey } from "../log/note";
import type { WitnessKey } from "../signer/key";
import { parseAsked } from "./protocol";
import { headOf, keep } from "./state";

/** A log that a witness watches, and the keys it may sign with. */
export interface Watched {
  readonly origin: string;
  readonly keys: readonly VerifierKey[];
}

export interface WitnessOptions {
  readonly key: WitnessKey;
  readonly logs: readonly Watched[];
  /** The file of what it cosigned last. */
  readonly state: string;
  /** Seconds since 1970. */
  readonly now: () => number;
  /** Told each checkpoint that a log signed and that does not continue what it signed before: the proof of a fork. */
  readonly alarm: (note: string) => void;
}

export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
  readonly type?: "text/x.tlog.size";
}

const refuse = (status: Answer["status"], why: string): Answer => ({ status, body: `${why}\n` });

async function answer(body: string, { key, logs, state, now, alarm }: WitnessOptions): Promise<Answer> {
  const asked = parseAsked(body);
  if (!asked) return refuse(400, "not a request of add-checkpoint");
  const { old, proof, note, checkpoint } = asked;
  const log = logs.find(({ origin }) => origin === checkpoint.origin);
  if (!log) return refuse(404, "this witness does not watch that log");
  if (((await signersOf(note, log.keys)) ?? []).length === 0) return refuse(403, "not signed by that log");
  if (old > checkpoint.size) return refuse(400, "the checkpoint is older than the old size");
  const head = headOf(state, log.origin);
  if (old !== head.size) return { status: 409, body: `${head.size}\n`, type: "text/x.tlog.size" };
  if (!(await isConsistent(head, checkpoint, proof))) {
    alarm(formatNote(note));
    return refuse(422, "does not continue the checkpoint that this witness cosigned");
  }
  const line = key.cosigned(note.text, now());
  keep(state, log.origin, `${formatNote(note)}${line}`);
  return { status: 200, body: line };
}

/**
 * A witness (C2SP tlog-witness): cosigns a log's checkpoint only where it continues the last one that it cosigned, and
 * keeps that one on the disk before it answers. One request at a time: between looking and keeping nobody may come in.
 */
export function witness(options: WitnessOptions): (body: string) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (body) => {
    const mine = last.then(() => answer(body, options));
    last = mine.catch(() => undefined);
    return mine;
  };
}
