import PDFDocument from "pdfkit";
import { encode } from "uqr";
import type { Locale } from "../i18n/locale";
import { packedFont } from "../picture/paint";
import { trueTypeOf } from "../picture/woff2";

const FACES = {
  serif: "newsreader/files/newsreader-latin-opsz-normal.woff2",
  "serif-more": "newsreader/files/newsreader-latin-ext-opsz-normal.woff2",
  italic: "newsreader/files/newsreader-latin-opsz-italic.woff2",
  "italic-more": "newsreader/files/newsreader-latin-ext-opsz-italic.woff2",
  sans: "schibsted-grotesk/files/schibsted-grotesk-latin-wght-normal.woff2",
  "sans-more": "schibsted-grotesk/files/schibsted-grotesk-latin-ext-wght-normal.woff2",
} as const;
type FaceFile = keyof typeof FACES;
const NAMES: readonly FaceFile[] = ["serif", "serif-more", "italic", "italic-more", "sans", "sans-more"];
export type Face = "serif" | "italic" | "sans";

const unpacked = new Map<FaceFile, Buffer>();

function fontOf(face: FaceFile): Buffer {
  const held = unpacked.get(face);
  if (held) return held;
  const font = Buffer.from(trueTypeOf(packedFont(FACES[face])));
  unpacked.set(face, font);
  return font;
}

// The fonts come in two files: the second holds the letters of names such as Łukasz and Ștefan.
const MORE = /[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1e00-\u1e9f\u1ef2-\u1eff\u2c60-\u2c7f\ua720-\ua7ff]+/;

export interface Style {
  readonly face?: Face;
  /** Points. */
  readonly size?: number;
  readonly colour?: string;
  /** Points between lines. */
  readonly leading?: number;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly align?: "left" | "right";
  readonly link?: string;
}

export const INK = "#14262B";
export const QUIET = "#46575B";
export const ENCRE = "#0F4B57";
export const RULE = "#7A8789";

type Tag = "H1" | "H2" | "H3" | "P" | "Figure" | "Form" | "L" | "LI" | "Caption";

/** An A4 document, tagged for readers of the screen: its parts are read in the order in which they are added. */
export class Pdf {
  readonly doc: PDFKit.PDFDocument;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #bytes: Promise<Uint8Array<ArrayBuffer>>;
  readonly margin = 56;

