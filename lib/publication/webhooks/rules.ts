import { type Ctx, roleIn } from "@/lib/core/auth/actor";

/** Owners alone decide where else their NGO's facts are sent. */
export function whyNotHook(ctx: Ctx, organizationId: string): "not-yours" | null {
  return roleIn(ctx, organizationId) === "owner" ? null : "not-yours";
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

// The waits that Standard Webhooks proposes; after the last one nothing is sent until an owner says so.
const WAITS = [
  5_000,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** Milliseconds to wait after so many failures in a row, or null where it is given up. */
export function waitAfter(failures: number): number | null {
  return WAITS[failures - 1] ?? null;
}

/** What happened to a form or a signature, as a webhook names it. */
export const EVENTS = [
  "version.published",
  "signature.recorded",
  "signature.withdrawn",
  "signature.disputed",
  "signature.resolved",
  "signature.lapsed",
  "signature.attested",
  "signature.countersigned",
  "signature.erased",
] as const;
