import type { ClientBase } from "pg";
import { patientClient } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { type Refused, type Result, refuse } from "@/lib/core/result";
import { Unreadable } from "../files/unreadable";
import { outage, whyNotReal } from "../rules";

export type SessionRefusal = "demo-instance" | "busy" | "unreadable" | "disk-full" | "database-away";

/** Two imports at once would each count what the other writes; the number is only ours. */
const lock = 20_170_611;

/**
 * Runs an import in one transaction, one at a time: kept whole when its work says so, else rolled back whole. A dry run
 * is the import itself, rolled back, so it cannot tell anything but what the import would do.
 */
export async function inOneTransaction<T, R extends string>(
  work: (client: ClientBase) => Promise<{ result: Result<T, R>; isKept: boolean }>,
): Promise<Result<T, R | SessionRefusal>> {
  try {
    const client = await patientClient();
    // A server that stops mid-way tells it here too; the query under way already rejects with it.
    client.on("error", () => undefined);
    try {
      return await transaction(client, work);
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch (error) {
    return asRefusal(error);
  }
}

async function transaction<T, R extends string>(
  client: ClientBase,
  work: (client: ClientBase) => Promise<{ result: Result<T, R>; isKept: boolean }>,
): Promise<Result<T, R | SessionRefusal>> {
  await client.query("BEGIN");
  // Sorts and joins of 900,000 rows in memory; one import runs at a time.
  await client.query("SET LOCAL statement_timeout = '15min'; SET LOCAL work_mem = '128MB'");
  const { rows } = await client.query<{ mode: "demo" | "live" | null; free: boolean }>(
    "SELECT (SELECT mode::text FROM instance) AS mode, pg_try_advisory_xact_lock($1) AS free",
    [lock],
  );
  const no = whyNotReal(rows[0]?.mode ?? null) ?? (rows[0]?.free ? null : "busy");
  if (no) {
    await client.query("ROLLBACK");
    return refuse(no);
  }
  const { result, isKept } = await work(client);
  const isWritten = isKept && result.ok;
  await client.query(isWritten ? "COMMIT" : "ROLLBACK");
  if (isWritten) await refresh(client);
  return result;
}

/**
 * Statistics and search indexes at once rather than when the database next finds time: until then the finder is ten
 * times slower. Needs the owner's role, and merely warns without it; what is written stays written, whatever happens here.
 */
async function refresh(client: ClientBase): Promise<void> {
  try {
    await client.query("SET ROLE NONE");
    await client.query(
      "VACUUM (ANALYZE) area, area_alias, area_part, postcode, ballot, person, candidacy, result",
    );
  } catch (error) {
    log().warn({ error: String(error) }, "the statistics were not refreshed after an import");
  }
}

function asRefusal(error: unknown): Refused<SessionRefusal> {
  if (error instanceof Unreadable) {
    const { sheet, line, column, detail } = error.place;
    return refuse("unreadable", {
      reason: error.reason,
      ...(sheet ? { sheet } : {}),
      ...(line ? { line } : {}),
      ...(column ? { column } : {}),
      ...(detail ? { detail } : {}),
    });
  }
  const no = outage(error);
  if (no) return refuse(no);
  throw error;
}
