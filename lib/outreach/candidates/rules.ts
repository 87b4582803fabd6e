import type { Locale } from "@/lib/core/i18n/locale";
import { type Lack, type PublicStatus, publicStatus } from "@/lib/signatures/rules";
import { folded } from "../contacts/rules";
import { type CandidatesQuery, STATUSES, type Stage } from "./schema";

/** What is known of one candidate on one form, the NGO's own knowledge included. */
export interface CandidateFacts {
  readonly publicId: string;
  readonly name: string;
  readonly substitute: string | null;
  readonly area: { readonly code: string; readonly name: string };
  readonly department: { readonly code: string; readonly name: string } | null;
  readonly parties: readonly string[];
  readonly hasContact: boolean;
  readonly isStopped: boolean;
  readonly isNotMe: boolean;
  readonly answers: readonly ("yes" | "with_reservation" | "no")[] | null;
  readonly minimum: number | null;
  readonly lacks: readonly Lack[];
  readonly signedAt: Date | null;
  readonly isWithdrawn: boolean;
  readonly isDisputed: boolean;
  readonly decline: { readonly isPublic: boolean; readonly at: Date } | null;
  readonly requests: number;
  readonly lastRequest: Date | null;
  /** Another candidacy of the election bears the same name. */
  readonly isTwice: boolean;
  /** A request by mail that the relay took and that did not come back. */
  readonly isAccepted: boolean;
  /** The last request by mail came back. */
  readonly isBounced: boolean;
  /** An answer of her own is kept, or was signed. */
  readonly hasStarted: boolean;
}

export interface CandidateRow extends CandidateFacts {
  readonly status: PublicStatus;
  readonly count: { readonly yes: number; readonly total: number } | null;
}

export function rowOf(facts: CandidateFacts): CandidateRow {
  const { answers, decline } = facts;
  const status = publicStatus({ ...facts, declinedPublicly: decline?.isPublic ?? false });
  const count = answers && {
    yes: answers.filter((value) => value === "yes").length,
    total: answers.length,
  };
  return { ...facts, status, count };
}

/** "Ain, 1re" where the code ends with a seat's number, else the area's own name. */
export function areaShort({ area, department }: CandidateFacts, locale: Locale): string {
  const seat = /-(\d+)$/.exec(area.code)?.[1];
  if (!seat || !department) return area.name;
  const number = Number(seat);
  return `${department.name}, ${locale === "fr" ? `${number}${number === 1 ? "re" : "e"}` : `no.\u00a0${number}`}`;
}

const REACHED: Readonly<Record<Stage, (row: CandidateRow) => boolean>> = {
  addresses: (row) => row.hasContact,
  asked: (row) => row.requests > 0,
  accepted: (row) => row.isAccepted,
  started: (row) => row.hasStarted,
  signed: (row) => row.status === "signed",
  partly: (row) => row.status === "partly",
  declined: ({ status, decline, signedAt }) =>
    status === "declined" || (decline !== null && (signedAt === null || decline.at > signedAt)),
  bounced: (row) => row.isBounced,
};

/** Whether a candidate came as far as this stage. */
export function isAt(row: CandidateRow, stage: Stage): boolean {
  return REACHED[stage](row);
}

const COVERED = {
  "no-contact": (row: CandidateRow) => !row.hasContact && !row.isStopped,
  "no-answer": (row: CandidateRow) => row.status === "no-public-answer",
  duplicates: (row: CandidateRow) => row.isTwice,
  "not-me": (row: CandidateRow) => row.isNotMe,
} as const;

/** How many rows each look at the coverage holds. */
export function coverageOf(rows: readonly CandidateRow[]): Readonly<Record<keyof typeof COVERED, number>> {
  const count = (look: keyof typeof COVERED) => rows.filter(COVERED[look]).length;
  return {
    "no-contact": count("no-contact"),
    "no-answer": count("no-answer"),
    duplicates: count("duplicates"),
    "not-me": count("not-me"),
  };
}

const french = new Intl.Collator("fr", { sensitivity: "base", ignorePunctuation: true, numeric: true });
const LATE = -Number.MAX_VALUE;

const COMPARE: Record<CandidatesQuery["sort"], ((a: CandidateRow, b: CandidateRow) => number) | null> = {
  // As they come: by constituency, then panel number.
  area: null,
  name: (a, b) => french.compare(a.name, b.name),
  status: (a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status),
  requests: (a, b) => a.requests - b.requests,
  last: (a, b) => (a.lastRequest?.getTime() ?? LATE) - (b.lastRequest?.getTime() ?? LATE),
};

/** The rows in the order that the address asks for; rows that are alike stay by constituency, then panel number. */
export function sorted(
  rows: readonly CandidateRow[],
  { sort, dir }: CandidatesQuery,
): readonly CandidateRow[] {
  const compare = COMPARE[sort];
  if (!compare) return dir === "asc" ? rows : rows.toReversed();
  return rows.toSorted((a, b) => (dir === "asc" ? compare(a, b) : compare(b, a)));
}

/** The test of the view that the address asks for; names and constituencies are compared without accents. */
export function fitting(query: CandidatesQuery): (row: CandidateRow) => boolean {
  const { department, status, contact, coverage, party, stage } = query;
  const words = folded(query.q).split(" ").filter(Boolean);
  return (row) => {
    if (status && row.status !== status) return false;
    if (department && row.department?.code !== department) return false;
    if (contact && row.hasContact !== (contact === "yes")) return false;
    if (party && !row.parties.includes(party)) return false;
    if (stage && !isAt(row, stage)) return false;
    if (coverage && !COVERED[coverage](row)) return false;
    if (words.length === 0) return true;
    const said = folded(`${row.name} ${row.substitute ?? ""} ${row.area.code} ${row.area.name}`);
    return words.every((word) => said.includes(word));
  };
}

export const PAGE = 50;
