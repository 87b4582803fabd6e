import type { Ctx } from "@/lib/core/auth/actor";
import { linkOf } from "../rules";

/** Who prepared one answer, when, and whether the candidate has looked at it since. */
export interface Mark {
  /** The link by which it was prepared. */
  readonly by: string;
  readonly at: Date;
  readonly isSeen: boolean;
}
export type Marks = Readonly<Record<string, Mark>>;

/** Stored marks (JSON) by engagement; whatever is none is left out. */
export function readMarks(json: unknown): Marks {
  if (typeof json !== "object" || json === null) return {};
  const marks = Object.entries(json).flatMap(([id, given]: [string, unknown]) => {
    if (typeof given !== "object" || given === null || !("by" in given) || !("at" in given)) return [];
    const isSeen = "isSeen" in given && given.isSeen === true;
    return [[id, { by: String(given.by), at: new Date(String(given.at)), isSeen }] as const];
  });
  return Object.fromEntries(marks);
}

/** The engagements whose prepared answer the candidate has not looked at yet. */
export function unseenOf(marks: Marks): string[] {
  return Object.entries(marks).flatMap(([id, { isSeen }]) => (isSeen ? [] : [id]));
}

/** More would be a list that nobody minds any more. */
export const MAX_PREPARING = 10;

/** What is known of a link that prepares when its holder acts. */
export interface PreparingFacts {
  readonly saidName: string | null;
  readonly isClosed: boolean;
  readonly missing: number;
}

/** A link for the team is handed out, and taken back, by who may sign. */
export function whyNotHandOver(
  ctx: Ctx,
  facts: { readonly isClosed: boolean; readonly links: number },
): "not-yours" | "closed" | "too-many" | null {
  if (!linkOf(ctx)) return "not-yours";
  if (facts.isClosed) return "closed";
  return facts.links < MAX_PREPARING ? null : "too-many";
}

export function whyNotRevoke(ctx: Ctx): "not-yours" | null {
  return linkOf(ctx) ? null : "not-yours";
}

/** Only who came by a link that prepares says who she is, once. */
export function whyNotName(ctx: Ctx, { saidName }: Pick<PreparingFacts, "saidName">) {
  if (!isPreparing(ctx)) return "not-yours" as const;
  return saidName === null ? null : ("already-named" as const);
}

/** "Ready to sign" is said of whole answers, by somebody who said her name. */
export function whyNotReady(
  ctx: Ctx,
  { saidName, isClosed, missing }: PreparingFacts,
): "not-yours" | "unnamed" | "closed" | "incomplete" | null {
  if (!isPreparing(ctx)) return "not-yours";
  if (saidName === null) return "unnamed";
  if (isClosed) return "closed";
  return missing > 0 ? "incomplete" : null;
}

/** Whether the actor came by a link that edits answers and nothing else. */
export function isPreparing({ actor }: Ctx): boolean {
  return actor.kind === "link" && actor.linkKind === "prepare";
}
