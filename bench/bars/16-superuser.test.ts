import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, inject, test } from "vitest";
import { allFaults } from "@/bin/fsck";
import { CHEATS, UNGUARDED } from "@/bin/testing/cheats";
import { inServer } from "@/bin/testing/template";
import { db, disconnect } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { acceptAll } from "@/lib/signatures/answering/commands";
import { withdraw } from "@/lib/signatures/commands";
import { sign } from "@/lib/signatures/signing/commands";
import { aSigner, shown } from "@/lib/signatures/testing/signer";
import { manySignatures } from "./many-signatures";
import { sequenced } from "./sequenced";
import { figure, trials } from "./share";

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

describe("cheats", () => {
  const database = testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "signataires-cheats-"));

  test("bar 16: 1,000 changes by chance as the database's owner are found, with the entry named", async () => {
    for (let n = 0; n < 12; n += 1) {
      const { ctx } = await aSigner();
      await acceptAll(ctx, {});
      await sign(ctx, await shown(ctx));
      if (n % 3 === 0) await withdraw(ctx, { revision: 1, reason: "Je change d’avis." });
    }
    await sequenced(database.url, dataDir);
    expect((await allFaults(dataDir)).faults).toEqual([]);
    const [whole, cheats, missed] = [trials(1000), Object.entries(CHEATS), [] as string[]];
    let named = 0;
    const name = `cheat_${process.pid}`;
    for (let trial = 0; trial < whole; trial += 1) {
      const [what = "", sql = ""] = cheats[Math.floor(Math.random() * cheats.length)] ?? [];
      const url = inServer(inject("adminUrl"), name);
      await disconnect();
      const template = new URL(database.url).pathname.slice(1);
      await asOwner(inject("adminUrl"), `CREATE DATABASE ${name} TEMPLATE ${template}`);
      // Where a cheat takes one row, any row will do.
      await asOwner(
        url,
        `${UNGUARDED} ${sql.replaceAll("ORDER BY id LIMIT 1", "ORDER BY random() LIMIT 1")}`,
      );
      process.env.DATABASE_URL = url;
      const { faults } = await allFaults(dataDir);
      if (faults.length === 0) missed.push(what);
      if (faults.some(({ index }) => index !== null) || what === "a signature invented") named += 1;
      await disconnect();
      process.env.DATABASE_URL = database.url;
      await asOwner(inject("adminUrl"), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    }
    figure("bar 16", `${whole} cheats, ${whole - missed.length} found, ${named} with their entry`);
    expect([missed, named]).toEqual([[], whole]);
  });
});

describe("size", () => {
  const database = testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "signataires-many-"));

  test("bar 16: tables, log and checkpoints of 100,000 entries are compared within 5 s", async () => {
    await manySignatures(trials(100_000));
    await sequenced(database.url, dataDir);
    await db().$queryRaw`SELECT 1`;
    const start = performance.now();
    const { size, faults } = await allFaults(dataDir);
    const seconds = (performance.now() - start) / 1000;
    figure("bar 16", `${size} entries in ${seconds.toFixed(1)} s, ${faults.length} faults`);
    expect(faults).toEqual([]);
    expect(seconds).toBeLessThanOrEqual(5);
  });
});
