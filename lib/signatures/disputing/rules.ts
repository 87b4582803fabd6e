import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { GROUNDS, type Ground, OUTCOMES, type Outcome } from "./schema";

/** For how long a signature says that it may be contested, and a link that contests it opens (proof.md). */
export const CONTESTABLE_HOURS = 48;

/** The instant until which what was written or sent then is contestable. */
export function contestableUntil(from: Date): Date {
  return new Date(from.getTime() + CONTESTABLE_HOURS * 3_600_000);
}

/** What happened to a signature last, of disputes alone. */
export interface DisputeFacts {
  readonly isErased: boolean;
  readonly isDisputed: boolean;
  /** Resolved, and found not to be hers. */
  readonly isAnnulled: boolean;
}

export type WhyNotDispute = "gone" | "already-disputed" | "already-annulled";

/** A dispute is always possible, but once until it is resolved, and never of what was found not to be hers. */
export function whyNotDispute(facts: DisputeFacts | null): WhyNotDispute | null {
  if (!facts || facts.isErased) return "gone";
  if (facts.isAnnulled) return "already-annulled";
  return facts.isDisputed ? "already-disputed" : null;
}

/** A link of the notice contests for 48 hours; later another one is asked for on the signature's page. */
export function whyNotByLink(
  ctx: Ctx,
  link: { readonly createdAt: Date } | null,
): "not-for-links" | "gone" | "expired" | null {
  if (ctx.actor.kind === "link") return "not-for-links";
  if (!link) return "gone";
  return ctx.now < contestableUntil(link.createdAt) ? null : "expired";
}

/** Whoever holds no link may ask that one be sent to the addresses known. */
export function whyNotAsk(ctx: Ctx): "not-for-links" | null {
  return ctx.actor.kind === "link" ? "not-for-links" : null;
}

/** What reached the NGO by telephone or on paper is recorded by those who write for it. */
export function whyNotRecord(ctx: Ctx, authors: readonly string[]): "not-yours" | null {
  const writes = authors.some((id) => ["owner", "editor"].includes(roleIn(ctx, id) ?? ""));
  return writes ? null : "not-yours";
}

/** Owners of an author of the form decide. */
export function whyNotResolve(ctx: Ctx, authors: readonly string[]): "not-yours" | null {
  return authors.some((id) => roleIn(ctx, id) === "owner") ? null : "not-yours";
}

export interface DecisionFacts {
  readonly authors: readonly string[];
  /** People who own one of the authors. */
  readonly owners: number;
  readonly proposedById: string;
  readonly isOpen: boolean;
}

/** Who proposed does not confirm, unless nobody else could; she may take her own proposal back. */
export function whyNotDecide(
  ctx: Ctx,
  facts: DecisionFacts | null,
  verdict: "confirmed" | "set-aside",
): "not-yours" | "decided" | "second-person" | null {
  const no = facts && whyNotResolve(ctx, facts.authors);
  if (!facts || no) return "not-yours";
  if (!facts.isOpen) return "decided";
  const isOwn = ctx.actor.kind === "member" && ctx.actor.userId === facts.proposedById;
  return verdict === "confirmed" && isOwn && facts.owners > 1 ? "second-person" : null;
}

function said(json: unknown, name: string): unknown {
  return typeof json === "object" && json !== null
    ? new Map<string, unknown>(Object.entries(json)).get(name)
    : undefined;
}

/** The ground or outcome that an event says. */
export function disputeSaid(json: unknown): {
  readonly ground: Ground | null;
  readonly outcome: Outcome | null;
} {
  return {
    ground: GROUNDS.find((one) => one === said(json, "ground")) ?? null,
    outcome: OUTCOMES.find((one) => one === said(json, "outcome")) ?? null,
  };
}
