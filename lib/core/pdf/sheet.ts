import PDFDocument from "pdfkit";
import { encode } from "uqr";
import { fontsOf, runsOf } from "./fonts";
import { ACCENT, INK, type PlacardMark, RULE, SOFT, STYLES, type StyleName } from "./styles";

type Element = PDFKit.PDFStructureElement;

/** What a PDF is drawn with: each call is one tagged element below the one before; lengths in points. */
export interface Sheet {
  heading(level: 1 | 2 | 3, words: string): void;
  paragraph(words: string, style?: StyleName): void;
  /** Labels with their values, as a list that is read aloud pair by pair. */
  facts(pairs: readonly (readonly [label: string, value: string, style?: StyleName])[]): void;
  /** The QR code of an address at the right of the page, `side` points wide. */
  code(url: string, says: string, side: number): void;
  /** A name with its box, and beneath it what it stands for; 1 is the size of a poster. */
  marked(mark: PlacardMark, name: string, words: string, scale: number): void;
  /** Empty boxes, each before its words, in one line. */
  boxes(words: readonly string[]): void;
  /** Empty lines to write on, after a label. */
  lines(label: string, count: number): void;
  rule(): void;
  /** Begins a new page where less than this many points are left. */
  keep(points: number): void;
  newPage(): void;
}

export interface SheetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly says: string;
}

export interface SheetFacts {
  readonly title: string;
  readonly locale: string;
  readonly author: string;
  readonly subject?: string;
  readonly madeAt: Date;
  readonly files?: readonly SheetFile[];
  /** A4 unless said. */
  readonly size?: "A6";
  /** The words at the foot of each page. */
  readonly foot: (page: number, of: number) => string;
}

const MARGINS = { top: 54, bottom: 62, left: 62, right: 62 };
const SMALL_MARGINS = { top: 20, bottom: 26, left: 22, right: 22 };

class Drawing implements Sheet {
  /** Down to here the lines end before what stands at the right. */
  beside = { bottom: 0, width: 0 };

  constructor(
    private readonly doc: PDFKit.PDFDocument,
    private readonly root: Element,
  ) {}

  private get left() {
    return this.doc.page.margins.left;
  }

  private get right() {
    return this.doc.page.margins.right;
  }

  private width() {
    const { doc, beside } = this;
    return doc.page.width - this.left - this.right - (doc.y < beside.bottom ? beside.width : 0);
  }

  private write(words: string, name: StyleName) {
    const { face, size, colour, gap } = STYLES[name];
    const runs = runsOf(words.normalize("NFC"), face);
    const { doc } = this;
    const width = this.width();
    return runs.map(({ words: run, font, isWhole }, at) => () => {
      const continued = at < runs.length - 1;
      doc.font(`${face}-${font}`, size).fillColor(colour);
      // Letters that no font here holds are drawn as boxes, and copied and read as what they are.
      if (!isWhole) doc.markContent("Span", { actual: run });
      doc.text(run, { width, lineGap: size * 0.22, continued });
      if (!isWhole) doc.endMarkedContent();
      if (!continued) doc.y += gap;
    });
  }

  private add(type: string, words: string, name: StyleName) {
    if (words.trim() === "") return;
    this.keep(STYLES[name].size * 2.6);
    this.root.add(this.doc.struct(type, {}, this.write(words, name)));
  }

  heading(level: 1 | 2 | 3, words: string) {
    if (level > 1) this.keep(level === 2 ? 90 : 70);
    if (level === 2) this.doc.y += 8;
    this.add(`H${level}`, words, level === 1 ? "title" : level === 2 ? "section" : "engagement");
  }

  paragraph(words: string, style: StyleName = "body") {
    for (const part of words.split(/\n{2,}/)) this.add("P", part, style);
  }

  facts(pairs: readonly (readonly [string, string, StyleName?])[]) {
    const list = this.doc.struct("L");
    this.root.add(list);
    for (const [label, value, style = "value"] of pairs) {
      this.keep(34);
      const item = this.doc.struct("LI");
      list.add(item);
      item.add(this.doc.struct("Lbl", {}, this.write(label, "label")));
      item.add(this.doc.struct("LBody", {}, this.write(value, style)));
      item.end();
    }
    list.end();
  }

  code(url: string, says: string, side: number) {
    const { doc } = this;
    const { data, size } = encode(url, { ecc: "M", border: 0 });
    const unit = side / size;
    const [left, top] = [doc.page.width - this.right - side, doc.y];
    this.root.add(
      doc.struct("Figure", { alt: says }, () => {
        data.forEach((row, y) => {
          row.forEach((isDark, x) => {
            if (isDark) doc.rect(left + x * unit, top + y * unit, unit * 1.02, unit * 1.02);
          });
        });
        doc.fill(INK);
      }),
    );
    this.beside = { bottom: top + side, width: side + 22 };
  }

