import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll } from "vitest";

let folder: string | undefined;
let count = 0;

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Writes a made-up file that lasts as long as the tests, and says where. */
export function madeFile(name: string, content: string | Buffer): string {
  folder ??= mkdtempSync(join(tmpdir(), "signataires-import-"));
  const path = join(folder, `${++count}-${name}`);
  writeFileSync(path, content);
  return path;
}

/** A zip file of these parts, deflated. */
export function zip(parts: Record<string, string | Buffer>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(raw), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(raw.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), about, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\0"), about, place, Buffer.from(name)]));
    bodies.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, index, Buffer.from("PK\u0005\u0006"), end]);
}

export type MadeCell = string | number | null | { day: number };

/** A workbook as a spreadsheet program saves it: shared strings, numbers, days as styled serials, holes. */
export function workbook(sheets: Record<string, readonly (readonly MadeCell[])[]>): Buffer {
  const strings: string[] = [];
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {
    "xl/workbook.xml": `<workbook xmlns:r="r"><sheets>${names
      .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names
      .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join("")}</Relationships>`,
    "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  };
  names.forEach((name, i) => {
    const rows = (sheets[name] ?? []).map((cells, r) => row(cells, r + 1, strings)).join("");
    parts[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(rows);
  });
  parts["xl/sharedStrings.xml"] =
    `<sst>${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join("")}</sst>`;
  return zip(parts);
}

/** The XML of one sheet that says it has as many rows as a sheet can have. */
export function sheetXml(rows: string): string {
  return `<?xml version="1.0"?><worksheet><dimension ref="A1:Z1048576"/><sheetData>${rows}</sheetData></worksheet>`;
}

function row(cells: readonly MadeCell[], line: number, strings: string[]): string {
  const made = cells.map((cell, i) => {
    const at = `${String.fromCharCode(65 + i)}${line}`;
    if (cell === null) return "";
    if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
    if (typeof cell === "object") return `<c r="${at}" s="1"><v>${cell.day}</v></c>`;
    return `<c r="${at}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
  });
  return `<row r="${line}">${made.join("")}</row>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
