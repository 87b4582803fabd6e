import type { Locale } from "./i18n/locale";

const NBSP = "\u00a0";
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = locale + JSON.stringify(options);
  let format = made.get(id);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === "fr" ? "fr-FR" : "en-GB", options);
    made.set(id, format);
  }
  return format;
}

/** "3 juin 2027", "1er" written as such in French; a date without time is read in UTC. */
export function formatDate(date: Date, locale: Locale, timeZone = "UTC"): string {
  const text = formatter(locale, { day: "numeric", month: "long", year: "numeric", timeZone }).format(date);
  return (locale === "fr" ? text.replace(/^1 /, "1er ") : text).replace(" ", NBSP);
}

/** "14 h 02" in French, "14:02" in English, in the zone given. */
export function formatTime(date: Date, locale: Locale, timeZone: string): string {
  const text = formatter(locale, { hour: "2-digit", minute: "2-digit", timeZone }).format(date);
  return locale === "fr" ? text.replace(/^0/, "").replace(":", `${NBSP}h${NBSP}`) : text;
}

/** "le 3 juin 2027 à 14 h 02 (heure de Paris)" without its preposition: date, time and the zone's name. */
export function formatInstant(date: Date, locale: Locale, timeZone: string): string {
  const at = locale === "fr" ? "à" : "at";
  return `${formatDate(date, locale, timeZone)} ${at}${NBSP}${formatTime(date, locale, timeZone)}`;
}

// Cities of the time-zone database that French spells otherwise, or names by their island.
const PLACES: Readonly<Record<string, string>> = {
  Noumea: "Nouméa",
  Reunion: "La Réunion",
  St_Barthelemy: "Saint-Barthélemy",
  Miquelon: "Saint-Pierre-et-Miquelon",
  Marquesas: "Îles Marquises",
};

/** The zone as a reader names it: "heure de Paris", "Paris time"; "UTC" as such. */
export function formatZone(locale: Locale, timeZone: string): string {
  const city = timeZone.split("/").at(-1) ?? timeZone;
  if (!timeZone.includes("/")) return timeZone;
  const place = PLACES[city] ?? city.replaceAll("_", " ");
  return locale === "fr" ? `heure de${NBSP}${place}` : `${place} time`;
}

/** 6290 → "6 290" in French with a no-break space, "6,290" in English. */
export function formatNumber(value: number, locale: Locale, digits = 0): string {
  const key = `${locale} ${digits}`;
  let format = numberFormats.get(key);
  if (!format) {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat(locale === "fr" ? "fr-FR" : "en-GB", options);
    numberFormats.set(key, format);
  }
  return format.format(value).replace(/\u202f/g, NBSP);
}

// Making one takes longer than a page does.
const numberFormats = new Map<string, Intl.NumberFormat>();

/** A local wall time ("2027-06-05T00:00") in a zone as the instant it is. */
export function instantOf(wall: string, timeZone: string): Date {
  const asUtc = new Date(`${wall}Z`);
  const shown = (at: Date) =>
    new Date(
      `${formatter("en", WALL(timeZone))
        .format(at)
        .replace(/(\d+)\/(\d+)\/(\d+), /, "$3-$2-$1T")}Z`,
    );
  const first = new Date(asUtc.getTime() - (shown(asUtc).getTime() - asUtc.getTime()));
  return new Date(first.getTime() - (shown(first).getTime() - asUtc.getTime()));
}

function WALL(timeZone: string): Intl.DateTimeFormatOptions {
  return {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  };
}
