import { setTimeout as wait } from "node:timers/promises";
import { publishPolicy } from "../cosigning/commands";
import { type Asking, cosignFirst, cosignOnce, Memory, Turns } from "../cosigning/round";
import { policyLines, type Witnesses } from "../cosigning/witnesses";
import { sameBytes } from "../log/bytes";
import type { Edge } from "../log/tree";
import {
  type Connection,
  connected,
  edgeOf,
  hasSigned,
  isOnly,
  publishCheckpoint,
  publishKey,
  sequence,
  signManifest,
  sizeOf,
  tellAlive,
  tellHalted,
} from "./commands";
import type { LogKey } from "./key";
import { readLastSigned, writeSynced } from "./last-signed";
import { Refusal } from "./refusal";

export interface SignerOptions {
  /** The database's address; the signer works under the role `signataires_signer`. */
  readonly url: string;
  /** The log's key, or how it is read: a key that took over is found the next time the signer begins. */
  readonly key: LogKey | (() => Promise<LogKey>);
  /** The file of the last checkpoint signed, outside the database. */
  readonly lastSigned: string;
  /** Who cosigns; nobody when left out. */
  readonly witnesses?: Witnesses;
  readonly signal: AbortSignal;
  readonly say: (level: "info" | "error", message: string, detail?: object) => void;
}

type Working = SignerOptions & { readonly key: LogKey };

/** How long the signer looks away when nothing waits, and when it was refused or lost the database. */
const IDLE_MS = 300;
const AWAY_MS = 1000;
const ALIVE_MS = 5000;
/** Leaves that never stop coming are signed all the same. */
const LONGEST_UNSIGNED_MS = 1000;

const pause = (ms: number, { signal }: Pick<SignerOptions, "signal">) =>
  wait(ms, undefined, { signal }).catch(() => undefined);

/**
 * The edge of the log as the database holds it. Refuses where that does not begin with what was signed: a restored
 * backup must never fork the log (proof.md, "Sequencer and signer").
 */
export async function opened(client: Connection, { lastSigned, witnesses }: Working): Promise<Edge> {
  const [last, size] = [readLastSigned(lastSigned), await sizeOf(client)];
  if (last) {
    if (size < last.size) throw new Refusal("rolled-back");
    const then = await edgeOf(client, last.size);
    if (!sameBytes(then.root(), last.root)) throw new Refusal("other-root");
    // Signed and kept, then killed before it was published.
    await publishCheckpoint(client, last, !witnesses?.all.length);
  } else if (await hasSigned(client)) throw new Refusal("file-missing");
  return edgeOf(client, size);
}

/** Signs the edge where it is longer than what was signed: kept on the disk first, published after. */
export async function signed(
  client: Connection,
  edge: Edge,
  { key, lastSigned, witnesses }: Working,
): Promise<void> {
  const last = readLastSigned(lastSigned);
  if (last && edge.size <= last.size) return;
  const [size, root] = [edge.size, edge.root()];
  const note = key.signed({ size, root });
  writeSynced(lastSigned, note);
  await publishCheckpoint(client, { size, root, note }, !witnesses?.all.length);
}

/** All that is asked before anything is signed, the witnesses included: one may know of more than was put back. */
async function ready(client: Connection, options: Working, memory: Memory): Promise<Edge> {
  const edge = await opened(client, options);
  await publishKey(client, options.key.vkey);
  await publishPolicy(client, policyLines(askingOf(options)));
  await cosignFirst(client, askingOf(options), memory);
  return edge;
}

/** Sequences and signs until told to stop or refused; every failure ends it, and it begins again from what is kept. */
async function serve(client: Connection, start: Edge, options: Working): Promise<void> {
  let edge = start;
  await signed(client, edge, options);
  let [told, signedAt] = [0, Date.now()];
  while (!options.signal.aborted) {
    if (Date.now() - told > ALIVE_MS) {
      await tellAlive(client);
      told = Date.now();
    }
    if ((await sizeOf(client)) !== edge.size) throw new Error("the log changed under the signer");
    const longer = await sequence(client, edge);
    edge = longer ?? edge;
    if (!longer || Date.now() - signedAt > LONGEST_UNSIGNED_MS) {
      await signed(client, edge, options);
      signedAt = Date.now();
    }
    if (longer) continue;
    await signManifest(client, options.key);
    await pause(IDLE_MS, options);
  }
}

function askingOf({ witnesses, key, say }: Working): Asking {
  return { ...(witnesses ?? { all: [], quorum: 0 }), logVkey: key.vkey, say };
}

/** Asks the witnesses over and over, beside the sealing and on a connection of its own, so that none of them delays it. */
async function cosign(options: Working, memory: Memory): Promise<void> {
  const [asking, turns] = [askingOf(options), new Turns()];
  if (asking.all.length === 0) return;
  const client = await connected(options.url);
  const each = asking.all.map(async (witness) => {
    while (!options.signal.aborted) {
      await cosignOnce(client, turns, witness, asking, memory);
      await pause(IDLE_MS, options);
    }
  });
  try {
    await Promise.all(each);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Sealing and asking side by side; what ends one ends the other. */
async function work(client: Connection, options: Working, memory: Memory): Promise<void> {
  const edge = await ready(client, options, memory);
  const ending = new AbortController();
  const both = { ...options, signal: AbortSignal.any([options.signal, ending.signal]) };
  const ends = (error: unknown) => {
    ending.abort();
    throw error;
  };
  const all = [serve(client, edge, both).catch(ends), cosign(both, memory).catch(ends)];
  await Promise.allSettled(all);
  await Promise.all(all);
}

async function once(given: SignerOptions, memory: Memory): Promise<void> {
  const key = typeof given.key === "function" ? await given.key() : given.key;
  const options: Working = { ...given, key };
  const client = await connected(options.url);
  try {
    if (await isOnly(client))
      await work(client, options, memory).catch(async (error: unknown) => {
        memory.forget();
        if (error instanceof Refusal) await tellHalted(client, error.reason);
        throw error;
      });
    else await pause(AWAY_MS, options);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Runs the log's only writer until the signal: takes queued leaves, gives them their index, signs checkpoints. What it
 * cannot do it tries again; what it must not do it refuses, says so in the database, and looks again every second.
 */
export async function runSigner(options: SignerOptions): Promise<void> {
  const memory = new Memory();
  let said = "";
  while (!options.signal.aborted) {
    try {
      await once(options, memory);
      said = "";
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== said) options.say("error", message);
      said = message;
      await pause(AWAY_MS, options);
    }
  }
}
