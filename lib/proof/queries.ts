import "server-only";
import { db, type Tx } from "@/lib/core/db";
import { configuredOrigin } from "@/lib/core/origin";
import { Prisma } from "@/prisma/client/client";
import { utf8 } from "./log/bytes";
import { type Hash, leafHash } from "./log/merkle";
import { parseNote } from "./log/note";
import { formatProof } from "./log/proof-file";
import { tileReader, tilesFor } from "./log/tile-reader";
import { formatEntries, type Tile, widthAt } from "./log/tiles";
import { type HashReader, hashOfRange, inclusionRanges } from "./log/tree";
import { sealLeaf } from "./seal/seal-leaf";
import type { Later } from "./verify/later";
import { parseLeaf } from "./verify/shapes";

/** Whether the log still begins: a day after its first start nothing earlier is taken, so that what is slipped in stays outside. */
export const LOG_BEGINS = Prisma.sql`NOT EXISTS (SELECT FROM log_key WHERE since < signataires_now() - interval '1 day')`;

export async function isLogBeginning(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ begins: boolean }[]>`SELECT ${LOG_BEGINS} AS begins`;
  return row?.begins ?? false;
}

/** `sha256:` and the hash of a signature's leaf; null while it has none. */
export async function leafNameOf(signatureId: string, tx: Tx = db()): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ name: string }[]>`
    SELECT 'sha256:' || encode(l.hash, 'hex') AS name FROM statement s JOIN log_leaf l ON l.id = s.leaf_id
    WHERE s.signature_id = ${signatureId}::uuid`;
  return row?.name ?? null;
}

interface PublicCheckpoint {
  readonly size: number;
  readonly note: string;
}

/** The latest checkpoint that the log signed, as its note without witnesses; null before the first. */
export async function signedCheckpoint(): Promise<PublicCheckpoint | null> {
  const row = await db().logCheckpoint.findFirst({
    orderBy: { size: "desc" },
    select: { size: true, note: true },
  });
  return row && { size: Number(row.size), note: row.note };
}

/**
 * The latest checkpoint that as many witnesses cosigned as the log asks, with the last line of each; while no checkpoint has
 * them yet, the latest signed one; null before the first.
 */
export async function publicCheckpoint(): Promise<PublicCheckpoint | null> {
  const [row] = await db().$queryRaw<PublicCheckpoint[]>`
    SELECT c.size::float8 AS size, c.note || coalesce((SELECT string_agg(line, '' ORDER BY vkey) FROM (
      SELECT DISTINCT ON (vkey) vkey, line FROM log_cosignature g WHERE g.size = c.size ORDER BY vkey, seconds DESC) l), '') AS note
    FROM log_checkpoint c JOIN log_sealed s USING (size) ORDER BY c.size DESC LIMIT 1`;
  return row ?? signedCheckpoint();
}

/** Whom a reader asks to have signed, as a C2SP policy: the log's keys, its witnesses and how many are enough. */
export async function publicPolicy(): Promise<string> {
  const keys = await db().logKey.findMany({
    orderBy: { since: "asc" },
    select: { vkey: true, successor: { select: { frozenSize: true } } },
  });
  const row = await db().logPolicy.findFirst({ orderBy: { id: "desc" }, select: { witnesses: true } });
  const logs = keys.map(({ vkey, successor }) =>
    successor ? `log ${vkey} # until ${successor.frozenSize}\n` : `log ${vkey} ${configuredOrigin()}/log\n`,
  );
  return `${logs.join("")}${row?.witnesses ?? "quorum none\n"}`;
}

/** The log's verifier keys, the first the one it began with; the first word of each is the log's name. */
export async function publicLogKeys(): Promise<readonly string[]> {
  const rows = await db().logKey.findMany({ orderBy: { since: "asc" }, select: { vkey: true } });
  return rows.map(({ vkey }) => vkey);
}

/** Whether the log takes no entries, and since when; null while it does. */
export async function publicHalt(): Promise<{ readonly since: Date; readonly reason: string } | null> {
  const row = await db().logState.findFirst({ select: { haltedAt: true, reason: true } });
  return row?.haltedAt && row.reason ? { since: row.haltedAt, reason: row.reason } : null;
}

/** The bytes of a tile as C2SP tlog-tiles lays them out; null where what is signed has none of this width. */
export async function publicTile({ level, index, width }: Tile): Promise<Uint8Array<ArrayBuffer> | null> {
  const size = (await signedCheckpoint())?.size ?? 0;
  if (widthAt(size, { level, index }) < width) return null;
  if (level === "entries") {
    const first = index * 256;
    const rows = await db().logLeaf.findMany({
      where: { index: { gte: first, lt: first + width } },
      orderBy: { index: "asc" },
      select: { data: true },
    });
    return rows.length === width ? formatEntries(rows.map(({ data }) => data)) : null;
  }
  const row = await db().logTile.findUnique({
    where: { level_index: { level, index } },
    select: { hashes: true },
  });
  return row && new Uint8Array(row.hashes.subarray(0, width * 32));
}

async function overTiles<T>(compute: (read: HashReader) => T): Promise<T> {
  const places = tilesFor(compute);
  const rows = await db().logTile.findMany({
    where: { OR: places.map(({ level, index }) => ({ level, index })) },
    select: { level: true, index: true, hashes: true },
  });
  return compute(
    tileReader(rows.map(({ level, index, hashes }) => ({ level, index: Number(index), hashes }))),
  );
}

