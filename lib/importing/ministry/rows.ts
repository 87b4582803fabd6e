import { isoDay, wholeNumber, whyNotName } from "../files/cells";
import { constituencyKey } from "./constituency-code";
import type { Field } from "./headers";

/** Why one row is left out; each has a sentence in `importing.rejected`. */
export type RowReason =
  | "bad-constituency-code"
  | "unknown-area"
  | "no-name"
  | "control-in-name"
  | "markup-in-name"
  | "name-too-long"
  | "bad-date"
  | "bad-number"
  | "not-a-page"
  | "ragged-row"
  | "duplicate"
  | "ambiguous"
  | "no-such-candidate"
  | "conflicting-birth-date"
  | "probable-duplicate";

export type Rejected = { line: number; column: string | null; reason: RowReason };
export type Read<T> = { line: number; value: T } | { line: number; rejected: Rejected };

export type AreaRef = { scheme: string; code: string };
export type PersonCells = {
  familyName: string;
  givenName: string;
  gender: "f" | "m" | null;
  birthDate: string | null;
};

/** Ends the reading of one row; never leaves the readers. */
export class RowProblem extends Error {
  constructor(
    readonly reason: RowReason,
    readonly field: Field | null = null,
  ) {
    super(reason);
  }
}

type Get = (field: Field) => string;

/** @throws RowProblem "bad-constituency-code" */
export function areaOf(get: Get): AreaRef {
  const scheme = get("areaScheme") || "fr-constituency";
  const own = get("areaCode");
  if (scheme !== "fr-constituency") {
    if (own === "" || whyNotName(`${own}a`)) throw new RowProblem("bad-constituency-code", "areaCode");
    return { scheme, code: own };
  }
  const number = get("constituencyCode") || (/^\d+/.exec(get("constituencyName"))?.[0] ?? "");
  const code = own === "" ? constituencyKey(number, get("departmentCode")) : constituencyKey(own);
  if (!code) throw new RowProblem("bad-constituency-code", own === "" ? "constituencyCode" : "areaCode");
  return { scheme, code };
}

/** The person of a row, or null when all of her cells are empty. @throws RowProblem on a bad name or date */
export function personOf(get: Get, prefix: "" | "substitute."): PersonCells | null {
  const full = get(`${prefix}fullName`);
  const split = full === "" ? null : splitName(full);
  const familyName = properCase(get(`${prefix}familyName`) || (split?.familyName ?? ""));
  // Somebody known by one name has a point for the other in the ministry's files.
  const givenName = properCase(
    (get(`${prefix}givenName`) || (split?.givenName ?? "")).replace(/^[.-]+$/, ""),
  );
  const born = get(`${prefix}birthDate`);
  if (familyName === "" && givenName === "" && born === "") return null;
  checkName(familyName, `${prefix}familyName`);
  if (givenName !== "") checkName(givenName, `${prefix}givenName`);
  const birthDate = born === "" ? null : isoDay(born);
  if (born !== "" && birthDate === null) throw new RowProblem("bad-date", `${prefix}birthDate`);
  return {
    familyName,
    givenName,
    birthDate,
    gender: genderOf(get(`${prefix}gender`)) ?? split?.gender ?? null,
  };
}

/**
 * A name all in capitals as one writes it, "DE LA VERPILLIÈRE" → "de La Verpillière" (only the particles "de" and "d'"
 * are small in French); a name with a small letter stands as its source wrote it.
 */
export function properCase(name: string): string {
  if (name !== name.toUpperCase() || !/\p{Lu}{2}/u.test(name)) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s'’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/(^|\s)(De(?=\s)|D(?=['’]))/gu, (particle) => particle.toLowerCase());
}

function checkName(name: string, field: Field): void {
  const no = whyNotName(name);
  if (no) throw new RowProblem(no, field);
}

/** A free text of a row (party, profession); null when empty. @throws RowProblem on markup or control signs */
export function textOf(get: Get, field: Field): string | null {
  const value = get(field);
  const no = value === "" ? null : whyNotName(value, 300);
  if (no && no !== "no-name") throw new RowProblem(no, field);
  return value === "" ? null : value;
}

/** A count of a row; null when empty. @throws RowProblem "bad-number" */
export function countOf(get: Get, field: Field): number | null {
  const value = get(field);
  const number = value === "" ? null : wholeNumber(value);
  if (value !== "" && (number === null || number > 2_147_483_647)) throw new RowProblem("bad-number", field);
  return number;
}

/** Oui, O, X, Elu, élue, 1, yes → true; Non, N, 0, no → false; an empty cell says nothing. */
export function flagOf(get: Get, field: Field): boolean | null {
  const value = get(field).toLowerCase();
  if (value === "") return null;
  return /^(oui|o|x|[eé]lue?|1|yes|y|true|vrai|sortante?)$/.test(value);
}

function genderOf(text: string): "f" | "m" | null {
  if (/^(f|mme|madame|mlle|femme|female|féminin|feminin|woman|ms|mrs)\.?$/i.test(text)) return "f";
  return /^(m|mr|monsieur|homme|h|male|masculin|man)\.?$/i.test(text) ? "m" : null;
}

/** "Mme LE GALL Anne", "Anne LE GALL", "Anne Le Gall": capitals are the family name, else the last word is. */
export function splitName(full: string): Pick<PersonCells, "familyName" | "givenName" | "gender"> {
  const words = full.split(" ");
  const gender = words.length > 2 ? genderOf(words[0] ?? "") : null;
  if (gender) words.shift();
  const isCapital = (word: string) => word === word.toUpperCase() && /\p{Lu}{2}|\p{Lu}'/u.test(word);
  const family = words.filter(isCapital);
  if (family.length === 0 || family.length === words.length)
    family.splice(0, words.length, ...words.slice(-1));
  const isFamily =
    family.length === 1 && !isCapital(family[0] ?? "") ? (i: number) => i === words.length - 1 : null;
  const given = words.filter((word, i) => (isFamily ? !isFamily(i) : !family.includes(word)));
  return { familyName: family.join(" "), givenName: given.join(" "), gender };
}
