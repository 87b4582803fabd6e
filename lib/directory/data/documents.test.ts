import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { Schema } from "tableschema";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { document } from "@/lib/core/document";
import type { DownloadSpec } from "@/lib/core/download";
import { frameOf } from "@/lib/core/frame";
import { testDatabase } from "@/lib/core/testing/database";
import { slowness } from "@/lib/core/testing/effort";
import { readSheets } from "@/lib/importing/files/table";
import { anOrganization, aSignature } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { aContest, PLANTED_BIRTH } from "../testing/contest";
import {
  csvDownload,
  dataDocument,
  jsonDownload,
  packageDownload,
  schemaDownload,
  xlsxDownload,
} from "./documents";
import { COLUMNS } from "./rules";
import { dataRow } from "./schema";
import { workbookOf } from "./workbook";

testDatabase();

async function made(spec: DownloadSpec, query = "", params = {}): Promise<string | Uint8Array> {
  const visit = {
    locale: "fr" as const,
    params,
    search: new URLSearchParams(query),
    frame: await frameOf("fr", ""),
  };
  const file = await spec.load(visit);
  return file && typeof file !== "string" ? file.body : "";
}

let form = "";
let party = "";

beforeAll(async () => {
  const contest = await aContest(6, { code: "78-07" });
  const [one, two, three] = contest.candidacies;
  if (!one || !two || !three || !contest.form) throw new Error("no form");
  await db().person.update({
    where: { id: one.person.id },
    data: { familyName: '=cmd|"/c calc"!A1', givenName: "Zoé\nLaure" },
    select: { id: true },
  });
  const organization = await anOrganization(db(), { kind: "party" });
  party = (await db().organization.findUniqueOrThrow({ where: { id: organization.id } })).slug;
  await aNomination(db(), { candidacyId: three.id, organizationId: organization.id });
  const version = await db().formVersion.findFirstOrThrow({
    where: { formId: contest.form.id },
    select: { id: true },
  });
  await aSignature(db(), { versionId: version.id, candidacyId: two.id });
  form = (await db().form.findUniqueOrThrow({ where: { id: contest.form.id } })).slug;
});

