import { randomBytes } from "node:crypto";
import pg from "pg";
import { expect, inject, test } from "vitest";
import { migrate, migrationNames, onDatabase } from "@/bin/migrations";
import { inServer } from "@/bin/testing/template";
import { modeOf, pendingMigrations, setUp } from "@/bin/with-database";

async function withEmptyDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const name = `t_${randomBytes(8).toString("hex")}`;
  const admin = inject("adminUrl");
  await onDatabase(admin, (client) => client.query(`create database ${name}`));
  try {
    await work(inServer(admin, name));
  } finally {
    await onDatabase(admin, (client) => client.query(`drop database ${name} with (force)`));
  }
}

test("two that begin together migrate once, and a third finds nothing to do", async () => {
  await withEmptyDatabase(async (url) => {
    expect(await pendingMigrations(url)).toEqual(migrationNames(process.cwd()));
    const both = await Promise.all([migrate(url, process.cwd()), migrate(url, process.cwd())]);
    expect(both.map((names) => names.length).sort((a, b) => a - b)).toEqual([
      0,
      migrationNames(process.cwd()).length,
    ]);
    expect(await migrate(url, process.cwd())).toEqual([]);
    expect(await pendingMigrations(url)).toEqual([]);
    const rows = await onDatabase(url, (client) =>
      client.query("select migration_name, finished_at from _prisma_migrations"),
    );
    expect(rows.rows).toHaveLength(migrationNames(process.cwd()).length);
  });
});

test("a database keeps the mode that it was set up with", async () => {
  await withEmptyDatabase(async (url) => {
    expect(await modeOf(url)).toBeNull();
    await setUp(url, "live", () => undefined);
    expect(await modeOf(url)).toBe("live");
    await onDatabase(url, (client) =>
      client.query("insert into instance (mode) values ('demo') on conflict do nothing"),
    );
    expect(await modeOf(url)).toBe("live");
  });
});

test("the app's role owns no table and may not create one", async () => {
  await withEmptyDatabase(async (url) => {
    await migrate(url, process.cwd());
    const client = new pg.Client({ connectionString: url, options: "-c role=signataires_app" });
    await client.connect();
    await expect(client.query("create table mine (id int)")).rejects.toThrow(/permission denied/);
    const { rows } = await client.query(
      "select count(*)::int as owned from pg_class where relowner = 'signataires_app'::regrole",
    );
    expect(rows[0]).toEqual({ owned: 0 });
    await client.end();
  });
});
