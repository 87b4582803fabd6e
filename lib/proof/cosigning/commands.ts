import "server-only";
import type { ClientBase } from "pg";

// What the signer keeps of its witnesses, under its own role.

/** Puts the policy in force, where it is not already. */
export async function publishPolicy(client: ClientBase, witnesses: string): Promise<void> {
  await client.query(
    `INSERT INTO log_policy (witnesses) SELECT $1
     WHERE $1 IS DISTINCT FROM (SELECT witnesses FROM log_policy ORDER BY id DESC LIMIT 1)`,
    [witnesses],
  );
}

export interface Latest {
  readonly size: number;
  readonly root: Uint8Array<ArrayBuffer>;
  readonly note: string;
  readonly isSealed: boolean;
  /** When each witness cosigned it last, in seconds since 1970. */
  readonly cosigned: ReadonlyMap<string, number>;
  readonly lines: readonly string[];
}

/** The latest signed checkpoint, or the one of this size, and what the witnesses gave for it; null where there is none. */
export async function latestSigned(client: ClientBase, at: number | null = null): Promise<Latest | null> {
  const { rows } = await client.query<Omit<Latest, "cosigned" | "lines" | "root"> & { root: Buffer }>(
    `SELECT c.size::float8 AS size, c.root, c.note, s.size IS NOT NULL AS "isSealed"
     FROM log_checkpoint c LEFT JOIN log_sealed s USING (size) WHERE c.size = coalesce($1, c.size) ORDER BY c.size DESC LIMIT 1`,
    [at],
  );
  const [row] = rows;
  if (!row) return null;
  const given = await client.query<{ vkey: string; seconds: number; line: string }>(
    "SELECT DISTINCT ON (vkey) vkey, seconds::float8 AS seconds, line FROM log_cosignature WHERE size = $1 ORDER BY vkey, seconds DESC",
    [row.size],
  );
  return {
    ...row,
    root: new Uint8Array(row.root),
    cosigned: new Map(given.rows.map(({ vkey, seconds }) => [vkey, seconds])),
    lines: given.rows.map(({ line }) => line),
  };
}

export async function keepCosignature(
  client: ClientBase,
  given: { readonly size: number; readonly vkey: string; readonly seconds: number; readonly line: string },
): Promise<void> {
  await client.query(
    "INSERT INTO log_cosignature (size, vkey, seconds, line) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
    [given.size, given.vkey, given.seconds, given.line],
  );
}

/** From now on receipts stand under this checkpoint, with these lines, for good. */
export async function seal(client: ClientBase, size: number, note: string): Promise<void> {
  await client.query("INSERT INTO log_sealed (size, note) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
    size,
    note,
  ]);
}
