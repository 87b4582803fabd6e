import type { Read } from "../ministry/rows";
import type { ImportKind } from "../schema";

/** A row that was left out, or two people who may be one: what and why, in the file's own lines and columns. */
export type Rejection = {
  file: string;
  line: number;
  column: string | null;
  reason: string;
  row: Record<string, unknown>;
};

export type Change = { line: number | null; area: string; name: string; fields: string[] };

/** What an import did, or would do: the counts of all rows, and the first of each kind of change. */
export type ImportReport = {
  kind: ImportKind;
  isDryRun: boolean;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  /** Candidacies that a list no longer names; they stay. */
  missing: number;
  rejections: Rejection[];
  proposals: Rejection[];
  examples: { created: Change[]; updated: Change[]; missing: Change[] };
  notes: {
    elected?: number;
    newCandidacies?: number;
    /** Records joined by name and birth date, and pairs that wait for the operator. */
    merged?: number;
    queued?: number;
    constituencies?: number;
    splitCommunes?: number;
    unassigned?: string[];
  };
};

/** Told as an import goes on: rows read so far, then that the database works. */
export type Progress = (at: { phase: "reading" | "writing"; rows: number }) => void;

const kept = 10_000;

/** Counts what is read of one file as it passes, and keeps the first 10,000 rows that are left out. */
export class Tally {
  rows = 0;
  rejected = 0;
  readonly rejections: Rejection[] = [];

  constructor(
    private readonly file: string,
    private readonly progress: Progress,
  ) {}

  /** Passes the good rows on with their line. */
  async *accepted<T extends object>(reading: AsyncIterable<Read<T>>): AsyncGenerator<T & { line: number }> {
    for await (const read of reading) {
      this.rows++;
      if (this.rows % 500 === 0) this.progress({ phase: "reading", rows: this.rows });
      if ("value" in read) yield { ...read.value, line: read.line };
      else this.add([{ ...read.rejected, row: {} }]);
    }
    this.progress({ phase: "writing", rows: this.rows });
  }

  add(
    rejected: readonly {
      line: number;
      column?: string | null;
      reason: string;
      row: Record<string, unknown>;
    }[],
  ) {
    this.rejected += rejected.length;
    this.rejections.push(...this.told(rejected).slice(0, kept - this.rejections.length));
  }

  told(
    rows: readonly { line: number; column?: string | null; reason: string; row: Record<string, unknown> }[],
  ): Rejection[] {
    return rows.map((row) => ({ column: null, ...row, file: this.file }));
  }
}

/** A report of nothing yet. */
export function emptyReport(kind: ImportKind, isDryRun: boolean): ImportReport {
  return {
    kind,
    isDryRun,
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    missing: 0,
    rejections: [],
    proposals: [],
    examples: { created: [], updated: [], missing: [] },
    notes: {},
  };
}
