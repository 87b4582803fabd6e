import ical, { type ICalEventData } from "ical-generator";
import type { DownloadSpec } from "@/lib/core/download";
import type { Frame } from "@/lib/core/frame";
import { localized } from "@/lib/core/i18n/locale";
import { slugOf } from "@/lib/core/slug";
import { silenceOf } from "@/lib/elections/rules";
import { publicBeginning } from "../../changes/queries";
import { type PublicElection, type PublicForm, publicElection, publicForms } from "../../queries";
import { type PollingDay, publicPollingDays } from "./queries";

type Told = Pick<Frame, "t" | "locale" | "origin">;

interface Calendar {
  readonly election: PublicElection;
  readonly days: readonly PollingDay[];
  readonly forms: readonly PublicForm[];
  /** When the election was entered: the stamp of what stands since. */
  readonly since: Date;
}

const DAY = 86_400_000;

/** Apart from the day of all others, a day is named by where it is kept. */
function eventsOf(
  day: PollingDay,
  { election, since }: Calendar,
  { t, locale, origin }: Told,
): ICalEventData[] {
  const { round, areas, pollingDate, timeZone } = day;
  const host = new URL(origin).hostname;
  const where =
    areas.length === 0
      ? ""
      : `-${slugOf(`${pollingDate.toISOString().slice(0, 10)} ${timeZone} ${day.closesAt}`)}`;
  const id = (kind: string) => `${election.slug}-${kind}-${round}${where}@${host}`;
  const name = localized(election.name, locale).text;
  const others = areas.length > 0 ? { location: areas.join(", ") } : {};
  const common = { stamp: since, url: `${origin}/${locale}/elections/${election.slug}`, ...others };
  const silence = silenceOf(day);
  return [
    {
      ...common,
      id: id("round"),
      start: pollingDate,
      end: new Date(pollingDate.getTime() + DAY),
      allDay: true,
      summary: t("directory.calendar.round", { round, election: name }),
      description: t("directory.calendar.closes", { time: day.closesAt, zone: timeZone }),
    },
    {
      ...common,
      id: id("silence"),
      start: silence.from,
      end: silence.to,
      summary: t("directory.calendar.silence", { round, election: name }),
      description: t("directory.calendar.silence-said"),
    },
  ];
}

function closingOf(form: PublicForm, { t, locale, origin }: Told): ICalEventData {
  const { slug, title, closesAt, publishedAt } = form;
  return {
    id: `${slug}-closes@${new URL(origin).hostname}`,
    stamp: publishedAt,
    start: closesAt,
    end: closesAt,
    summary: t("directory.calendar.form", { title: localized(title, locale).text }),
    url: `${origin}/${locale}/forms/${slug}`,
  };
}

/** An election as iCalendar (RFC 5545): its rounds, election silence, and when each form closes. The same facts give the same bytes. */
export function calendarOf(calendar: Calendar, told: Told): string {
  const made = ical({
    name: localized(calendar.election.name, told.locale).text,
    prodId: { company: "Signataires", product: "Signataires", language: told.locale.toUpperCase() },
    events: [
      ...calendar.days.flatMap((day) => eventsOf(day, calendar, told)),
      ...calendar.forms.map((form) => closingOf(form, told)),
    ],
  });
  return made.toString();
}

/** `/elections/{slug}/calendar.ics` */
export const calendarDownload: DownloadSpec = {
  async load({ params, frame }) {
    const election = await publicElection(params.slug ?? "");
    if (!election) return null;
    const [days, forms, since] = await Promise.all([
      publicPollingDays(election.id),
      publicForms(election.id),
      publicBeginning({ kind: "election", id: election.id }),
    ]);
    const body = calendarOf({ election, days, forms, since }, frame);
    return {
      body,
      contentType: "text/calendar; charset=utf-8",
      fileName: `${election.slug}.ics`,
      isShown: true,
    };
  },
};