  marked(mark: PlacardMark, name: string, words: string, scale: number) {
    const { doc } = this;
    const [side, size] = [11 * scale, 15 * scale];
    this.keep(size * 2.2);
    const [left, top] = [this.left, doc.y];
    const width = doc.page.width - left - this.right - side * 1.8;
    const line = () => {
      doc.lineWidth(0.9 * scale);
      doc.rect(left, top + 2 * scale, side, side);
      if (mark === "full") doc.fillAndStroke(ACCENT, ACCENT);
      else doc.stroke(mark === "half" ? ACCENT : SOFT);
      if (mark === "half") doc.rect(left, top + 2 * scale, side / 2, side).fill(ACCENT);
      if (mark === "no")
        doc
          .moveTo(left, top + 2 * scale + side)
          .lineTo(left + side, top + 2 * scale)
          .stroke(SOFT);
      for (const [at, [said, face, points, colour]] of (
        [
          [name, "serif", size, INK],
          [words, "sans", size * 0.62, SOFT],
        ] as const
      ).entries()) {
        const [run] = runsOf(said.normalize("NFC"), face);
        doc.font(`${face}-${run?.font ?? 0}`, points).fillColor(colour);
        doc.text(said, left + side * 1.8, at === 0 ? top : doc.y, { width, lineGap: 0 });
      }
    };
    this.root.add(doc.struct("P", { alt: `${name} : ${words}` }, line));
    doc.x = left;
    doc.y += 4.5 * scale;
  }

  boxes(words: readonly string[]) {
    const { doc } = this;
    this.keep(24);
    const top = doc.y + 2;
    const width = (doc.page.width - this.left - this.right) / words.length;
    words.forEach((said, at) => {
      const left = this.left + at * width;
      this.root.add(
        doc.struct("P", { alt: `☐ ${said}` }, () => {
          doc.rect(left, top, 11, 11).lineWidth(0.8).stroke(INK);
          doc
            .font("sans-0", 10)
            .fillColor(INK)
            .text(said, left + 17, top - 0.5, { width: width - 20 });
        }),
      );
    });
    doc.x = this.left;
    doc.y = top + 20;
  }

  lines(label: string, count: number) {
    const { doc } = this;
    this.keep(14 + count * 22);
    this.add("P", label, "label");
    for (let n = 0; n < count; n++) {
      doc.y += 20;
      this.ruled("#7a8789");
    }
    doc.y += 8;
  }

  private ruled(colour: string) {
    const { doc } = this;
    const y = doc.y;
    doc.markContent("Artifact", { type: "Layout" });
    doc
      .moveTo(this.left, y)
      .lineTo(doc.page.width - this.right, y)
      .lineWidth(0.6)
      .stroke(colour);
    doc.endMarkedContent();
  }

  rule() {
    this.doc.y += 6;
    this.ruled(RULE);
    this.doc.y += 10;
  }

  keep(points: number) {
    if (this.doc.y + points > this.doc.page.height - this.doc.page.margins.bottom) this.newPage();
  }

  newPage() {
    this.beside = { bottom: 0, width: 0 };
    this.doc.addPage();
  }
}

function feet(doc: PDFKit.PDFDocument, foot: SheetFacts["foot"]) {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    // Below the margin, where text would else begin a new page.
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
    const { left } = doc.page.margins;
    const isSmall = left < MARGINS.left;
    doc.font("sans-0", isSmall ? 5.5 : 8).fillColor(SOFT);
    doc.text(foot(page + 1, count), left, doc.page.height - (isSmall ? 16 : 40), { lineBreak: false });
    doc.endMarkedContent();
  }
}

/**
 * A PDF of A4 pages, tagged for those who have it read aloud (ISO 32000-1, 14.8), with its fonts inside.
 * @returns the bytes of the file; the same facts give the same pages.
 */
export async function pdfOf(
  facts: SheetFacts,
  draw: (sheet: Sheet) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const { title, locale, author, subject, madeAt, files = [], foot } = facts;
  const info = {
    Title: title,
    Author: author,
    ...(subject ? { Subject: subject } : {}),
    CreationDate: madeAt,
  };
  const page = facts.size ? { size: facts.size, margins: SMALL_MARGINS } : { size: "A4", margins: MARGINS };
  const options = { ...page, tagged: true, lang: locale, displayTitle: true } as const;
  const doc = new PDFDocument({
    ...options,
    pdfVersion: "1.7",
    bufferPages: true,
    autoFirstPage: false,
    info,
  });
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    doc.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on("error", reject);
  });
  for (const face of ["sans", "strong", "serif", "mono"] as const)
    for (const [at, font] of fontsOf(face).entries()) doc.registerFont(`${face}-${at}`, font);
  doc.font("sans-0");
  doc.addPage();
  const root = doc.struct("Document");
  doc.addStructure(root);
  draw(new Drawing(doc, root));
  root.end();
  feet(doc, foot);
  for (const { name, bytes, type, says } of files)
    doc.file(Buffer.from(bytes), {
      name,
      type,
      description: says,
      creationDate: madeAt,
      modifiedDate: madeAt,
    });
  doc.end();
  return whole;
}
