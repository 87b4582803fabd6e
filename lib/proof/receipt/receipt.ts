import { type Bytes, utf8 } from "../log/bytes";
import { type ArchivedFile, readZip, writeZip } from "./zip";

/** The files of a receipt, each as its exact text (proof.md, "Receipt and verifiers"). */
export interface Receipt {
  /** The canonical statement of the signature. */
  readonly statement: string;
  /** 64 hexadecimal characters. */
  readonly salt: string;
  /** The leaf of the form version that was signed. */
  readonly form: string;
  /** C2SP tlog-proof of the signature's leaf. */
  readonly proof: string;
  /** The log's verifier keys. */
  readonly keys: readonly string[];
}

const NAMES = ["statement.json", "salt", "form.json", "receipt.tlog-proof", "log.vkey"];

export function writeReceipt({ statement, salt, form, proof, keys }: Receipt): Bytes {
  const texts = [statement, `${salt}\n`, form, proof, keys.map((key) => `${key}\n`).join("")];
  return writeZip(texts.map((text, at) => ({ name: NAMES[at] ?? "", bytes: utf8(text) })));
}

function textOf({ bytes }: ArchivedFile): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The receipt of an archive, or null where it is none of ours to the last bit; what the texts say is not checked here. */
export function readReceipt(zip: Bytes): Receipt | null {
  const files = readZip(zip);
  if (files?.map(({ name }) => name).join() !== NAMES.join()) return null;
  const [statement, salt, form, proof, keys] = files.map(textOf);
  if (!statement || !form || !proof || !keys || !/^[0-9a-f]{64}\n$/.test(salt ?? "")) return null;
  if (!keys.endsWith("\n")) return null;
  return { statement, salt: salt?.slice(0, 64) ?? "", form, proof, keys: keys.slice(0, -1).split("\n") };
}
