import type { Ctx } from "@/lib/core/auth/actor";

/** What is older than the log enters it by a job alone. */
export function whyNotLogEarlier(ctx: Ctx): "not-yours" | null {
  return ctx.actor.kind === "system" ? null : "not-yours";
}
