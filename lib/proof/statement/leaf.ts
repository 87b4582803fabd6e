import { jcs } from "../canonical/jcs";
import { toHex, utf8 } from "../log/bytes";
import { leafHash } from "../log/merkle";
import { commitment } from "./commitment";
import type { EventStatement, SignatureStatement, Statement } from "./statement";

/** The day of an instant as statements write it: the first ten characters of ISO 8601 in UTC. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

/** `sha256:` and the hex of a leaf's hash: how leaves and statements name a leaf, before it has an index and in any log. */
export async function leafName(leaf: string): Promise<string> {
  return `sha256:${toHex(await leafHash(utf8(leaf)))}`;
}

/**
 * The leaf of a statement: public, without personal data, and fixed by the statement and the salt alone, so that a receipt
 * need not carry it (proof.md, "Leaves"). A later fact names its signature by the hash of that leaf, not by its index:
 * it may be queued before the sequencer gave one.
 */
export async function leafOf(statement: Statement, canonical: string, salt: Uint8Array<ArrayBuffer>) {
  const commit = `sha256:${toHex(await commitment(salt, canonical))}`;
  return jcs(statement.type === "signature" ? ofSignature(statement, commit) : ofEvent(statement, commit));
}

/** The same leaf written at once: what it holds are hashes, a day, a level and a kind, which canonical text spells one way. */
export function plainLeafOf(statement: Statement, commit: string): string {
  if (statement.type !== "signature")
    return `{"commit":"${commit}","ref":"${statement.ref}","type":"${statement.type}","v":1}`;
  const { form, level, signed_at, entered } = statement;
  return `{"commit":"${commit}","day":"${entered ?? dayOf(signed_at)}","form":"${form}","level":"${level}","type":"signature","v":1}`;
}

function ofSignature({ form, level, signed_at, entered }: SignatureStatement, commit: string) {
  return { v: 1, type: "signature", form, commit, day: entered ?? dayOf(signed_at), level };
}

function ofEvent({ type, ref }: EventStatement, commit: string) {
  return { v: 1, type, ref, commit };
}

export type ErasureReason = "art17" | "identity-fraud" | "court-order";

/** What stays of an erased signature: that there was one, and why it went. */
export function erasureLeaf(ref: string, reason: ErasureReason): string {
  return jcs({ v: 1, type: "erasure", ref, reason });
}
