import { BOX, TICK } from "@/components/mark-sprite";
import type { Locale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translator";
import { paint } from "@/lib/core/picture/paint";
import type { PublicStatus } from "../rules";
import type { SharedSignature } from "./queries";
import { cardWords } from "./words";

const INK = "#14262B";
const QUIET = "#46575B";

/** The marks of the signing sheet on their 24-unit grid, with the colour of each. */
const MARKS: Record<
  "signed" | "partly" | "awaiting" | "declined" | "withdrawn" | "disputed",
  readonly [string, string]
> = {
  signed: ["#0F4B57", `<path fill="C" fill-rule="evenodd" d="M0 0h24v24H0z${TICK}"/>`],
  partly: [
    "#875200",
    `<path fill="none" stroke="C" stroke-width="2" d="${BOX}"/><path fill="C" d="M1 1h11v22H1z"/>`,
  ],
  awaiting: [
    INK,
    `<g fill="none" stroke="C" stroke-width="2"><path d="${BOX}"/><path d="M12 6v6.5l4 2.5"/></g>`,
  ],
  declined: ["#6E2548", `<path fill="none" stroke="C" stroke-width="2" d="${BOX}M1.5 22.5l21-21"/>`],
  withdrawn: [
    INK,
    `<path fill="none" stroke="C" stroke-width="2" d="${BOX}M-2 12.5h28"/><path fill="C" d="${TICK}"/>`,
  ],
  disputed: [
    INK,
    `<g fill="none" stroke="C" stroke-width="2"><path stroke-dasharray="7 4" stroke-dashoffset="3.5" d="${BOX}"/><path d="M8.7 9.3a3.3 3.3 0 1 1 5 2.8c-1.2.75-1.7 1.3-1.7 2.7m0 1.7v2.3"/></g>`,
  ],
};

function markOf(status: PublicStatus): readonly [colour: string, shape: string] {
  const known = status === "no-public-answer" || status === "not-asked" ? "signed" : status;
  const [colour, shape] = MARKS[known];
  return [colour, shape.replaceAll('"C"', `"${colour}"`)];
}

/** Where things stand on each shape of image, in px. */
const LAYOUTS = {
  wide: { width: 1200, height: 630, name: [120, 192], mark: [1008, 196], rule: 332, size: 84 },
  square: { width: 1080, height: 1080, name: [230, 400], mark: [888, 510], rule: 650, size: 96 },
} as const;
export type CardShape = keyof typeof LAYOUTS;

/**
 * The image of a signature, 1200 by 630 or 1080 square: a line of the signing sheet with its name and box, what was said with its
 * count, and the date. A long name takes more lines, then smaller letters, and never leaves its place.
 */
export function drawCard(
  shared: SharedSignature,
  locale: Locale,
  host: string,
  shape: CardShape = "wide",
): Promise<Buffer> {
  const t = translator(locale);
  const words = cardWords(t, locale, shared);
  const [colour, mark] = markOf(shared.status);
  const { width, height, name, mark: at, rule, size } = LAYOUTS[shape];
  const [left, foot] = [72, height - 88];
  const full = width - 2 * left;
  const shapes = `
    <rect width="${width}" height="${height}" fill="#FDFCFA"/>
    <rect y="${foot}" width="${width}" height="88" fill="#F8E4DD"/>
    <rect x="72" y="92" width="158" height="2" fill="${INK}"/>
    <rect x="240" y="76" width="18" height="18" fill="#0F4B57"/>
    <rect x="72" y="${rule}" width="${full}" height="3" fill="${INK}"/>
    <g transform="translate(${at.join(" ")}) scale(5)">${mark}</g>`;
  const serif = { face: "serif", weight: 500, colour: INK, left } as const;
  const sans = { face: "sans", weight: 400, colour: INK, left } as const;
  const by = `${t("signatures.sharing.by", words)}, ${t("signatures.sharing.on", words)}`;
  const where = `${words.area}, ${words.election}`;
  return paint({
    width,
    height,
    shapes,
    texts: [
      { words: "Signataires", ...serif, weight: 600, size: 32, top: 58, width: 200, height: 40 },
      {
        words: words.name,
        ...serif,
        size,
        top: name[0],
        width: at[0] - left - 36,
        height: name[1],
        isLow: true,
      },
      { words: words.said, ...serif, colour, size: 46, top: rule + 30, width: full, height: 60 },
      {
        words: t("signatures.sharing.form", words),
        ...serif,
        weight: 400,
        size: 32,
        top: rule + 96,
        width: full,
        height: 44,
      },
      { words: by, ...sans, colour: QUIET, size: 26, top: rule + 152, width: full, height: 38 },
      { words: where, ...sans, weight: 500, size: 26, top: foot + 30, width: full - 336, height: 34 },
      {
        words: host,
        ...sans,
        size: 24,
        left: width - left - 308,
        top: foot + 31,
        width: 308,
        height: 34,
        isRight: true,
      },
    ],
  });
}
