import type { Locale } from "./i18n/locale";
import type { Letter } from "./mail";

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
    font: "16px/1.5 Georgia, 'Times New Roman', serif",
  },
  column: { maxWidth: 560, margin: "0 auto", padding: "32px 16px" },
  small: { font: "13px/1.45 Arial, sans-serif", color: "#46575B" },
  title: {
    font: "500 20px/1.3 Georgia, serif",
    margin: "32px 0 8px",
    borderTop: "2px solid #14262B",
    paddingTop: 8,
  },
  button: {
    display: "inline-block",
    background: "#0F4B57",
    color: "#FDFCFA",
    padding: "12px 20px",
    textDecoration: "none",
    font: "600 16px Arial, sans-serif",
  },
} as const;

function Piece({ block }: { readonly block: Block }) {
  if ("title" in block) return <h2 style={STYLE.title}>{block.title}</h2>;
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
        <a href={block.href} style={STYLE.button}>
          {block.link}
        </a>
      </p>
    );
  return <p style={{ whiteSpace: "pre-line", ...(block.isSmall ? STYLE.small : {}) }}>{block.p}</p>;
}

/** A letter whose text and HTML parts say the same: mail programs read no style sheet, so styles stand inline. */
export async function letterOf({ locale, blocks, ...head }: Draft): Promise<Letter> {
  const { renderToStaticMarkup } = await import("react-dom/server");
  const page = (
    <html lang={locale}>
      <body style={STYLE.body}>
        <div style={STYLE.column}>
          {blocks.map((block, i) => (
            <Piece key={i} block={block} />
          ))}
        </div>
      </body>
    </html>
  );
  return {
    ...head,
    text: `${blocks.map(asText).join("\n\n")}\n`,
    html: `<!DOCTYPE html>${renderToStaticMarkup(page)}`,
  };
}
