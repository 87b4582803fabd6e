import { closeSync, ftruncateSync, openSync } from "node:fs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { effortOf } from "@/lib/core/testing/effort";
import { madeFile, sheetXml, workbook, zip } from "../testing/made-files";
import { isoDay, isoFromSerial, tidy, wholeNumber, whyNotName } from "./cells";
import { separatorOf } from "./csv";
import { limits } from "./limits";
import { readSheets, readTable } from "./table";
import { Unreadable } from "./unreadable";

async function read(path: string, some = limits): Promise<{ name: string; rows: [number, ...string[]][] }[]> {
  const sheets = [];
  for await (const { name, rows } of readSheets(path, some)) {
    const found: [number, ...string[]][] = [];
    for await (const { line, cells } of rows) found.push([line, ...cells]);
    sheets.push({ name, rows: found });
  }
  return sheets;
}

async function refusal(path: string, some = limits): Promise<unknown> {
  const error = await read(path, some).catch((reason: unknown) => reason);
  return error instanceof Unreadable ? { reason: error.reason, ...error.place } : error;
}

const text = "Nom;Prénom;Profession\r\nŒUVRÉ;Zoë;Élève à 10 €, dit l’autre\r\n";
const rows = [
  [1, "Nom", "Prénom", "Profession"],
  [2, "ŒUVRÉ", "Zoë", "Élève à 10 €, dit l’autre"],
];

describe("a text file", () => {
  it.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${text}`)],
    ["windows-1252 with œ, ’ and €", iconv.encode(text, "win1252")],
    ["UTF-16 little endian with its mark", iconv.encode(text, "utf16le", { addBOM: true })],
    ["UTF-16 big endian with its mark", iconv.encode(text, "utf16be", { addBOM: true })],
    ["UTF-16 without a mark", iconv.encode(text, "utf16le")],
  ])("is read in %s", async (_, content) => {
    expect((await read(madeFile("a.csv", content)))[0]?.rows).toEqual(rows);
  });

  it("is read in CP850, whose é is a comma elsewhere", async () => {
    const dos = "Nom;Prénom\r\nGUÉRAUD;Hélène\r\n";
    const [sheet] = await read(madeFile("a.csv", iconv.encode(dos, "cp850")));
    expect(sheet?.rows[1]).toEqual([2, "GUÉRAUD", "Hélène"]);
  });

  it("is known by its last line when only that one has an accent", async () => {
    const long = `${"abc;def\r\n".repeat(60_000)}é;à\r\n`;
    const [sheet] = await read(madeFile("a.csv", iconv.encode(long, "win1252")));
    expect(sheet?.rows.at(-1)).toEqual([60_001, "é", "à"]);
  });

  it.each([
    [";", "a;b\n1,5;2,5\n3,5;4,5\n"],
    ["\t", "a\tb\n1,5;x\t2,5\n"],
    [",", 'a,b,c\n"x;y",2,3\n'],
    [";", "Liste arrêtée le 20 mai, version 2\na;b;c\n1;2;3\n4;5;6\n"],
  ])("has the separator %j", (separator, sample) => {
    expect(separatorOf(sample)).toBe(separator);
  });

  it("keeps ragged rows as they are, with their line", async () => {
    const [sheet] = await read(madeFile("a.csv", "a;b;c\n1\n\n1;2;3;4;5\n"));
    expect(sheet?.rows).toEqual([
      [1, "a", "b", "c"],
      [2, "1"],
      [3, ""],
      [4, "1", "2", "3", "4", "5"],
    ]);
  });
});

describe("a workbook", () => {
  const sheets = {
    "Lisez-moi": [["Liste & notes"]],
    Table: [
      ["Nom", "Né le", "Voix", "Part"],
      [],
      ["D’ARC <b>", { day: 28_000 }, 12, 98.480000000000004],
      [null, null, 3],
    ],
  };

  it("gives every sheet in order, days as days, holes as empty cells, lines as the program numbers them", async () => {
    expect(await read(madeFile("a.csv", workbook(sheets)))).toEqual([
      { name: "Lisez-moi", rows: [[1, "Liste & notes"]] },
      {
        name: "Table",
        rows: [
          [1, "Nom", "Né le", "Voix", "Part"],
          [3, "D’ARC <b>", "1976-08-28", "12", "98.48"],
          [4, "", "", "3"],
        ],
      },
    ]);
  });

  it("finds the header by content, on any sheet and below any title", async () => {
    const path = madeFile("a.xlsx", workbook(sheets));
    const found = [];
    for await (const row of readTable(path, (cells) => (cells.includes("Voix") ? cells.length : null)))
      found.push(row);
    expect(found.map(({ line, header }) => [line, header])).toEqual([
      [3, { sheet: "Table", line: 1, columns: 4 }],
      [4, { sheet: "Table", line: 1, columns: 4 }],
    ]);
  });

  it("costs what it holds when it declares 1,048,576 rows", async () => {
    const empty = Array.from({ length: 1_048_576 }, (_, i) => `<row r="${i + 1}"/>`).join("");
    const parts = {
      "xl/workbook.xml": `<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>`,
      "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="/xl/s.xml"/></Relationships>`,
      "xl/s.xml": sheetXml(`<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c></row>${empty}`),
    };
    const path = madeFile("a.xlsx", zip(parts));
    const before = process.memoryUsage().rss;
    const effort = await effortOf(async () => expect((await read(path))[0]?.rows).toEqual([[1, "Nom"]]));
    expect(effort).toBeLessThan(4000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });
});

