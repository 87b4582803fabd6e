import { type Checkpoint, parseCheckpoint, signersOf } from "../log/checkpoint";
import { isConsistent } from "../log/merkle";
import { parseNote } from "../log/note";
import { tileReader, tilesFor } from "../log/tile-reader";
import { tilePath, widthAt } from "../log/tiles";
import { consistencyRanges, hashOfRange } from "../log/tree";
import { trustedCheckpoint } from "../verify/checkpoint";
import type { Policy } from "../verify/policy";
import { latestPath } from "../witness/protocol";

/** Gives a file of a log, a mirror or a witness by its path; null where there is none. Throws where it cannot be told. */
export type Reader = (path: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/** A checkpoint that somebody shows, and the note that proves he does. */
export interface Shown {
  readonly by: string;
  readonly note: string;
}

/** What a pass remembers for the next. */
export interface Seen {
  /** The log's last checkpoint. */
  readonly note: string | null;
  /** The greatest size that anybody else showed: the log must have reached it by the next pass. */
  readonly owed: number;
}

export interface Alarm {
  readonly what: string;
  /** The notes that prove it. */
  readonly notes: readonly string[];
}

export interface Watch {
  readonly policy: Policy;
  readonly log: Reader;
  readonly mirrors: readonly { readonly name: string; readonly read: Reader }[];
  readonly witness: (url: string) => Reader;
  /** Seconds since 1970: checkpoints cosigned before are too old. */
  readonly since: number;
}

const text = async (read: Reader, path: string) => {
  const bytes = await read(path);
  return bytes && new TextDecoder().decode(bytes);
};

/** The checkpoint of a note that one of the log's keys signed; null where none did. */
async function signedHead(note: string, { logs }: Policy): Promise<Checkpoint | null> {
  const parsed = parseNote(note);
  const head = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !head) return null;
  const keys = logs.filter(({ name, until }) => name === head.origin && head.size <= (until ?? head.size));
  return ((await signersOf(parsed, keys)) ?? []).length > 0 ? head : null;
}

/** Whether the log whose tiles are read here, `later`, begins with the earlier checkpoint. */
async function continues(read: Reader, earlier: Checkpoint, later: Checkpoint): Promise<boolean> {
  if (earlier.size === later.size || earlier.size === 0) return isConsistent(earlier, later, []);
  const compute = (at: Parameters<typeof hashOfRange>[1]) =>
    consistencyRanges(earlier.size, later.size).map((range) => hashOfRange(range, at));
  const tiles = [];
  for (const { level, index } of tilesFor(compute)) {
    const hashes = await read(tilePath({ level, index, width: widthAt(later.size, { level, index }) }));
    if (!hashes) return false;
    tiles.push({ level, index, hashes });
  }
  return isConsistent(earlier, later, compute(tileReader(tiles))).catch(() => false);
}

async function others(
  { policy, mirrors, witness }: Watch,
  origin: string,
): Promise<(Omit<Shown, "note"> & { note: string | null; read: Reader | null })[]> {
  const asked: { by: string; read: Reader; path: string; isWhole: boolean }[] = [
    ...policy.witnesses.flatMap(({ name, url }) =>
      url ? [{ by: `witness ${name}`, read: witness(url), path: "", isWhole: false }] : [],
    ),
    ...mirrors.map(({ name, read }) => ({ by: `mirror ${name}`, read, path: "checkpoint", isWhole: true })),
  ];
  const path = await latestPath(origin);
  return Promise.all(
    asked.map(async ({ by, read, path: at, isWhole }) => {
      const note = await text(read, at || path).catch(() => null);
      return { by, note, read: isWhole ? read : null };
    }),
  );
}

/** What one other shows against the log: an alarm, or how far it is ahead. */
async function compare(
  watch: Watch,
  log: Shown & { head: Checkpoint },
  other: Shown & { read: Reader | null },
) {
  const head = await signedHead(other.note, watch.policy);
  if (head?.origin !== log.head.origin) return { alarm: null, size: 0, isSilent: true };
  const notes = [log.note, other.note];
  const fork = { what: `${other.by} was shown another history of ${head.origin}`, notes };
  if (head.size <= log.head.size)
    return { alarm: (await continues(watch.log, head, log.head)) ? null : fork, size: 0 };
  if (other.read && !(await continues(other.read, log.head, head))) return { alarm: fork, size: 0 };
  return { alarm: null, size: head.size };
}

/** What one pass found. */
export interface Look {
  readonly alarms: readonly Alarm[];
  readonly seen: Seen;
  readonly size: number;
  /** Who was asked and showed nothing that the log's key signed: nothing is known of what they see. */
  readonly silent: readonly string[];
}

/**
 * One pass of the monitor: is the log signed, cosigned and fresh as its policy says, does it continue what it was at the
 * last pass, and does each witness and mirror see the same? Whatever differs is told with the notes that prove it.
 */
export async function lookOnce(watch: Watch, seen: Seen): Promise<Look> {
  const note = await text(watch.log, "checkpoint");
  const parsed = note === null ? null : parseNote(note);
  if (note === null || !parsed)
    return { alarms: [{ what: "the log shows no checkpoint", notes: [] }], seen, size: 0, silent: [] };
  const { policy, since } = watch;
  const trusted = await trustedCheckpoint(parsed, policy, policy.witnesses.length > 0 ? since : undefined);
  const head = await signedHead(note, policy);
  const alarms: Alarm[] = [];
  if (typeof trusted === "string") alarms.push({ what: `the log's checkpoint: ${trusted}`, notes: [note] });
  if (!head) return { alarms, seen, size: 0, silent: [] };
  const before = seen.note === null ? null : await signedHead(seen.note, policy);
  if (before?.origin === head.origin && seen.note !== null) {
    const went = before.size > head.size || !(await continues(watch.log, before, head));
    if (went)
      alarms.push({
        what: "the log does not continue what it was at the last look",
        notes: [seen.note, note],
      });
  }
  let owed = 0;
  const silent: string[] = [];
  for (const { note: shown, ...of } of await others(watch, head.origin)) {
    const other = { ...of, note: shown ?? "" };
    const { alarm, size, isSilent } = await compare(watch, { by: "the log", note, head }, other);
    if (isSilent) silent.push(other.by);
    if (alarm) alarms.push(alarm);
    owed = Math.max(owed, size);
    if (size > 0 && head.size < seen.owed && size >= seen.owed)
      alarms.push({
        what: `the log has not shown for a whole interval what ${other.by} has of it`,
        notes: [note, other.note],
      });
  }
  // What was seen stays what the log is held against, until it continues it.
  const isGood = alarms.length === 0;
  return { alarms, seen: { note: isGood ? note : (seen.note ?? note), owed }, size: head.size, silent };
}
