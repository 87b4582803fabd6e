import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

// Headings, images and tables have no place inside an engagement; links must say where they go.
const ALLOWED = {
  ...defaultSchema,
  tagNames: ["p", "em", "strong", "del", "a", "ul", "ol", "li", "blockquote", "br", "code"],
  // A fenced block would carry its language, whatever was typed for it, in a class.
  attributes: { ...defaultSchema.attributes, code: [] },
  protocols: { href: ["http", "https", "mailto"] },
};

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(rehypeSanitize, ALLOWED)
  .use(rehypeStringify)
  .freeze();

/** Markdown → sanitised HTML: no script, no event handler, no `javascript:` address, no image. */
export function markdownToHtml(markdown: string): string {
  return String(processor.processSync(markdown));
}

/** Markdown → plain text on one line, for lists, mails and descriptions. */
export function markdownToText(markdown: string): string {
  return markdownToHtml(markdown)
    .replace(/<\/?(?:em|strong|del|a|code)\b[^>]*>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x3C;/g, "<")
    .replace(/&#x26;|&amp;/g, "&")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;|&#x22;/g, '"')
    .replace(/\s+/g, " ")
    .trim();
}
