import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { instantOf } from "@/lib/core/time";
import { wallTime } from "@/lib/core/wall-time";
import { mayEdit } from "@/lib/organizations/rules";
import type { Outcome } from "./schema";

/** Nobody is called earlier, later, or on a Sunday, by the clock where she stands. */
export const HOURS = { from: 9, to: 20 } as const;
/** A person claimed and not spoken of for so long is free again. */
export const CLAIM_MINUTES = 15;
/** An outcome can be taken back for so long; only then does it become a request on record. */
export const UNDO_MINUTES = 5;
/** Who said that she will sign, or got her link again, is left in peace for so many days. */
export const REST_DAYS = 2;

/** Callers, editors and owners of an author call. */
export function whyNotCall(ctx: Ctx, authors: readonly string[]): "not-yours" | null {
  const may = authors.some((id) => {
    const role = roleIn(ctx, id);
    return role === "caller" || mayEdit(role);
  });
  return may ? null : "not-yours";
}

/** Editors and owners say who calls whom. */
export function whyNotAssign(ctx: Ctx, authors: readonly string[]): "not-yours" | null {
  return authors.some((id) => mayEdit(roleIn(ctx, id))) ? null : "not-yours";
}

/** Only the worker makes requests on record out of calls. */
export function whyNotRecord({ actor }: Ctx): "not-yours" | null {
  return actor.kind === "system" ? null : "not-yours";
}

/** Whether one may be called at this instant in this zone. */
export function isCallable(now: Date, timeZone: string): boolean {
  const wall = wallTime(now, timeZone);
  const hour = Number(wall.slice(11, 13));
  const weekday = new Date(`${wall.slice(0, 10)}T00:00Z`).getUTCDay();
  return weekday !== 0 && hour >= HOURS.from && hour < HOURS.to;
}

/** The instant of a call back, from wall time; null where it does not read, lies behind, or is months away. */
export function callBackAt(wall: string, timeZone: string, now: Date): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(Date.parse(`${wall}Z`))) return null;
  const at = instantOf(`${wall}:00`, timeZone);
  return at > now && at.getTime() < now.getTime() + 90 * 86_400_000 ? at : null;
}

/** What the public record says of a call: that somebody answered or nobody did; null where nobody was asked. */
export function recordOf(outcome: Outcome): "answered" | "no-answer" | null {
  if (outcome === "wrong-number") return null;
  return outcome === "no-answer" ? "no-answer" : "answered";
}

/** Whether an outcome may still be taken back. */
export function whyNotUndo(
  now: Date,
  call: { readonly settledAt: Date | null; readonly recordedAt: Date | null },
) {
  if (!call.settledAt || call.recordedAt) return "too-late" as const;
  return now.getTime() - call.settledAt.getTime() < UNDO_MINUTES * 60_000 ? null : ("too-late" as const);
}

/** The job that makes the request on record; while it waits, a second one takes its place. */
export function recordingJob(callId: string, runAt?: Date) {
  return {
    task: "record-call",
    payload: { callId },
    key: `record-call ${callId}`,
    ...(runAt ? { runAt } : {}),
  };
}
