import "server-only";
import { createHash } from "node:crypto";
import { pool } from "@/lib/core/db";
import { pagesOf } from "@/lib/core/db-pages";
import { toHex } from "../log/bytes";
import { parseCheckpoint } from "../log/checkpoint";
import { parseNote } from "../log/note";
import { Edge, hashOfLeaf } from "../log/tree";
import { isHandover } from "../rotating/leaf";
import { leafOf, plainLeafOf } from "../statement/leaf";
import {
  type Handover,
  parseEvent,
  parseLeaf,
  parseStatement,
  readStatement,
  shortLeaf,
} from "../verify/shapes";

/** Where tables, log and checkpoint differ: the entry, the fact, and what differs. */
export interface Fault {
  /** The entry of the log; null where the fact has none. */
  readonly index: number | null;
  readonly fact: string;
  readonly what: string;
}

interface LeafRow {
  readonly index: number;
  readonly data: Buffer;
  readonly hash: Buffer;
  readonly body: string | null;
  readonly salt: Buffer | null;
  readonly version: string | null;
}

/** The leaves that have an index, in its order. */
const LEAVES = `SELECT l.index::float8 AS index, l.data, l.hash, s.body, s.salt, l.version_id AS version
  FROM log_leaf l LEFT JOIN statement s ON s.leaf_id = l.id WHERE l.index IS NOT NULL ORDER BY l.index`;

/** SHA-256 as `commitment` takes it, at once: a check of a whole log awaits nothing for each of its entries. */
function commitOf(salt: Buffer, body: string): string {
  const hash = createHash("sha256").update("signataires-commit/v1\n").update(salt).update(body);
  return `sha256:${hash.digest("hex")}`;
}

/** Whether a leaf is what its statement commits to; null where it is. */
async function statementFault({ index, data, body, salt }: LeafRow): Promise<Fault | null> {
  const fault = (what: string) => ({ index, fact: "statement", what });
  if (body === null || salt === null) return null;
  const [short, commit] = [readStatement(body), commitOf(salt, body)];
  if (short && data.toString("utf8") === plainLeafOf(short, commit)) return null;
  const statement = parseStatement(body) ?? parseEvent(body);
  if (!statement) return fault("is no statement any more");
  const leaf = await leafOf(statement, body, new Uint8Array(salt));
  return leaf === data.toString("utf8") ? null : fault("is not what its leaf commits to");
}

/** The tree as it grows leaf by leaf, to be held against the tiles and each signed checkpoint. */
class Growing {
  readonly edge = new Edge();
  readonly tiles = new Map<string, Uint8Array[]>();

  add(hash: Uint8Array<ArrayBuffer>): void {
    this.edge.append(hash, (level, at, node) => {
      if (level % 8 !== 0) return;
      const name = `${level / 8}/${Math.floor(at / 256)}`;
      const held = this.tiles.get(name);
      if (held) held.push(node);
      else this.tiles.set(name, [node]);
    });
  }
}

async function tileFaults({ tiles }: Growing): Promise<Fault[]> {
  const { rows } = await pool().query<{ name: string; first: number; hashes: Buffer }>(
    "SELECT level || '/' || index AS name, index * power(256, level + 1) AS first, hashes FROM log_tile ORDER BY level, index",
  );
  const known = new Set(rows.map(({ name }) => name));
  const missing = [...tiles.keys()].filter((name) => !known.has(name));
  return [
    ...missing.map((name) => ({ index: null, fact: `tile ${name}`, what: "is missing" })),
    ...rows
      .filter(({ name, hashes }) => !Buffer.concat(tiles.get(name) ?? []).equals(hashes))
      .map(({ name, first }) => ({
        index: Number(first),
        fact: `tile ${name}`,
        what: "differs from the entries",
      })),
  ];
}

