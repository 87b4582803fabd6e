import type { Ctx } from "@/lib/core/auth/actor";
import type { BounceKind } from "@/prisma/client/enums";

/** What somebody tells us about a mail of ours. */
export interface Notice {
  readonly kind: BounceKind;
  /** Text in which the mail's signed reference stands: a header, or a whole returned mail. */
  readonly reference: string;
  /** What makes it the same notice when it is told twice. */
  readonly key: string;
  /** The other server's words. */
  readonly diagnostic: string;
}

/** Soft bounces of one address after which it is written to no more. */
export const SOFT_BOUNCES = 3;

/** Notices come through a door that proves its token, or from the operator's own command. */
export function whyNotReport({ actor }: Ctx): "not-yours" | null {
  return actor.kind === "system" ? null : "not-yours";
}

/** Hard: the address does not exist; soft: it may tomorrow. By the enhanced status (RFC 3463), else by the reply's first digit. */
export function kindOfStatus(status: string): "hard" | "soft" {
  return /^\s*4/.test(status) ? "soft" : "hard";
}

/** Words of a foreign server without addresses, in one line of 200 characters. */
export function wordsOf(text: string): string {
  // What a stranger's server says is read no further than it is kept: looking for addresses takes the square of its length.
  return text
    .slice(0, 2000)
    .replace(/[^\s<>:;,"']+@[^\s<>:;,"']+/g, "[address]")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
}
