import { type Locale, localized } from "@/lib/core/i18n/locale";
import { type Translator, translator } from "@/lib/core/i18n/translator";
import { markdownToText } from "@/lib/core/markdown";
import { ENCRE, INK, Pdf, QUIET } from "@/lib/core/pdf/pdf";
import { formatInstant, formatZone } from "@/lib/core/time";
import type { Engagement, PublicVersion } from "@/lib/forms/schema";
import type { CandidacyRole } from "@/prisma/client/enums";
import { codeOf } from "../schema";

/** Whose paper it is; a blank one leaves lines to write on. */
export interface PrintedFor {
  readonly name: string;
  readonly role: CandidacyRole;
  readonly area: string;
  /** Public id of the candidacy. */
  readonly candidacy: string;
}

export interface Printed {
  readonly version: PublicVersion;
  readonly person: PrintedFor | null;
  readonly locale: Locale;
  /** Of the site, without a slash at its end. */
  readonly origin: string;
}

interface Sheet extends Printed {
  readonly pdf: Pdf;
  readonly t: Translator;
}

const CODE_SIDE = 84;
const BOX = 13;

/** The words of a Markdown text by paragraph and by point, as plain text. */
function paragraphsOf(markdown: string): string[] {
  const pieces = markdown.split(/\n{2,}|\n(?=\s*(?:[-*]|\d+\.)\s)/);
  const said = (piece: string) => {
    const words = markdownToText(piece);
    return words && /^\s*[-*]\s/.test(piece) ? `– ${words}` : words;
  };
  return pieces.map(said).filter((piece) => piece !== "");
}

/** By what an officer finds the candidacy when the paper comes back. */
export function referenceOf({ candidacy, role }: PrintedFor): string {
  return role === "substitute" ? `${candidacy}/s` : candidacy;
}

/** Where the words stand for everybody: what the code leads to. */
export function versionAddress({
  version,
  locale,
  origin,
}: Pick<Printed, "version" | "locale" | "origin">): string {
  return `${origin}/${locale}/forms/${version.slug}/versions/${version.number}`;
}

/** The exact words of a version to be signed by hand, as a tagged PDF; the hash, the code and the foot say which version. */
export async function paperPdf(printed: Printed): Promise<Uint8Array<ArrayBuffer>> {
  const { version, person, locale } = printed;
  const t = translator(locale);
  const title = localized(version.title, locale).text;
  const authors = version.authors.map(({ name }) => name).join(", ");
  const pdf = new Pdf({ title: person ? `${title}, ${person.name}` : title, locale, author: authors });
  const sheet = { ...printed, pdf, t };
  drawHead(sheet, title, authors);
  drawWho(sheet);
  drawHow(sheet);
  for (const theme of version.themes) {
    pdf.gap(14).need(140);
    pdf.rule({ colour: INK, weight: 1 }).gap(6).heading(2, localized(theme.title, locale).text).gap(4);
    for (const engagement of theme.engagements) drawEngagement(sheet, engagement);
  }
  drawEnd(sheet);
  const reference = person
    ? t("signatures.paper.print.foot-reference", { reference: referenceOf(person) })
    : "";
  pdf.feet((page, pages) =>
    t("signatures.paper.print.foot", {
      code: codeOf(version.hash),
      version: version.number,
      page,
      pages,
      reference,
    }),
  );
  return pdf.end();
}

function drawHead(sheet: Sheet, title: string, authors: string): void {
  const { pdf, t, version, locale } = sheet;
  const { y } = pdf.doc;
  const width = pdf.width - CODE_SIDE - 24;
  const election = localized(version.election.name, locale).text;
  pdf.paragraph(t("signatures.paper.print.asked-by", { authors, election }), {
    width,
    colour: QUIET,
    size: 9.5,
  });
  pdf.gap(4).heading(1, title, { width, leading: 1 }).gap(4);
  const said = t("signatures.paper.print.version", { version: version.number });
  pdf.paragraph(said, { width, size: 10.5 });
  const address = versionAddress(sheet);
  pdf.code(address, {
    x: pdf.margin + pdf.width - CODE_SIDE,
    y,
    size: CODE_SIDE,
    alt: t("signatures.paper.print.code-alt", { address }),
  });
  pdf.doc.x = pdf.margin;
  pdf.doc.y = Math.max(pdf.doc.y, y + CODE_SIDE) + 8;
  pdf.paragraph(t("signatures.paper.print.hash", { hash: version.hash }), { size: 8.5, colour: QUIET });
  pdf.paragraph(address, { size: 8.5, colour: ENCRE, link: address });
}

