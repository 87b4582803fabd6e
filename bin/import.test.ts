import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { main } from "@/bin/import";
import { onDatabase } from "@/bin/migrations";
import { inServer } from "@/bin/testing/template";
import { setUp } from "@/bin/with-database";
import { madeFile } from "@/lib/importing/testing/made-files";
import { list, twoAreas } from "@/lib/importing/testing/run-import";

const name = `t_${randomBytes(8).toString("hex")}`;
const url = inServer(inject("adminUrl"), name);
const files = {
  areas: madeFile("areas.csv", twoAreas),
  list: madeFile("list.csv", list),
  page: madeFile("page.csv", "<html>"),
};
const election = ["--election", "example-2030", "--name", "Example", "--dates", "2030-06-09, 2030-06-16"];

let out = "";
let told = "";

/** Runs the command as from a shell in this language; its exit code. */
async function command(language: string, ...args: string[]): Promise<number> {
  vi.stubEnv("LC_ALL", language);
  out = "";
  told = "";
  return await main(args);
}

beforeAll(async () => {
  await onDatabase(inject("adminUrl"), (client) => client.query(`create database ${name}`));
  await setUp(url, "live", () => undefined);
});

beforeEach(() => {
  vi.stubEnv("DATABASE_URL", url);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    told += text;
    return true;
  });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await onDatabase(inject("adminUrl"), (client) => client.query(`drop database ${name} with (force)`));
});

describe("npm run import", () => {
  it("says how it is used, before any database is opened", async () => {
    vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
    expect([await command("fr_FR.UTF-8"), told]).toEqual([
      1,
      expect.stringContaining("Usage\u00a0: npm run import"),
    ]);
    expect([await command("C", "candidates", "--round", "x"), told]).toEqual([
      1,
      expect.stringContaining("from 1 to 9"),
    ]);
    expect([await command("C", "candidates", "--map", "a=b"), told]).toEqual([
      1,
      expect.stringContaining("panelNumber"),
    ]);
    expect([await command("C", "candidates", "--nope"), told]).toEqual([
      1,
      expect.stringContaining("--nope"),
    ]);
  });

  it("ends with one line of counts, and says the rest elsewhere", async () => {
    expect(await command("en_GB.UTF-8", "areas", files.areas, "--yes", "--json")).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 2, updated: 0, rejected: 0 });
    expect(told).toContain("2 rows read");
  });

  it("shows what it would do, and writes nothing without a yes", async () => {
    expect(await command("fr", "candidates", files.list)).toBe(1);
    expect(told).toContain("Indiquez l’élection");
    expect(await command("fr", "candidates", files.list, "--election", "example-2030")).toBe(1);
    expect(told).toContain("n’existe pas encore");
    expect(await command("fr", "candidates", files.list, ...election, "--dry-run", "--json")).toBe(0);
    expect(JSON.parse(out)).toEqual({ rows: 3, created: 3, updated: 0, unchanged: 0, rejected: 0 });
    expect(await command("fr", "candidates", files.list, ...election)).toBe(1);
    expect(told).toContain("ajoutez --yes");
  });

  it("writes once", async () => {
    expect(await command("C", "candidates", files.list, ...election, "--yes", "--json")).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ created: 3 });
    expect(await command("C", "candidates", files.list, ...election, "--json")).toBe(0);
    expect(JSON.parse(out)).toEqual({ rows: 3, created: 0, updated: 0, unchanged: 3, rejected: 0 });
    expect(told).toContain("nothing changes");
  });

  it("writes the rows left out as CSV, with line, column and reason", async () => {
    const rejects = madeFile("rejects.csv", "");
    const bad = madeFile("bad.csv", list.replace("MODÈLE", "<i>MODÈLE</i>"));
    expect(await command("C", "candidates", bad, ...election, "--dry-run", "--rejects", rejects)).toBe(0);
    expect(readFileSync(rejects, "utf8")).toMatch(
      /^\ufefffile,line,column,reason,explanation\n\d+-bad\.csv,4,Nom candidat,markup-in-name,a text contains .+\n$/,
    );
  });

  it("refuses what is no table in the reader's language", async () => {
    expect(await command("fr", "candidates", files.page, ...election, "--yes")).toBe(1);
    expect(told).toMatch(/page\.csv\u00a0: ce n’est pas un tableau/);
  });
});
