import { tidy } from "../files/cells";

export const personFields = ["fullName", "familyName", "givenName", "gender", "birthDate"] as const;
export const candidateFields = [
  ...personFields,
  "panelNumber",
  "nuanceCode",
  "nuanceLabel",
  "party",
  "profession",
  "isIncumbent",
  "website",
  "contactPage",
  "partyPage",
  "pageSource",
] as const;
export const resultFields = ["votes", "share", "isElected"] as const;
export const turnoutFields = ["registered", "voters", "blank", "spoilt", "blankOrSpoilt", "cast"] as const;
export const areaFields = [
  "areaScheme",
  "areaCode",
  "departmentCode",
  "constituencyCode",
  "constituencyName",
] as const;

type Plain =
  | (typeof candidateFields)[number]
  | (typeof resultFields)[number]
  | (typeof turnoutFields)[number]
  | (typeof areaFields)[number];
export type Field = Plain | `substitute.${(typeof personFields)[number]}` | `identifier:${string}`;

/** Headers by hand for what no rule knows: the file's own spelling → field. */
export type HeaderMap = ReadonlyMap<string, Field | null>;

/** "N° panneau", "n°Panneau ", "N_Panneau" → "n panneau". */
export function normalised(header: string): string {
  return header
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** The first rule that matches says what a column holds; null for one that is known and not needed. */
const rules: readonly (readonly [RegExp, Plain | null])[] = [
  [/^area scheme$/, "areaScheme"],
  [/^area code$/, "areaCode"],
  [/^(page|website|channel) source$|^source (des pages|du site|de la page)$/, "pageSource"],
  [/\b(page|site)\b.*\b(parti|party)\b|\b(parti|party)\b.*\b(page|site|website)\b/, "partyPage"],
  [/\bcontact (page|form)\b|\b(page|formulaire)( de)? contact\b/, "contactPage"],
  [/\b(website|web site|site)\b/, "website"],
  [/\b(canton|commune|bureau|region)\b/, null],
  [/\b(circonscription|circo|constituency)\b.*\b(libelle|nom|name|label)\b/, "constituencyName"],
  [/\b(libelle|nom|name|label)\b.*\b(circonscription|circo|constituency)\b/, "constituencyName"],
  [/\b(circonscription|circo|constituency)\b/, "constituencyCode"],
  [/\b(libelle|nom|name|label)\b.*\b(departement|department|dep|dept|dpt)\b/, null],
  [/\b(departement|department|dep|dept|dpt)\b/, "departmentCode"],
  [/\b(naissance|naiss|birth|ne e? ?le|nee le|born)\b/, "birthDate"],
  [/\bnom\b.*\bprenoms?\b|\bprenoms?\b.*\bnom\b|\bfull name\b|^name$|\bdesignation\b/, "fullName"],
  [/\b(prenoms?|given|first name|forename)\b/, "givenName"],
  [/\b(panneau|panel|tableau)\b/, "panelNumber"],
  [/\b(sexe|sex|gender|genre|civilite)\b/, "gender"],
  [/\b(libelle|label)\b.*\bnuance\b|\bnuance\b.*\b(libelle|label)\b/, "nuanceLabel"],
  [/\bnuance\b/, "nuanceCode"],
  [/\b(profession|csp|occupation)\b/, "profession"],
  [/\b(sortante?|incumbent)\b/, "isIncumbent"],
  [/\b(parti|party|etiquette|rattachement)\b/, "party"],
  [/\b(elue?|sieges?|elected|seats?)\b/, "isElected"],
  [/\b(blancs et nuls|blanc ou nul|blank or spoilt)\b/, "blankOrSpoilt"],
  [/\b(inscrite?s?|registered)\b/, "registered"],
  [/\b(votante?s?|voters)\b/, "voters"],
  [/\b(blancs?|blank)\b/, "blank"],
  [/\b(nuls?|spoilt|null)\b/, "spoilt"],
  [/\b(exprimes?|cast|valid)\b/, "cast"],
  [/\b(voix|votes)\b/, "votes"],
  [/\b(score|share)\b/, "share"],
  [/^(candidate?|substitute|remplacante?|suppleante?)$/, "fullName"],
  [/\b(nom|family|surname|last name)\b/, "familyName"],
];

/** What a column holds, by its header in any year's spelling, French or English; null when it is not needed. */
export function fieldOf(header: string, map: HeaderMap): Field | null {
  const said = map.get(normalised(header));
  if (said !== undefined) return said;
  const identifier = /^\s*identifier\s*:\s*([\w-]+)\s*$/i.exec(header);
  if (identifier?.[1]) return `identifier:${identifier[1].toLowerCase()}`;
  if (header.includes("%")) return null;
  const text = normalised(header).replace(/ \d{1,3}$/, "");
  const field = rules.find(([rule]) => rule.test(text))?.[1] ?? null;
  if (!/\b(rempl|suppl|substitut)/.test(text)) return field;
  const own = personFields.find((name) => name === field);
  return own ? `substitute.${own}` : null;
}

/**
 * Where each field stands: the first column that holds it, or one whose header says "code" if another does not
 * ("code circo" before "numéro circo").
 */
export function columnsOf(cells: readonly string[], map: HeaderMap): Map<Field, number> {
  const columns = new Map<Field, number>();
  cells.forEach((cell, index) => {
    const field = fieldOf(cell, map);
    if (!field) return;
    const isCode = (at: number) => /\bcode\b/.test(normalised(cells[at] ?? ""));
    const before = columns.get(field);
    const isBetter = before !== undefined && field.endsWith("Code") && isCode(index) && !isCode(before);
    if (before === undefined || isBetter) columns.set(field, index);
  });
  return columns;
}

/** Blocks of columns that repeat for each candidate of a row: the first column of the first one, and their width. */
export type Blocks = { first: number; size: number };

const repeated: readonly Field[] = [...candidateFields, ...resultFields];

/** From the first candidate column to the next header of its kind, else to the end: later blocks often have none. */
export function blocksOf(
  cells: readonly string[],
  columns: ReadonlyMap<Field, number>,
  map: HeaderMap,
): Blocks {
  const first = Math.min(...repeated.flatMap((field) => columns.get(field) ?? []));
  const kind = fieldOf(cells[first] ?? "", map);
  const next = cells.findIndex((cell, index) => index > first && fieldOf(cell, map) === kind);
  return { first, size: (next < 0 ? cells.length : next) - first };
}

/** Whether a header says where a row belongs and whom it names. */
export function namesPeople(columns: ReadonlyMap<Field, number>): boolean {
  const isNamed = columns.has("familyName") || columns.has("fullName");
  const isPlaced =
    columns.has("areaCode") || columns.has("constituencyCode") || columns.has("constituencyName");
  return isNamed && isPlaced;
}

/** Whether a rule or a person said what a column holds, even that it is not needed. */
export function isKnownHeader(header: string, map: HeaderMap): boolean {
  const text = normalised(header).replace(/ \d{1,3}$/, "");
  const isRuled = header.includes("%") || /^\s*identifier\s*:/i.test(header);
  return text === "" || map.has(normalised(header)) || isRuled || rules.some(([rule]) => rule.test(text));
}

/** The tidied cell of a field, "" where the row ends before it. */
export function cellReader(cells: readonly string[], columns: ReadonlyMap<Field, number>, shift = 0) {
  return (field: Field): string => {
    const index = columns.get(field);
    return index === undefined ? "" : tidy(cells[index + shift] ?? "");
  };
}
