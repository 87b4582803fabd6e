import { type Bytes, fromHex, sameBytes, toHex } from "../log/bytes";
import { type Der, der, inside, rawSignature, readDer, TAGS } from "./der";

// Object identifiers by the hexadecimal of their DER value.
const SIGNED_DATA = "2a864886f70d010702"; // RFC 5652, section 5.1
const CONTENT_TYPE = "2a864886f70d010903";
const DATA = "2a864886f70d010701";
const MESSAGE_DIGEST = "2a864886f70d010904";
const SIGNING_CERTIFICATE_V2 = "2a864886f70d010910022f"; // RFC 5035, section 3
const EC_PUBLIC_KEY = "2a8648ce3d0201";
const P256 = "2a8648ce3d030107";
const SHA256 = "608648016503040201";
const ECDSA_SHA256 = "2a8648ce3d040302";

const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const idOf = (element: Der | undefined) => (element?.tag === TAGS.oid ? toHex(element.value) : "");

interface SignerInfo {
  readonly attributes: Der;
  readonly signature: Bytes;
}

const id = (hex: string) => der(TAGS.oid, fromHex(hex));
const one = der(TAGS.integer, Uint8Array.of(1));

/**
 * The whole of a CMS signature with this certificate and signer, in its one spelling: what the signature itself does not
 * cover is compared with it, so that no changed bit is taken for the same.
 */
function spelled(certificate: Der, { attributes, signature }: SignerInfo): Bytes {
  const [body] = inside(certificate, TAGS.sequence);
  // After the version: serial number, algorithm, issuer (RFC 5280, section 4.1).
  const [, serial, , issuer] = inside(body, TAGS.sequence);
  const digest = der(TAGS.sequence, id(SHA256));
  const signer = der(
    TAGS.sequence,
    one,
    der(TAGS.sequence, issuer?.whole ?? new Uint8Array(), serial?.whole ?? new Uint8Array()),
    digest,
    attributes.whole,
    der(TAGS.sequence, id(ECDSA_SHA256)),
    der(TAGS.octets, signature),
  );
  const signed = der(
    TAGS.sequence,
    one,
    der(TAGS.set, digest),
    der(TAGS.sequence, id(DATA)),
    der(TAGS.optional, certificate.whole),
    der(TAGS.set, signer),
  );
  return der(TAGS.sequence, id(SIGNED_DATA), der(TAGS.optional, signed));
}

/** The certificate and the one signer of a detached CMS signature; null where it has another form. */
function parts(cms: Bytes): { certificate: Der; signer: SignerInfo } | null {
  const [, content] = inside(readDer(cms)?.[0], TAGS.sequence);
  const [, , , certificates, signers] = inside(inside(content, TAGS.optional)[0], TAGS.sequence);
  const [certificate] = inside(certificates, TAGS.optional);
  const [, , , attributes, , signature] = inside(inside(signers, TAGS.set)[0], TAGS.sequence);
  if (!certificate || attributes?.tag !== TAGS.optional || !signature) return null;
  const signer = { attributes, signature: signature.value };
  return sameBytes(cms, spelled(certificate, signer)) ? { certificate, signer } : null;
}

/** The value of a signed attribute that stands there exactly once. */
function attribute({ attributes }: SignerInfo, id: string): Der | undefined {
  const found = inside(attributes, TAGS.optional)
    .map((each) => inside(each, TAGS.sequence))
    .filter(([name]) => idOf(name) === id);
  const values = inside(found[0]?.[1], TAGS.set);
  return found.length === 1 && values.length === 1 ? values[0] : undefined;
}

/** The public key of a certificate as SubjectPublicKeyInfo; null where it is none on P-256. */
function keyOf(certificate: Der): Bytes | null {
  const [body] = inside(certificate, TAGS.sequence);
  const key = inside(body, TAGS.sequence).find((field) => {
    const [type, curve] = inside(inside(field, TAGS.sequence)[0], TAGS.sequence);
    return idOf(type) === EC_PUBLIC_KEY && idOf(curve) === P256;
  });
  return key?.whole ?? null;
}

/** The signing-certificate-v2 names this very certificate by its SHA-256, the algorithm being the default one. */
async function names(value: Der | undefined, certificate: Der): Promise<boolean> {
  const [first] = inside(inside(inside(value, TAGS.sequence)[0], TAGS.sequence)[0], TAGS.sequence);
  return first?.tag === TAGS.octets && sameBytes(first.value, await sha256(certificate.whole));
}

/**
 * Checks a detached CMS signature over content (PAdES B-B, ETSI EN 319 142-1) of ECDSA on P-256 with SHA-256.
 * @param cms DER, exactly
 * @returns the signer's key as SubjectPublicKeyInfo, or null where anything is wrong; whose key that is, is not asked here
 */
export async function verifyCms(cms: Bytes, content: Bytes): Promise<Bytes | null> {
  const found = parts(cms);
  const spki = found && keyOf(found.certificate);
  if (!found || !spki) return null;
  const { certificate, signer } = found;
  const digest = attribute(signer, MESSAGE_DIGEST);
  if (idOf(attribute(signer, CONTENT_TYPE)) !== DATA) return null;
  if (digest?.tag !== TAGS.octets || !sameBytes(digest.value, await sha256(content))) return null;
  if (!(await names(attribute(signer, SIGNING_CERTIFICATE_V2), certificate))) return null;
  const raw = rawSignature(signer.signature);
  if (!raw) return null;
  // What is signed is the set itself, under its own tag (RFC 5652, section 5.4).
  const signed = signer.attributes.whole.slice();
  signed[0] = TAGS.set;
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("spki", spki, algorithm, false, ["verify"]).catch(() => null);
  if (!key) return null;
  return (await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, raw, signed)) ? spki : null;
}
