import type { Ctx } from "@/lib/core/auth/actor";

/** Only the process that holds the seal's key seals. */
export function whyNotSeal(ctx: Ctx): "not-yours" | null {
  return ctx.actor.kind === "system" ? null : "not-yours";
}
