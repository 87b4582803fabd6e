import { BitString, Integer, Utf8String } from "asn1js";
import { AttributeTypeAndValue, Certificate, CryptoEngine, Extension, TimeType } from "pkijs";
import { type Bytes, fromBase64, toBase64 } from "../log/bytes";
import { writtenOnce } from "../signer/written-once";

const P256 = { name: "ECDSA", namedCurve: "P-256" } as const;

/** The key of the platform's seal on PDFs, with its certificate. */
export interface SealKey {
  readonly privateKey: CryptoKey;
  /** X.509, DER, signed by itself: the log says whose it is (RFC 5280). */
  readonly certificate: Bytes;
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Bytes;
}

/** A certificate for seals alone: digital signature and non-repudiation, for thirty years. */
async function certificateFor(keys: CryptoKeyPair, name: string, now: Date): Promise<Bytes> {
  const made = new Certificate();
  const engine = new CryptoEngine({ name: "node", crypto });
  const serial = crypto.getRandomValues(new Uint8Array(12));
  serial[0] = 1;
  made.version = 2;
  made.serialNumber = new Integer({ valueHex: serial.buffer });
  for (const party of [made.issuer, made.subject])
    party.typesAndValues.push(
      new AttributeTypeAndValue({ type: "2.5.4.3", value: new Utf8String({ value: name }) }),
    );
  made.notBefore.value = now;
  // A year from 2050 on must be written whole (RFC 5280, section 4.1.2.5).
  made.notAfter.type = TimeType.GeneralizedTime;
  made.notAfter.value = new Date(Date.UTC(now.getUTCFullYear() + 30, now.getUTCMonth(), 1));
  const usage = new BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 });
  made.extensions = [new Extension({ extnID: "2.5.29.15", critical: true, extnValue: usage.toBER() })];
  await made.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  await made.sign(keys.privateKey, "SHA-256", engine);
  return new Uint8Array(made.toSchema(true).toBER());
}

/** Three lines of base64: private key (PKCS #8), public key, certificate. */
async function fresh(name: string, now: Date): Promise<string> {
  const keys = await crypto.subtle.generateKey(P256, true, ["sign", "verify"]);
  const parts = [
    new Uint8Array(await crypto.subtle.exportKey("pkcs8", keys.privateKey)),
    new Uint8Array(await crypto.subtle.exportKey("spki", keys.publicKey)),
    await certificateFor(keys, name, now),
  ];
  return parts.map((part) => `${toBase64(part)}\n`).join("");
}

async function parse(text: string): Promise<SealKey> {
  const [pkcs8, spki, certificate] = text.split("\n").map(fromBase64);
  if (!pkcs8 || !spki || !certificate) throw new Error("the file of the seal's key is damaged");
  const privateKey = await crypto.subtle.importKey("pkcs8", pkcs8, P256, false, ["sign"]);
  return { privateKey, certificate, spki };
}

/**
 * The key of the seal, made at its first start with mode 0600.
 * @param name what readers of PDF show as the sealer
 */
export async function sealKey(path: string, name: string, now: Date): Promise<SealKey> {
  return parse(writtenOnce(path, await fresh(name, now)));
}
