import type { Ctx } from "@/lib/core/auth/actor";
import { instantOf } from "@/lib/core/time";
import type { NominationStatus } from "@/prisma/client/enums";

const DAY = 86_400_000;
const french = new Intl.Collator("fr", { sensitivity: "base", ignorePunctuation: true });

export interface Name {
  readonly givenName: string;
  readonly familyName: string;
}

/** "Maëlle Trévidic": names stand as stored; the importer has already put all-capitals into proper case. */
export function displayName({ givenName, familyName }: Name): string {
  return `${givenName} ${familyName}`.trim();
}

/** By family, then given name, as a French directory would: accents do not part, "De La Noë" is filed under D. */
export function byFamilyName(a: Name, b: Name): number {
  return french.compare(a.familyName, b.familyName) || french.compare(a.givenName, b.givenName);
}

export interface Orderable extends Name {
  readonly publicId: string;
  readonly panelNumber: number | null;
}

/** Which of the two neutral orders a ballot follows; the page states it. */
export function orderOf(candidacies: readonly Pick<Orderable, "panelNumber">[]): "panel" | "alphabetical" {
  const panels = candidacies.map((one) => one.panelNumber);
  const isWhole = panels.length > 0 && !panels.includes(null) && new Set(panels).size === panels.length;
  return isWhole ? "panel" : "alphabetical";
}

/** The neutral order: by panel number where every candidacy has its own, else alphabetical by family name. */
export function inNeutralOrder<T extends Orderable>(candidacies: readonly T[]): T[] {
  const byPanel = orderOf(candidacies) === "panel";
  return [...candidacies].sort(
    (a, b) =>
      (byPanel ? (a.panelNumber ?? 0) - (b.panelNumber ?? 0) : byFamilyName(a, b)) ||
      (a.publicId < b.publicId ? -1 : 1),
  );
}

export interface Dated {
  readonly date: Date;
  readonly createdAt: Date;
}

/** Newest fact first; of two facts of one day the one recorded later is the newer. */
export function newestFirst<T extends Dated>(facts: readonly T[]): T[] {
  return [...facts].sort((a, b) => b.date.getTime() - a.date.getTime() || +b.createdAt - +a.createdAt);
}

export interface NominationFact extends Dated {
  readonly status: NominationStatus;
  readonly until: Date | null;
}

export interface NominationNow {
  readonly status: NominationStatus;
  readonly since: Date;
  readonly until: Date | null;
  /** The day until which it was frozen has passed, and no later fact is known: said so, not guessed away. */
  readonly isUntilPast: boolean;
}

/** What a nomination is at this instant: its newest fact that is not in the future; null before the first. */
export function nominationNow(facts: readonly NominationFact[], now: Date): NominationNow | null {
  const [last] = newestFirst(facts.filter((fact) => fact.date <= now));
  if (!last) return null;
  const { status, date, until } = last;
  return {
    status,
    since: date,
    until,
    isUntilPast: until !== null && until.getTime() + DAY <= now.getTime(),
  };
}

export interface TurnoutCounts {
  readonly voters: number | null;
  readonly blank: number | null;
  readonly spoilt: number | null;
  readonly blankOrSpoilt: number | null;
  readonly cast: number | null;
}

/** Valid votes: as the source says, else voters less blank and spoilt papers; null where neither is known. */
export function castOf(turnout: TurnoutCounts): number | null {
  if (turnout.cast !== null) return turnout.cast;
  const { voters, blank, spoilt, blankOrSpoilt } = turnout;
  if (voters === null) return null;
  if (blankOrSpoilt !== null) return voters - blankOrSpoilt;
  return blank === null || spoilt === null ? null : voters - blank - spoilt;
}

/** Per cent of the valid votes, 0 to 100: the source's own share first, else computed; null where unknown. */
export function shareOf(result: { votes: number | null; share: number | null }, cast: number | null) {
  if (result.share !== null) return result.share;
  return result.votes === null || !cast ? null : (result.votes / cast) * 100;
}

export interface Polls {
  readonly pollingDate: Date;
  /** Local time, "20:00". */
  readonly closesAt: string;
  readonly timeZone: string;
}

/** Election silence in an area: from the eve at 0:00 local time until its polls close (articles L. 49 and R. 41 of the French electoral code). */
export function silenceOf({ pollingDate, closesAt, timeZone }: Polls): { from: Date; to: Date } {
  const dayText = (at: number) => new Date(at).toISOString().slice(0, 10);
  const eve = dayText(pollingDate.getTime() - DAY);
  return {
    from: instantOf(`${eve}T00:00:00`, timeZone),
    to: instantOf(`${dayText(pollingDate.getTime())}T${closesAt}:00`, timeZone),
  };
}

/** Elections and their areas are shared by all NGOs: the operator's, or an import's. */
export function whyNotCreateElection({ actor }: Ctx): "not-allowed" | null {
  const may = actor.kind === "system" || (actor.kind === "member" && actor.isOperator);
  return may ? null : "not-allowed";
}

/** Who stands, with whom and whether still, and which record is whom: the operator's to keep, as the elections are. */
export const whyNotKeep = whyNotCreateElection;

/** Nominations are sourced facts that any author of an NGO may add. */
export function whyNotNominate({ actor }: Ctx): "not-allowed" | null {
  if (actor.kind === "system") return null;
  if (actor.kind !== "member") return "not-allowed";
  const isAuthor = actor.memberships.some(({ role }) => role === "owner" || role === "editor");
  return actor.isOperator || isAuthor ? null : "not-allowed";
}

/** A fact has happened: nothing is recorded for a day to come. */
export function whyNotFact(ctx: Ctx, date: Date): "future-date" | null {
  return date > ctx.now ? "future-date" : null;
}
