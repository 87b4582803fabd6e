import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { importOptions } from "./schema";
import { madeFile } from "./testing/made-files";
import { commands, list, listHeader, run, select, twoAreas } from "./testing/run-import";

const database = testDatabase();

beforeAll(async () => {
  await run("areas", twoAreas);
});

describe("an import", () => {
  it("is refused to who is no operator, to a demo, without a file, an election or a table", async () => {
    const input = { ...importOptions.parse({ files: [madeFile("a.csv", list)] }), progress: () => undefined };
    for (const command of Object.values(commands))
      expect(await command(ctxOf(memberActor()), input)).toMatchObject({ refusal: "not-operator" });
    expect(await run("candidates", list, { files: [] })).toMatchObject({ refusal: "no-file" });
    expect(await run("candidates", list, { election: undefined })).toMatchObject({ refusal: "no-election" });
    expect(await run("candidates", list, { election: "nowhere", name: undefined })).toMatchObject({
      refusal: "unknown-election",
    });
    expect(await run("candidates", listHeader)).toMatchObject({
      refusal: "unreadable",
      detail: { reason: "no-rows" },
    });
    expect(await run("candidates", "Foo;Bar\n1;2\n")).toMatchObject({
      refusal: "unreadable",
      detail: { reason: "unknown-columns", line: 1 },
    });
    await pool().query(
      "INSERT INTO instance (mode) VALUES ('demo') ON CONFLICT (id) DO UPDATE SET mode = 'demo'",
    );
    expect(await run("candidates", list)).toMatchObject({ refusal: "demo-instance" });
    await pool().query("UPDATE instance SET mode = 'live'");
  });

  it("waits for nobody: a second one at the same time is told", async () => {
    const client = await pool().connect();
    await client.query("BEGIN; SELECT pg_advisory_xact_lock(20170611)");
    expect(await run("candidates", list)).toMatchObject({ refusal: "busy" });
    await client.query("ROLLBACK");
    client.release();
  });

  it("loses nothing when the server ends its connection, and leaves nothing half done", async () => {
    const before = await select("SELECT count(*)::int FROM person");
    const server = new pg.Client({ connectionString: database.url });
    await server.connect();
    await server.query("BEGIN; LOCK TABLE candidacy IN ACCESS EXCLUSIVE MODE");
    const importing = run("candidates", list.replaceAll("EXEMPLE", "AILLEURS"));
    const end =
      "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'candidacy'::regclass AND NOT granted";
    while ((await server.query(end)).rowCount === 0) await server.query("SELECT pg_sleep(0.02)");
    expect(await importing).toMatchObject({ refusal: "database-away" });
    await server.query("ROLLBACK");
    await server.end();
    expect(await select("SELECT count(*)::int FROM person")).toEqual(before);
  });

  it("leaves nothing half done when the disk is full", async () => {
    const before = await select("SELECT count(*)::int FROM person");
    const server = new pg.Client({ connectionString: database.url });
    await server.connect();
    await server.query(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
      CREATE TRIGGER full_disk BEFORE INSERT ON candidacy EXECUTE FUNCTION full_disk()`);
    expect(await run("candidates", list)).toMatchObject({ refusal: "disk-full" });
    await server.query("DROP TRIGGER full_disk ON candidacy");
    await server.end();
    expect(await select("SELECT count(*)::int FROM person")).toEqual(before);
    expect(await run("candidates", list)).toMatchObject({ ok: true, value: { created: 3 } });
  });
});
