import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { type Bytes, fromBase64, joined, toBase64, toHex, utf8 } from "../log/bytes";
import { type Checkpoint, cosignedMessage, formatCheckpoint, timestamped } from "../log/checkpoint";
import {
  COSIGNATURE,
  ED25519,
  formatNote,
  formatSignature,
  formatVerifierKey,
  keyIdOf,
  parseVerifierKey,
  type VerifierKey,
} from "../log/note";
import { writtenOnce } from "./written-once";

/** RFC 8410, section 7: what stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8 = Uint8Array.from(Buffer.from("302e020100300506032b657004220420", "hex"));

/** A private key under its name; the private half never leaves this object. */
interface SigningKey {
  readonly vkey: string;
  readonly key: VerifierKey;
  readonly signature: (message: Bytes) => Bytes;
}

/** The log's name and its key. */
export interface LogKey {
  readonly origin: string;
  readonly vkey: string;
  /** The signed note of a checkpoint. */
  readonly signed: (checkpoint: Omit<Checkpoint, "origin">) => string;
  /** The signature of any other text, such as the one that hands the log over to its next key. */
  readonly signature: (message: Bytes) => Bytes;
}

/** A witness's name and its key. */
export interface WitnessKey {
  readonly vkey: string;
  /** C2SP tlog-cosignature: the line, its line feed included, that stands under a checkpoint's text. */
  readonly cosigned: (text: string, seconds: number) => string;
}

function publicBytes(key: KeyObject): Bytes {
  const jwk = createPublicKey(key).export({ format: "jwk" });
  return new Uint8Array(Buffer.from(jwk.x ?? "", "base64url"));
}

/** One line `PRIVATE+KEY+<name>+<key id>+<base64 of type and seed>`, as Go's note package writes it. */
async function fresh(name: string, type: number): Promise<string> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const seed = new Uint8Array(Buffer.from(privateKey.export({ format: "jwk" }).d ?? "", "base64url"));
  const id = await keyIdOf(name, type, publicBytes(privateKey));
  return `PRIVATE+KEY+${name}+${toHex(id)}+${toBase64(joined(Uint8Array.of(type), seed))}\n`;
}

/** The key of a line that `fresh` wrote. Throws where the file is another or damaged. */
async function parse(line: string, path: string, type: number): Promise<SigningKey> {
  const [, name = "", id, encoded = ""] =
    /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+(\S+)\n$/.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  const damaged = () => new Error(`the key file ${path} is damaged`);
  if (bytes?.length !== 33 || bytes[0] !== type) throw damaged();
  const der = Buffer.from(joined(PKCS8, bytes.slice(1)));
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const vkey = await formatVerifierKey(name, type, publicBytes(secret));
  const key = await parseVerifierKey(vkey);
  if (!key || toHex(key.keyId) !== id) throw damaged();
  return { vkey, key, signature: (message) => new Uint8Array(sign(null, message, secret)) };
}

/** The key of a file, made at its first use with mode 0600; the name it is made under stays its own for good. */
async function keyOf(path: string, name: string, type: number): Promise<SigningKey> {
  return parse(writtenOnce(path, await fresh(name, type)), path, type);
}

/** The key of the log, made at its first start. */
export async function logKey(path: string, name: string): Promise<LogKey> {
  const { vkey, key, signature } = await keyOf(path, name, ED25519);
  return {
    origin: key.name,
    vkey,
    signature,
    signed: (checkpoint) => {
      const text = formatCheckpoint({ origin: key.name, ...checkpoint });
      return formatNote({ text, signatures: [{ ...key, signature: signature(utf8(text)) }] });
    },
  };
}

/** The key of a witness, made at its first start. */
export async function witnessKey(path: string, name: string): Promise<WitnessKey> {
  const { vkey, key, signature } = await keyOf(path, name, COSIGNATURE);
  return {
    vkey,
    cosigned: (text, seconds) =>
      formatSignature({
        ...key,
        signature: timestamped(seconds, signature(cosignedMessage(text, seconds))),
      }),
  };
}
