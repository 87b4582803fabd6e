import { type Locale, localized } from "@/lib/core/i18n/locale";
import { type Translator, translator } from "@/lib/core/i18n/translator";
import { markdownToText } from "@/lib/core/markdown";
import { pdfOf, type Sheet } from "@/lib/core/pdf/sheet";
import { formatInstant, formatZone } from "@/lib/core/time";
import type { Engagement, PublicVersion } from "@/lib/forms/schema";
import { requiredSentences } from "@/lib/forms/ui/required";
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

interface Paper extends Printed {
  readonly sheet: Sheet;
  readonly t: Translator;
}

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
  const author = version.authors.map(({ name }) => name).join(", ");
  const reference = person
    ? t("signatures.paper.print.foot-reference", { reference: referenceOf(person) })
    : "";
  const facts = {
    title: person ? `${title}, ${person.name}` : title,
    ...{ locale, author, madeAt: version.publishedAt },
    foot: (page: number, pages: number) => {
      const said = { code: codeOf(version.hash), version: version.number, page, pages, reference };
      return t("signatures.paper.print.foot", said);
    },
  };
  return pdfOf(facts, (sheet) => drawPaper({ ...printed, sheet, t }, title, author));
}

function drawPaper(paper: Paper, title: string, authors: string): void {
  const { sheet, version, locale } = paper;
  drawHead(paper, title, authors);
  drawWho(paper);
  for (const theme of version.themes) {
    sheet.keep(220);
    sheet.rule();
    sheet.heading(2, localized(theme.title, locale).text);
    for (const engagement of theme.engagements) drawEngagement(paper, engagement);
  }
  drawEnd(paper);
}

function drawHead(paper: Paper, title: string, authors: string): void {
  const { sheet, t, version, locale } = paper;
  const election = localized(version.election.name, locale).text;
  const address = versionAddress(paper);
  sheet.code(address, t("signatures.paper.print.code-alt", { address }), 84);
  sheet.paragraph(t("signatures.paper.print.asked-by", { authors, election }), "small");
  sheet.heading(1, title);
  sheet.paragraph(t("signatures.paper.print.version", { version: version.number }));
  sheet.paragraph(t("signatures.paper.print.hash"), "label");
  sheet.paragraph(version.hash, "code");
  sheet.paragraph(address, "small");
}

function drawWho({ sheet, t, person, version, locale }: Paper): void {
  const label = (name: string) => t(`signatures.paper.print.${name}`);
  sheet.rule();
  if (person)
    sheet.facts([
      [label("name"), person.name, "lead"],
      [label("role"), t(`signatures.paper.role.${person.role}`)],
      [label("area"), person.area],
      [label("reference"), referenceOf(person)],
    ]);
  else for (const name of ["name", "role", "area"]) sheet.lines(label(name), 1);
  const until = `${formatInstant(version.closesAt, locale, version.timeZone)} (${formatZone(locale, version.timeZone)})`;
  sheet.paragraph(t("signatures.paper.print.how", { until }));
}

/** A line of a serif text of this size holds about so many signs, and is so high. */
const LINE = { signs: 88, height: 16 };

function drawEngagement({ sheet, t, locale }: Paper, { position, title, text }: Engagement): void {
  const words = paragraphsOf(localized(text, locale).text);
  const lines = words.reduce((sum, word) => sum + Math.ceil(word.length / LINE.signs), 0);
  // An engagement, its boxes and its lines stand on one page: a box is never far from its words.
  sheet.keep(Math.min(lines * LINE.height + words.length * 6 + 120, 560));
  sheet.heading(3, `${position}. ${localized(title, locale).text}`);
  for (const word of words) sheet.paragraph(word, "signed");
  const box = (answer: string) => t(`signatures.paper.print.box-${answer}`);
  sheet.boxes([box("yes"), box("with-reservation"), box("no")]);
  sheet.lines(t("signatures.paper.print.comment"), 2);
}

function drawEnd({ sheet, t, version, locale }: Paper): void {
  sheet.keep(290);
  sheet.rule();
  sheet.heading(2, t("signatures.paper.print.sign"));
  const validity = markdownToText(localized(version.validity, locale).text);
  if (validity) sheet.paragraph(t("signatures.paper.print.validity", { validity }));
  for (const said of requiredSentences(t, version)) sheet.paragraph(said);
  sheet.paragraph(t("signatures.paper.print.public"), "small");
  for (const name of ["place", "date"]) sheet.lines(t(`signatures.paper.print.${name}`), 1);
  sheet.lines(t("signatures.paper.print.signature"), 3);
}
