import { instantOf } from "@/lib/core/time";

/** The instant of something done, from wall time in a zone; null where it does not read, or lies ahead, or years back. */
export function pastInstant(wall: string, timeZone: string, now: Date): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wall) || Number.isNaN(Date.parse(`${wall}Z`))) return null;
  const at = instantOf(`${wall}:00`, timeZone);
  return at <= now && at.getTime() > now.getTime() - 366 * 86_400_000 ? at : null;
}