describe("the table of everybody asked", () => {
  it("is a CSV that another's parser reads back and whose cells another's code finds as the Table Schema says", async () => {
    const text = String(await made(csvDownload, `form=${form}`));
    expect(text.startsWith("\uFEFF")).toBe(true);
    const rows: Record<string, string>[] = parse(text, {
      bom: true,
      columns: true,
      record_delimiter: "\r\n",
    });
    expect(rows).toHaveLength(6);
    expect(Object.keys(rows[0] ?? {})).toEqual(COLUMNS);
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells).toContain('\'=cmd|"/c calc"!A1');
    expect(text).not.toContain(PLANTED_BIRTH.toISOString().slice(0, 10));
    const schema = await Schema.load(JSON.parse(String(await made(schemaDownload))), { strict: true });
    expect(schema.errors).toEqual([]);
    // Its check of addresses knows no localhost.
    const casts = (row: Record<string, string>) =>
      schema.castRow(Object.values({ ...row, url: row.url?.replace(/localhost(:\d+)?/, "a.example") }));
    for (const row of rows) expect(() => casts(row)).not.toThrow();
    const [first] = rows;
    expect(() => casts({ ...first, requests: "several" })).toThrow();
  });

  it("is the same as JSON and as a workbook", async () => {
    const { rows } = JSON.parse(String(await made(jsonDownload, `form=${form}`)));
    for (const row of rows) expect(dataRow.safeParse(row).error).toBeUndefined();
    const path = join(mkdtempSync(join(tmpdir(), "signataires-xlsx-")), "x.xlsx");
    writeFileSync(path, await made(xlsxDownload, `form=${form}`));
    const read: string[][] = [];
    for await (const sheet of readSheets(path))
      for await (const { cells } of sheet.rows) read.push([...cells]);
    expect(read[0]).toEqual(COLUMNS);
    expect(read).toHaveLength(rows.length + 1);
    expect(read[2]?.[COLUMNS.indexOf("candidacy")]).toBe(rows[1].candidacy);
    const names = read.map((cells) => cells[COLUMNS.indexOf("family_name")]);
    expect(names).toContain('=cmd|"/c calc"!A1');
  });

  it("is a workbook of 8,000 rows well within a second, whatever its cells hold", () => {
    const odd = `a&b<c>"d" \u0000\ud800 é 🗳\r\n`;
    const row = COLUMNS.map((_, at) => (at % 6 === 0 ? at : at % 5 === 0 ? null : `${odd} ${at}`));
    const start = performance.now();
    const made = workbookOf([COLUMNS, ...Array.from({ length: 8000 }, () => row)]);
    expect(performance.now() - start).toBeLessThan(1000 * slowness());
    const sheet = strFromU8(unzipSync(made)["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    expect(sheet).toContain('>a&amp;b&lt;c&gt;"d"  é 🗳&#13;\n 1</t>');
    new SaxesParser().write(sheet).close();
  });

  it("is described by a data package", async () => {
    const described = JSON.parse(String(await made(packageDownload, "", { slug: form })));
    // What https://specs.frictionlessdata.io/tabular-data-package/ asks for.
    const schema = {
      type: "object",
      required: ["profile", "resources", "name", "licenses"],
      properties: {
        profile: { const: "tabular-data-package" },
        name: { type: "string", pattern: "^([-a-z0-9._/])+$" },
        homepage: { type: "string", format: "uri" },
        licenses: {
          type: "array",
          minItems: 1,
          items: {
            type: "object",
            properties: {
              name: { type: "string", pattern: "^([-a-zA-Z0-9._])+$" },
              path: { type: "string", format: "uri" },
            },
          },
        },
        contributors: { type: "array", items: { type: "object", required: ["title"] } },
        resources: {
          type: "array",
          minItems: 1,
          items: {
            type: "object",
            required: ["name", "path", "profile", "schema"],
            properties: {
              profile: { const: "tabular-data-resource" },
              path: { type: "string", format: "uri" },
            },
          },
        },
      },
    };
    const validate = addFormats(new Ajv()).compile(schema);
    expect([validate(described), validate.errors]).toEqual([true, null]);
    expect((await Schema.load(described.resources[0].schema, { strict: true })).errors).toEqual([]);
    expect(await made(packageDownload, "", { slug: "none" })).toBe("");
  });

  it("is narrowed by its address, and leaves aside what it does not know", async () => {
    const count = async (query: string) =>
      JSON.parse(String(await made(jsonDownload, `form=${form}&${query}`))).rows.length;
    expect(await count("status=signed")).toBe(1);
    expect(await count("status=not-asked")).toBe(5);
    expect(await count("sex=f")).toBe(3);
    expect(await count(`party=${party}`)).toBe(1);
    expect(await count("department=78")).toBe(6);
    expect(await count("department=01")).toBe(0);
    expect(await count("level=A1")).toBe(1);
    for (const theme of ["none", "%00", "%FF"]) expect(await count(`theme=${theme}`)).toBe(0);
    expect(await count("status=__proto__&sex=x&page=-1&order=%00")).toBe(6);
    const theme = await db().theme.findFirstOrThrow({
      where: { version: { form: { slug: form } } },
      select: { title: true },
    });
    const title =
      typeof theme.title === "object" && theme.title && "fr" in theme.title ? String(theme.title.fr) : "";
    expect(await count(`theme=${encodeURIComponent(title)}`)).toBe(1);
  });

  it("is a page that says how many of how many, with the files of this very view", async () => {
    const request = new Request(`http://localhost/fr/data?form=${form}&status=signed`);
    const answer = await document(dataDocument)(request, { params: Promise.resolve({ locale: "fr" }) });
    const html = await answer.text();
    expect(html).toContain("1 sur 6");
    expect(html).toContain(`/fr/data.csv?form=${form}&amp;status=signed`);
  });
});
