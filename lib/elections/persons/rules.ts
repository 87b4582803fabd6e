import type { PersonPairKind } from "@/prisma/client/enums";

/** A record of a person as it is compared; names folded as for search, the day as yyyy-mm-dd. */
export interface Side {
  readonly given: string;
  readonly family: string;
  readonly birthDate: string | null;
  readonly gender: string | null;
}

/** What the candidacies of two records have in common. */
export interface Shared {
  readonly area: boolean;
  readonly department: boolean;
  readonly party: boolean;
  /** One was elected where the other stood as the one in office. */
  readonly mandate: boolean;
}

/** Facts that speak for or against two records being one person, heavier ones further from zero. */
export const WEIGHTS = {
  "birth-date-same": 6,
  "birth-date-near": 2,
  "birth-date-unknown": 0,
  "birth-date-other": -4,
  "name-same": 3,
  "name-swapped": 2,
  "surname-compound": 2,
  "surname-other": -4,
  "given-longer": 2,
  "given-near": 1,
  "given-other": -2,
  "area-same": 4,
  "department-same": 2,
  "place-other": -1,
  "party-same": 2,
  "mandate-same": 4,
  "gender-other": -4,
} as const;
export type FactName = keyof typeof WEIGHTS;

export interface Judged {
  readonly kind: PersonPairKind;
  readonly facts: readonly FactName[];
  readonly weight: number;
}

/** Particles that two families share without being one. */
const PARTICLES = new Set(
  "de du des la le les d l da dos van von der den el al ben bel di del saint".split(" "),
);
const words = (name: string) => name.split(" ").filter(Boolean);
const holds = (whole: readonly string[], part: readonly string[]) =>
  part.every((word) => whole.includes(word));

/** How many letters part two words: missing, more, other, or two exchanged (optimal string alignment). */
export function distance(a: string, b: string): number {
  let [before, last] = [
    new Array<number>(b.length + 1).fill(0),
    Array.from({ length: b.length + 1 }, (_, j) => j),
  ];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isOther = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + isOther);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

function birthDates(a: string | null, b: string | null): FactName {
  if (a === null || b === null) return "birth-date-unknown";
  if (a === b) return "birth-date-same";
  const [left, right] = [a.split("-"), b.split("-")];
  const isSwapped = left[0] === right[0] && left[1] === right[2] && left[2] === right[1];
  return isSwapped || left.filter((part, at) => part !== right[at]).length === 1
    ? "birth-date-near"
    : "birth-date-other";
}

/** "Marie" and "Marie-Claude", "Stéphanie" and "Stephany"; null for the same. */
function givenNames(a: string, b: string): FactName | null {
  if (a === b) return null;
  const [left, right] = [words(a), words(b)];
  if (holds(left, right) || holds(right, left)) return "given-longer";
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length === 1 && long.startsWith(short)) return "given-longer";
  return distance(a, b) <= (short.length < 6 ? 1 : 2) ? "given-near" : "given-other";
}

/** "Dupont" and "Dupont-Martin"; null for the same. */
function surnames(a: string, b: string): FactName | null {
  if (a === b) return null;
  const [left, right] = [words(a), words(b)].map((all) => all.filter((word) => !PARTICLES.has(word)));
  const [less = [], more = []] = (left?.length ?? 0) < (right?.length ?? 0) ? [left, right] : [right, left];
  return less.length > 0 && holds(more, less) ? "surname-compound" : "surname-other";
}

const SAME_NAME: Readonly<Partial<Record<FactName, PersonPairKind>>> = {
  "birth-date-same": "same",
  "birth-date-unknown": "no_birth_date",
};

/** What kind of near-miss two names are, with the facts of the names; null where nothing relates them. */
function namesOf(a: Side, b: Side, dates: FactName): { kind: PersonPairKind; facts: FactName[] } | null {
  const isSame = `${a.given} ${a.family}` === `${b.given} ${b.family}`;
  if (isSame) return { kind: SAME_NAME[dates] ?? "birth_date", facts: ["name-same"] };
  if (a.given === b.family && a.family === b.given) return { kind: "swapped", facts: ["name-swapped"] };
  const [given, surname] = [givenNames(a.given, b.given), surnames(a.family, b.family)];
  const facts = [given, surname].filter((fact) => fact !== null);
  if (surname === null)
    return given === "given-other" && dates !== "birth-date-same" ? null : { kind: "given_name", facts };
  if (given === "given-other") return null;
  // A name wholly changed, by marriage or by choice: only where the rest of the name and the birth date stay.
  if (surname === "surname-other" && (given !== null || dates !== "birth-date-same")) return null;
  return { kind: "surname", facts };
}

/** Below this a pair is two people of one name rather than a question. */
const QUESTION = 2;

/** How two records relate and what speaks for and against; null where that is no question worth a person's time. */
export function judge(a: Side, b: Side, shared: Shared): Judged | null {
  const dates = birthDates(a.birthDate, b.birthDate);
  const names = namesOf(a, b, dates);
  if (!names) return null;
  const place = shared.area ? "area-same" : shared.department ? "department-same" : "place-other";
  const facts: FactName[] = [...names.facts, dates, place];
  if (shared.mandate) facts.push("mandate-same");
  if (shared.party) facts.push("party-same");
  if (a.gender && b.gender && a.gender !== b.gender) facts.push("gender-other");
  const weight = facts.reduce((sum, fact) => sum + WEIGHTS[fact], 0);
  return weight < QUESTION && names.kind !== "same" ? null : { kind: names.kind, facts, weight };
}

/** Whether a fact speaks for one person, against, or says nothing; what is not known any more says nothing. */
export function speaks(fact: string): "for" | "against" | "neither" {
  const weight = Object.entries(WEIGHTS).find(([name]) => name === fact)?.[1] ?? 0;
  return weight > 0 ? "for" : weight < 0 ? "against" : "neither";
}
