import type { Ctx } from "@/lib/core/auth/actor";

export type LoginRefusal = "used" | "expired" | "wrong-browser" | "unknown";

/** What is known of a login link when somebody comes with it. */
export interface LinkFacts {
  readonly usedAt: Date | null;
  readonly expiresAt: Date;
  readonly browserHash: string;
  /** Another link was asked for this address since, from the same browser: who else asks ends nothing. */
  readonly isOutdone: boolean;
}

/** Anybody may ask for a login link, except who came by a candidate's link: that opens one candidacy and nothing else. */
export function whyNotAsk(ctx: Ctx): "not-for-links" | null {
  return ctx.actor.kind === "link" ? "not-for-links" : null;
}

/** The kindest true reason why a login link does not open: used before expired, expired before the wrong browser. */
export function whyNotOpen(ctx: Ctx, link: LinkFacts | null, browserHash: string): LoginRefusal | null {
  if (!link || ctx.actor.kind === "link") return "unknown";
  if (link.usedAt) return "used";
  if (link.isOutdone || link.expiresAt <= ctx.now) return "expired";
  return link.browserHash === browserHash ? null : "wrong-browser";
}

export function whyNotLogOut(ctx: Ctx): "signed-out" | null {
  return ctx.actor.kind === "member" ? null : "signed-out";
}
