import type { ReactNode } from "react";
import type { Locale } from "./i18n/locale";
import type { Letter } from "./mail";
import { raised } from "./raised";

/** One piece of a letter: a paragraph, a title, a link on its own line, or a list. */
export type Block =
  | { readonly p: string; readonly isSmall?: boolean }
  | { readonly title: string }
  | { readonly link: string; readonly href: string }
  | { readonly list: readonly string[] };

export interface Draft extends Omit<Letter, "text" | "html"> {
  readonly locale: Locale;
  readonly blocks: readonly Block[];
}

const WIDTH = 76;

function wrapped(paragraph: string): string {
  const lines: string[] = [];
  for (const line of paragraph.split("\n")) {
    let held = "";
    // Never between a word and the sign that French sets apart from it.
    for (const word of line.split(/(?<!«) (?![»:;!?])/)) {
      if (held && held.length + word.length >= WIDTH) {
        lines.push(held);
        held = word;
      } else held = held ? `${held} ${word}` : word;
    }
    lines.push(held);
  }
  return lines.join("\n");
}

function asText(block: Block): string {
  if ("p" in block) return wrapped(block.p);
  if ("title" in block) return block.title;
  if ("link" in block) return `${block.link}\n${block.href}`;
  return block.list.map((item) => wrapped(`- ${item}`)).join("\n");
}

const STYLE = {
  body: {
    margin: 0,
    background: "#FDFCFA",
    color: "#14262B",
    font: "17px/1.5 Newsreader, Georgia, 'Times New Roman', serif",
  },
  column: { maxWidth: 560, margin: "0 auto", padding: "20px 16px 40px", overflowWrap: "anywhere" },
  sender: {
    margin: "0 0 28px",
    paddingBottom: 8,
    borderBottom: "1px solid #14262B",
    font: "600 22px/1.2 Newsreader, Georgia, serif",
  },
  box: {
    display: "inline-block",
    width: 12,
    height: 12,
    marginLeft: 8,
    background: "#0F4B57",
  },
  small: { margin: "0 0 12px", font: "14px/1.5 Arial, sans-serif", color: "#46575B" },
  title: {
    font: "500 20px/1.3 Newsreader, Georgia, serif",
    margin: "36px 0 12px",
    borderTop: "2px solid #14262B",
    paddingTop: 8,
  },
  link: { color: "#0F4B57" },
  button: {
    display: "block",
    maxWidth: 320,
    boxSizing: "border-box",
    background: "#0F4B57",
    color: "#FDFCFA",
    padding: "14px 20px",
    borderRadius: 2,
    textAlign: "center",
    textDecoration: "none",
    font: "600 17px/1.2 Arial, sans-serif",
  },
} as const;

/** Ordinals that keep their line and, where a mail program is dark, its colours; those that read no style sheet keep paper and ink. */
const STYLES = `sup { font-size: 0.65em; line-height: 0; }
@media (prefers-color-scheme: dark) {
  body { background: #0F1A1D !important; color: #EEEAE4 !important; }
  .sender, .title { border-color: #EEEAE4 !important; }
  .box, .button { background: #94D2D8 !important; color: #0F1A1D !important; }
  .small { color: #B2BDBC !important; }
  .link { color: #94D2D8 !important; }
}`;

function Piece({ block }: { readonly block: Block }) {
  if ("title" in block)
    return (
      <h2 className="title" style={STYLE.title}>
        {block.title}
      </h2>
    );
  if ("list" in block)
    return (
      <ul>
        {block.list.map((item, i) => (
          <li key={i}>{item}</li>
        ))}
      </ul>
    );
  if ("link" in block)
    return (
      <p>
        <a className="button" href={block.href} style={STYLE.button}>
          {block.link}
        </a>
      </p>
    );
  const style = { whiteSpace: "pre-line", ...(block.isSmall ? STYLE.small : {}) } as const;
  return (
    <p className={block.isSmall ? "small" : undefined} style={style}>
      {linked(block.p)}
    </p>
  );
}

/** Words whose addresses can be followed, where a mail program does not see to it. */
function linked(words: string): ReactNode {
  return words.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((piece, at) =>
    at % 2 === 1 ? (
      <a key={at} className="link" href={piece} style={STYLE.link}>
        {piece}
      </a>
    ) : (
      piece
    ),
  );
}

/** The HTML part of a mail in the look of the site: who writes over a signing line, then what is said. */
export async function letterHtml(
  head: { readonly locale: Locale; readonly subject: string; readonly fromName: string },
  said: ReactNode,
): Promise<string> {
  const { renderToStaticMarkup } = await import("react-dom/server");
  const page = (
    <html lang={head.locale}>
      {/* biome-ignore lint/style/noHeadElement: a mail is plain HTML */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{head.subject}</title>
        <style>{STYLES}</style>
      </head>
      <body style={STYLE.body}>
        <div style={STYLE.column}>
          <p className="sender" style={STYLE.sender}>
            {head.fromName}
            <span className="box" style={STYLE.box} />
          </p>
          {said}
        </div>
      </body>
    </html>
  );
  return `<!DOCTYPE html>${raised(renderToStaticMarkup(page), head.locale === "fr")}`;
}

/** A letter whose text and HTML parts say the same: mail programs read no style sheet, so styles stand inline. */
export async function letterOf({ locale, blocks, ...head }: Draft): Promise<Letter> {
  return {
    ...head,
    text: `${blocks.map(asText).join("\n\n")}\n`,
    html: await letterHtml({ locale, ...head }, <Pieces blocks={blocks} />),
  };
}

/** Pieces of a letter in the look of the site. */
export function Pieces({ blocks }: { readonly blocks: readonly Block[] }) {
  return blocks.map((block, i) => <Piece key={i} block={block} />);
}
