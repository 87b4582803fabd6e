import type { Locale } from "@/lib/core/i18n/locale";
import type { DataRow } from "../../data/schema";
import type { Points } from "../../standing/rules";

export const GROUPINGS = ["parties", "departments"] as const;
export type Grouping = (typeof GROUPINGS)[number];

interface Named {
  readonly code: string;
  readonly name: string;
  /** A label of the official list, not a party that is known here. */
  readonly isLabel?: boolean;
}

/** Who stands and is asked, with the groups that he or she belongs to. */
export interface Counted {
  readonly status: DataRow["status"];
  /** What the answers add up to by the method of the version signed; null where nothing counts. */
  readonly points: Points | null;
  readonly groups: readonly Named[];
}

export interface Group extends Named {
  /** Candidacies asked; of these, those who signed, whole or in part. */
  readonly asked: number;
  readonly signed: number;
  /** Points of those who signed, of the most that they could have, from 0 to 1; null where nobody did. */
  readonly mean: number | null;
}

export interface Compared {
  /** Of SMALLEST candidacies or more, by the share that signed; equal shares in the order of the alphabet. */
  readonly groups: readonly Group[];
  /** Smaller ones, in the order of the alphabet: one answer more would move them from end to end. */
  readonly small: readonly Group[];
}

/** Below this many candidacies a share says nothing. */
export const SMALLEST = 5;

const isSigned = ({ status }: Counted) => status === "signed" || status === "partly";

/** Adds up who signed by group; whom two parties back counts for both. */
export function compared(all: readonly Counted[], locale: Locale): Compared {
  const found = new Map<string, { of: Named; members: Counted[] }>();
  for (const one of all)
    for (const of of one.groups) {
      const held = found.get(of.code) ?? { of, members: [] };
      held.members.push(one);
      found.set(of.code, held);
    }
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const groups = [...found.values()]
    .map(({ of, members }) => groupOf(of, members))
    .sort((a, b) => compare(a.name, b.name) || compare(a.code, b.code));
  const share = ({ signed, asked }: Group) => signed / asked;
  return {
    groups: groups.filter(({ asked }) => asked >= SMALLEST).sort((a, b) => share(b) - share(a)),
    small: groups.filter(({ asked }) => asked < SMALLEST),
  };
}

function groupOf(of: Named, members: readonly Counted[]): Group {
  const signers = members.filter(isSigned);
  const points = signers.flatMap((one) => one.points ?? []);
  const most = points.reduce((sum, one) => sum + one.most, 0);
  const had = points.reduce((sum, one) => sum + one.points, 0);
  return { ...of, asked: members.length, signed: signers.length, mean: most > 0 ? had / most : null };
}
