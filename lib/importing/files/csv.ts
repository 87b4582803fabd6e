import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { parse as parseNow } from "csv-parse/sync";
import type { Limits } from "./limits";
import { detectEncoding, type Encoding, textOf } from "./text";
import { Unreadable } from "./unreadable";

/** How a text is to be read, where a person knows better than its content says. */
export type Format = { encoding?: Encoding | undefined; separator?: string | undefined };

export type Row = { line: number; cells: string[] };

export const separators = [";", "\t", ",", "|"] as const;
const lenient = { relax_column_count: true, relax_quotes: true, skip_empty_lines: false } as const;

/** Streams the records of a text table; encoding and separator come from its content. */
export async function* readCsv(path: string, limits: Limits, format: Format = {}): AsyncGenerator<Row> {
  const pieces = textOf(path, format.encoding ?? (await detectEncoding(path)));
  const first = await sample(pieces);
  const parser = parse({
    ...lenient,
    delimiter: format.separator ?? separatorOf(first),
    info: true,
    max_record_size: limits.record,
  });
  const source = Readable.from(join(first, pieces));
  source.on("error", (error) => parser.destroy(error));
  try {
    for await (const item of source.pipe(parser)) yield toRow(item, limits);
  } catch (error) {
    throw asUnreadable(error);
  } finally {
    source.destroy();
  }
}

/** The separator that cuts most records of a sample into several cells, and the first of them into most. */
export function separatorOf(sample: string): string {
  const complete = sample.slice(0, Math.max(sample.lastIndexOf("\n"), 0)) || sample;
  const scores = separators.map((delimiter) => {
    const records = cut(complete, delimiter).filter((record) => record.some((cell) => cell.trim() !== ""));
    const several = records.filter((record) => record.length > 1);
    return { delimiter, share: several.length / (records.length || 1), width: several[0]?.length ?? 0 };
  });
  scores.sort((a, b) => b.share - a.share || b.width - a.width);
  return scores[0]?.delimiter ?? ";";
}

function cut(text: string, delimiter: string): string[][] {
  try {
    return parseNow(text, { ...lenient, delimiter, to: 20 });
  } catch {
    return [];
  }
}

/** What a text says of itself: its encoding, and its separator in that encoding or the given one. */
export async function formatOf(path: string, { encoding }: Format = {}): Promise<Required<Format>> {
  const read = encoding ?? (await detectEncoding(path));
  return { encoding: read, separator: separatorOf(await sample(textOf(path, read))) };
}

async function sample(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  while (text.length < 2 ** 16) {
    const next = await pieces.next();
    if (next.done) break;
    text += next.value;
  }
  return text;
}

async function* join(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

function toRow(item: { record: string[]; info: { lines: number } }, limits: Limits): Row {
  const { record, info } = item;
  if (record.length > limits.columns) throw new Unreadable("too-many-columns", { line: info.lines });
  return { line: info.lines, cells: record };
}

function asUnreadable(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error.lines === "number" ? { line: error.lines } : {};
  return new Unreadable(error.code === "CSV_MAX_RECORD_SIZE" ? "broken" : "bad-quotes", line);
}
