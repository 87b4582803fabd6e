import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { disconnect } from "@/lib/core/db";

export interface TestDatabase {
  /** The superuser's address; known once the tests run. */
  readonly url: string;
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Gives this test file a database of its own, cloned from the migrated, empty, live template: call it at the top of the
 * file (or of a describe). `core/db` then speaks to it, under the app's role.
 */
export function testDatabase(): TestDatabase {
  let url = "";
  let before: string | undefined;
  const name = `t_${randomBytes(8).toString("hex")}`;
  beforeAll(async () => {
    await administer(`create database ${name} template ${inject("template")}`);
    const address = new URL(inject("adminUrl"));
    address.pathname = `/${name}`;
    url = address.href;
    before = process.env.DATABASE_URL;
    process.env.DATABASE_URL = url;
  });
  afterAll(async () => {
    await disconnect();
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
    await administer(`drop database if exists ${name} with (force)`);
  });
  return {
    get url() {
      return url;
    },
  };
}
