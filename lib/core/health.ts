import pg from "pg";

export type Check = "database" | "migrations";

export interface Readiness {
  /** The first check that failed, or null. */
  readonly failed: Check | null;
  /** Whether a worker of this database is alive: mails and other jobs wait while none is. */
  readonly worker: boolean;
}

/** The advisory lock that a running worker shares, so that anybody can see that one lives. */
export const workerPresence = 7_105_003;

const seconds = 2;

/** Asks on a connection of its own, so that a busy pool is not mistaken for an absent database. */
async function ask(url: string): Promise<Readiness> {
  const client = new pg.Client({
    connectionString: url,
    options: "-c role=signataires_app",
    connectionTimeoutMillis: seconds * 1000,
    query_timeout: seconds * 1000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ worker: boolean }>(
      "select exists (select from pg_locks where locktype = 'advisory' and objid = $1::bigint::oid and granted) as worker",
      [workerPresence],
    );
    const worker = rows[0]?.worker ?? false;
    return { failed: (await isMigrated(client)) ? null : "migrations", worker };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isMigrated(client: pg.Client): Promise<boolean> {
  const newest = process.env.NEWEST_MIGRATION ?? "";
  if (newest === "") return true;
  const sql = "select from _prisma_migrations where migration_name = $1 and finished_at is not null";
  return await client.query(sql, [newest]).then(
    ({ rowCount }) => rowCount === 1,
    () => false,
  );
}

let running: Promise<Readiness> | null = null;

/** Answers within 5 seconds; simultaneous questions share one connection. */
export async function checkReadiness(): Promise<Readiness> {
  const url = process.env.DATABASE_URL;
  if (!url) return { failed: "database", worker: false };
  running ??= ask(url)
    .catch((): Readiness => ({ failed: "database", worker: false }))
    .finally(() => {
      running = null;
    });
  const timeout = new Promise<Readiness>((resolve) => {
    setTimeout(() => resolve({ failed: "database", worker: false }), 4500).unref();
  });
  return await Promise.race([running, timeout]);
}
