import { jcs, legible } from "@/lib/proof/canonical/jcs";
import type {
  EventStatement,
  Kept,
  Method,
  SignatureStatement,
  StatedCandidate,
} from "@/lib/proof/statement/statement";
import { parseStatement } from "@/lib/proof/verify/shapes";
import type { AnswerValue, SignatureEventKind, SignatureMethod } from "@/prisma/client/enums";

const VALUES = { yes: "yes", with_reservation: "with-reservation", no: "no" } as const;
const METHODS: Readonly<Record<SignatureMethod, Method>> = {
  personal_link: "personal-link",
  paper: "paper",
  public_statement: "public-statement",
  attested: "attested",
  passkey: "passkey",
};
/** What each event is called in the log; an erasure has no statement. */
export const EVENTS: Readonly<Record<SignatureEventKind, EventStatement["type"] | null>> = {
  withdrawn: "withdrawal",
  disputed: "dispute",
  resolved: "resolution",
  lapsed: "lapse",
  attested: "attestation",
  countersigned: "attestation",
  erased: null,
};
const LEVELS = ["A1", "A2", "A3", "A4", "A5"] as const;

/** What a statement is made of, as the tables hold it. */
export interface Facts {
  /** The hash of the version's leaf, hex. */
  readonly leaf: string;
  readonly stated: StatedCandidate;
  readonly revision: number;
  /** In the order of the form. */
  readonly answers: readonly { readonly value: AnswerValue; readonly comment?: string | null }[];
  readonly locale: string;
  readonly method: SignatureMethod;
  readonly level: string;
  readonly evidence: string;
  readonly proof?: Kept | null;
  readonly signedAt: Date;
}

/** What of these facts the tables hold for good; names of elections and areas, and the ticket, may change later. */
export interface LastingFacts extends Omit<Facts, "stated"> {
  readonly stated: Pick<StatedCandidate, "id" | "candidacy" | "role" | "name">;
}

/** What an event says beside its reason, as the tables and its statement hold it. */
export type Said = Pick<
  EventStatement,
  "act" | "how" | "level" | "proof" | "by" | "day" | "ground" | "outcome"
>;

function legibleCandidate({ name, ticket, election, constituency, ...rest }: StatedCandidate) {
  const named = <T extends { readonly name: string }>(one: T) => ({ ...one, name: legible(one.name) });
  return {
    ...rest,
    name: legible(name),
    ...(ticket ? { ticket: legible(ticket) } : {}),
    election: named(election),
    constituency: named(constituency),
  };
}

function keptOf(kept: Kept | null | undefined): Pick<SignatureStatement, "proof" | "delegate"> {
  if (!kept) return {};
  if (kept.kind !== "delegate") return { proof: kept };
  return { delegate: { name: legible(kept.name), function: legible(kept.function) } };
}

function withoutCandidate(facts: Omit<Facts, "stated">): Omit<SignatureStatement, "candidate" | "entered"> {
  const level = LEVELS.find((known) => known === facts.level);
  if (!level) throw new Error(`no signature has the level ${facts.level}`);
  return {
    v: 1,
    type: "signature",
    form: `sha256:${facts.leaf}`,
    revision: facts.revision,
    answers: facts.answers.map(({ value, comment }, at) => ({
      engagement: at + 1,
      value: VALUES[value],
      ...(comment ? { comment: comment.normalize("NFC") } : {}),
    })),
    language: facts.locale,
    method: METHODS[facts.method],
    level,
    evidence: legible(facts.evidence),
    ...keptOf(facts.proof),
    signed_at: facts.signedAt.toISOString(),
  };
}

/** The statement of a signature; `entered` where it enters the log on a later day than it was signed. */
export function statementOf(facts: Facts, entered?: string): SignatureStatement {
  return {
    ...withoutCandidate(facts),
    candidate: legibleCandidate(facts.stated),
    ...(entered ? { entered } : {}),
  };
}

/** Whether an event's statement says what the tables say. */
export function isStated(
  {
    kind,
    at,
    reason,
    said,
  }: { kind: SignatureEventKind; at: Date; reason: string | null; said: Said | null },
  statement: EventStatement | null,
): boolean {
  if (statement === null || statement.type !== EVENTS[kind]) return false;
  const { v: _v, type: _type, ref: _ref, entered: _entered, ...rest } = statement;
  return jcs(rest) === jcs({ at: at.toISOString(), ...(reason ? { reason } : {}), ...said });
}

function lastingNow({ stated, ...facts }: LastingFacts, withName: boolean) {
  const { id, candidacy, role, name } = stated;
  const candidate = { id, candidacy, role, ...(withName ? { name: legible(name) } : {}) };
  return { ...withoutCandidate(facts), candidate };
}

function lasting({ candidate, entered: _, ...rest }: SignatureStatement, withName: boolean) {
  const { id, candidacy, role, name } = candidate;
  return { ...rest, candidate: { id, candidacy, role, ...(withName ? { name } : {}) } };
}

/** Names of a statement that the tables need not hold any more, and which no other part of it has. */
const PASSING = new Set(["entered", "ticket", "election", "constituency"]);
const PASSING_AND_NAME = new Set([...PASSING, "name"]);

/** Whether two values of canonical text are the same, without writing them and without these names of the other. */
function isSame(one: unknown, other: unknown, without: ReadonlySet<string>): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return one === other;
  const mine = Object.entries(one);
  return (
    mine.length === Object.keys(other).filter((name) => !without.has(name)).length &&
    mine.every(([name, held]) => isSame(held, Reflect.get(other, name), without))
  );
}

/** Whether a text says these facts and no more than may pass; its spelling is the log's to check. */
function isSaid(facts: LastingFacts, body: string, isNamedAnew: boolean): boolean {
  try {
    const now = lastingNow(facts, !isNamedAnew);
    return isSame(now, JSON.parse(body), isNamedAnew ? PASSING_AND_NAME : PASSING);
  } catch {
    return false;
  }
}

/**
 * What the tables say otherwise than the statement does, each by its name there. A name may differ where a correction or an
 * import is on record: the statement keeps how the ballot named her that day.
 */
export function differences(
  facts: LastingFacts,
  body: string | null,
  isNamedAnew: boolean,
): readonly string[] {
  // The many that are the same are told at once; what differs is read strictly, to be named.
  if (body !== null && isSaid(facts, body, isNamedAnew)) return [];
  const said = body === null ? null : parseStatement(body);
  if (!said) return ["has no statement"];
  const now = new Map<string, unknown>(Object.entries(lastingNow(facts, !isNamedAnew)));
  return Object.entries(lasting(said, !isNamedAnew)).flatMap(([name, then]) =>
    jcs(now.get(name) ?? "") === jcs(then) ? [] : [`has another ${name} than its statement`],
  );
}
