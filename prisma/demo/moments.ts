import { instantOf } from "@/lib/core/time";
import type { Chance } from "./chance";

const DAY = 86_400_000;

const dayText = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The demo's calendar: everything that has happened lies before now, the polls and the closing ahead. */
export class Moments {
  readonly now: Date;
  /** The Sunday of the first round: 6 June 2027, or the first Sunday of a later June once that is less than a month away. */
  readonly poll: Date;

  constructor(now: Date) {
    this.now = now;
    let year = Math.max(2027, now.getUTCFullYear());
    while (firstSundayOfJune(year).getTime() < now.getTime() + 31 * DAY) year += 1;
    this.poll = firstSundayOfJune(year);
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

function firstSundayOfJune(year: number): Date {
  const first = new Date(Date.UTC(year, 5, 1));
  return new Date(first.getTime() + ((7 - first.getUTCDay()) % 7) * DAY);
}
