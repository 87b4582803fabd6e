import type { AnswerValue } from "@/prisma/client/enums";
import { missingAnswers } from "../rules";
import { READINGS } from "./schema";

export type ReadValue = (typeof READINGS)[number];

/** What one member read: a box by engagement, "unclear" where it is empty or cannot be read. */
export interface Reading {
  /** YYYY-MM-DD; null for a third look at answers alone. */
  readonly signedOn: string | null;
  readonly answers: Readonly<Record<string, { readonly value: ReadValue; readonly comment?: string }>>;
}

/** One transcription as kept: by whom, and whether it is the first, the second or the look that decides. */
export interface Transcribed extends Reading {
  readonly userId: string;
  readonly turn: number;
}

/** Stored answers (JSON) of a reading. */
export function readReading(json: unknown): Reading["answers"] {
  if (typeof json !== "object" || json === null) return {};
  const kept = Object.entries(json).flatMap(([id, given]: [string, unknown]) => {
    const fields = new Map<string, unknown>(
      typeof given === "object" && given !== null ? Object.entries(given) : [],
    );
    const value = READINGS.find((known) => known === fields.get("value"));
    const comment = fields.get("comment");
    return value ? [[id, { value, ...(typeof comment === "string" ? { comment } : {}) }] as const] : [];
  });
  return Object.fromEntries(kept);
}

const plain = (comment: string | undefined) => (comment ?? "").normalize("NFC").replace(/\s+/g, " ").trim();

/** Whether two read the same of one engagement; white space in a comment makes no difference. */
export function isSameAnswer(one: Reading["answers"][string] | undefined, other: typeof one): boolean {
  return one?.value === other?.value && plain(one?.comment) === plain(other?.comment);
}

/** Where two readings differ: engagements in the order of the form, and the date. */
export interface Differences {
  readonly engagementIds: readonly string[];
  readonly hasDate: boolean;
}

export function differencesOf(ids: readonly string[], first: Reading, second: Reading): Differences {
  const engagementIds = ids.filter((id) => !isSameAnswer(first.answers[id], second.answers[id]));
  return { engagementIds, hasDate: first.signedOn !== second.signedOn };
}

export type PaperState = "first-reading" | "second-reading" | "third-look" | "read";

/** Where the reading of a paper stands, with where the first two differ, and what all three come to. */
export interface ReadState {
  readonly state: PaperState;
  readonly differences: Differences;
  /** What will be signed; null before the reading is over. */
  readonly reading: Reading | null;
}

const NONE: Differences = { engagementIds: [], hasDate: false };

export function stateOf(ids: readonly string[], transcribed: readonly Transcribed[]): ReadState {
  const at = (turn: number) => transcribed.find((one) => one.turn === turn);
  const [first, second, third] = [at(1), at(2), at(3)];
  if (!first) return { state: "first-reading", differences: NONE, reading: null };
  if (!second) return { state: "second-reading", differences: NONE, reading: null };
  const differences = differencesOf(ids, first, second);
  const isSame = differences.engagementIds.length === 0 && !differences.hasDate;
  if (isSame) return { state: "read", differences, reading: first };
  if (!third) return { state: "third-look", differences, reading: null };
  // The third decides where the two differ, and nowhere else.
  const decided = Object.fromEntries(
    differences.engagementIds.flatMap((id) => (third.answers[id] ? [[id, third.answers[id]] as const] : [])),
  );
  const agreed = Object.entries(first.answers).filter(([id]) => !differences.engagementIds.includes(id));
  const signedOn = differences.hasDate ? third.signedOn : first.signedOn;
  return {
    state: "read",
    differences,
    reading: { signedOn, answers: { ...Object.fromEntries(agreed), ...decided } },
  };
}

export type WhyNotTranscribe =
  | "already-published"
  | "paper-set-aside"
  | "already-read"
  | "already-transcribed"
  | "unfinished";

export interface OpenPaper {
  readonly isPublished: boolean;
  readonly isSetAside: boolean;
}

function whyClosed({ isPublished, isSetAside }: OpenPaper): "already-published" | "paper-set-aside" | null {
  if (isPublished) return "already-published";
  return isSetAside ? "paper-set-aside" : null;
}

/** What this member must read: everything, or where the first two differ; null where nothing is left to read. */
export function toRead(ids: readonly string[], state: ReadState): Differences | null {
  if (state.state === "read") return null;
  return state.state === "third-look" ? state.differences : { engagementIds: ids, hasDate: true };
}

/** Nobody reads twice, and each reads all that is hers to read: an empty box is said, never passed over. */
export function whyNotTranscribe(
  userId: string,
  paper: OpenPaper & {
    readonly engagementIds: readonly string[];
    readonly transcribed: readonly Transcribed[];
  },
  reading: Reading,
): WhyNotTranscribe | null {
  const closed = whyClosed(paper);
  if (closed) return closed;
  if (paper.transcribed.some((one) => one.userId === userId)) return "already-transcribed";
  const asked = toRead(paper.engagementIds, stateOf(paper.engagementIds, paper.transcribed));
  if (!asked) return "already-read";
  const isWhole =
    asked.engagementIds.every((id) => reading.answers[id]) && (!asked.hasDate || reading.signedOn !== null);
  return isWhole ? null : "unfinished";
}

export interface ScannedPage {
  readonly kind: string;
  /** How many rectangles were drawn on it; null before an officer looked at it. */
  readonly covers: number | null;
}

export type WhyNotPublish =
  | "already-published"
  | "paper-set-aside"
  | "two-readings"
  | "third-look"
  | "incomplete"
  | "not-covered"
  | "nothing-covered";

/** The answers of a reading that is over, as they are signed; what is unclear stays out. */
export function answersOf({ answers }: Reading): Record<string, { value: AnswerValue; comment?: string }> {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([id, { value, comment }]) =>
      value === "unclear" ? [] : [[id, { value, ...(comment ? { comment } : {}) }] as const],
    ),
  );
}

/** Read by two who agree, or by a third; every box clear; every picture looked at by the officer who blacks out. */
export function whyNotPublish(
  paper: OpenPaper & {
    readonly engagementIds: readonly string[];
    readonly transcribed: readonly Transcribed[];
    readonly pages: readonly ScannedPage[];
  },
): WhyNotPublish | null {
  const closed = whyClosed(paper);
  if (closed) return closed;
  const { state, reading } = stateOf(paper.engagementIds, paper.transcribed);
  if (state === "third-look") return "third-look";
  if (!reading) return "two-readings";
  if (!reading.signedOn || missingAnswers(paper.engagementIds, answersOf(reading)).length > 0)
    return "incomplete";
  const pictures = paper.pages.filter(({ kind }) => kind === "image");
  if (pictures.some(({ covers }) => covers === null)) return "not-covered";
  // A signed paper bears a signature at least, and that is nobody's to copy.
  return pictures.length > 0 && pictures.every(({ covers }) => covers === 0) ? "nothing-covered" : null;
}

/** A paper may be set aside for a reason until it is a signature. */
export const whyNotSetAside = whyClosed;

/** Whether this paper still takes covers: once public, the picture stays as it is. */
export const whyNotCover = whyClosed;

/** Stored rectangles (JSON), in hundredths of the page. */
export function readCovers(json: readonly unknown[]) {
  return json.flatMap((one) => {
    const sides = new Map<string, unknown>(
      typeof one === "object" && one !== null ? Object.entries(one) : [],
    );
    const [x, y, width, height] = ["x", "y", "width", "height"].map((side) => Number(sides.get(side)));
    return x !== undefined && y !== undefined && width && height ? [{ x, y, width, height }] : [];
  });
}