async function checkpoints(): Promise<Map<number, string>> {
  const { rows } = await pool().query<{ size: number; root: Buffer; note: string }>(
    "SELECT size::float8 AS size, root, note FROM log_checkpoint ORDER BY size",
  );
  return new Map(
    rows.map(({ size, root, note }) => {
      const said = parseCheckpoint(parseNote(note)?.text ?? "");
      const isOne = said?.size === size && toHex(said.root) === root.toString("hex");
      return [size, isOne ? root.toString("hex") : "unreadable"];
    }),
  );
}

/** Leaves of keys stand for themselves: neither words nor a statement belong to them. */
const KEYS = ["key", "seal"];

/** What one pass through the log remembers. */
class Pass {
  readonly growing = new Growing();
  readonly faults: Fault[] = [];
  readonly #names = new Set<string>();
  readonly #bare = new Map<string, number>();
  readonly #handovers: (readonly [number, Handover])[] = [];
  /** Bare entries that tell of another: they go with it. */
  readonly #about = new Map<string, string[]>();

  constructor(readonly signed: Map<number, string>) {
    this.#holdAgainst(0);
  }

  #say(index: number, fact: string, what: string): void {
    this.faults.push({ index, fact, what });
  }

  /** A checkpoint of as many entries as were read so far must sign them. */
  #holdAgainst(index: number): void {
    const { edge } = this.growing;
    const root = this.signed.get(edge.size);
    if (root && root !== toHex(edge.root())) this.#say(index, "checkpoint", "does not sign these entries");
    this.signed.delete(edge.size);
  }

  #erase(name: string): void {
    for (const gone of [name, ...(this.#about.get(name) ?? [])]) this.#bare.delete(gone);
  }

  read({ index, data, hash, body, version }: LeafRow): void {
    const [own, text] = [hashOfLeaf(data), data.toString("utf8")];
    const leaf = shortLeaf(text) ?? parseLeaf(text);
    const { size } = this.growing.edge;
    if (index !== size) this.#say(size, "entry", "is missing");
    if (!hash.equals(own)) this.#say(index, "entry", "has another hash");
    if (leaf?.handover) this.#handovers.push([index, leaf.handover]);
    if (!leaf) this.#say(index, "entry", "is no leaf of this log");
    else if (leaf.needs && !this.#names.has(leaf.needs))
      this.#say(index, "entry", "refers to nothing before it");
    const name = `sha256:${Buffer.from(own).toString("hex")}`;
    this.#names.add(name);
    if (leaf?.type === "erasure" && leaf.needs) this.#erase(leaf.needs);
    else if (body === null && version === null && !KEYS.includes(leaf?.type ?? "")) {
      this.#bare.set(name, index);
      if (leaf?.type !== "signature" && leaf?.needs)
        this.#about.set(leaf.needs, [...(this.#about.get(leaf.needs) ?? []), name]);
    }
    this.growing.add(own);
    this.#holdAgainst(index);
  }

  async end(): Promise<readonly Fault[]> {
    for (const [index, handover] of this.#handovers)
      if (!(await isHandover(handover))) this.#say(index, "key", "is not signed by both keys");
    for (const index of this.#bare.values()) this.#say(index, "statement", "is gone without an erasure");
    for (const size of this.signed.keys())
      this.#say(size - 1, "checkpoint", "signs more entries than there are");
    return this.faults;
  }
}

/**
 * Reads the whole log and tells where its entries, statements, tiles and signed checkpoints differ; one pass in the order
 * of the log. `size` is the number of entries read.
 */
export async function logFaults(): Promise<{ readonly size: number; readonly faults: readonly Fault[] }> {
  const pass = new Pass(await checkpoints());
  for await (const rows of pagesOf<LeafRow>(LEAVES)) {
    pass.faults.push(...(await Promise.all(rows.map(statementFault))).filter((fault) => fault !== null));
    for (const row of rows) pass.read(row);
  }
  return {
    size: pass.growing.edge.size,
    faults: [...(await pass.end()), ...(await tileFaults(pass.growing))],
  };
}
