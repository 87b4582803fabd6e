import { BOX, TICK } from "@/components/mark-sprite";
import type { Locale } from "@/lib/core/i18n/locale";
import { localized } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { formatDate } from "@/lib/core/time";
import type { SharedSignature } from "../sharing/queries";

export const WIDTH = 440;
const LINE = 24;
/** Signs of a line: a wide system face of 17 px still ends within the badge. */
const SIGNS = 40;

export interface BadgeWords {
  readonly name: string;
  /** "a signé la version 2 de « … » le 3 juin 2027", or what became of it. */
  readonly said: string;
  /** The count, always there where something stands. */
  readonly count: string;
}

/** Exactly what stands now: never more than the page that it leads to. */
export function badgeWords(shared: SharedSignature, locale: Locale): BadgeWords {
  const t = translator(locale);
  const { status, isAnnulled, yes, total, version, timeZone, signedAt, withdrawnAt, name } = shared;
  const on = (at: Date) => formatDate(at, locale, timeZone);
  const kind = isAnnulled ? "annulled" : status;
  const form = localized(shared.form, locale).text;
  const words = { version, form, date: on(signedAt), since: withdrawnAt ? on(withdrawnAt) : "" };
  const stands = kind === "signed" || kind === "partly" || kind === "awaiting";
  return {
    name,
    said: t(`signatures.badge.${kind}`, words),
    count: stands ? t("signatures.badge.count", { yes, total }) : "",
  };
}

/** The same as one sentence, for who hears the picture. */
export function altOf({ name, said, count }: BadgeWords): string {
  return `${name} ${said}${count ? `, ${count}` : ""}`;
}

/** The words in lines of so many signs, broken between words; a longer word is cut by none and stands alone. */
export function linesOf(text: string, signs = SIGNS): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= signs) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

function markOf({ status, isAnnulled }: SharedSignature): string {
  const stroke = 'fill="none" stroke="currentColor" stroke-width="2"';
  if (status === "withdrawn")
    return `<path ${stroke} d="${BOX}M-2 12.5h28"/><path fill="currentColor" d="${TICK}"/>`;
  if (status === "disputed" || isAnnulled)
    return `<path ${stroke} stroke-dasharray="7 4" stroke-dashoffset="3.5" d="${BOX}"/><path ${stroke} d="M8.7 9.3a3.3 3.3 0 1 1 5 2.8c-1.2.75-1.7 1.3-1.7 2.7m0 1.7v2.3"/>`;
  if (status === "awaiting") return `<path ${stroke} d="${BOX}M12 6v6.5l4 2.5"/>`;
  if (status === "declined") return `<path ${stroke} d="${BOX}M1.5 22.5l21-21"/>`;
  if (status === "partly") return `<path ${stroke} d="${BOX}"/><path fill="currentColor" d="M1 1h11v22H1z"/>`;
  return `<path fill="currentColor" fill-rule="evenodd" d="M0 0h24v24H0z${TICK}"/>`;
}

const COLOURS: Readonly<Record<string, string>> = {
  signed: "#0F4B57",
  partly: "#875200",
  declined: "#6E2548",
};

interface Row {
  readonly words: string;
  readonly size: number;
  readonly colour: string;
  readonly isBold?: boolean;
}

/**
 * The badge as SVG: plain text in the reader's own sans serif, because a picture in another site may load no font and words
 * stay words for those who enlarge or hear them. It holds no logo of any NGO.
 */
export function badgeSvg(shared: SharedSignature, locale: Locale, host: string): string {
  const { name, said, count } = badgeWords(shared, locale);
  const colour = COLOURS[shared.isAnnulled ? "" : shared.status] ?? "#14262B";
  const rows: Row[] = [
    ...linesOf(name, 34).map((words) => ({ words, size: 19, colour: "#14262B", isBold: true })),
    ...linesOf(said).map((words) => ({ words, size: 16, colour })),
    ...(count ? [{ words: count, size: 14, colour: "#46575B" }] : []),
    { words: translator(locale)("signatures.badge.at", { host }), size: 13, colour: "#46575B" },
  ];
  const height = 24 + rows.length * LINE;
  const texts = rows.map(
    ({ words, size, colour: fill, isBold }, at) =>
      `<text x="64" y="${32 + at * LINE}" font-size="${size}" fill="${fill}"${isBold ? ' font-weight="600"' : ""}>${escaped(words)}</text>`,
  );
  const label = escaped(altOf({ name, said, count }));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}" lang="${locale}" font-family="system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"><title>${label}</title><rect x=".5" y=".5" width="${WIDTH - 1}" height="${height - 1}" fill="#FDFCFA" stroke="#7A8789"/><rect x="0" y="${height - 2}" width="${WIDTH}" height="2" fill="#14262B"/><g transform="translate(20 20)" color="${colour}">${markOf(shared)}</g>${texts.join("")}</svg>`;
}

/** What a site pastes: a link to the page with the live picture in it; the words are in its alternative text. */
export function snippetOf(
  shared: SharedSignature,
  locale: Locale,
  { origin, page }: { readonly origin: string; readonly page: string },
): string {
  const alt = escaped(altOf(badgeWords(shared, locale)));
  const file = `${origin}/badges/${shared.publicId}${locale === "fr" ? "" : `.${locale}`}.svg`;
  return `<a href="${escaped(page)}"><img src="${file}" width="${WIDTH}" alt="${alt}"></a>`;
}
