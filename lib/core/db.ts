import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
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

// The role binds grants; the statement limit keeps one slow request from holding the rest.
const SESSION_OPTIONS =
  "-c role=signataires_app -c statement_timeout=60000 -c idle_in_transaction_session_timeout=60000";

/** A reader hears within 15 s that the database is away; so long may it be silent, or a place in the queue be waited for. */
const PATIENCE_MS = 10_000;

/** A connection that ends when nothing comes or goes for so long: a network that swallows everything says no word of it. */
function impatient(): Socket {
  const socket = new Socket();
  const end = () => socket.destroy(new Error("Connection terminated: the database is silent"));
  return socket.setTimeout(PATIENCE_MS, end);
}

function address(): string {
  const connectionString = process.env.DATABASE_URL;
  if (!connectionString)
    throw new Error("DATABASE_URL is not set: start through npm start or a command of bin/.");
  return connectionString;
}

function connect(): Connections {
  // Jobs and commands have nobody who waits for an answer.
  const isWeb = process.env.SIGNATAIRES_PROCESS === "web";
  const wait = isWeb ? PATIENCE_MS : 30_000;
  const pool = new pg.Pool({
    connectionString: address(),
    max: Number(process.env.DATABASE_POOL ?? 16),
    options: SESSION_OPTIONS,
    connectionTimeoutMillis: wait,
    keepAlive: true,
    ...(isWeb ? { stream: impatient } : {}),
  });
  // An idle connection cut by the server must not end the process; the next query opens another.
  pool.on("error", () => undefined);
  const adapter = new PrismaPg(pool);
  // Prisma's default of 2 s failed 361 of 1,000 simultaneous transactions.
  const prisma = new PrismaClient({ adapter, transactionOptions: { maxWait: wait, timeout: 30_000 } });
  return { pool, prisma };
}

/** A connection of its own for the minutes of an import or of taking one back; whoever asked for it ends it. */
export async function patientClient(): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: address(),
    options: SESSION_OPTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
  });
  await client.connect();
  return client;
}

function connections(): Connections {
  globalThis.signatairesConnections ??= connect();
  return globalThis.signatairesConnections;
}

/** Prisma's client under the role `signataires_app`; connects at first use, so that a build needs no database. */
export function db(): PrismaClient {
  return connections().prisma;
}

/** The same connections without Prisma, for the finder and bulk reads; inside `reading` those that remember. */
export function pool(): pg.Pool {
  return remembering.getStore() ?? connections().pool;
}

const remembering = new AsyncLocalStorage<pg.Pool>();
const names = new Map<string, string>();

/** Postgres plans a named statement once a connection; our long ones take longer to plan than to run. */
function nameOf(text: string): string {
  const known = names.get(text) ?? createHash("sha1").update(text).digest("base64url");
  names.set(text, known);
  return known;
}

/**
 * Reads for many pages in a row: within `act` each question is asked once and its answer kept, so that pages that show the same
 * fact show it alike. For reading alone.
 */
export function reading<T>(act: () => Promise<T>): Promise<T> {
  const { pool: asked } = connections();
  const answers = new Map<string, Promise<pg.QueryResult>>();
  const query = async (text: string, values: unknown[] = []) => {
    const key = `${text}\0${JSON.stringify(values)}`;
    const answer = answers.get(key) ?? asked.query({ name: nameOf(text), text, values });
    answers.set(key, answer);
    const { rows, ...rest } = await answer;
    return { ...rest, rows: [...rows] };
  };
  return remembering.run(Object.create(asked, { query: { value: query } }), act);
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
