const day = 86_400_000;

/** The day of an Excel serial number as yyyy-mm-dd; null outside 1900 to 2199. Serial 60 is Excel's 29 February 1900. */
export function isoFromSerial(serial: number, is1904 = false): string | null {
  const whole = Math.floor(is1904 ? serial + 1462 : serial);
  if (!(whole >= 1 && whole < 109_575)) return null;
  return new Date(Date.UTC(1899, 11, whole > 59 ? 30 : 31) + whole * day).toISOString().slice(0, 10);
}

/** A day written yyyy-mm-dd, dd/mm/yyyy, d.m.yyyy, dd-mm-yy or as an Excel serial, as yyyy-mm-dd; null if it is none. */
export function isoDay(text: string): string | null {
  const value = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(value);
  if (iso) return checkedDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(value);
  if (french) return checkedDay(century(french[3] ?? ""), Number(french[2]), Number(french[1]));
  return /^\d{5}(\.\d+)?$/.test(value) ? isoFromSerial(Number(value)) : null;
}

/** Two figures are of somebody born between 1930 and 2029: the rule of Excel. */
function century(year: string): number {
  const number = Number(year);
  if (year.length > 2) return number;
  return number + (number < 30 ? 2000 : 1900);
}

function checkedDay(year: number, month: number, date: number): string | null {
  const instant = new Date(Date.UTC(year, month - 1, date));
  const isReal = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === date;
  return isReal && year >= 1850 && year < 2200 ? instant.toISOString().slice(0, 10) : null;
}

/** One line of text: composed accents, single spaces, no space around. */
export function tidy(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** A whole number as French and English files write it ("12 345", "12345.0"); null if it is none. */
export function wholeNumber(text: string): number | null {
  const value = text.replace(/[\s\u00a0\u202f]/gu, "").replace(/[.,]0+$/, "");
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}

export type NameProblem = "no-name" | "control-in-name" | "markup-in-name" | "name-too-long";

/** Tags, entities, addresses, and what a spreadsheet would run as a formula. */
const markup = /^[=+@]|[<>{}[\]\\]|&[a-z]+;|&#|https?:|javascript:/i;
/** C0 and C1 controls, bidirectional and zero-width signs, tags, private use, unassigned: never in a name. */
const controls = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd]/u;

/** Why a tidied text cannot be a name of a person, a party or a place; null when it can. */
export function whyNotName(name: string, longest = 120): NameProblem | null {
  if (controls.test(name)) return "control-in-name";
  if (markup.test(name)) return "markup-in-name";
  if (name.length > longest) return "name-too-long";
  return /\p{L}/u.test(name) ? null : "no-name";
}
