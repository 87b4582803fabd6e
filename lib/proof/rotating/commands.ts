import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import pg, { type ClientBase } from "pg";
import type { Bytes } from "../log/bytes";
import { sealEndLeaf } from "../seal/seal-leaf";
import { type Connection, connected, isOnly, LOCK, publishKey, sequence } from "../signer/commands";
import type { LogKey } from "../signer/key";
import { opened, type SignerOptions, signed } from "../signer/signer";
import { keyLeaf } from "./leaf";

// What a person decides about the log's key, under the database's owner: the signer itself may do none of it.

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Does the work in the signer's place: the one that runs loses its connection, and waits until this is done. */
async function inSignersPlace<T>(url: string, work: (client: Connection) => Promise<T>): Promise<T> {
  const client = await connected(url);
  try {
    for (let tries = 0; !(await isOnly(client)); tries += 1) {
      if (tries > 100) throw new Error("the signer does not let go of the log");
      await asOwner(url, (owner) =>
        owner.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND (classid, objid) = (0, $1)
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          [LOCK],
        ),
      );
      await wait(50);
    }
    return await work(client);
  } finally {
    await client.end();
  }
}

async function handOver(client: ClientBase, old: string, next: string, size: number): Promise<void> {
  await client.query(
    "INSERT INTO log_key (vkey, replaces, frozen_size) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
    [next, old, size],
  );
}

/** The size at which a key ended; null while it signs. */
export async function endedAt(client: ClientBase, vkey: string): Promise<number | null> {
  const { rows } = await client.query<{ size: number }>(
    "SELECT frozen_size::float8 AS size FROM log_key WHERE replaces = $1",
    [vkey],
  );
  return rows[0]?.size ?? null;
}

export interface Rotation extends Pick<SignerOptions, "url" | "lastSigned" | "witnesses" | "say"> {
  readonly old: LogKey;
  readonly next: LogKey;
}

/**
 * The old key signs, last, a log that holds its own handing over; the next key takes all that follows. Returns the size
 * above which the old key counts for nothing. Done again after an interruption, it ends the same.
 */
export async function rotate({ url, old, next, ...rest }: Rotation): Promise<number> {
  return inSignersPlace(url, async (client) => {
    const ended = await endedAt(client, old.vkey);
    if (ended !== null) return ended;
    await asOwner(url, (owner) =>
      owner.query("INSERT INTO log_leaf (data) VALUES (convert_to($1, 'UTF8')) ON CONFLICT DO NOTHING", [
        keyLeaf(old, next),
      ]),
    );
    const options = { ...rest, url, key: old, signal: AbortSignal.timeout(60_000) };
    await publishKey(client, old.vkey);
    let edge = await opened(client, options);
    for (let longer = await sequence(client, edge); longer; longer = await sequence(client, edge))
      edge = longer;
    await signed(client, edge, options);
    await handOver(client, old.vkey, next.vkey, edge.size);
    return edge.size;
  });
}

/** Says in the log that a key of the seal ended; done twice it is said once. */
export async function endSeal(url: string, spki: Bytes): Promise<void> {
  const leaf = await sealEndLeaf(spki);
  await asOwner(url, (owner) =>
    owner.query("INSERT INTO log_leaf (data) VALUES (convert_to($1, 'UTF8')) ON CONFLICT DO NOTHING", [leaf]),
  );
}

const EMPTIED = ["log_cosignature", "log_sealed", "log_checkpoint"];

/**
 * Begins a log of another name with all leaves that the database holds, in their order: nothing that was signed under the
 * old name is contradicted, because nothing more is signed under it. What was signed there and is lost stays lost.
 */
export async function newShard(url: string, old: string, next: string, lastSize: number): Promise<void> {
  await inSignersPlace(url, () =>
    asOwner(url, async (owner) => {
      const each = (said: (table: string) => string) => EMPTIED.map(said).join("; ");
      await owner.query(
        `BEGIN; ALTER TABLE log_leaf DISABLE TRIGGER USER; ${each((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`)}`,
      );
      await owner.query(`TRUNCATE log_tile, ${EMPTIED.join(", ")}`);
      await owner.query("UPDATE log_leaf SET index = NULL WHERE index IS NOT NULL");
      await owner.query("INSERT INTO log_key (vkey) VALUES ($1) ON CONFLICT DO NOTHING", [old]);
      await handOver(owner, old, next, lastSize);
      await owner.query("UPDATE log_state SET halted_at = NULL, reason = NULL");
      await owner.query(
        `ALTER TABLE log_leaf ENABLE ALWAYS TRIGGER log_leaf_kept; ALTER TABLE log_leaf ENABLE ALWAYS TRIGGER append_only_all;
         ${each((table) => `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER append_only; ALTER TABLE ${table} ENABLE ALWAYS TRIGGER append_only_all`)}; COMMIT`,
      );
    }),
  );
}
