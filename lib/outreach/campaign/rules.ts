import { type CandidateRow, isAt } from "../candidates/rules";
import type { STAGES, Stage } from "../candidates/schema";

/** How many candidacies reached each stage. */
export type Stages = Readonly<Record<Stage, number>>;

/** One line of the table: a department or a party, with the value that the list's filter takes. */
export interface Group {
  readonly key: string;
  readonly label: string;
  readonly all: number;
  readonly stages: Stages;
}

/** The stages of the rows given: the same test that the list behind each number makes. */
export function stagesOf(rows: readonly CandidateRow[]): Stages {
  const count = (stage: Stage) => rows.filter((row) => isAt(row, stage)).length;
  return {
    addresses: count("addresses"),
    asked: count("asked"),
    accepted: count("accepted"),
    started: count("started"),
    signed: count("signed"),
    partly: count("partly"),
    declined: count("declined"),
    bounced: count("bounced"),
  } satisfies Record<(typeof STAGES)[number], number>;
}

export type By = "department" | "party";

/** Where a row belongs: one department, or each of its parties. */
function placesOf(row: CandidateRow, by: By): readonly (readonly [key: string, label: string])[] {
  if (by === "party") return row.parties.map((party) => [party, party]);
  return row.department ? [[row.department.code, row.department.name]] : [];
}

/** The rows by department (in the order of their codes) or by party (by name); who belongs to none is left out. */
export function groupsOf(rows: readonly CandidateRow[], by: By, locale: string): readonly Group[] {
  const groups = new Map<string, { label: string; rows: CandidateRow[] }>();
  for (const row of rows)
    for (const [key, label] of placesOf(row, by)) {
      const group = groups.get(key) ?? { label, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    }
  const found = [...groups].map(([key, group]) => {
    return { key, label: group.label, all: group.rows.length, stages: stagesOf(group.rows) };
  });
  const order = new Intl.Collator(locale);
  return found.sort((a, b) => (by === "party" ? order.compare(a.label, b.label) : a.key < b.key ? -1 : 1));
}
