import { generateKeyPairSync, sign } from "node:crypto";
import { type Bytes, utf8 } from "../log/bytes";
import { formatCheckpoint } from "../log/checkpoint";
import type { Hash } from "../log/merkle";
import { ED25519, formatVerifierKey, type Note, parseVerifierKey, type VerifierKey } from "../log/note";
import {
  consistencyRanges,
  Edge,
  type HashReader,
  hashOfLeaf,
  hashOfRange,
  inclusionRanges,
} from "../log/tree";
import { formatAsked } from "../witness/protocol";

/** One history of a log: its leaves as numbers or words, and all that can be proven of it. */
export class History {
  readonly #kept = new Map<string, Hash>();
  readonly #edge = new Edge();
  readonly #roots: Hash[] = [];

  constructor(leaves: readonly (number | string)[] = []) {
    this.#roots.push(this.#edge.root());
    for (const leaf of leaves) this.add(leaf);
  }

  get size(): number {
    return this.#edge.size;
  }

  add(leaf: number | string): void {
    this.#edge.append(hashOfLeaf(utf8(`leaf ${leaf}`)), (level, at, hash) =>
      this.#kept.set(`${level}/${at}`, hash),
    );
    this.#roots.push(this.#edge.root());
  }

  root(size = this.size): Hash {
    return this.#roots[size] ?? new Uint8Array(32);
  }

  #read: HashReader = (level, index) => this.#kept.get(`${level}/${index}`) ?? new Uint8Array(32);

  leaf(index: number): Hash {
    return this.#read(0, index);
  }

  inclusion(index: number, size: number): Hash[] {
    return inclusionRanges(index, size).map((range) => hashOfRange(range, this.#read));
  }

  consistency(earlier: number, later: number): Hash[] {
    return consistencyRanges(earlier, later).map((range) => hashOfRange(range, this.#read));
  }
}

/** The key of a made-up log, in the hands of whoever wants to rewrite it. */
export class LogInHand {
  private constructor(
    readonly key: VerifierKey,
    readonly vkey: string,
    private readonly signed: (message: Bytes) => Bytes,
  ) {}

  static async made(name: string): Promise<LogInHand> {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const raw = new Uint8Array(Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url"));
    const vkey = await formatVerifierKey(name, ED25519, raw);
    const key = await parseVerifierKey(vkey);
    if (!key) throw new Error("a key just made is read again");
    return new LogInHand(key, vkey, (message) => new Uint8Array(sign(null, message, privateKey)));
  }

  note(size: number, root: Hash, origin = this.key.name): Note {
    const text = formatCheckpoint({ origin, size, root });
    return { text, signatures: [{ ...this.key, signature: this.signed(utf8(text)) }] };
  }

  /** What a log asks of a witness that cosigned `old` leaves of it. */
  ask(history: History, old: number, size = history.size): string {
    return formatAsked({
      old,
      proof: history.consistency(old, size),
      note: this.note(size, history.root(size)),
    });
  }
}
