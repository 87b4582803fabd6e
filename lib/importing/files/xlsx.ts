import { type FileHandle, open } from "node:fs/promises";
import { posix } from "node:path";
import { type SaxesAttributePlain, SaxesParser } from "saxes";
import { isoFromSerial } from "./cells";
import type { Row } from "./csv";
import type { Limits } from "./limits";
import { Unreadable } from "./unreadable";
import { InflationMeter, inflate, type ZipEntry, zipEntries } from "./zip";

export type Sheet = { name: string; rows: AsyncIterable<Row> };
type Book = { file: FileHandle; entries: Map<string, ZipEntry>; meter: InflationMeter; limits: Limits };
type Attributes = Record<string, string>;
type Handlers = {
  open?: (name: string, attributes: Attributes) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};
type Meaning = { strings: string[]; isDate: boolean[]; is1904: boolean };

/**
 * Streams the sheets of an XLSX workbook in their order, one row at a time; a consumer may leave a sheet early.
 * Dates come as yyyy-mm-dd, numbers as the shortest decimal text, empty rows not at all, so a sheet that declares
 * a million rows costs what it holds. Formats: ECMA-376 part 1, 18.3 and 18.8.
 */
export async function* readXlsx(path: string, limits: Limits): AsyncGenerator<Sheet> {
  const file = await open(path);
  try {
    const book = { file, entries: await zipEntries(file, limits), meter: new InflationMeter(limits), limits };
    if (!book.entries.has("xl/workbook.xml")) throw new Unreadable("not-a-table");
    const { sheets, is1904 } = await workbook(book);
    const meaning = { strings: await sharedStrings(book), isDate: await dateStyles(book), is1904 };
    for (const { name, target } of sheets) yield { name, rows: rowsOf(book, name, target, meaning) };
  } finally {
    await file.close();
  }
}

async function workbook(book: Book) {
  const targets = new Map<string, string>();
  await scan(book, "xl/_rels/workbook.xml.rels", {
    open: (name, { Id = "", Target = "" }) => {
      if (name === "Relationship") targets.set(Id, posix.resolve("/xl", Target).slice(1));
    },
  });
  const sheets: { name: string; target: string }[] = [];
  let is1904 = false;
  await scan(book, "xl/workbook.xml", {
    open: (name, attributes) => {
      if (name === "workbookPr") is1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
      const target = name === "sheet" ? targets.get(attributes["r:id"] ?? attributes.id ?? "") : undefined;
      if (target) sheets.push({ name: attributes.name ?? "", target });
    },
  });
  return { sheets, is1904 };
}

async function sharedStrings(book: Book): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let total = 0;
  let isText = false;
  let isPhonetic = false;
  await scan(book, "xl/sharedStrings.xml", {
    open: (name) => {
      if (name === "si") text = "";
      if (name === "rPh") isPhonetic = true;
      isText = name === "t" && !isPhonetic;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      isText = false;
      if (name === "rPh") isPhonetic = false;
      if (name !== "si") return;
      total += text.length;
      if (total > book.limits.sharedStrings) throw new Unreadable("too-large");
      strings.push(text);
    },
  });
  return strings;
}

/** Which cell styles show a number as a day (18.8.30: built-in formats 14 to 17 and 22, and the East Asian ones). */
async function dateStyles(book: Book): Promise<boolean[]> {
  const formats = new Map<number, boolean>();
  const styles: boolean[] = [];
  let isCell = false;
  await scan(book, "xl/styles.xml", {
    open: (name, { numFmtId = "0", formatCode = "" }) => {
      if (name === "numFmt") formats.set(Number(numFmtId), isDateFormat(formatCode));
      if (name === "cellXfs") isCell = true;
      if (name === "xf" && isCell) {
        const id = Number(numFmtId);
        styles.push(formats.get(id) ?? ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36)));
      }
    },
    close: (name) => {
      if (name === "cellXfs") isCell = false;
    },
  });
  return styles;
}

function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, "");
  return /[dy]/i.test(bare) && !/general/i.test(bare);
}

async function* rowsOf(book: Book, sheet: string, target: string, meaning: Meaning): AsyncGenerator<Row> {
  const ready: Row[] = [];
  const cellReader = sheetHandlers(ready, meaning, book.limits, sheet);
  for await (const _ of scanning(book, target, cellReader)) {
    yield* ready;
    ready.length = 0;
  }
  yield* ready;
}

function sheetHandlers(ready: Row[], meaning: Meaning, limits: Limits, sheet: string): Handlers {
  let line = 0;
  let column = 0;
  let cells: string[] = [];
  let cell: Attributes = {};
  let value = "";
  let isValue = false;
  return {
    open: (name, attributes) => {
      if (name === "row") {
        line = attributes.r ? Number(attributes.r) : line + 1;
        cells = [];
        column = 0;
      } else if (name === "c") {
        cell = attributes;
        value = "";
        column = cell.r ? columnOf(cell.r) : column + 1;
        if (!(column <= limits.columns)) throw new Unreadable("too-many-columns", { sheet, line });
      }
      isValue = name === "v" || name === "t";
    },
    text: (piece) => {
      if (isValue) value += piece;
    },
    close: (name) => {
      isValue = false;
      if (name === "c" && value !== "") {
        while (cells.length < column - 1) cells.push("");
        cells[column - 1] = meaningOf(cell, value, meaning);
      } else if (name === "row" && cells.length > 0) ready.push({ line, cells });
    },
  };
}

function meaningOf({ t, s }: Attributes, value: string, { strings, isDate, is1904 }: Meaning): string {
  if (t === "s") return strings[Number(value)] ?? "";
  if (t === "e") return "";
  if (t === "d") return value.slice(0, 10);
  // Excel turns a candidate whose family name is FAUX into a truth value; its French reader sees the name.
  if (t === "b") return value === "1" ? "VRAI" : "FAUX";
  if (t === "inlineStr" || t === "str") return value;
  const number = Number(value);
  if (Number.isNaN(number)) return value;
  return (isDate[Number(s ?? 0)] ? isoFromSerial(number, is1904) : null) ?? String(number);
}

/** "AB12" → 28. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.toUpperCase()) {
    const digit = letter.charCodeAt(0) - 64;
    if (digit < 1 || digit > 26) break;
    column = column * 26 + digit;
  }
  return column;
}

async function scan(book: Book, part: string, handlers: Handlers): Promise<void> {
  for await (const _ of scanning(book, part, handlers));
}

/** Parses one part of the workbook, yielding after each inflated chunk; an absent part is an empty one. */
async function* scanning(book: Book, part: string, handlers: Handlers): AsyncGenerator<void> {
  const entry = book.entries.get(part.toLowerCase());
  if (!entry) return;
  const parser = new SaxesParser();
  const plain = (name: string) => name.slice(name.indexOf(":") + 1);
  parser.on("opentag", (tag) => handlers.open?.(plain(tag.name), strings(tag.attributes)));
  parser.on("closetag", (tag) => handlers.close?.(plain(tag.name)));
  parser.on("text", (text) => handlers.text?.(text));
  parser.on("cdata", (text) => handlers.text?.(text));
  parser.on("error", () => {
    throw new Unreadable("broken");
  });
  const decoder = new TextDecoder();
  for await (const chunk of inflate(book.file, entry, book.meter)) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  parser.write(decoder.decode());
  parser.close();
}

function strings(attributes: Record<string, string> | Record<string, SaxesAttributePlain>): Attributes {
  const plain: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    plain[name] = typeof value === "string" ? value : value.value;
  }
  return plain;
}
