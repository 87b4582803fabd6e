import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { mayEdit } from "@/lib/organizations/rules";

/** Only who can correct says that it is corrected. */
export function whyNotSayCorrected(ctx: Ctx, state: string): "not-corrected" | null {
  const isOperator = ctx.actor.kind === "member" && ctx.actor.isOperator;
  return state === "corrected" && !isOperator ? "not-corrected" : null;
}

/** Closed by the operator, or by who may write for an NGO that asks on that ballot. */
export function whyNotClose(ctx: Ctx, authors: readonly string[]): "not-yours" | null {
  const isOperator = ctx.actor.kind === "member" && ctx.actor.isOperator;
  return isOperator || authors.some((id) => mayEdit(roleIn(ctx, id))) ? null : "not-yours";
}
