import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { CHEATS, UNGUARDED } from "@/bin/testing/cheats";
import { inServer } from "@/bin/testing/template";
import { db, disconnect } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { sequenced } from "@/lib/proof/testing/sequenced";
import { acceptAll } from "@/lib/signatures/answering/commands";
import { withdraw } from "@/lib/signatures/commands";
import { sign } from "@/lib/signatures/signing/commands";
import { aSigner, shown } from "@/lib/signatures/testing/signer";
import { allFaults } from "./fsck";

const database = testDatabase();
const dataDir = mkdtempSync(join(tmpdir(), "signataires-fsck-"));

async function owner<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  for (let n = 0; n < 8; n += 1) {
    const { ctx } = await aSigner();
    await acceptAll(ctx, {});
    await sign(ctx, await shown(ctx));
    if (n % 3 === 0) await withdraw(ctx, { revision: 1, reason: "Je change d’avis." });
  }
  await sequenced(database.url, dataDir);
});
afterAll(() => {
  process.env.DATABASE_URL = database.url;
});

test("tables, log, tiles and checkpoints say the same", async () => {
  expect(await allFaults(dataDir)).toEqual({ size: await db().logLeaf.count(), faults: [] });
});

test.each(Object.entries(CHEATS))("a superuser changes %s: found", async (_name, sql) => {
  const name = `fsck_${process.pid}`;
  await disconnect();
  await owner(
    inject("adminUrl"),
    `CREATE DATABASE ${name} TEMPLATE ${new URL(database.url).pathname.slice(1)}`,
  );
  const url = inServer(inject("adminUrl"), name);
  try {
    await owner(url, `${UNGUARDED} ${sql}`);
    process.env.DATABASE_URL = url;
    const { faults } = await allFaults(dataDir);
    expect(faults.length).toBeGreaterThan(0);
  } finally {
    await disconnect();
    process.env.DATABASE_URL = database.url;
    await owner(inject("adminUrl"), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
});
