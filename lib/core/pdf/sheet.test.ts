import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fontsOf, runsOf } from "./fonts";
import { pdfOf } from "./sheet";

const hasPoppler = spawnSync("pdftotext", ["-v"]).status === 0;
const WORDS = "Œuvre de Łukasz Żółć, Ελένη, Привет, « toujours » ; e\u0301tat";

async function file(): Promise<string> {
  const facts = { title: "Reçu", locale: "fr", author: "Signataires", madeAt: new Date(0) };
  const bytes = await pdfOf({ ...facts, foot: (page, of) => `${page} / ${of}` }, (sheet) => {
    sheet.code("https://signataires.example/", "Adresse", 84);
    sheet.heading(1, "Titre");
    sheet.paragraph(WORDS);
    sheet.paragraph("漢字 et 🙂");
    for (let n = 1; n < 60; n++) sheet.paragraph(`Alinéa ${n}.`);
    sheet.facts([["Qui", "Zoé"]]);
    sheet.boxes(["Oui", "Non"]);
    sheet.lines("Commentaire", 2);
  });
  const path = join(mkdtempSync(join(tmpdir(), "sheet-")), "a.pdf");
  writeFileSync(path, bytes);
  return path;
}

const told = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: "utf8" });

test.skipIf(!hasPoppler)(
  "a PDF is tagged, holds its fonts, and its words are read as they were given",
  async () => {
    const path = await file();
    expect(told("pdfinfo", path)).toMatch(/Title: +Reçu[\s\S]*Tagged: +yes[\s\S]*Pages: +3/);
    const fonts = told("pdffonts", path).split("\n").slice(2, -1);
    expect(fonts.length).toBeGreaterThan(3);
    for (const font of fonts) expect(font).toMatch(/yes yes yes/);
    const text = told("pdftotext", path, "-").replace(/\s+/g, " ");
    expect(text).toContain(WORDS.normalize("NFC").replace(/\s+/g, " "));
    // No font here holds these: they are copied as what they are, perhaps from elsewhere on the page.
    for (const sign of ["漢", "字", "🙂"]) expect(text).toContain(sign);
    for (let n = 1; n < 60; n++) expect(text).toContain(`Alinéa ${n}.`);
  },
);

test("a letter that another file drew as a part of another letter keeps its name: ı after i, accents after their letters", async () => {
  const facts = { title: "Reçu", locale: "fr", author: "Signataires", madeAt: new Date(0) };
  const drawn = async (words: string) =>
    await pdfOf({ ...facts, foot: String }, (sheet) => sheet.paragraph(words));
  await drawn("ij éèêë õñã çşţ őű ǆ ½ ĳ");
  const signs = "ı ȷ ´ ˇ ˘ ¨ ~ ¸ ˝ · Kılıç";
  const runs = runsOf(signs, "sans");
  for (const { words, font } of runs)
    for (const sign of words) {
      const glyph = fontsOf("sans")[font]?.glyphForCodePoint(sign.codePointAt(0) ?? 0);
      expect([sign, glyph?.codePoints]).toEqual([sign, [sign.codePointAt(0)]]);
    }
});
