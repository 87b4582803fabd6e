import { instantOf } from "@/lib/core/time";
import { wallTime } from "@/lib/core/wall-time";
import { type Polls, silenceOf } from "@/lib/elections/rules";

/** What the rest of a mailing may wait for. */
export const WAITS = ["limit", "hours", "silence", "crowded", "refusals", "relay"] as const;
export type Wait = (typeof WAITS)[number];

/** How fast a mailing goes: so many a day, within hours of the form's zone; null is no bound. */
export interface Pace {
  readonly dailyLimit: number | null;
  readonly fromHour: number | null;
  readonly toHour: number | null;
  readonly timeZone: string;
}

const DAY = 86_400_000;

/** The beginning of an hour so many days after the day of `now`, as the zone counts days. */
function hourOf(now: Date, days: number, hour: number, timeZone: string): Date {
  const day = new Date(Date.parse(`${wallTime(now, timeZone).slice(0, 10)}T00:00Z`) + days * DAY);
  return instantOf(`${day.toISOString().slice(0, 10)}T${String(hour).padStart(2, "0")}:00:00`, timeZone);
}

const isOpenHour = (hour: number, { fromHour, toHour }: Pace) =>
  fromHour === null || toHour === null || (hour >= fromHour && hour < toHour);

/** When the hours of a mailing begin again; null while they last. */
export function opensAt(now: Date, pace: Pace): Date | null {
  const hour = Number(wallTime(now, pace.timeZone).slice(11, 13));
  if (isOpenHour(hour, pace)) return null;
  const from = pace.fromHour ?? 0;
  return hourOf(now, hour < from ? 0 : 1, from, pace.timeZone);
}

/** When the first mail of tomorrow may leave. */
export function tomorrow(now: Date, pace: Pace): Date {
  return hourOf(now, 1, pace.fromHour ?? 0, pace.timeZone);
}

/** How many may still leave today; null without a bound. */
export function roomToday(pace: Pace, sentToday: number): number | null {
  return pace.dailyLimit === null ? null : Math.max(0, pace.dailyLimit - sentToday);
}

/** On which day the last of so many leaves, and after how many waves beyond today's. Silence and answers can only make it fewer or later. */
export function planOf(
  now: Date,
  pace: Pace,
  { waiting, sentToday }: { waiting: number; sentToday: number },
): { readonly days: number; readonly last: Date } {
  const hour = Number(wallTime(now, pace.timeZone).slice(11, 13));
  const isOver = pace.toHour !== null && hour >= pace.toHour;
  const room = isOver ? 0 : (roomToday(pace, sentToday) ?? waiting);
  const rest = Math.max(0, waiting - room);
  const days = Math.ceil(rest / (pace.dailyLimit ?? Math.max(rest, 1)));
  if (days === 0) return { days, last: opensAt(now, pace) ?? now };
  return { days, last: hourOf(now, days, pace.fromHour ?? 0, pace.timeZone) };
}

/** A mail takes a moment to arrive: none leaves in the last minutes before the silence. */
const MARGIN = 5 * 60_000;

/** Until when these polls silence campaign mails; null where they do not at `now`. */
export function silentUntil(now: Date, polls: Polls): Date | null {
  const { from, to } = silenceOf(polls);
  return now.getTime() >= from.getTime() - MARGIN && now < to ? to : null;
}
