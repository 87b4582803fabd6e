import "server-only";
import { db, type Tx } from "@/lib/core/db";
import { Prisma } from "@/prisma/client/client";
import { toHex } from "./log/bytes";
import { leafNameOf } from "./queries";
import { sealLeaf } from "./seal/seal-leaf";
import { newSalt } from "./statement/commitment";
import { leafOf } from "./statement/leaf";
import { canonicalStatement, type EventStatement, type Statement } from "./statement/statement";

// Like the audit, the log is written inside the transaction of another room's command, which has asked who may.

/** A statement made ready for the log: its text, the salt of its commitment and its leaf. */
export interface Entry {
  readonly body: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly leaf: string;
}

/** A statement with a salt of its own. Throws on a text that no reader could see whole. */
export async function entryOf(statement: Statement): Promise<Entry> {
  const [body, salt] = [canonicalStatement(statement), newSalt()];
  return { body, salt, leaf: await leafOf(statement, body, salt) };
}

/**
 * The parts of a WITH that queue a leaf and keep its statement beside the row whose id the part named by `fact` returns:
 * one round trip for all that a signature writes, because thousands wait for each other on the last evening.
 */
export function loggedWith({ body, salt, leaf }: Entry, fact: "signature_id" | "event_id"): Prisma.Sql {
  return Prisma.sql`logged AS (
      INSERT INTO log_leaf (data) VALUES (convert_to(${leaf}, 'UTF8')) RETURNING id
    ), stated AS (
      INSERT INTO statement (leaf_id, ${Prisma.raw(fact)}, body, salt)
      SELECT logged.id, fact.id, ${body}, ${salt} FROM logged, fact
    )`;
}

/** Queues the canonical text of a version, inside the transaction that publishes it. */
export async function logVersion(tx: Tx, versionId: string, canonical: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO log_leaf (data, version_id) VALUES (convert_to(${canonical}, 'UTF8'), ${versionId}::uuid)`;
}

/** Queues the leaf that announces the key of the seal, once. */
export async function announceSeal(spki: Uint8Array<ArrayBuffer>): Promise<void> {
  const leaf = await sealLeaf(spki);
  await db()
    .$executeRaw`INSERT INTO log_leaf (data) VALUES (convert_to(${leaf}, 'UTF8')) ON CONFLICT (hash) DO NOTHING`;
}

/** Queues the statements of signatures that are written already, in this order, with one statement of SQL. */
export async function logSignatures(
  tx: Tx,
  signatures: readonly { readonly id: string; readonly statement: Statement }[],
): Promise<void> {
  const rows = await Promise.all(
    signatures.map(async ({ id, statement }, n) => {
      const { body, salt, leaf } = await entryOf(statement);
      return { n, id, body, leaf, salt: toHex(salt) };
    }),
  );
  await tx.$executeRaw`
    WITH given AS (
      SELECT n, id, body, decode(salt, 'hex') AS salt, convert_to(leaf, 'UTF8') AS data
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r (n int, id uuid, body text, leaf text, salt text)
    ), logged AS (INSERT INTO log_leaf (data) SELECT data FROM given ORDER BY n RETURNING id, hash)
    INSERT INTO statement (leaf_id, signature_id, body, salt)
    SELECT logged.id, given.id, given.body, given.salt FROM given JOIN logged ON logged.hash = sha256('\\x00'::bytea || given.data)`;
}

/**
 * Queues what happened to a signature, inside the transaction that records it. A signature that has no leaf yet gets one
 * later, and then so does this.
 */
export async function logEvent(
  tx: Tx,
  event: { readonly id: string; readonly signatureId: string },
  said: Omit<EventStatement, "v" | "ref">,
): Promise<void> {
  const ref = await leafNameOf(event.signatureId, tx);
  if (!ref) return;
  const entry = await entryOf({ v: 1, ref, ...said });
  await tx.$executeRaw`WITH fact AS (SELECT ${event.id}::uuid AS id), ${loggedWith(entry, "event_id")} SELECT`;
}
