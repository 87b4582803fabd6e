import type { Score } from "@/lib/forms/schema";
import type { Kept } from "@/lib/proof/statement/statement";
import { type Lack, type PublicStatus, publicStatus } from "@/lib/signatures/rules";

/** What happened to a signature after it was given. */
export interface LaterFact {
  readonly kind: "withdrawn" | "disputed" | "resolved" | "lapsed" | "erased" | "attested" | "countersigned";
  readonly at: Date;
  readonly reason: string | null;
  /** Of a dispute. */
  readonly ground?: "never-signed" | "not-authorised" | null;
  /** Of a resolution. */
  readonly outcome?: "stands" | "does-not-stand" | null;
  /** The NGOs that did it, or recorded what they were told. */
  readonly by?: readonly string[] | null;
  /** Its entry of the public log; null until it has one. */
  readonly logIndex?: number | null;
  /** How and on which day (YYYY-MM-DD) the NGO made sure, of an attestation. */
  readonly how?: string | null;
  readonly day?: string | null;
  /** What an attestation raises the level to. */
  readonly level?: string | null;
}

/** How the signer is recognised by now: an attestation or her own passkey raises the level of a signature. */
export function levelOf(level: string, events: readonly Pick<LaterFact, "kind" | "level">[]): string {
  const raised = events.map((event) => (event.kind === "attested" ? (event.level ?? "") : ""));
  return [level, ...raised].reduce((best, one) => (one > best ? one : best));
}

export interface SignatureFacts {
  readonly publicId: string;
  readonly version: number;
  readonly minimum: number | null;
  /** How its version adds answers up. */
  readonly score: Score;
  readonly lacks: readonly Lack[];
  readonly revision: number;
  readonly method: string;
  readonly level: string;
  readonly evidence: string;
  readonly locale: string;
  readonly signedAt: Date;
  readonly answers: readonly ("yes" | "with_reservation" | "no")[];
  readonly events: readonly LaterFact[];
  /** Its entry of the public log; null until it has one. */
  readonly logIndex: number | null;
  /** What stands behind another way than a personal link. */
  readonly proof: Kept | null;
  /** When it was recorded; null where the log does not hold it yet. */
  readonly recordedAt: Date | null;
  /** Set while it says that it may be contested. */
  readonly contestableUntil: Date | null;
}

export interface DeclineFacts {
  readonly at: Date;
  readonly reason: string | null;
}

/** The requests on record: how many, the first and the last one, by which channel and with what outcome. */
export interface RequestFacts {
  readonly count: number;
  readonly first: Date;
  readonly last: Date;
  readonly channel: string;
  readonly outcome: string;
}

export interface StandingFacts {
  readonly signature: SignatureFacts | null;
  readonly decline: DeclineFacts | null;
  readonly requests: RequestFacts | null;
}

/** What is publicly known of one person on one form. */
export interface Standing extends StandingFacts {
  /** A signature in her name that was contested and found not to be hers: shown as that, and counted for nothing. */
  readonly annulled: SignatureFacts | null;
  readonly status: PublicStatus;
  /** Unreserved yeses of all engagements of the version signed; null without a signature. */
  readonly count: { readonly yes: number; readonly total: number } | null;
  /** That what she signed was erased, when and why; nothing else is shown of it. */
  readonly erased: LaterFact | null;
}

export function hasEvent({ events }: SignatureFacts, kind: LaterFact["kind"]): boolean {
  return events.some((event) => event.kind === kind);
}

/** Contested, and not resolved since. */
export function isDisputed({ events }: SignatureFacts): boolean {
  const last = events.filter(({ kind }) => kind === "disputed" || kind === "resolved").at(-1);
  return last?.kind === "disputed";
}

/** The last word on its dispute, where that is resolved. */
export function resolutionOf({ events }: SignatureFacts): LaterFact | null {
  const last = events.filter(({ kind }) => kind === "disputed" || kind === "resolved").at(-1);
  return last?.kind === "resolved" ? last : null;
}

export interface Points {
  readonly method: Exclude<Score, "none">;
  readonly points: number;
  /** The most that could be had. */
  readonly most: number;
}

/** Answers added up by the method that their version states; null where it states none. */
export function pointsOf({ score, answers }: Pick<SignatureFacts, "score" | "answers">): Points | null {
  if (score === "none") return null;
  const said = (value: (typeof answers)[number]) => answers.filter((one) => one === value).length;
  const isCount = score === "count";
  const points = isCount ? said("yes") : 2 * said("yes") + said("with_reservation");
  return { method: score, points, most: isCount ? answers.length : 2 * answers.length };
}

