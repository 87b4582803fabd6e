import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bytes, fromBase64, fromDecimal, joined, toBase64, utf8 } from "./bytes";
import {
  cosignedMessage,
  formatCheckpoint,
  parseCheckpoint,
  signersOf,
  timeOf,
  timestamped,
} from "./checkpoint";
import {
  COSIGNATURE,
  ED25519,
  formatNote,
  formatVerifierKey,
  type NoteSignature,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
} from "./note";
import { formatProof, parseProof } from "./proof-file";

async function aKey(name: string, type: number) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = new Uint8Array(publicKey.export({ type: "spki", format: "der" })).slice(-32);
  const key = await parseVerifierKey(await formatVerifierKey(name, type, raw));
  if (!key) throw new Error("a key just made is read again");
  const signed = (message: Bytes): Bytes => new Uint8Array(sign(null, message, privateKey));
  return { key, signed };
}
const line = ({ name, keyId }: VerifierKey, signature: Bytes): NoteSignature => ({ name, keyId, signature });

/** A checkpoint by a log and cosigned by a witness. */
async function aCheckpoint() {
  const log = await aKey("signataires.example/log", ED25519);
  const witness = await aKey("witness.example/w1", COSIGNATURE);
  const root = utf8("0123456789abcdef0123456789abcdef");
  const text = formatCheckpoint({ origin: log.key.name, size: 70_000, root });
  const cosignature = timestamped(1_800_000_000, witness.signed(cosignedMessage(text, 1_800_000_000)));
  const signatures = [line(log.key, log.signed(utf8(text))), line(witness.key, cosignature)];
  return { log: log.key, witness: witness.key, note: { text, signatures } };
}

test("a key and a note made by Go's own implementation are read and hold", async () => {
  const key = await parseVerifierKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  const note = parseNote(
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
      "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n",
  );
  if (!key || !note) throw new Error("the note is read");
  expect(await signersOf(note, [key])).toEqual([key]);
  expect(await signersOf({ ...note, text: note.text.replace("your", "my") }, [key])).toBeNull();
  expect(
    await parseVerifierKey("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"),
  ).toBeNull();
});

test("a checkpoint holds by its log and its witness; others' lines are left aside", async () => {
  const { log, witness, note } = await aCheckpoint();
  const read = parseNote(formatNote(note));
  expect(read).toEqual(note);
  expect(parseCheckpoint(note.text)).toMatchObject({ origin: log.name, size: 70_000 });
  expect(await signersOf(note, [log, witness])).toEqual([log, witness]);
  const { key: stranger } = await aKey("witness.example/w1", COSIGNATURE);
  expect(await signersOf(note, [stranger])).toEqual([]);
  const cosignature = note.signatures[1];
  expect(cosignature && timeOf(cosignature)).toBe(1_800_000_000);
});

test("every bit of a checkpoint's text and signatures counts", async () => {
  const { log, witness, note } = await aCheckpoint();
  const whole = utf8(formatNote(note));
  let passed = 0;
  for (let bit = 0; bit < whole.length * 8; bit += 1) {
    const flipped = whole.with(bit >> 3, (whole[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
    const read = parseNote(new TextDecoder().decode(flipped));
    const signers = read && (await signersOf(read, [log, witness]));
    if (signers?.includes(log) && signers.includes(witness)) passed += 1;
  }
  expect(passed).toBe(0);
});

test("base64, decimals, notes and proofs have one spelling", async () => {
  expect(fromBase64("QQ==")).toEqual(utf8("A"));
  for (const lenient of ["QR==", "QQ", "QQ=", "Q Q==", "QQ==\n", "-_==", "QQ==QQ=="])
    expect(fromBase64(lenient)).toBeNull();
  for (const lenient of ["01", "+1", "1.0", "", " 1", "9007199254740993"])
    expect(fromDecimal(lenient)).toBeNull();
  const { note } = await aCheckpoint();
  const proof = { index: 4711, hashes: [utf8("x".repeat(32)), utf8("y".repeat(32))], checkpoint: note };
  const file = formatProof(proof);
  expect(parseProof(file)).toEqual(proof);
  expect(parseProof(formatProof({ ...proof, hashes: [] }))).toEqual({ ...proof, hashes: [] });
  for (const bad of [
    file.replace("index 4711", "index 04711"),
    file.replace("@v1", "@v2"),
    file.replace("index", "extra QQ==\nindex"),
    file.replaceAll("\n", "\r\n"),
    file.slice(0, -1),
    `${file}\n`,
    file.replace(toBase64(utf8("x".repeat(32))), toBase64(utf8("x".repeat(31)))),
  ])
    expect(parseProof(bad), bad).toBeNull();
});

test("whatever is thrown at the readers, they say null and never throw", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
      parseProof(text);
      parseCheckpoint(text);
      parseNote(`${text}\n\n— ${text}\n`);
      expect(await parseVerifierKey(text)).toBeNull();
      expect(timeOf({ name: "x", keyId: joined(), signature: utf8(text) })).toBeTypeOf("object");
    }),
    { numRuns: 300, examples: [["\n\n"], ["— a \n"], ["1\n2\n3\n"]] },
  );
});