/** A key of the seal of PDFs as the log holds it. */
export interface PublicSeal {
  /** `sha256:` of its public key. */
  readonly key: string;
  /** The entry that announces it. */
  readonly announced: number;
  /** The entry from which it counts for nothing; null while it seals. */
  readonly ended: number | null;
}

/** The keys of the seal, in the order of the log. */
export async function publicSeals(): Promise<readonly PublicSeal[]> {
  const rows = await db().$queryRaw<{ index: bigint; data: Uint8Array }[]>`
    SELECT index, data FROM log_leaf
    WHERE position('"type":"seal"'::bytea IN data) > 0 AND index IS NOT NULL ORDER BY index`;
  const seals = new Map<string, PublicSeal>();
  for (const { index, data } of rows) {
    const { seal } = parseLeaf(Buffer.from(data).toString("utf8")) ?? {};
    const known = seal && seals.get(seal.name);
    if (seal && !seal.isEnd && !known)
      seals.set(seal.name, { key: seal.name, announced: Number(index), ended: null });
    if (seal?.isEnd && known && known.ended === null)
      seals.set(seal.name, { ...known, ended: Number(index) });
  }
  return [...seals.values()];
}

/** What happened to signatures since they were logged, until today. */
export async function publicLater(): Promise<Later> {
  const [row] = await db().$queryRaw<{ day: string; facts: Later["facts"] | null }[]>`
    SELECT to_char(signataires_now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, (
      SELECT json_object_agg(leaf, facts) FROM (
        SELECT leaf, json_agg(json_build_object('kind', kind, 'day', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')) ORDER BY at, id) AS facts
        FROM (
          SELECT coalesce(e.said ->> 'ref', 'sha256:' || encode(l.hash, 'hex')) AS leaf, e.at, e.id,
            CASE WHEN e.kind = 'resolved' THEN e.said ->> 'outcome' ELSE e.kind::text END AS kind
          FROM signature_event e LEFT JOIN statement t ON t.signature_id = e.signature_id LEFT JOIN log_leaf l ON l.id = t.leaf_id
          UNION ALL SELECT 'sha256:' || encode(l.hash, 'hex'), k.created_at, k.id, 'renamed'
          FROM candidacy_correction k JOIN signature s ON s.candidacy_id = k.candidacy_id AND s.role = 'candidate'
            JOIN statement t ON t.signature_id = s.id JOIN log_leaf l ON l.id = t.leaf_id AND l.queued_at < k.created_at
          WHERE k.after ?| ARRAY['given_name', 'family_name']) e
        WHERE leaf IS NOT NULL GROUP BY leaf) f) AS facts`;
  const origin = (await publicLogKeys()).at(-1)?.split("+")[0] ?? null;
  const ended = (await publicSeals()).flatMap(({ key, ended: at }) =>
    at === null ? [] : [[key, at] as const],
  );
  return { day: row?.day ?? "", origin, facts: row?.facts ?? {}, seals: Object.fromEntries(ended) };
}

/** What a receipt holds, each as the exact text of its file. */
export interface ReceiptTexts {
  readonly index: number;
  readonly statement: string;
  /** Hex. */
  readonly salt: string;
  readonly form: string;
  readonly proof: string;
  readonly keys: readonly string[];
}

/** A leaf's place and the checkpoint that covers it. */
interface Covered {
  readonly index: bigint;
  readonly size: bigint;
  readonly note: string;
}

interface Signed extends Covered {
  readonly body: string;
  readonly salt: Uint8Array;
  readonly form: Uint8Array;
}

/** The C2SP tlog-proof of a leaf under a checkpoint. */
async function proofOf({ index, size, note }: Covered): Promise<string | null> {
  const checkpoint = parseNote(note);
  if (!checkpoint) return null;
  const hashes = await overTiles((read): Hash[] =>
    inclusionRanges(Number(index), Number(size)).map((range) => hashOfRange(range, read)),
  );
  return formatProof({ index: Number(index), hashes, checkpoint });
}

/** The proof that the log announces this key of the seal; null before it has signed that. */
export async function publicSealProof(spki: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const hash = await leafHash(utf8(await sealLeaf(spki)));
  const [row] = await db().$queryRaw<Covered[]>`
    SELECT l.index, c.size, c.note FROM log_leaf l
      CROSS JOIN LATERAL (SELECT size, note FROM log_sealed WHERE size > l.index ORDER BY size LIMIT 1) c
    WHERE l.hash = ${hash}`;
  return row ? proofOf(row) : null;
}

/**
 * The files of a signature's receipt, by the signature's public id, under the first checkpoint that covers it and has the
 * witnesses that the log asked then: so a receipt is the same whenever it is asked for. Null where there is no such
 * signature, or none under such a checkpoint yet.
 */
export async function publicReceipt(publicId: string): Promise<ReceiptTexts | null> {
  const [row] = await db().$queryRaw<Signed[]>`
    SELECT l.index, s.body, s.salt, f.data AS form, c.size, c.note
    FROM signature g JOIN statement s ON s.signature_id = g.id JOIN log_leaf l ON l.id = s.leaf_id
      JOIN log_leaf f ON f.version_id = g.version_id
      CROSS JOIN LATERAL (SELECT size, note FROM log_sealed WHERE size > l.index ORDER BY size LIMIT 1) c
    WHERE g.public_id = ${publicId}`;
  const proof = row && (await proofOf(row));
  if (!row || !proof) return null;
  return {
    index: Number(row.index),
    statement: row.body,
    salt: Buffer.from(row.salt).toString("hex"),
    form: Buffer.from(row.form).toString("utf8"),
    proof,
    keys: await publicLogKeys(),
  };
}
