import type { Locale } from "@/lib/core/i18n/locale";
import type { DataRow } from "../../data/schema";
import type { Points } from "../../standing/rules";

export const GROUPINGS = ["parties", "departments"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Who stands and is asked, with the groups that he or she belongs to. */
export interface Counted {
  readonly status: DataRow["status"];
  /** What the answers add up to by the method of the version signed; null where nothing counts. */
  readonly points: Points | null;
  readonly groups: readonly { readonly code: string; readonly name: string }[];
}

export interface Group {
  readonly code: string;
  readonly name: string;
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
  const found = new Map<string, { name: string; members: Counted[] }>();
  for (const one of all)
    for (const { code, name } of one.groups) {
      const held = found.get(code) ?? { name, members: [] };
      held.members.push(one);
      found.set(code, held);
    }
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const groups = [...found]
    .map(([code, { name, members }]) => groupOf(code, name, members))
    .sort((a, b) => compare(a.name, b.name) || compare(a.code, b.code));
  const share = ({ signed, asked }: Group) => signed / asked;
  return {
    groups: groups.filter(({ asked }) => asked >= SMALLEST).sort((a, b) => share(b) - share(a)),
    small: groups.filter(({ asked }) => asked < SMALLEST),
  };
}

function groupOf(code: string, name: string, members: readonly Counted[]): Group {
  const signers = members.filter(isSigned);
  const points = signers.flatMap((one) => one.points ?? []);
  const most = points.reduce((sum, one) => sum + one.most, 0);
  const had = points.reduce((sum, one) => sum + one.points, 0);
  return { code, name, asked: members.length, signed: signers.length, mean: most > 0 ? had / most : null };
}
