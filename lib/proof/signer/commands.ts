import "server-only";
import pg, { type ClientBase } from "pg";
import { seal } from "../cosigning/commands";
import { tileReader, tilesFor } from "../log/tile-reader";
import { Edge, type HashReader } from "../log/tree";
import { signedManifest } from "../manifest/manifest";
import type { LogKey } from "./key";
import { type HaltReason, Refusal } from "./refusal";

// All that the signer does in the database, under a role of its own; the application's role may do none of it.

const AT_ONCE = 1024;

export type Connection = pg.Client;

/** A connection of the signer, under its own role. */
export async function connected(url: string): Promise<Connection> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "signataires signer",
    options: "-c role=signataires_signer -c statement_timeout=60000",
  });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Two signers at once would each give indexes; the number is only ours. */
export const LOCK = 69_628_301;

/** Whether no other signer works; the lock ends with the connection. */
export async function isOnly(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>("SELECT pg_try_advisory_lock($1) AS free", [LOCK]);
  return rows[0]?.free ?? false;
}

/** How many leaves have their index. */
export async function sizeOf(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ size: number }>(
    "SELECT coalesce(max(index) + 1, 0)::float8 AS size FROM log_leaf",
  );
  return rows[0]?.size ?? 0;
}

/** Whether this log has signed anything. */
export async function hasSigned(client: ClientBase): Promise<boolean> {
  return ((await client.query("SELECT FROM log_checkpoint LIMIT 1")).rowCount ?? 0) > 0;
}

/** What a computation over the tree gives, with the tiles that it reads fetched first. */
export async function overTiles<T>(client: ClientBase, compute: (read: HashReader) => T): Promise<T> {
  const places = tilesFor(compute);
  const { rows } = await client.query<{ level: number; index: number; hashes: Buffer }>(
    `SELECT t.level, t.index::float8 AS index, t.hashes FROM log_tile t
     JOIN unnest($1::int[], $2::bigint[]) AS p (level, index) ON (t.level, t.index) = (p.level, p.index)`,
    [places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  return compute(tileReader(rows));
}

/** The right edge of a tree of this size, from its tiles. Refuses where tiles are missing. */
export async function edgeOf(client: ClientBase, size: number): Promise<Edge> {
  try {
    return await overTiles(client, (read) => Edge.of(size, read));
  } catch (error) {
    if (error instanceof Error && /lacks a part/.test(error.message)) throw new Refusal("damaged");
    throw error;
  }
}

/** The new hashes of each tile, in order, with the number of hashes that it must hold before. */
interface Growth {
  readonly level: number;
  readonly index: number;
  readonly before: number;
  readonly hashes: Uint8Array[];
}

function grow(growths: Map<string, Growth>, treeLevel: number, at: number, hash: Uint8Array): void {
  if (treeLevel % 8 !== 0) return;
  const [level, index] = [treeLevel / 8, Math.floor(at / 256)];
  const held = growths.get(`${level}/${index}`) ?? { level, index, before: at % 256, hashes: [] };
  held.hashes.push(hash);
  growths.set(`${level}/${index}`, held);
}

async function writeTiles(client: ClientBase, growths: readonly Growth[]): Promise<void> {
  const { rowCount } = await client.query(
    `INSERT INTO log_tile (level, index, hashes)
     SELECT g.level, g.index, decode(g.hashes, 'hex') FROM unnest($1::int[], $2::bigint[], $3::text[]) AS g (level, index, hashes)
     ON CONFLICT (level, index) DO UPDATE SET hashes = log_tile.hashes || EXCLUDED.hashes
     WHERE octet_length(log_tile.hashes) = 32 * (SELECT b.before FROM unnest($1::int[], $2::bigint[], $4::int[]) AS b (level, index, before)
       WHERE (b.level, b.index) = (log_tile.level, log_tile.index))`,
    [
      growths.map(({ level }) => level),
      growths.map(({ index }) => index),
      growths.map(({ hashes }) => Buffer.concat(hashes).toString("hex")),
      growths.map(({ before }) => before),
    ],
  );
  if (rowCount !== growths.length) throw new Refusal("damaged");
}

/**
 * Gives up to 1,024 waiting leaves their index, without gaps, in the order in which they were queued, and extends the
 * tiles, in one transaction. Returns the longer edge, or null where nothing waited.
 */
export async function sequence(client: ClientBase, edge: Edge): Promise<Edge | null> {
  const { rows } = await client.query<{ id: string; hash: Buffer }>(
    "SELECT id, hash FROM log_leaf WHERE index IS NULL ORDER BY id LIMIT $1",
    [AT_ONCE],
  );
  if (rows.length === 0) return null;
  const longer = edge.copy();
  const growths = new Map<string, Growth>();
  for (const { hash } of rows)
    longer.append(new Uint8Array(hash), (level, at, node) => grow(growths, level, at, node));
  await client.query("BEGIN");
  try {
    await client.query(
      "UPDATE log_leaf l SET index = $2 + n.at - 1 FROM unnest($1::bigint[]) WITH ORDINALITY AS n (id, at) WHERE l.id = n.id",
      [rows.map(({ id }) => id), edge.size],
    );
    await writeTiles(client, [...growths.values()]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
  return longer;
}

/** Publishes a signed checkpoint; the same one again changes nothing. Where no witness is asked it is sealed at once. */
export async function publishCheckpoint(
  client: ClientBase,
  { size, root, note }: { readonly size: number; readonly root: Uint8Array; readonly note: string },
  isSealed: boolean,
): Promise<void> {
  await client.query(
    "INSERT INTO log_checkpoint (size, root, note) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING",
    [size, Buffer.from(root), note],
  );
  if (isSealed) await seal(client, size, note);
}

/** Publishes the log's key. Throws where another has taken over from it: it must sign nothing more. */
export async function publishKey(client: ClientBase, vkey: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM log_key WHERE replaces = $1", [vkey]);
  if (rowCount) throw new Error("another key took over: give the command again that was interrupted");
  await client.query("INSERT INTO log_key (vkey) VALUES ($1) ON CONFLICT DO NOTHING", [vkey]);
}

/** Signs the list of the public site's files where the press left one without a signature. */
export async function signManifest(client: ClientBase, key: LogKey): Promise<void> {
  const { rows } = await client.query<{ hash: string; files: number; at: Date }>(
    `SELECT encode(manifest_hash, 'hex') AS hash, manifest_files AS files, manifest_at AS at FROM publication_state
     WHERE manifest_hash IS NOT NULL AND manifest_note IS NULL`,
  );
  for (const { hash, files, at } of rows) {
    const note = await signedManifest({ origin: key.origin, files, hash, at }, key);
    await client.query(
      "UPDATE publication_state SET manifest_note = $1 WHERE manifest_hash = decode($2, 'hex')",
      [note, hash],
    );
  }
}

/** That the signer lives and signs. */
export async function tellAlive(client: ClientBase): Promise<void> {
  await client.query("UPDATE log_state SET alive_at = signataires_now(), halted_at = NULL, reason = NULL");
}

/** That it refuses, since when and why: from now on nothing enters the log. */
export async function tellHalted(client: ClientBase, reason: HaltReason): Promise<void> {
  await client.query(
    "UPDATE log_state SET alive_at = signataires_now(), halted_at = coalesce(halted_at, signataires_now()), reason = $1",
    [reason],
  );
}