/** A label with what is known, or a line to write on. */
function drawLine({ pdf }: Sheet, label: string, value: string | null): void {
  const { y } = pdf.doc;
  pdf.paragraph(label, { size: 9.5, colour: QUIET, width: 130 });
  const beside = { x: pdf.margin + 130, y: y - 3, width: pdf.width - 130 };
  if (value !== null) pdf.paragraph(value, { face: "serif", size: 13, ...beside });
  if (value === null) pdf.rule({ x: pdf.margin + 130, y: y + 12, width: pdf.width - 130 });
  pdf.doc.x = pdf.margin;
  pdf.doc.y = Math.max(pdf.doc.y, y + 20) + 2;
}

function drawWho(sheet: Sheet): void {
  const { pdf, t, person } = sheet;
  pdf.gap(14).rule({ colour: INK, weight: 1 }).gap(10);
  drawLine(sheet, t("signatures.paper.print.name"), person?.name ?? null);
  drawLine(sheet, t("signatures.paper.print.role"), person && t(`signatures.paper.role.${person.role}`));
  drawLine(sheet, t("signatures.paper.print.area"), person?.area ?? null);
  if (person) drawLine(sheet, t("signatures.paper.print.reference"), referenceOf(person));
}

function drawHow({ pdf, t, version, locale }: Sheet): void {
  const until = `${formatInstant(version.closesAt, locale, version.timeZone)} (${formatZone(locale, version.timeZone)})`;
  pdf.gap(8).paragraph(t("signatures.paper.print.how", { until }), { size: 10 });
}

function drawEngagement(sheet: Sheet, { position, title, text }: Engagement): void {
  const { pdf, t, locale } = sheet;
  const heading = `${position}. ${localized(title, locale).text}`;
  const words = paragraphsOf(localized(text, locale).text);
  const style = { face: "serif", size: 11.5, leading: 2 } as const;
  const height = words.reduce((sum, word) => sum + pdf.heightOf(word, style) + 4, 0);
  // An engagement, its boxes and its lines stand on one page: a box is never far from its words.
  pdf.need(Math.min(height + 116, 560));
  pdf.gap(8).heading(3, heading, { face: "sans", size: 11 }).gap(2);
  for (const word of words) pdf.paragraph(word, style).gap(2);
  pdf.gap(4);
  drawBoxes(sheet);
  pdf.paragraph(t("signatures.paper.print.comment"), { size: 9, colour: QUIET });
  pdf
    .rule({ y: pdf.doc.y + 15 })
    .rule({ y: pdf.doc.y + 37 })
    .gap(46);
}

function drawBoxes({ pdf, t }: Sheet): void {
  const { y } = pdf.doc;
  const third = pdf.width / 3;
  for (const [at, answer] of (["yes", "with-reservation", "no"] as const).entries()) {
    const x = pdf.margin + at * third;
    pdf.artifact(() => pdf.doc.rect(x, y, BOX, BOX).lineWidth(1).strokeColor(INK).stroke());
    const word = t(`signatures.paper.print.box-${answer}`);
    pdf.add("P", () => pdf.write(word, { size: 11, x: x + BOX + 7, y: y - 1, width: third - BOX - 14 }));
  }
  pdf.doc.x = pdf.margin;
  pdf.doc.y = y + BOX + 8;
}

function drawEnd(sheet: Sheet): void {
  const { pdf, t, version, locale } = sheet;
  pdf
    .gap(10)
    .need(220)
    .rule({ colour: INK, weight: 1 })
    .gap(8)
    .heading(2, t("signatures.paper.print.sign"))
    .gap(4);
  const validity = localized(version.validity, locale).text;
  if (validity)
    pdf.paragraph(t("signatures.paper.print.validity", { validity: markdownToText(validity) })).gap(4);
  pdf.paragraph(t("signatures.paper.print.public"), { size: 10, colour: QUIET }).gap(14);
  drawLine(sheet, t("signatures.paper.print.place"), null);
  drawLine(sheet, t("signatures.paper.print.date"), null);
  const { y } = pdf.doc;
  pdf.paragraph(t("signatures.paper.print.signature"), { size: 9.5, colour: QUIET, width: 120 });
  pdf.artifact(() =>
    pdf.doc
      .rect(pdf.margin + 130, y, pdf.width - 130, 72)
      .lineWidth(0.8)
      .strokeColor(QUIET)
      .stroke(),
  );
}
