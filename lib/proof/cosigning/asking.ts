import { sameBytes } from "../log/bytes";
import { parseCheckpoint, signersOf, timeOf } from "../log/checkpoint";
import type { Hash } from "../log/merkle";
import { formatSignature, isBy, type Note, parseNote, parseSignatures, type VerifierKey } from "../log/note";
import { formatAsked, latestPath } from "../witness/protocol";
import type { AskedWitness } from "./witnesses";

/** How long a witness may take: sealing never waits for one. */
const PATIENCE_MS = 5000;

/** The checkpoint to be cosigned, and how it continues an earlier one. */
export interface Offer {
  readonly size: number;
  readonly root: Hash;
  readonly note: Note;
  readonly logKey: VerifierKey;
  readonly proof: (old: number) => Promise<readonly Hash[]>;
}

/** A witness's line, or why there is none; `isAhead` where it shows a checkpoint that this log signed and no longer has. */
export type Asked =
  | { readonly line: string; readonly seconds: number }
  | { readonly line: null; readonly why: string; readonly isAhead: boolean };

const none = (why: string, isAhead = false): Asked => ({ line: null, why, isAhead });

async function post(url: string, body: string) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(`${url}/add-checkpoint`, { method: "POST", body, signal, redirect: "error" });
  return { status: answer.status, body: (await answer.text()).slice(0, 65_536) };
}

/** The one line of this witness among those that it sent, verified. */
async function lineIn(body: string, { key }: AskedWitness, { note }: Offer): Promise<Asked> {
  const mine = (parseSignatures(body) ?? []).find((one) => isBy(key, one));
  const signers = mine && (await signersOf({ ...note, signatures: [mine] }, [key]));
  const seconds = mine && timeOf(mine);
  if (!mine || !seconds || signers?.length !== 1) return none("its answer is no cosignature of its key");
  return { line: formatSignature(mine), seconds };
}

/**
 * Whether the witness shows a checkpoint, signed by this log's own key, that this log does not have: the one proof that a
 * backup, with the signer's file in it, was put back. A bare number proves nothing: anybody may say one.
 */
async function isAhead({ url }: AskedWitness, { size, root, logKey }: Offer): Promise<boolean> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(`${url}/${await latestPath(logKey.name)}`, { signal, redirect: "error" });
  const note = answer.ok ? parseNote((await answer.text()).slice(0, 65_536)) : null;
  const shown = note && parseCheckpoint(note.text);
  if (!note || shown?.origin !== logKey.name) return false;
  if (shown.size < size || (shown.size === size && sameBytes(shown.root, root))) return false;
  return ((await signersOf(note, [logKey])) ?? []).length === 1;
}

/** Asks one witness to cosign, from the size that it last told; never throws. */
export async function askWitness(
  witness: AskedWitness,
  offer: Offer,
  known: Map<string, number>,
): Promise<Asked> {
  try {
    for (let tries = 0; tries < 3; tries += 1) {
      // One that had seen more is asked from nothing, so that it says again what it has seen.
      const seen = known.get(witness.vkey) ?? 0;
      const old = seen <= offer.size ? seen : 0;
      const proof = await offer.proof(old);
      const { status, body } = await post(witness.url, formatAsked({ old, proof, note: offer.note }));
      if (status === 200) {
        known.set(witness.vkey, offer.size);
        return await lineIn(body, witness, offer);
      }
      if (status !== 409)
        return none(`it answers ${status}`, status === 422 && (await isAhead(witness, offer)));
      known.set(witness.vkey, /^\d{1,15}\n$/.test(body) ? Number(body) : 0);
      if ((known.get(witness.vkey) ?? 0) > offer.size)
        return none("it has seen more than this log holds", await isAhead(witness, offer));
    }
    return none("it names another size each time");
  } catch (error) {
    return none(error instanceof Error ? error.message : String(error));
  }
}
