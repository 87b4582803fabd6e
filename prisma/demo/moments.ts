import { instantOf } from "@/lib/core/time";
import type { Chance } from "./chance";

const DAY = 86_400_000;
const HOUR = 3_600_000;

const dayText = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The demo's calendar: everything that has happened lies before now, the polls and the closing ahead. */
export class Moments {
  readonly now: Date;
  /** The Sunday of the first round: 6 June 2027, or the first Sunday of a later June once that is less than a month away. */
  readonly poll: Date;

  constructor(now: Date, poll?: Date) {
    this.now = now;
    if (poll) {
      this.poll = poll;
      return;
    }
    let year = Math.max(2027, now.getUTCFullYear());
    while (firstSundayOfJune(year).getTime() < now.getTime() + 31 * DAY) year += 1;
    this.poll = firstSundayOfJune(year);
  }

  /** The calendar of the election five years before, on the evening when its forms closed. */
  earlier(): Moments {
    const poll = firstSundayOfJune(this.poll.getUTCFullYear() - 5);
    const closing = new Moments(poll, poll).closing();
    return new Moments(new Date(closing.getTime() - 60_000), poll);
  }

  /**
   * The same order of facts at hours at which people are awake in Paris, 8:00 to 22:30; those of today lie between 8:00 and
   * now, or on the evening before where it is too early for that. What lies ahead stays as it is.
   */
  awake(at: Date): Date {
    if (at > this.now) return at;
    const day = startOfDay(at);
    const today = startOfDay(this.now);
    const sinceMidnight = at.getTime() - day;
    if (day < today) {
      // A day of 23 or 25 hours has its eight o'clock elsewhere.
      const next = startOfDay(new Date(day + 26 * HOUR));
      const morning = next - 16 * HOUR;
      return new Date(morning + Math.round((sinceMidnight / (next - day)) * 14.5 * HOUR));
    }
    const elapsed = Math.max(1, this.now.getTime() - today);
    const share = sinceMidnight / elapsed;
    if (elapsed < 9 * HOUR) return new Date(today - 1.5 * HOUR + Math.round(share * 0.5 * HOUR));
    return new Date(today + 8 * HOUR + Math.round(share * (elapsed - 8 * HOUR)));
  }

  /** A day as text, so many days before now. */
  dayAgo(days: number): string {
    return dayText(this.now.getTime() - days * DAY);
  }

  /** An instant so many days before now, to the minute. */
  ago(days: number): Date {
    return new Date(Math.floor((this.now.getTime() - days * DAY) / 60_000) * 60_000);
  }

  /** An instant drawn between two, earlier ones somewhat likelier. */
  between(chance: Chance, from: Date, to: Date): Date {
    const span = Math.max(0, to.getTime() - from.getTime());
    return new Date(Math.floor(from.getTime() + span * chance.share() ** 1.4));
  }

  /** The day of a round as text, or `shift` days from it. */
  round(number: 1 | 2, shift = 0): string {
    return dayText(this.poll.getTime() + ((number - 1) * 7 + shift) * DAY);
  }

  /** Thursday before the first round, 20:00 in Paris: before silence begins anywhere. */
  closing(): Date {
    return instantOf(`${this.round(1, -3)}T20:00:00`, "Europe/Paris");
  }
}

const midnights = new Map<string, number>();

/** Midnight in Paris of the day of an instant, in milliseconds. */
function startOfDay(at: Date): number {
  const midnight = (text: string) => {
    const known = midnights.get(text) ?? instantOf(`${text}T00:00:00`, "Europe/Paris").getTime();
    midnights.set(text, known);
    return known;
  };
  // Paris is an hour or two ahead of UTC.
  const next = midnight(dayText(at.getTime() + 2 * HOUR));
  return next <= at.getTime() ? next : midnight(dayText(at.getTime() + 2 * HOUR - DAY));
}

function firstSundayOfJune(year: number): Date {
  const first = new Date(Date.UTC(year, 5, 1));
  return new Date(first.getTime() + ((7 - first.getUTCDay()) % 7) * DAY);
}
