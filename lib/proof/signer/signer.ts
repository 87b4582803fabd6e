import { setTimeout as wait } from "node:timers/promises";
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
  readonly key: LogKey;
  /** The file of the last checkpoint signed, outside the database. */
  readonly lastSigned: string;
  readonly signal: AbortSignal;
  readonly say: (level: "info" | "error", message: string, detail?: object) => void;
}

/** How long the signer looks away when nothing waits, and when it was refused or lost the database. */
const IDLE_MS = 300;
const AWAY_MS = 1000;
const ALIVE_MS = 5000;
/** Leaves that never stop coming are signed all the same. */
const LONGEST_UNSIGNED_MS = 1000;

const pause = (ms: number, { signal }: SignerOptions) =>
  wait(ms, undefined, { signal }).catch(() => undefined);

/**
 * The edge of the log as the database holds it. Refuses where that does not begin with what was signed: a restored
 * backup must never fork the log (proof.md, "Sequencer and signer").
 */
async function opened(client: Connection, { lastSigned }: SignerOptions): Promise<Edge> {
  const [last, size] = [readLastSigned(lastSigned), await sizeOf(client)];
  if (last) {
    if (size < last.size) throw new Refusal("rolled-back");
    const then = await edgeOf(client, last.size);
    if (!sameBytes(then.root(), last.root)) throw new Refusal("other-root");
    // Signed and kept, then killed before it was published.
    await publishCheckpoint(client, last);
  } else if (await hasSigned(client)) throw new Refusal("file-missing");
  return edgeOf(client, size);
}

/** Signs the edge where it is longer than what was signed: kept on the disk first, published after. */
async function signed(client: Connection, edge: Edge, { key, lastSigned }: SignerOptions): Promise<void> {
  const last = readLastSigned(lastSigned);
  if (last && edge.size <= last.size) return;
  const [size, root] = [edge.size, edge.root()];
  const note = key.signed({ size, root });
  writeSynced(lastSigned, note);
  await publishCheckpoint(client, { size, root, note });
}

/** Sequences and signs until told to stop or refused; every failure ends it, and it begins again from what is kept. */
async function serve(client: Connection, options: SignerOptions): Promise<void> {
  let edge = await opened(client, options);
  await publishKey(client, options.key.vkey);
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
    if (!longer) await pause(IDLE_MS, options);
  }
}

async function once(options: SignerOptions): Promise<void> {
  const client = await connected(options.url);
  try {
    if (await isOnly(client))
      await serve(client, options).catch(async (error: unknown) => {
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
  let said = "";
  while (!options.signal.aborted) {
    try {
      await once(options);
      said = "";
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== said) options.say("error", message);
      said = message;
      await pause(AWAY_MS, options);
    }
  }
}
