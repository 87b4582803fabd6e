import type { ReactNode } from "react";
import { ordinals } from "./ordinals";

export interface Column<Row> {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
  /** The cell that names the row; one per table. */
  readonly isRowHead?: boolean;
  /** Written before the value when the row stands as a record on a phone. */
  readonly label?: string;
  /** Stands beside its neighbour, not under it, when the row is a record on a phone. */
  readonly isInline?: boolean;
  /** The rows stand in the order of this column. */
  readonly sort?: "ascending" | "descending";
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Below 900 px rows stack as records; "scroll" keeps a narrow table of figures as it is. */
  readonly onPhone?: "records" | "scroll";
}

/** Heads of 13 px over an ink rule; on a phone each row is a record. */
export function Table<Row>({ caption, columns, rows, rowKey, onPhone = "records" }: Props<Row>) {
  const table = (
    <table className={`table ${onPhone}`}>
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              className={column.isNumber ? "n" : undefined}
              aria-sort={column.sort}
            >
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.id} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (onPhone === "records") return table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it
    <section className="scroll" tabIndex={0} aria-label={caption}>
      {table}
    </section>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const { cell, isNumber, isRowHead, isInline, label } = column;
  if (isRowHead) return <th scope="row">{ordinals(cell(row))}</th>;
  return (
    <td className={isNumber ? "n" : isInline ? "in" : undefined} data-label={label}>
      {ordinals(cell(row))}
    </td>
  );
}
