import { z } from "zod";

/** The facts of a candidacy that can be corrected, by their columns. */
export interface Facts {
  readonly given_name: string;
  readonly family_name: string;
  readonly gender: string | null;
  readonly panel_number: number | null;
  readonly nuance_code: string | null;
  readonly nuance_label: string | null;
  readonly party_label: string | null;
  readonly area: string;
  readonly ballot_id: string;
}
type Column = keyof Facts;

/** What is said together, so that a name is found again whole and a ballot is told by its area. */
const PARTS: readonly (readonly Column[])[] = [
  ["given_name", "family_name"],
  ["gender"],
  ["panel_number"],
  ["nuance_code"],
  ["nuance_label"],
  ["party_label"],
  ["area", "ballot_id"],
];

/** The columns that differ, before and after; null where nothing does. */
export function difference(known: Facts, wanted: Facts) {
  const columns = PARTS.filter((part) => part.some((one) => known[one] !== wanted[one])).flat();
  if (columns.length === 0) return null;
  const of = (facts: Facts) => Object.fromEntries(columns.map((one) => [one, facts[one]]));
  return { before: of(known), after: of(wanted), columns };
}

const stored = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

export interface CorrectedColumn {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** A stored correction, column by column; "" where nothing was known. */
export function changesOf(before: unknown, after: unknown): CorrectedColumn[] {
  const [was, is] = [stored.parse(before), stored.parse(after)];
  return Object.keys(was)
    .filter((column) => column !== "ballot_id" && was[column] !== is[column])
    .map((column) => ({ column, before: String(was[column] ?? ""), after: String(is[column] ?? "") }));
}