  constructor({
    title,
    locale,
    author,
  }: { readonly title: string; readonly locale: Locale; readonly author: string }) {
    this.doc = new PDFDocument({
      size: "A4",
      margins: { top: 56, left: 56, right: 56, bottom: 72 },
      bufferPages: true,
      tagged: true,
      displayTitle: true,
      pdfVersion: "1.7",
      lang: locale === "fr" ? "fr-FR" : "en-GB",
      // No font of its own, which would be looked for beside its code.
      font: "",
      info: { Title: title, Author: author, Producer: "Signataires", Creator: "Signataires" },
    });
    for (const name of NAMES) this.doc.registerFont(name, fontOf(name));
    this.#root = this.doc.struct("Document");
    this.doc.addStructure(this.#root);
    this.#bytes = new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      this.doc.on("data", (chunk: Buffer) => chunks.push(chunk));
      this.doc.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
      this.doc.on("error", reject);
    });
  }

  /** Points between the margins. */
  get width(): number {
    return this.doc.page.width - 2 * this.margin;
  }

  /** Where the lowest line of a page may stand. */
  get floor(): number {
    return this.doc.page.height - 72;
  }

  #face(face: Face, isMore: boolean): this {
    const name: FaceFile = isMore ? `${face}-more` : face;
    this.doc.font(name);
    return this;
  }

  #style({ face = "sans", size = 10.5, colour = INK }: Style): void {
    this.#face(face, false);
    this.doc.fontSize(size).fillColor(colour);
  }

  /** A part of the document; what `draw` draws belongs to it. `alt` says a drawing in words. */
  add(tag: Tag, draw: () => void, alt?: string): this {
    this.#root.add(this.doc.struct(tag, alt ? { alt } : {}, draw));
    return this;
  }

  /** What is there for the eye alone: rules, boxes, the foot of a page. */
  artifact(draw: () => void): this {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
    return this;
  }

  /** Writes words, letter by letter in the font that holds them. */
  write(words: string, style: Style = {}): this {
    const { x, y, width = this.width, align = "left", leading = 2.5, face = "sans", link } = style;
    this.#style(style);
    // The fonts have no narrow space.
    const runs = words.replaceAll("\u202f", "\u00a0").split(new RegExp(`(${MORE.source})`));
    const parts = runs.flatMap((run, at) => (run ? [{ run, isMore: at % 2 === 1 }] : []));
    for (const [at, { run, isMore }] of parts.entries()) {
      this.#face(face, isMore);
      const options = {
        width,
        align,
        lineGap: leading,
        continued: at < parts.length - 1,
        ...(link ? { link } : {}),
      };
      if (at === 0) this.doc.text(run, x ?? this.doc.x, y ?? this.doc.y, options);
      else this.doc.text(run, options);
    }
    return this;
  }

  /** The height that words would take. */
  heightOf(words: string, style: Style = {}): number {
    this.#style(style);
    return this.doc.heightOfString(words, {
      width: style.width ?? this.width,
      lineGap: style.leading ?? 2.5,
    });
  }

  heading(level: 1 | 2 | 3, words: string, style: Style = {}): this {
    const size = { 1: 22, 2: 15, 3: 12 }[level];
    const tag = ({ 1: "H1", 2: "H2", 3: "H3" } as const)[level];
    return this.add(tag, () => this.write(words, { face: "serif", size, ...style }));
  }

  paragraph(words: string, style: Style = {}): this {
    return this.add("P", () => this.write(words, style));
  }

  /** Down by so many points. */
  gap(points: number): this {
    this.doc.y += points;
    return this;
  }

  /** A new page, unless so many points are still free on this one. */
  need(points: number): this {
    if (this.doc.y + points > this.floor) {
      this.doc.addPage();
      this.doc.x = this.margin;
    }
    return this;
  }

  rule({ x = this.margin, y = this.doc.y, width = this.width, colour = RULE, weight = 0.6 } = {}): this {
    return this.artifact(() =>
      this.doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(weight)
        .strokeColor(colour)
        .stroke(),
    );
  }

  /** A QR code as squares, with what it leads to in words. */
  code(address: string, { x, y, size, alt }: { x: number; y: number; size: number; alt: string }): this {
    const { data, size: modules } = encode(address, { ecc: "M", border: 0 });
    const side = size / modules;
    return this.add(
      "Figure",
      () => {
        // A hair larger, so that no white line parts two dark squares.
        for (const [row, cells] of data.entries())
          for (const [column, isDark] of cells.entries())
            if (isDark) this.doc.rect(x + column * side, y + row * side, side + 0.05, side + 0.05);
        this.doc.fill("#000000");
      },
      alt,
    );
  }

  /** The foot of every page, once all are there. */
  feet(words: (page: number, pages: number) => string): this {
    const { start, count } = this.doc.bufferedPageRange();
    for (let at = 0; at < count; at += 1) {
      this.doc.switchToPage(start + at);
      // Below the margin, where pdfkit would begin another page.
      this.doc.page.margins.bottom = 0;
      const y = this.doc.page.height - 46;
      this.rule({ y: y - 8 });
      this.artifact(() => this.write(words(at + 1, count), { size: 8.5, colour: QUIET, x: this.margin, y }));
    }
    return this;
  }

  async end(): Promise<Uint8Array<ArrayBuffer>> {
    this.#root.end();
    this.doc.end();
    return this.#bytes;
  }
}
