import { slugOf } from "@/lib/core/slug";
import { fieldOf, type HeaderMap, normalised } from "../ministry/headers";
import type { Reading } from "../ministry/read-rows";
import { isField } from "../schema";
import { type ColumnsInput, type Edit, type Settings, separatorNames } from "./schema";

/** How long an import can be taken back. */
export const UNDO_HOURS = 24;

export type UndoRefusal = "already-undone" | "too-late" | "later-import" | "areas-stay";

/** Why an import cannot be undone any more; what stands on its candidacies is asked of the database. */
export function whyNotUndo(
  run: { at: Date; status: string; kind: string },
  now: Date,
): Exclude<UndoRefusal, "later-import"> | null {
  if (run.kind === "areas") return "areas-stay";
  if (run.status === "undone") return "already-undone";
  return now.getTime() - run.at.getTime() > UNDO_HOURS * 3_600_000 ? "too-late" : null;
}

/** The columns as a person and earlier files said them. */
export function headerMapOf(map: Readonly<Record<string, string | null>>): HeaderMap {
  return new Map(
    Object.entries(map).flatMap(([header, field]) =>
      field === null || isField(field) ? [[header, field] as const] : [],
    ),
  );
}

/** What the form of the columns says beyond what the rules know: corrections, by normalised header. */
export function correctionsOf(
  headers: readonly string[],
  columns: Readonly<Record<string, string>>,
): Record<string, string | null> {
  const none: HeaderMap = new Map();
  const said: Record<string, string | null> = {};
  headers.forEach((header, at) => {
    const field = columns[String(at)];
    const key = normalised(header);
    if (field === undefined || key === "" || key in said) return;
    if ((fieldOf(header, none) ?? "") !== field || !isRuled(header)) said[key] = field === "" ? null : field;
  });
  return said;
}

function isRuled(header: string): boolean {
  return fieldOf(header, new Map()) !== null;
}

/** How the reader is told of a person's mending. */
export function readingOf(settings: Settings, edits: Readonly<Record<string, Edit>>): Reading {
  const mended = new Map<number, readonly string[] | null>();
  for (const [line, edit] of Object.entries(edits)) {
    if (edit.isLeftOut) mended.set(Number(line), null);
    else if (edit.cells) mended.set(Number(line), edit.cells);
  }
  const { encoding, separator } = settings;
  return { format: { encoding, separator }, mended };
}

/** Lines that a person said are right as they are. */
export function sureLines(edits: Readonly<Record<string, Edit>>): number[] {
  return Object.entries(edits).flatMap(([line, edit]) => (edit.isSure ? [Number(line)] : []));
}

type ElectionSettings = Pick<Settings, "election" | "name" | "dates" | "round" | "creates">;

/** The election that the form names: one that exists, or a new one with a name and a day at least. */
export function electionOf(input: ColumnsInput): ElectionSettings | "no-election" {
  const { election, name = "", firstDay = "", secondDay = "", round, creates } = input;
  const rest = { round, creates: creates === "yes" };
  if (election) return { election, ...rest };
  if (name.length < 3 || firstDay === "") return "no-election";
  const dates = [firstDay, secondDay].filter(Boolean);
  return { election: slugOf(name), name, dates, ...rest };
}

/** A text's format as the form says it. */
export function formatOf({ encoding, separator }: ColumnsInput): Pick<Settings, "encoding" | "separator"> {
  return {
    ...(encoding ? { encoding } : {}),
    ...(separator ? { separator: separatorNames[separator] } : {}),
  };
}

/** A row as it is edited: the cells that were given, over those that the file has; never wider than its header. */
export function mendedCells(
  was: readonly string[],
  given: Readonly<Record<string, string>>,
  width: number,
): string[] {
  return Array.from({ length: width }, (_, at) => given[String(at)] ?? was[at] ?? "");
}
