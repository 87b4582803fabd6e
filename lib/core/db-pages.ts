import { pool } from "./db";

const AT_ONCE = 5000;

/**
 * The rows of one query, some at a time and all of one moment; the database makes the next while the caller reads these. The
 * query is planned for all its rows, not for its first.
 */
export async function* pagesOf<T extends object>(sql: string): AsyncGenerator<readonly T[]> {
  const client = await pool().connect();
  const fetch = () => {
    const some = client.query<T>(`FETCH ${AT_ONCE} FROM pages`);
    // Whoever awaits it hears of its failure; until then nobody does.
    some.catch(() => undefined);
    return some;
  };
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SET LOCAL cursor_tuple_fraction = 1; SET LOCAL work_mem = '64MB'");
    await client.query(`DECLARE pages NO SCROLL CURSOR FOR ${sql}`);
    for (let next = fetch(); ; ) {
      const { rows } = await next;
      if (rows.length === 0) return;
      next = fetch();
      yield rows;
    }
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
    client.release();
  }
}
