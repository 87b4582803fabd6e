import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Bytes, fromBase64, joined, toBase64, toHex, utf8 } from "../log/bytes";
import { type Checkpoint, formatCheckpoint } from "../log/checkpoint";
import { ED25519, formatNote, formatVerifierKey, keyIdOf } from "../log/note";

/** RFC 8410, section 7: what stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const PKCS8 = Uint8Array.from(Buffer.from("302e020100300506032b657004220420", "hex"));

/** The log's name and its key; the private half never leaves this object. */
export interface LogKey {
  readonly origin: string;
  readonly vkey: string;
  /** The signed note of a checkpoint. */
  readonly signed: (checkpoint: Omit<Checkpoint, "origin">) => string;
}

function publicBytes(key: KeyObject): Bytes {
  const jwk = createPublicKey(key).export({ format: "jwk" });
  return new Uint8Array(Buffer.from(jwk.x ?? "", "base64url"));
}

/** One line `PRIVATE+KEY+<name>+<key id>+<base64 of type and seed>`, as Go's note package writes it. */
async function fresh(origin: string): Promise<string> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const seed = new Uint8Array(Buffer.from(privateKey.export({ format: "jwk" }).d ?? "", "base64url"));
  const id = await keyIdOf(origin, ED25519, publicBytes(privateKey));
  return `PRIVATE+KEY+${origin}+${toHex(id)}+${toBase64(joined(Uint8Array.of(ED25519), seed))}\n`;
}

/** The key of a line that `fresh` wrote. Throws where the file is another or damaged. */
async function parse(line: string): Promise<LogKey> {
  const [, origin = "", id, encoded = ""] =
    /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+(\S+)\n$/.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (bytes?.length !== 33 || bytes[0] !== ED25519) throw new Error("the log's key file is damaged");
  const der = Buffer.from(joined(PKCS8, bytes.slice(1)));
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const keyId = await keyIdOf(origin, ED25519, publicBytes(key));
  if (toHex(keyId) !== id) throw new Error("the log's key file is damaged");
  return {
    origin,
    vkey: await formatVerifierKey(origin, ED25519, publicBytes(key)),
    signed: (checkpoint) => {
      const text = formatCheckpoint({ origin, ...checkpoint });
      const signature = new Uint8Array(sign(null, utf8(text), key));
      return formatNote({ text, signatures: [{ name: origin, keyId, signature }] });
    },
  };
}

/** The key of the log, made at its first start with mode 0600; the name it is made under stays its own for good. */
export async function logKey(path: string, origin: string): Promise<LogKey> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, await fresh(origin), { mode: 0o600 });
  try {
    // Appears whole or not at all, and never in the place of another.
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    unlinkSync(draft);
  }
  return parse(readFileSync(path, "utf8"));
}
