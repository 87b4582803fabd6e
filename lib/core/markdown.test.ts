import fc from "fast-check";
import { expect, test } from "vitest";
import { markdownToHtml, markdownToText } from "./markdown";

const HOSTILE = [
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  '<a href="https://e.example" onclick="alert(1)">ici</a>',
  "[ici](javascript:alert(1))",
  "[ici](JaVaScRiPt&colon;alert(1))",
  "[ici](\u0001javascript:alert(1))",
  "[ici](data:text/html;base64,PHNjcmlwdD4=)",
  "![image](https://pisteur.example/x.png)",
  "<svg><animate onbegin=alert(1) attributeName=x></svg>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<style>*{display:none}</style>",
  '[ici](https://e.example "a\\" onmouseover=alert(1) b=\\"")',
  "<form action=https://e.example><button>ok</button></form>",
  "- [x] <details open ontoggle=alert(1)>",
  "```<script>\nalert(1)\n```",
];
const SAFE =
  /^(?:[^<]|<\/?(?:p|em|strong|del|ul|ol|li|blockquote|br|code)>|<a(?: href="(?:https?:|mailto:)?[^"]*")?(?: title="[^"]*")?>|<\/a>|<(?:ul|li) class="(?:contains-task-list|task-list-item)">)*$/;

test.each(HOSTILE)("no script, handler or foreign scheme comes out of %j", (markdown) => {
  const html = markdownToHtml(markdown);
  expect(html).toMatch(SAFE);
  expect(html).not.toMatch(/href="\s*(?:javascript|data|vbscript):/i);
});

test("whatever is written, only the tags of an engagement come out", () => {
  const parts = fc.constantFrom(
    "<",
    ">",
    '"',
    "'",
    "[",
    "](",
    ")",
    "javascript:",
    "on",
    "=",
    "\n",
    "*",
    "`",
    "&",
    "x",
    " ",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), (said) => SAFE.test(markdownToHtml(said.join("")))),
  );
});

test("emphasis, lists and links stay; as text they are plain", () => {
  const markdown = "Un **mot** et [un lien](https://droits.example/page).\n\n1. un\n2. deux";
  expect(markdownToHtml(markdown)).toContain('<a href="https://droits.example/page">un lien</a>');
  expect(markdownToText(markdown)).toBe("Un mot et un lien. un deux");
});
