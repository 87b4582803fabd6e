import pg from "pg";
import { afterAll, beforeAll, expect } from "vitest";
import type { TestDatabase } from "./database";

/** Why the database said no: the SQLSTATE, and the constraint's name or else the message. */
export interface Said {
  readonly code: string;
  readonly by: string;
}

/**
 * Breaks the rules of a test database as its owner, in transactions that are always undone. Call it below
 * `testDatabase()`.
 */
export class Breaches {
  #owner: pg.Client | undefined;

  constructor(database: TestDatabase) {
    beforeAll(async () => {
      this.#owner = new pg.Client({ connectionString: database.url });
      await this.#owner.connect();
    });
    afterAll(() => this.#owner?.end());
  }

  async rows<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
    if (!this.#owner) throw new Error("not connected yet");
    return (await this.#owner.query<T>(sql, values)).rows;
  }

  /** Runs the statement inside the open transaction and tells what became of it. */
  async attempt(sql: string): Promise<Said | "done"> {
    await this.rows("SAVEPOINT attempt");
    try {
      await this.rows(sql);
      return "done";
    } catch (error) {
      await this.rows("ROLLBACK TO attempt");
      if (!(error instanceof pg.DatabaseError)) throw error;
      return { code: error.code ?? "", by: error.constraint ?? error.message };
    }
  }

  async undone(work: () => Promise<void>): Promise<void> {
    await this.rows("BEGIN");
    try {
      await work();
    } finally {
      await this.rows("ROLLBACK");
    }
  }

  /**
   * The breach is refused as said; with the fault planted (the rule taken out) the same statement goes through, so that
   * no test of a rule passes by accident. `before` clears what else would refuse.
   */
  async holds(breach: string, said: Said, fault: string, before: readonly string[] = []): Promise<void> {
    await this.undone(async () => {
      for (const sql of before) await this.rows(sql);
      expect(await this.attempt(breach)).toEqual(said);
      await this.rows(fault);
      expect(await this.attempt(breach)).toBe("done");
    });
  }
}
