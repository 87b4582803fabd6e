import type { Format, Row } from "../files/csv";
import { type Header, readTable } from "../files/table";
import {
  type Blocks,
  blocksOf,
  cellReader,
  columnsOf,
  type Field,
  type HeaderMap,
  namesPeople,
} from "./headers";
import { type Read, RowProblem } from "./rows";

export type Columns = { at: ReadonlyMap<Field, number>; names: string[]; blocks: Blocks };
type Get = (field: Field) => string;

/** How a person wants a file read: its format, and by line the cells that she wrote, or null for a row left out. */
export type Reading = {
  format?: Format | undefined;
  mended?: ReadonlyMap<number, readonly string[] | null> | undefined;
};

export type TableSpec<T> = {
  map: HeaderMap;
  /** Fields of which the header must have at least one, beyond a name and a place. */
  needs: readonly Field[];
  /** A field that only another kind of file has. */
  lacks?: Field;
  /** Yields what one row says, or a problem of one of its blocks; throws a problem of the whole row. */
  values: (get: Get, row: Row, columns: Columns) => Iterable<T | RowProblem>;
  /** Rows longer than their header are several blocks, not a slip of a separator. */
  isWide?: boolean;
  reading?: Reading | undefined;
};

/** Streams the values of a table of people, each rejected row told with its line, column and reason. */
export async function* readRows<T>(path: string, spec: TableSpec<T>): AsyncGenerator<Read<T>> {
  const recognise = (cells: string[]): Columns | null => {
    const at = columnsOf(cells, spec.map);
    if (spec.lacks && at.has(spec.lacks)) return null;
    const isComplete =
      namesPeople(at) && (spec.needs.length === 0 || spec.needs.some((field) => at.has(field)));
    return isComplete ? { at, names: cells, blocks: blocksOf(cells, at, spec.map) } : null;
  };
  const { format, mended } = spec.reading ?? {};
  for await (const found of readTable(path, recognise, undefined, format)) {
    const cells = mended?.get(found.line);
    if (cells === null) continue;
    const row = cells ? { ...found, cells: [...cells] } : found;
    try {
      const { at, names } = row.header.columns;
      if (!spec.isWide && overflows(row.cells, names.length)) throw new RowProblem("ragged-row");
      for (const value of spec.values(cellReader(row.cells, at), row, row.header.columns)) {
        if (value instanceof RowProblem) yield rejection(row, value);
        else yield { line: row.line, value };
      }
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      yield rejection(row, error);
    }
  }
}

function overflows(cells: readonly string[], width: number): boolean {
  return cells.slice(width).some((cell) => cell.trim() !== "");
}

function rejection(row: Row & { header: Header<Columns> }, { reason, field }: RowProblem) {
  const { at, names } = row.header.columns;
  const index = field === null ? undefined : at.get(field);
  const column = index === undefined ? null : (names[index] ?? null);
  return { line: row.line, rejected: { line: row.line, column, reason } };
}