/** A workbook with parts of its own making. */
function evil(book: string, cells = "", target = "s.xml"): Buffer {
  const sheets = `<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>`;
  return zip({
    "xl/workbook.xml": book === "<workbook/>" ? sheets : book,
    "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="${target}"/></Relationships>`,
    "xl/s.xml": sheetXml(`<row r="1">${cells}</row>`),
  });
}

function encrypted(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  for (let at = copy.indexOf("PK\u0001\u0002"); at >= 0; at = copy.indexOf("PK\u0001\u0002", at + 1))
    copy[at + 8] = 1;
  return copy;
}

function lying(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  copy.writeUInt32LE(2 ** 19, copy.length - 10);
  return copy;
}

describe("a file that is no table", () => {
  const zeros = Buffer.alloc(64 * 2 ** 20, " ");
  it.each([
    ["a PDF", "%PDF-1.7\n…", "not-a-table"],
    ["a web page", "\ufeff\n <!DOCTYPE html><table>", "not-a-table"],
    ["a drawing with a script", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not-a-table"],
    ["a gzip", Buffer.from("1f8b0800000000000003", "hex"), "not-a-table"],
    ["a 7z", Buffer.from("377abcaf271c0004", "hex"), "not-a-table"],
    ["a RAR", Buffer.from("526172211a070100", "hex"), "not-a-table"],
    ["a program", Buffer.from("7f454c4602010100", "hex"), "not-a-table"],
    ["a letter in RTF", "{\\rtf1\\ansi x}", "not-a-table"],
    ["a photograph", Buffer.from("ffd8ffe000104a46", "hex"), "not-a-table"],
    ["a GIF that is a script too", "GIF89a/*<svg/onload=1>*/=0;", "not-a-table"],
    ["a list in JSON", '[{"Nom": "X"}]', "not-a-table"],
    ["a letter of Word", zip({ "word/document.xml": "<document/>" }), "not-a-table"],
    [
      "a sheet of another office",
      zip({ mimetype: "application/vnd.oasis.opendocument.spreadsheet" }),
      "not-a-table",
    ],
    ["a zip in a zip", zip({ "a.xlsx": workbook({ a: [["x"]] }) }), "not-a-table"],
    ["a password", encrypted(workbook({ a: [["x"]] })), "encrypted"],
    [
      "entities that multiply",
      evil(`<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><workbook>&c;</workbook>`),
      "broken",
    ],
    [
      "an entity from a file",
      evil(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><workbook>&b;</workbook>`),
      "broken",
    ],
    ["a cell in column 18,278", evil("<workbook/>", `<c r="ZZZ1"><v>1</v></c>`), "too-many-columns"],
    ["a sheet outside the workbook", evil("<workbook/>", "", "../../../../etc/passwd"), "no sheet"],
    ["a directory that lies about its length", lying(workbook({ a: [["x"]] })), "broken"],
    ["a line of two megabytes", `a;b\n"${"x".repeat(2 ** 21)}";c\n`, "broken"],
    ["text with zero bytes", "a;b\n1;\0\n", "not-a-table"],
    ["an image", Buffer.from("89504e470d0a1a0a0000", "hex"), "not-a-table"],
    ["a zip that is no workbook", zip({ "a.txt": "a" }), "not-a-table"],
    ["an Excel file of before 2007", Buffer.from("d0cf11e0a1b11ae1", "hex"), "old-excel"],
    ["bytes", Buffer.from([1, 0, 2, 3, 0, 0, 4, 0, 5]), "not-a-table"],
    ["JSON", '{"a": 1}', "not-a-table"],
    ["nothing", "", "empty"],
    ["blank lines", "\n \n\n", "empty"],
    ["half a workbook", workbook({ a: [["x"]] }).subarray(0, 300), "broken"],
    ["a workbook with broken XML", zip({ "xl/workbook.xml": "<workbook><sheets></workbook>" }), "broken"],
    ["an open quote", 'a;b\n"x;y\nz;z\n', "bad-quotes"],
    ["a zip bomb", zip({ "xl/workbook.xml": zeros }), "zip-bomb"],
  ])("is refused: %s", async (_, content, reason) => {
    const outcome = await refusal(madeFile("a.xlsx", content));
    if (reason === "no sheet") expect(outcome).toEqual([{ name: "a", rows: [] }]);
    else expect(outcome).toMatchObject({ reason });
  });

  it("stops many small bombs at what they hold together", async () => {
    const path = madeFile("a.xlsx", workbook({ a: [["x"]] }));
    expect(await refusal(path, { ...limits, inflated: 250 })).toMatchObject({ reason: "zip-bomb" });
  });

  it("refuses 300 MB by its size, before reading it", async () => {
    const path = madeFile("a.csv", "a;b\n");
    const file = openSync(path, "r+");
    ftruncateSync(file, 300e6);
    closeSync(file);
    const effort = await effortOf(async () => expect(await refusal(path)).toEqual({ reason: "too-large" }));
    expect(effort).toBeLessThan(100);
  });

  it("says which header it saw when it recognises none, and when there is no row", async () => {
    const seen = async (content: string) => {
      const error = await readTable(madeFile("a.csv", content), () => null)
        .next()
        .catch((reason: unknown) => reason);
      return error instanceof Unreadable ? [error.reason, error.place.line, error.place.detail] : error;
    };
    expect(await seen("Titre\nFoo;Bar\n1;2\n")).toEqual(["unknown-columns", 2, "Foo · Bar"]);
    expect(await seen(";;\n;;\n")).toEqual(["no-rows", undefined, undefined]);
  });

  it("never hangs nor throws anything else, whatever the bytes", async () => {
    const heads = fc.constantFrom("", "PK\u0003\u0004", "a;b\n", "\ufeff", '"', "<");
    await fc.assert(
      fc.asyncProperty(heads, fc.uint8Array({ maxLength: 400 }), async (head, bytes) => {
        const path = madeFile("fuzz", Buffer.concat([Buffer.from(head, "latin1"), bytes]));
        const outcome = await read(path).catch((error: unknown) => error);
        expect(Array.isArray(outcome) || outcome instanceof Unreadable).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a cell", () => {
  it("is a day in each spelling, or none", () => {
    expect(isoFromSerial(1)).toBe("1900-01-01");
    expect(isoFromSerial(61)).toBe("1900-03-01");
    expect(isoFromSerial(0, true)).toBe("1904-01-01");
    for (const text of [
      "10/08/1976",
      "1976-08-10",
      "10.8.1976",
      "10-08-76",
      "27982",
      "1976-08-10T00:00:00",
    ]) {
      expect(isoDay(text)).toBe("1976-08-10");
    }
    for (const text of ["31/02/1976", "1976", "", "1976-13-01", "08/1976", "99999999"])
      expect(isoDay(text)).toBeNull();
  });

  it("is a whole number with French spaces, or none", () => {
    expect(["12 345", "12\u202f345", "12345.0", "0"].map(wholeNumber)).toEqual([12345, 12345, 12345, 0]);
    expect(["", "-1", "1,5", "x", "1e3"].map(wholeNumber)).toEqual([null, null, null, null, null]);
  });

  it("is a name, or says why not", () => {
    const name = ["LE BORGN'", "Jean‑Pierre", "Aïchatou d’Ô", "李", "A. B. (dite Zoë)"];
    expect(name.map((value) => whyNotName(tidy(value)))).toEqual([null, null, null, null, null]);
    expect(whyNotName("<b>x</b>")).toBe("markup-in-name");
    expect(whyNotName("=cmd|' /C calc'!A0")).toBe("markup-in-name");
    expect(whyNotName("DUPONT\u202e")).toBe("control-in-name");
    expect(whyNotName("DU\u200bPONT")).toBe("control-in-name");
    expect(whyNotName("12")).toBe("no-name");
    expect(whyNotName("A".repeat(121))).toBe("name-too-long");
    expect(tidy(" Ange\u0301lique\u00a0 d’Arc ")).toBe("Angélique d’Arc");
  });
});
