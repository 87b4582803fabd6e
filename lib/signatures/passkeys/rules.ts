import { createHash } from "node:crypto";
import type { Ctx } from "@/lib/core/auth/actor";
import { linkOf } from "../rules";

/** The signature that a passkey would be put on. */
export interface ToAttest {
  readonly signatureId: string;
  /** The canonical statement; null until the signature has entered the log's queue. */
  readonly body: string | null;
  readonly isWithdrawn: boolean;
  readonly isAttested: boolean;
}

export type WhyNotAttest = "not-yours" | "not-signed" | "already-attested" | "later";

/** Identity, then what is already done, then what is not there yet. */
export function whyNotPutPasskey(ctx: Ctx, found: ToAttest | null): WhyNotAttest | null {
  if (!linkOf(ctx)) return "not-yours";
  if (!found || found.isWithdrawn) return "not-signed";
  if (found.isAttested) return "already-attested";
  return found.body === null ? "later" : null;
}

/** The challenge of an assertion over a statement: the SHA-256 of its canonical text, base64url. */
export function challengeOf(body: string): string {
  return createHash("sha256").update(body).digest("base64url");
}