/** Facts → the one public status and its count. */
export function standingOf({ signature: given, decline, requests }: StandingFacts): Standing {
  const erased = given?.events.find(({ kind }) => kind === "erased") ?? null;
  const annulled = given && !erased && resolutionOf(given)?.outcome === "does-not-stand" ? given : null;
  const signature = annulled || erased ? null : given;
  const answers = signature?.answers ?? null;
  const status = publicStatus({
    answers,
    minimum: signature?.minimum ?? null,
    isWithdrawn: signature !== null && hasEvent(signature, "withdrawn"),
    isDisputed: signature !== null && isDisputed(signature),
    lacks: signature?.lacks ?? [],
    declinedPublicly: decline !== null,
    requests: requests?.count ?? 0,
  });
  const yes = answers?.filter((value) => value === "yes").length ?? 0;
  const facts = { signature, decline, requests, annulled, erased };
  return { ...facts, status, count: answers ? { yes, total: answers.length } : null };
}

export const NOTHING_KNOWN: StandingFacts = { signature: null, decline: null, requests: null };

export type StatusCounts = Readonly<Record<PublicStatus, number>>;

/** How many of each status. */
export function countStatuses(statuses: Iterable<PublicStatus>): StatusCounts {
  const counts = {
    signed: 0,
    partly: 0,
    awaiting: 0,
    declined: 0,
    "no-public-answer": 0,
    "not-asked": 0,
    withdrawn: 0,
    disputed: 0,
  };
  for (const status of statuses) counts[status] += 1;
  return counts;
}

/** How many candidacies a form asks: all of the election, but where local variants share them. */
export function totalOf(
  formId: string,
  known: { readonly candidacies: number; readonly asking?: ReadonlyMap<string, number> },
): number {
  return known.asking?.get(formId) ?? known.candidacies;
}

/** The statuses of everybody who stands in an election, on one form: acts one by one, silence by its counts. */
export function countsOf(
  formId: string,
  known: {
    readonly candidacies: number;
    readonly asking?: ReadonlyMap<string, number>;
    readonly acts: readonly { readonly formId: string; readonly standing: Standing }[];
    readonly silentAsked: ReadonlyMap<string, number>;
  },
): StatusCounts {
  const acts = known.acts.filter((act) => act.formId === formId);
  const counts = countStatuses(acts.map(({ standing }) => standing.status));
  const asked = known.silentAsked.get(formId) ?? 0;
  const unasked = Math.max(0, totalOf(formId, known) - acts.length - asked);
  return {
    ...counts,
    "no-public-answer": counts["no-public-answer"] + asked,
    "not-asked": counts["not-asked"] + unasked,
  };
}

/** When the latest public fact among these became known; null where nothing did. */
export function lastFactOf(standings: Iterable<Standing>): Date | null {
  let last = 0;
  for (const { signature: own, annulled, decline, requests } of standings) {
    const signature = own ?? annulled;
    const later = signature?.events.map(({ at }) => at.getTime()) ?? [];
    const known = [signature?.signedAt, decline?.at, requests?.last].map((at) => at?.getTime() ?? 0);
    last = Math.max(last, ...known, ...later);
  }
  return last > 0 ? new Date(last) : null;
}

/** When the latest fact behind the figures of a form became known: an act or a request; null where nothing did. */
export function lastKnownOf(
  formId: string,
  known: {
    readonly acts: readonly { readonly formId: string; readonly standing: Standing }[];
    readonly lastAsked: ReadonlyMap<string, Date>;
  },
): Date | null {
  const acted = lastFactOf(known.acts.filter((act) => act.formId === formId).map(({ standing }) => standing));
  const last = Math.max(acted?.getTime() ?? 0, known.lastAsked.get(formId)?.getTime() ?? 0);
  return last > 0 ? new Date(last) : null;
}

/** "3 candidates of 9 have signed" counts those who signed whole and in part; who waits to count, disputed and withdrawn ones are not in it. */
export function signedOf(counts: StatusCounts): number {
  return counts.signed + counts.partly;
}

/** One box of the tally for a constituency: full with a whole signature on any form, half with a partial one. */
export function boxOf(statuses: readonly PublicStatus[]): "full" | "half" | "empty" {
  if (statuses.includes("signed")) return "full";
  return statuses.includes("partly") ? "half" : "empty";
}
