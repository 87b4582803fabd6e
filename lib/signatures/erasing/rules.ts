import type { Ctx } from "@/lib/core/auth/actor";
import { recorderOf } from "../recording/rules";

/** Where an erasure that was asked for stands. */
export interface OpenErasure {
  readonly organizationId: string | null;
  readonly proposedById: string | null;
  readonly outcome: string | null;
  /** Of the NGO that decides. */
  readonly owners: number;
}

export type WhyNotAsk = "not-signed" | "already-erased" | "already-asked";

/** The signer may ask as long as something that she signed is left. */
export function whyNotAsk(
  signature: { readonly isErased: boolean; readonly isAsked: boolean } | null,
): WhyNotAsk | null {
  if (!signature) return "not-signed";
  if (signature.isErased) return "already-erased";
  return signature.isAsked ? "already-asked" : null;
}

/** The NGO in whose name this member decides on what the form's signers signed: where she is owner or editor. */
export const deciderOf = recorderOf;

export type WhyNotPropose = "not-yours" | "already-erased" | "already-proposed";

export function whyNotPropose(
  organizationId: string | null,
  facts: { readonly isErased: boolean; readonly isProposed: boolean },
): WhyNotPropose | null {
  if (!organizationId) return "not-yours";
  if (facts.isErased) return "already-erased";
  return facts.isProposed ? "already-proposed" : null;
}

export type WhyNotConfirm = "not-yours" | "already-decided" | "not-proposed" | "needs-another";

/** Confirmed by a member of the NGO that proposed it; by another one, once that NGO has two owners. */
export function whyNotConfirm(ctx: Ctx, erasure: OpenErasure): WhyNotConfirm | null {
  const { organizationId, proposedById, outcome, owners } = erasure;
  if (ctx.actor.kind !== "member") return "not-yours";
  if (outcome !== null) return "already-decided";
  if (!organizationId || !proposedById) return "not-proposed";
  if (deciderOf(ctx, [organizationId]) === null) return "not-yours";
  return proposedById === ctx.actor.userId && owners > 1 ? "needs-another" : null;
}
