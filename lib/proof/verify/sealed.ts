import { type Bytes, sameBytes, utf8 } from "../log/bytes";
import { leafHash, rootByInclusion } from "../log/merkle";
import { parseProof } from "../log/proof-file";
import { verifyCms } from "../seal/cms";
import { sealLeaf, sealName } from "../seal/seal-leaf";
import { readSealedFile } from "../seal/sealed-file";
import { trustedCheckpoint } from "./checkpoint";
import type { EndedSeals } from "./later";
import type { Policy } from "./policy";
import { invalid, policyFor, type Verdict, verifyReceipt } from "./receipt";

const begins = (bytes: Bytes, text: string) => sameBytes(bytes.slice(0, text.length), utf8(text));

/** Whether the log announces the key of this seal, under a checkpoint that the policy trusts. */
async function isAnnounced(spki: Bytes, proof: Bytes, policy: Policy): Promise<boolean> {
  const read = parseProof(new TextDecoder().decode(proof));
  const trusted = read && (await trustedCheckpoint(read.checkpoint, policy));
  if (!read || !trusted || typeof trusted === "string") return false;
  const { size, root } = trusted.checkpoint;
  const found = await rootByInclusion(
    await leafHash(utf8(await sealLeaf(spki))),
    read.index,
    size,
    read.hashes,
  );
  return found !== null && sameBytes(found, root);
}

/**
 * Checks a sealed PDF by itself: the seal covers the whole file, its key is announced by the log, and the receipt within is
 * valid. Readers of PDF call a file valid to which something was added after the seal; here that is refused.
 */
export async function verifySealed(bytes: Bytes, policy?: Policy, ended?: EndedSeals): Promise<Verdict> {
  const sealed = await readSealedFile(bytes);
  if (!sealed) return invalid("not-sealed");
  const spki = await verifyCms(sealed.cms, sealed.covered);
  if (!spki) return invalid("seal-broken");
  const [zip, ...others] = sealed.files.filter((file) => begins(file, "PK"));
  const [proof, ...more] = sealed.files.filter((file) => begins(file, "c2sp.org/tlog-proof"));
  if (!zip || !proof || others.length + more.length > 0) return invalid("archive");
  const verdict = await verifyReceipt(zip, policy);
  if (verdict.verdict !== "valid") return verdict;
  const trusted = policy ?? (await policyFor(zip));
  if (!trusted || !(await isAnnounced(spki, proof, trusted))) return invalid("seal-unknown");
  const end = ended?.origin === verdict.log.name ? ended.at.get(await sealName(spki)) : undefined;
  if (end !== undefined && verdict.index >= end) return invalid("seal-ended");
  return { ...verdict, isSealed: true };
}

/**
 * The verdict of a receipt, be it the archive or the sealed PDF.
 * @param ended keys of the seal that ended, where the reader knows of them: a file alone cannot tell
 */
export function verifyFile(bytes: Bytes, policy?: Policy, ended?: EndedSeals): Promise<Verdict> {
  return begins(bytes, "%PDF-") ? verifySealed(bytes, policy, ended) : verifyReceipt(bytes, policy);
}
