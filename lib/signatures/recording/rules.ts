import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { instantOf } from "@/lib/core/time";
import { mayEdit } from "@/lib/organizations/rules";

/** The authors of a form in whose name this member records what did not come by a personal link: owner or editor there. */
export function recorderOf(ctx: Ctx, authors: readonly string[]): string | null {
  return authors.find((id) => mayEdit(roleIn(ctx, id))) ?? null;
}

/** The NGOs whose papers, statements and attestations this member sees: where she is owner or editor. A coalition's others keep theirs. */
export function recordingFor({ actor }: Ctx): string[] {
  if (actor.kind !== "member") return [];
  return actor.memberships.flatMap(({ organizationId, role }) => (mayEdit(role) ? [organizationId] : []));
}

/** Whoever records for the NGO that received it. */
export function whyNotRecord(ctx: Ctx, organizationId: string): "not-yours" | null {
  return ctx.actor.kind === "member" && mayEdit(roleIn(ctx, organizationId)) ? null : "not-yours";
}

/** What the date of a signature must stand between, and what was signed since. */
export interface RecordFacts {
  readonly now: Date;
  readonly publishedAt: Date;
  readonly closesAt: Date;
  readonly timeZone: string;
  readonly latest: { readonly revision: number; readonly signedAt: Date } | null;
}

export type WhyNotDate = "in-future" | "before-version" | "after-closing" | "newer-signature";

/** The calendar day of an instant in a zone, YYYY-MM-DD. */
export function dayIn(at: Date, timeZone: string): string {
  const parts = { timeZone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-CA", parts).format(at);
}

/** A day (YYYY-MM-DD) on which these words could be signed, and after which this person signed nothing else. */
export function whyNotDate(signedOn: string, facts: RecordFacts): WhyNotDate | null {
  const day = (at: Date) => dayIn(at, facts.timeZone);
  if (signedOn > day(facts.now)) return "in-future";
  if (signedOn < day(facts.publishedAt)) return "before-version";
  if (signedOn > day(facts.closesAt)) return "after-closing";
  return facts.latest && day(facts.latest.signedAt) > signedOn ? "newer-signature" : null;
}

/** The instant of a day without an hour: its noon, but never before the words nor in the future. */
export function instantOn(signedOn: string, { now, publishedAt, timeZone }: RecordFacts): Date {
  const noon = instantOf(`${signedOn}T12:00`, timeZone).getTime();
  return new Date(Math.min(now.getTime(), Math.max(noon, publishedAt.getTime())));
}
