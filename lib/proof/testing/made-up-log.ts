import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { jcs } from "../canonical/jcs";
import { type Bytes, joined, toHex, utf8 } from "../log/bytes";
import { cosignedMessage, formatCheckpoint, timestamped } from "../log/checkpoint";
import {
  type COSIGNATURE,
  ED25519,
  formatNote,
  formatVerifierKey,
  keyIdOf,
  type NoteSignature,
  parseNote,
} from "../log/note";
import { formatProof } from "../log/proof-file";
import { formatEntries, newTiles, tilePath } from "../log/tiles";
import { hashOfLeaf, hashOfNode, hashOfRange, inclusionRanges } from "../log/tree";
import { type Receipt, writeReceipt } from "../receipt/receipt";
import { leafName, leafOf } from "../statement/leaf";
import { canonicalStatement, type SignatureStatement } from "../statement/statement";

/** A key of a made-up log or witness. */
export interface MadeUpKey {
  readonly name: string;
  readonly vkey: string;
  readonly line: (text: string, seconds?: number) => Promise<NoteSignature>;
}

function rawOf(key: KeyObject): Bytes {
  return new Uint8Array(Buffer.from(key.export({ format: "jwk" }).x ?? "", "base64url"));
}

export async function aKey(
  name: string,
  type: typeof ED25519 | typeof COSIGNATURE = ED25519,
): Promise<MadeUpKey> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const raw = rawOf(publicKey);
  const keyId = await keyIdOf(name, type, raw);
  return {
    name,
    vkey: await formatVerifierKey(name, type, raw),
    line: async (text, seconds = 1_800_000_000) => {
      if (type === ED25519)
        return { name, keyId, signature: new Uint8Array(sign(null, utf8(text), privateKey)) };
      const signature = new Uint8Array(sign(null, cosignedMessage(text, seconds), privateKey));
      return { name, keyId, signature: timestamped(seconds, signature) };
    },
  };
}

/** The leaf of a made-up form of so many engagements. */
export function aFormLeaf(engagements = 3, over: object = {}): string {
  const text = (said: string) => ({ fr: said, en: `${said} (en)` });
  const all = Array.from({ length: engagements }, (_, at) => ({
    lineage: `lineage-${at + 1}`,
    number: at + 1,
    title: text(`Engagement ${at + 1}`),
    text: text(`Je défendrai le point ${at + 1}, cœur du droit.`),
    why: text("Parce que c’est un droit."),
  }));
  const themes = [{ title: text("Thème"), engagements: all }];
  const body = {
    title: text("Droits"),
    introduction: text("…"),
    validity: text("Le mandat."),
    minimum: "all",
    themes,
  };
  return jcs({ v: 1, type: "form", id: "form-1", version: 2, by: ["Garanties"], text: body, ...over });
}

/** The statement of somebody plainly fictional, all yes but the first. */
export async function aStatement(
  form: string,
  over: Partial<SignatureStatement> = {},
): Promise<SignatureStatement> {
  return {
    v: 1,
    type: "signature",
    form: await leafName(form),
    candidate: {
      id: "abc12345",
      candidacy: "def67890",
      name: "Łucja Œuvrard",
      role: "candidate",
      ticket: "Noé Fictif",
      election: { id: "legislatives-2032", name: "Élections législatives 2032" },
      constituency: { code: "99-01", name: "1re circonscription de l’Ailleurs" },
    },
    revision: 1,
    answers: [
      { engagement: 1, value: "with-reservation", comment: "Sauf urgence." },
      { engagement: 2, value: "yes" },
      { engagement: 3, value: "yes" },
    ],
    language: "fr",
    method: "personal-link",
    level: "A1",
    evidence: "Site de campagne",
    signed_at: "2032-05-03T09:10:11.123Z",
    ...over,
  };
}

/** A whole log in memory. */
export class MadeUpLog {
  readonly leaves: Bytes[] = [];
  constructor(
    readonly key: MadeUpKey,
    readonly witnesses: readonly MadeUpKey[] = [],
  ) {}

  add(leaf: string): number {
    return this.leaves.push(utf8(leaf)) - 1;
  }

  #node = (level: number, index: number): Bytes => {
    const leaf = this.leaves[index];
    if (level === 0) return hashOfLeaf(leaf ?? new Uint8Array());
    return hashOfNode(this.#node(level - 1, index * 2), this.#node(level - 1, index * 2 + 1));
  };

  async note(seconds?: number): Promise<string> {
    const size = this.leaves.length;
    const root = hashOfRange({ start: 0, end: size }, this.#node);
    const text = formatCheckpoint({ origin: this.key.name, size, root });
    const by = [this.key, ...this.witnesses];
    return formatNote({ text, signatures: await Promise.all(by.map((key) => key.line(text, seconds))) });
  }

  async proof(index: number): Promise<string> {
    const checkpoint = parseNote(await this.note());
    if (!checkpoint) throw new Error("no note");
    const hashes = inclusionRanges(index, this.leaves.length).map((range) => hashOfRange(range, this.#node));
    return formatProof({ index, hashes, checkpoint });
  }

  /** The files of an export, by their paths. */
  async exported(): Promise<Map<string, Bytes>> {
    const files = new Map([["checkpoint", utf8(await this.note())]]);
    for (const tile of newTiles(0, this.leaves.length)) {
      const { level, index, width } = tile;
      if (level === "entries") continue;
      const hashes = Array.from({ length: width }, (_, at) => this.#node(level * 8, index * 256 + at));
      files.set(tilePath(tile), joined(...hashes));
      if (level === 0) {
        const entries = this.leaves.slice(index * 256, index * 256 + width);
        files.set(tilePath({ level: "entries", index, width }), new Uint8Array(formatEntries(entries)));
      }
    }
    return files;
  }

  /** The receipt of a statement on a form, both added to the log. */
  async receipt(form: string, statement: SignatureStatement, over: Partial<Receipt> = {}): Promise<Receipt> {
    const salt = new Uint8Array(createHash("sha256").update(String(this.leaves.length)).digest());
    if (!this.leaves.some((leaf) => Buffer.from(leaf).toString() === form)) this.add(form);
    const canonical = canonicalStatement(statement);
    const index = this.add(await leafOf(statement, canonical, salt));
    const proof = await this.proof(index);
    return { statement: canonical, salt: toHex(salt), form, proof, keys: [this.key.vkey], ...over };
  }
}

/** A log with so many other leaves and one receipt in it, as files. */
export async function aReceipt(over: { others?: number; witnesses?: readonly MadeUpKey[] } = {}) {
  const log = new MadeUpLog(await aKey("test.example/log"), over.witnesses);
  const form = aFormLeaf();
  log.add(form);
  for (let n = 0; n < (over.others ?? 5); n += 1) log.add(aFormLeaf(1, { id: `other-${n}` }));
  const receipt = await log.receipt(form, await aStatement(form));
  return { log, receipt, zip: writeReceipt(receipt) };
}
