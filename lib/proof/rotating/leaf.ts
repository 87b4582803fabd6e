import { jcs } from "../canonical/jcs";
import { fromBase64, toBase64, utf8 } from "../log/bytes";
import { isEd25519, parseVerifierKey } from "../log/note";
import type { LogKey } from "../signer/key";
import type { Handover } from "../verify/shapes";

const words = (old: string, next: string) => utf8(`signataires-key/v1\n${old}\n${next}\n`);

/** The leaf by which a log's key hands over to another: each signs that the one follows the other. */
export function keyLeaf(old: LogKey, next: LogKey): string {
  const said = words(old.vkey, next.vkey);
  const [sig_old, sig_new] = [old, next].map((key) => toBase64(key.signature(said)));
  return jcs({ v: 1, type: "key", old: old.vkey, new: next.vkey, sig_old, sig_new });
}

/** Whether both keys of a `key` leaf signed it. */
export async function isHandover(leaf: Handover): Promise<boolean> {
  for (const [vkey, signature] of [
    [leaf.old, leaf.sig_old],
    [leaf.new, leaf.sig_new],
  ] as const) {
    const [key, bytes] = [await parseVerifierKey(vkey), fromBase64(signature)];
    if (!key || bytes?.length !== 64) return false;
    if (!(await isEd25519(key.publicKey, bytes, words(leaf.old, leaf.new)))) return false;
  }
  return true;
}
