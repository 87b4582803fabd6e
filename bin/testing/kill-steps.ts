import pg from "pg";
import { disconnect } from "@/lib/core/db";
import type { Death, Wire } from "./wire";

/** Rows and content of every table, the queue of jobs included; `content` tells an update too. */
export interface Tables {
  readonly rows: Readonly<Record<string, number>>;
  readonly content: string;
}

type Read = () => Promise<Tables>;

/** Reads what the database holds, as its owner sees it, over one connection for all of the work. */
async function reading<T>(url: string, work: (read: Read) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: names } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname = 'public' OR tablename = '_private_jobs'`,
    );
    const each = names.map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*)::int AS rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text AS sum FROM ${name} t`,
    );
    const sql = `${each.join(" UNION ALL ")} ORDER BY name`;
    return await work(async () => {
      const { rows } = await client.query<{ name: string; rows: number; sum: string }>(sql);
      return {
        rows: Object.fromEntries(rows.map((row) => [row.name, row.rows])),
        content: rows.map(({ name, sum }) => `${name} ${sum}`).join("\n"),
      };
    });
  } finally {
    await client.end();
  }
}

/** By how many rows each table grew or shrank; those that stayed are left out. */
export function grown(before: Tables, after: Tables): Record<string, number> {
  const all = Object.entries(after.rows).map(
    ([name, rows]) => [name, rows - (before.rows[name] ?? 0)] as const,
  );
  return Object.fromEntries(all.filter(([, by]) => by !== 0));
}

/** Runs an act on a wire in this very process, with connections of its own; true where it was acknowledged. */
export async function onWire(wire: Wire, act: () => Promise<{ readonly ok: boolean }>): Promise<boolean> {
  const before = process.env.DATABASE_URL ?? "";
  await disconnect();
  process.env.DATABASE_URL = wire.url;
  try {
    return (await act().catch(() => ({ ok: false }))).ok;
  } finally {
    await disconnect().catch(() => undefined);
    process.env.DATABASE_URL = before;
  }
}

export interface Cut {
  readonly death: Death;
  /** What the tables show: nothing of the act, all of it, or what must never be. */
  readonly left: "nothing" | "all" | "part";
  readonly isAcknowledged: boolean;
}

export interface Killed {
  readonly statements: number;
  readonly cuts: readonly Cut[];
}

interface Trial {
  /** The database's own address. */
  readonly url: string;
  readonly wire: Wire;
  /** Makes what the act needs; asked again once an act was done. */
  readonly prepare: () => Promise<() => Promise<boolean>>;
  /** After each death. */
  readonly after?: () => Promise<void>;
  /** To the database, to die before a statement is to die after the one before it: quick trials leave those out. */
  readonly isQuick?: boolean;
  /** So many statements before the last the transaction is ended and another begun, which must be seen. */
  readonly dividedBefore?: number;
}

const same = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);

async function whole(
  { wire, prepare }: Trial,
  read: Read,
): Promise<{ whole: Record<string, number>; statements: number }> {
  const act = await prepare();
  const before = await read();
  wire.ready(null);
  if (!(await act())) throw new Error("the act does not succeed undisturbed");
  return { whole: grown(before, await read()), statements: wire.statements };
}

/**
 * Kills the act just before and just after each of its statements, in turn, and looks what is left of it. After one that is
 * done the act is tried once more by the same words: that must change nothing.
 */
export function killedAtEach(trial: Trial): Promise<Killed> {
  return reading(trial.url, (read) => killed(trial, read));
}

async function killed(trial: Trial, read: Read): Promise<Killed> {
  const { wire, prepare, after, dividedBefore, isQuick = false } = trial;
  const { whole: all, statements } = await whole(trial, read);
  const dividedAt = dividedBefore === undefined ? 0 : statements - dividedBefore;
  const cuts: Cut[] = [];
  let act = await prepare();
  let before = await read();
  for (let at = Math.max(1, dividedAt); at <= statements; at += 1) {
    for (const when of ["before", "after"] as const) {
      if (isQuick && when === "after" && at < statements) continue;
      const death = { at, when };
      wire.ready(death, dividedAt);
      const isAcknowledged = await act();
      if (!wire.isDead) throw new Error(`the act has no statement ${at}`);
      const now = await read();
      const isNothing = now.content === before.content;
      const left = isNothing ? "nothing" : same(grown(before, now), all) ? "all" : "part";
      cuts.push({ death, left, isAcknowledged });
      await after?.();
      const then = after ? await read() : now;
      before = then;
      if (isNothing) continue;
      wire.ready(null);
      await act();
      const isChanged = (await read()).content !== then.content;
      if (left === "all" && isChanged) cuts.push({ death, left: "part", isAcknowledged });
      act = await prepare();
      before = await read();
    }
  }
  return { statements, cuts };
}
