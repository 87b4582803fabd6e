import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** Words that are the same for every reader. */
const NAMES = /^(Signataires|CSV|JSON|PDF|HTML|SVG|A4|en|fr)$/;
/** Attributes that are seen or read aloud. */
const SEEN = /^(aria-label|alt|title|placeholder|label|hint|legend|caption|summary|deck|head|note)$/;

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return entry.name.endsWith(".tsx") && !/\.test\./.test(entry.name) ? [path] : [];
  });
}

const isWords = (text: string) =>
  /\p{L}{2}/u.test(text) && !text.split(/[^\p{L}\d]+/u).every((word) => word === "" || NAMES.test(word));

/** Words for readers that stand in the markup itself rather than in the messages. */
function literalsOf(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isWords(node.text)) found.push(node.text.trim());
    if (
      ts.isJsxAttribute(node) &&
      SEEN.test(node.name.getText()) &&
      node.initializer &&
      ts.isStringLiteral(node.initializer) &&
      isWords(node.initializer.text)
    )
      found.push(`${node.name.getText()}="${node.initializer.text}"`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("x.tsx", source, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TSX));
  return found;
}

test("no words for readers stand in the markup: all come from the messages", () => {
  const found = ["app", "components", "lib"]
    .flatMap(files)
    .flatMap((path) => literalsOf(readFileSync(path, "utf8")).map((text) => `${path}: ${text}`));
  expect(found).toEqual([]);
});

test("a planted word is seen, a name and a message are not", () => {
  expect(literalsOf("const x = <p>Vos engagements</p>;")).toEqual(["Vos engagements"]);
  expect(literalsOf('const x = <img alt="Carte de France" />;')).toEqual(['alt="Carte de France"']);
  expect(literalsOf('const x = <a className="small" href="/fr/forms">Signataires {t("a.b")}</a>;')).toEqual(
    [],
  );
});
