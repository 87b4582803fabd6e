import { type Bytes, fromHex, sameBytes, utf8 } from "../log/bytes";
import { leafHash, rootByInclusion } from "../log/merkle";
import { parseVerifierKey, type VerifierKey } from "../log/note";
import { parseProof } from "../log/proof-file";
import { type Receipt, readReceipt } from "../receipt/receipt";
import { leafName, leafOf } from "../statement/leaf";
import type { SignatureStatement } from "../statement/statement";
import { type CheckpointProblem, type Trusted, trustedCheckpoint } from "./checkpoint";
import type { Policy } from "./policy";
import { type FormText, parseForm, parseStatement } from "./shapes";

export type Problem =
  | "archive"
  | "statement"
  | "form"
  | "other-form"
  | "answers"
  | "language"
  | "keys"
  | "proof"
  | "not-in-log"
  | "not-sealed"
  | "seal-broken"
  | "seal-unknown"
  | "seal-ended"
  | CheckpointProblem;

/** What a receipt proves, once all of it was checked. */
export interface Proven {
  readonly verdict: "valid";
  readonly statement: SignatureStatement;
  readonly form: FormText;
  readonly formHash: string;
  readonly index: number;
  /** `sha256:` and the hash of the signature's leaf: what later facts name it by. */
  readonly leaf: string;
  readonly size: number;
  readonly log: VerifierKey;
  /** Whether the log's key came from the reader's own policy, not from the receipt itself. */
  readonly isKeyGiven: boolean;
  readonly witnesses: readonly string[];
  /** A PDF, whose seal covers all of it and is the platform's. */
  readonly isSealed: boolean;
}

export type Verdict =
  | Proven
  | { readonly verdict: "invalid"; readonly problem: Problem }
  /** No receipt at all, or a policy that is none: nothing can be said of it. */
  | { readonly verdict: "unknown"; readonly problem: "no-receipt" | "policy" };

export const invalid = (problem: Problem): Verdict => ({ verdict: "invalid", problem });

/** Every engagement of the form is answered once, in its order; a reservation is said. */
function answersAll({ answers }: SignatureStatement, { text }: FormText): boolean {
  const numbers = text.themes.flatMap(({ engagements }) => engagements.map(({ number }) => number));
  return (
    numbers.length === answers.length &&
    answers.every(
      ({ engagement, value, comment }, at) =>
        engagement === numbers[at] && (value !== "with-reservation" || comment !== undefined),
    )
  );
}

/** The policy of who gives none: the log's own keys, as the receipt names them, and no witness. */
async function ownPolicy({ keys }: Receipt): Promise<Policy | null> {
  const logs = await Promise.all(keys.map(parseVerifierKey));
  const all = logs.filter((key) => key !== null);
  return all.length === logs.length ? { logs: all, witnesses: [], isQuorum: () => true } : null;
}

/** The policy of who gives none, by the archive of a receipt. */
export async function policyFor(zip: Bytes): Promise<Policy | null> {
  const receipt = readReceipt(zip);
  return receipt && ownPolicy(receipt);
}

async function trustedProof(
  receipt: Receipt,
  leaf: string,
  policy: Policy,
): Promise<{ trusted: Trusted; index: number } | Problem> {
  const proof = parseProof(receipt.proof);
  if (!proof) return "proof";
  const trusted = await trustedCheckpoint(proof.checkpoint, policy);
  if (typeof trusted === "string") return trusted;
  const { size, root } = trusted.checkpoint;
  const found = await rootByInclusion(await leafHash(utf8(leaf)), proof.index, size, proof.hashes);
  return found && sameBytes(found, root) ? { trusted, index: proof.index } : "not-in-log";
}

/**
 * Checks a receipt by itself, without a network: its texts to the last bit, that they belong together, and that the log
 * holds them under a signed checkpoint. Without a policy the log's key is taken from the receipt, and the verdict says so.
 */
export async function verifyReceipt(bytes: Bytes, policy?: Policy): Promise<Verdict> {
  if (!sameBytes(bytes.slice(0, 4), Uint8Array.of(0x50, 0x4b, 3, 4)))
    return { verdict: "unknown", problem: "no-receipt" };
  const receipt = readReceipt(bytes);
  if (!receipt) return invalid("archive");
  const [statement, form] = [parseStatement(receipt.statement), parseForm(receipt.form)];
  if (!statement) return invalid("statement");
  if (!form) return invalid("form");
  if ((await leafName(receipt.form)) !== statement.form) return invalid("other-form");
  if (!answersAll(statement, form)) return invalid("answers");
  if (!Object.hasOwn(form.text.title, statement.language)) return invalid("language");
  const [own, salt] = [await ownPolicy(receipt), fromHex(receipt.salt)];
  if (!own) return invalid("keys");
  const leaf = await leafOf(statement, receipt.statement, salt);
  const proven = await trustedProof(receipt, leaf, policy ?? own);
  if (typeof proven === "string") return invalid(proven);
  const { trusted, index } = proven;
  return {
    verdict: "valid",
    statement,
    form,
    formHash: statement.form,
    index,
    leaf: await leafName(leaf),
    size: trusted.checkpoint.size,
    log: trusted.key,
    isKeyGiven: policy !== undefined,
    witnesses: trusted.witnesses,
    isSealed: false,
  };
}
