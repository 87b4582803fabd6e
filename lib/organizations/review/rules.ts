import type { Ctx } from "@/lib/core/auth/actor";

/** Where an NGO stands with the operator of the site. */
export type Standing = "approved" | "refused" | "waiting";

/** Only the operator says which NGOs publish here. */
export function whyNotReview(ctx: Ctx): "not-operator" | null {
  return ctx.actor.kind === "member" && ctx.actor.isOperator ? null : "not-operator";
}

/** Reads an NGO's standing from its two dates. */
export function standingOf(ngo: {
  readonly approvedAt: Date | null;
  readonly refusedAt: Date | null;
}): Standing {
  if (ngo.approvedAt) return "approved";
  return ngo.refusedAt ? "refused" : "waiting";
}

/** A refusal says why, so that the NGO can mend it. */
export function whyNotDecide(decision: "approve" | "refuse", note: string): "no-note" | null {
  return decision === "refuse" && note === "" ? "no-note" : null;
}
