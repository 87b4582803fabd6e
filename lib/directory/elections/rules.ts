import type { PublicStatus } from "@/lib/signatures/rules";
import type { PublicArea } from "../rules";
import type { Act, ElectionStandings } from "../standing/queries";
import { boxOf } from "../standing/rules";
import type { ListedBallot } from "./queries";

/** A contest with what its candidates said: a box, and "2 of 9" on one form. */
export interface CountedBallot extends ListedBallot {
  readonly box: "full" | "half" | "empty";
  readonly signed: number;
}

export interface Department {
  readonly area: PublicArea["parent"];
  readonly ballots: readonly CountedBallot[];
}

/** Each contest with its box and its count on the form given; without one the box is that of any form. */
export function counted(
  ballots: readonly ListedBallot[],
  acts: readonly Act[],
  formId: string | null,
): readonly CountedBallot[] {
  const any = new Map<string, PublicStatus[]>();
  const signed = new Map<string, number>();
  for (const { areaCode, formId: of, standing } of acts) {
    if (formId === null || of === formId) any.set(areaCode, [...(any.get(areaCode) ?? []), standing.status]);
    const counts = of === formId && (standing.status === "signed" || standing.status === "partly");
    if (counts) signed.set(areaCode, (signed.get(areaCode) ?? 0) + 1);
  }
  return ballots.map((ballot) => ({
    ...ballot,
    box: boxOf(any.get(ballot.area.code) ?? []),
    signed: signed.get(ballot.area.code) ?? 0,
  }));
}

/**
 * What is known of an election with the answers to a form's local variants told as answers to the form itself: it is what
 * is asked there in its place. Who answered both counts by the variant.
 */
export function withVariants(
  known: ElectionStandings,
  formId: string,
  variantIds: readonly string[],
): ElectionStandings {
  if (variantIds.length === 0) return known;
  const ids = [formId, ...variantIds];
  const isVariant = (id: string) => variantIds.includes(id);
  const answered = new Set(known.acts.flatMap((act) => (isVariant(act.formId) ? [act.candidacyId] : [])));
  const acts = known.acts
    .filter((act) => act.formId !== formId || !answered.has(act.candidacyId))
    .map((act) => (isVariant(act.formId) ? { ...act, formId } : act));
  const sum = (of: ReadonlyMap<string, number>) => ids.reduce((total, id) => total + (of.get(id) ?? 0), 0);
  const last = Math.max(...ids.map((id) => known.lastAsked.get(id)?.getTime() ?? 0));
  return {
    ...known,
    acts,
    asking: new Map([[formId, sum(known.asking)]]),
    silentAsked: new Map([[formId, sum(known.silentAsked)]]),
    lastAsked: new Map(last > 0 ? [[formId, new Date(last)]] : []),
  };
}

/** Contests grouped by the department that holds them, in the order given. */
export function byDepartment(ballots: readonly CountedBallot[]): readonly Department[] {
  const groups = new Map<string, { area: PublicArea["parent"]; ballots: CountedBallot[] }>();
  for (const ballot of ballots) {
    const { parent } = ballot.area;
    const key = parent ? `${parent.scheme} ${parent.code}` : "";
    const group = groups.get(key) ?? { area: parent, ballots: [] };
    group.ballots.push(ballot);
    groups.set(key, group);
  }
  return [...groups.values()];
}
