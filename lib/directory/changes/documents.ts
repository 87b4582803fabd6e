import type { DocumentSpec } from "@/lib/core/document";
import { type Change, publicRecentDays } from "./queries";
import { dayIn, type Group, groupOf } from "./rules";
import { ChangesPage } from "./ui/changes";

/** One day on which something became known here. */
export interface ChangedDay {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly counts: Readonly<Record<Group, number>>;
  readonly total: number;
  /** The newest ones first; of a full day not all. */
  readonly changes: readonly Change[];
}

export interface ChangesView {
  /** The newest first; only days on which something happened, so that nothing here depends on when it is read. */
  readonly days: readonly ChangedDay[];
}

async function load(): Promise<ChangesView> {
  const { counts, changes } = await publicRecentDays();
  const names = [...new Set(counts.map(({ day }) => day))].sort().reverse();
  const days = names.map((day) => {
    const sums = { signed: 0, changed: 0, withdrawn: 0, declined: 0, nominated: 0, other: 0 };
    let total = 0;
    for (const one of counts.filter((count) => count.day === day)) {
      sums[groupOf(one.kind)] += one.count;
      total += one.count;
    }
    return {
      day,
      counts: sums,
      total,
      changes: changes.filter(({ at, timeZone }) => dayIn(at, timeZone) === day),
    };
  });
  return { days };
}

/** `/changes`: what the press room reads in the morning. */
export const changesDocument: DocumentSpec<Record<string, string>, ChangesView> = { load, view: ChangesPage };
