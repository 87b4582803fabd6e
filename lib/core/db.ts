import { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/prisma/client/client";

/** A transaction's client: what commands hand to the helpers that must act inside it. */
export type Tx = Prisma.TransactionClient;

interface Connections {
  pool: pg.Pool;
  prisma: PrismaClient;
}

// Held on the global object, because Next loads a module once for each of its layers.
declare global {
  var signatairesConnections: Connections | undefined;
}

/** How long the database may leave a question unanswered. A reader hears within 15 s that it is away; a job may wait. */
const PATIENCE_MS = { web: 10_000, others: 60_000 };

/** A connection that ends when nothing comes or goes for so long: a network that swallows everything says no word of it. */
function impatient(ms: number): Socket {
  const socket = new Socket();
  return socket.setTimeout(ms, () =>
    socket.destroy(new Error("Connection terminated: the database is silent")),
  );
}

function connect(): Connections {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString)
    throw new Error("DATABASE_URL is not set: start through npm start or a command of bin/.");
  const max = Number(process.env.DATABASE_POOL ?? 16);
  const isWeb = process.env.SIGNATAIRES_PROCESS === "web";
  const patience = isWeb ? PATIENCE_MS.web : PATIENCE_MS.others;
  const wait = isWeb ? PATIENCE_MS.web : 30_000;
  const pool = new pg.Pool({
    connectionString,
    max,
    // The role binds grants; the statement limit keeps one slow request from holding the rest.
    options: `-c role=signataires_app -c statement_timeout=${patience} -c idle_in_transaction_session_timeout=${patience}`,
    connectionTimeoutMillis: wait,
    keepAlive: true,
    ...(isWeb ? { stream: () => impatient(patience) } : {}),
  });
  // An idle connection cut by the server must not end the process; the next query opens another.
  pool.on("error", () => undefined);
  const adapter = new PrismaPg(pool);
  // Prisma's default of 2 s failed 361 of 1,000 simultaneous transactions.
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: wait, timeout: wait } });
  return { pool, prisma };
}

function connections(): Connections {
  globalThis.signatairesConnections ??= connect();
  return globalThis.signatairesConnections;
}

/** Prisma's client under the role `signataires_app`; connects at first use, so that a build needs no database. */
export function db(): PrismaClient {
  return connections().prisma;
}

/** The same connections without Prisma, for the finder and bulk reads. */
export function pool(): pg.Pool {
  return connections().pool;
}

/** Closes all connections; for commands and tests. */
export async function disconnect(): Promise<void> {
  const open = globalThis.signatairesConnections;
  globalThis.signatairesConnections = undefined;
  if (!open) return;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}

/** The database's clock, which tests may shift. */
export async function databaseNow(): Promise<Date> {
  const { rows } = await pool().query<{ now: Date }>("SELECT signataires_now() AS now");
  const [row] = rows;
  if (!row) throw new Error("the database told no time");
  return row.now;
}

/** What lies under these property names, or undefined. */
function within(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Object.getOwnPropertyDescriptor(value, name)?.value;
  return within(found, rest);
}

/** Tells whether an error is the violation of a unique key (Postgres 23505), of a model, of raw SQL or of `pg` itself. */
export function isUniqueViolation(error: unknown): boolean {
  const code = within(error, ["code"]);
  const raw = within(error, ["meta", "driverAdapterError", "cause", "originalCode"]);
  return code === "P2002" || code === "23505" || raw === "23505";
}
