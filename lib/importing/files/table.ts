import { open, stat } from "node:fs/promises";
import { type Format, type Row, readCsv } from "./csv";
import { type Limits, limits as standard } from "./limits";
import { sniff } from "./sniff";
import { Unreadable } from "./unreadable";
import { readXlsx, type Sheet } from "./xlsx";

export type { Row, Sheet };

/**
 * The sheets of any tabular file (one nameless sheet for a text), recognised by content, never by name.
 * @throws Unreadable with the reason, and line and column where there is one
 */
export async function* readSheets(
  path: string,
  limits: Limits = standard,
  format: Format = {},
): AsyncGenerator<Sheet> {
  const kind = await fileKind(path, limits);
  if (kind === "empty") throw new Unreadable("empty");
  if (kind === "old-excel") throw new Unreadable("old-excel");
  if (kind === "xlsx") yield* readXlsx(path, limits);
  else if (kind === "text") yield { name: "", rows: readCsv(path, limits, format) };
  else throw new Unreadable("not-a-table");
}

/** What the file is, after its size was found bearable; a missing file is Unreadable too. */
export async function fileKind(path: string, limits: Limits = standard) {
  const about = await stat(path).catch(() => null);
  if (!about?.isFile()) throw new Unreadable("missing");
  if (about.size > limits.file) throw new Unreadable("too-large");
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return sniff(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

export type Header<Columns> = { sheet: string; line: number; columns: Columns };

/** Rows before the header: titles, sources, blank lines. */
export const preamble = 30;

/**
 * Finds the sheet and the row whose cells `recognise` takes for a header, and streams the rows below it.
 * @throws Unreadable "unknown-columns" when no sheet has one, "no-rows" when there is no row below it
 */
export async function* readTable<Columns>(
  path: string,
  recognise: (cells: string[]) => Columns | null,
  limits: Limits = standard,
  format: Format = {},
): AsyncGenerator<Row & { header: Header<Columns> }> {
  let widest: { line: number; cells: string[]; sheet: string } | null = null;
  let hasHeader = false;
  for await (const { name, rows } of readSheets(path, limits, format)) {
    let header: Header<Columns> | null = null;
    let seen = 0;
    let found = 0;
    for await (const row of rows) {
      if (row.cells.every((cell) => cell.trim() === "")) continue;
      if (++seen > limits.rows) throw new Unreadable("too-many-rows", { sheet: name, line: row.line });
      if (header) {
        found++;
        yield { ...row, header };
        continue;
      }
      if (seen > preamble) break;
      const columns = recognise(row.cells);
      if (columns) header = { sheet: name, line: row.line, columns };
      else if (row.cells.length > (widest?.cells.length ?? 0)) widest = { ...row, sheet: name };
    }
    if (found > 0) return;
    if (header) hasHeader = true;
  }
  if (hasHeader || !widest) throw new Unreadable("no-rows");
  const { sheet, line, cells } = widest;
  throw new Unreadable("unknown-columns", {
    sheet,
    line,
    detail: cells.slice(0, 12).join(" · ").slice(0, 300),
  });
}
