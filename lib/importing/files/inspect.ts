import { normalised } from "../ministry/headers";
import { type Format, formatOf } from "./csv";
import { limits as standard } from "./limits";
import { fileKind, preamble, readSheets } from "./table";
import type { Encoding } from "./text";
import { Unreadable } from "./unreadable";

export type Inspected = {
  /** A text has an encoding and a separator that a person may correct; a workbook knows its own. */
  format: { encoding: Encoding; separator: string } | null;
  line: number;
  /** Header of each column with its first values. */
  columns: { header: string; samples: string[] }[];
};

/** Values shown of each column. */
const shown = 3;
/** Rows looked at for them, because a column may begin empty. */
const looked = 60;

/**
 * What a file looks like before anything is made of it: the row that looks most like a header, and the first values below.
 * @param knows whether a header means something
 * @throws Unreadable
 */
export async function inspect(
  path: string,
  format: Format,
  knows: (header: string) => boolean,
  largest: number = standard.file,
): Promise<Inspected> {
  const limits = { ...standard, file: largest };
  const kind = await fileKind(path, limits);
  const sheets: { line: number; cells: string[] }[][] = [];
  for await (const { rows } of readSheets(path, limits, format)) {
    const first: { line: number; cells: string[] }[] = [];
    for await (const row of rows) {
      if (row.cells.every((cell) => cell.trim() === "")) continue;
      first.push(row);
      if (first.length > looked + preamble) break;
    }
    sheets.push(first);
  }
  const heads = sheets.flatMap((rows) => rows.slice(0, preamble).map((row, at) => ({ rows, row, at })));
  const score = ({ row }: { row: { cells: string[] } }) =>
    row.cells.filter((cell) => normalised(cell) !== "" && knows(cell)).length * 1000 + row.cells.length;
  const [head] = heads.sort((a, b) => score(b) - score(a));
  if (!head) throw new Unreadable("no-rows");
  const below = head.rows.slice(head.at + 1, head.at + 1 + looked);
  if (below.length === 0) throw new Unreadable("no-rows");
  const columns = head.row.cells.map((header, at) => ({
    header: header.trim(),
    samples: [...new Set(below.map(({ cells }) => (cells[at] ?? "").trim()).filter(Boolean))].slice(0, shown),
  }));
  if (kind !== "text") return { format: null, line: head.row.line, columns };
  const { encoding = "utf8", separator = ";" } = { ...(await formatOf(path, format)), ...given(format) };
  return { format: { encoding, separator }, line: head.row.line, columns };
}

function given({ encoding, separator }: Format): Format {
  return { ...(encoding ? { encoding } : {}), ...(separator ? { separator } : {}) };
}

/** The cells of some lines, as the file has them, for a person to mend. */
export async function cellsOf(
  path: string,
  format: Format | undefined,
  lines: ReadonlySet<number>,
): Promise<ReadonlyMap<number, string[]>> {
  const found = new Map<number, string[]>();
  for await (const { rows } of readSheets(path, standard, format)) {
    for await (const { line, cells } of rows) {
      if (lines.has(line) && !found.has(line)) found.set(line, [...cells]);
      if (found.size === lines.size) return found;
    }
  }
  return found;
}
