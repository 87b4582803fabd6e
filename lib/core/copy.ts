import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ClientBase } from "pg";
import { from as copyFrom } from "pg-copy-streams";

export type CopyValue = string | number | boolean | null;

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** One line of PostgreSQL's COPY text format. */
function copyLine(values: readonly CopyValue[]): string {
  const cells = values.map((value) =>
    value === null ? "\\N" : String(value).replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign),
  );
  return `${cells.join("\t")}\n`;
}

async function* chunks(rows: AsyncIterable<readonly CopyValue[]> | Iterable<readonly CopyValue[]>) {
  let text = "";
  for await (const row of rows) {
    text += copyLine(row);
    if (text.length > 2 ** 16) {
      yield text;
      text = "";
    }
  }
  if (text !== "") yield text;
}

/**
 * Streams rows into a table, about 50 times as fast as inserting them one by one, in constant memory.
 * @param target a table and its columns, written by us: `staged (line, name)`
 */
export async function copyRows(
  client: ClientBase,
  target: string,
  rows: AsyncIterable<readonly CopyValue[]> | Iterable<readonly CopyValue[]>,
): Promise<void> {
  await pipeline(Readable.from(chunks(rows)), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}
