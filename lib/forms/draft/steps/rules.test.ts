import fc from "fast-check";
import { expect, test } from "vitest";
import type { Words } from "../../schema";
import { differing, merged, type Pieces, piecesOf, restored, withPieces } from "./rules";

const pieces = (entries: Record<string, string>): Pieces => new Map(Object.entries(entries));
const text = fc.constantFrom("", "a", "b", "c");
const state = fc.record({ x: text, y: text, z: text }).map(pieces);

test("what only one of two editors changed is kept, whoever it was; what both changed is a conflict and overwrites nothing", () => {
  fc.assert(
    fc.property(state, state, state, (base, current, typed) => {
      const { pieces: saved, conflicts, changed } = merged(base, current, typed);
      for (const [name, theirs] of current) {
        const [was, mine] = [base.get(name), typed.get(name)];
        const isConflict = mine !== was && theirs !== was && mine !== theirs;
        expect(conflicts.includes(name)).toBe(isConflict);
        expect(saved.get(name)).toBe(theirs === was && mine !== was ? mine : theirs);
        expect(changed.includes(name)).toBe(mine === was && theirs !== was);
      }
    }),
  );
});

test("a piece that was not typed follows the colleague; where the base is not known, any difference is a conflict", () => {
  const current = pieces({ x: "theirs", y: "same" });
  expect(merged(pieces({ x: "old", y: "same" }), current, pieces({})).changed).toEqual(["x"]);
  expect(merged(null, current, pieces({ x: "mine", y: "same" })).conflicts).toEqual(["x"]);
});

const words: Words = {
  title: { fr: "T", en: "T" },
  introduction: {},
  validity: { fr: "V" },
  minimum: 2,
  requiredLevel: "A4",
  isCountersigned: true,
  score: "graded",
  comparesGroups: true,
  themes: [
    {
      id: "A",
      title: { fr: "A" },
      engagements: [
        {
          id: "1",
          lineageId: "l1",
          position: 1,
          title: { fr: "un" },
          text: { fr: "Un." },
          why: {},
          competence: "law",
        },
      ],
    },
  ],
};
const closing = { closesAt: "2027-06-05T00:00", timeZone: "Europe/Paris" };

test("words taken to pieces and put together again are the same words", () => {
  expect(withPieces(words, piecesOf(words, closing))).toEqual(words);
  const other = new Map(piecesOf(words, closing)).set("engagements.1.text.fr", "Deux.");
  expect([...differing(piecesOf(words, closing), other)]).toEqual(["engagements.1.text.fr"]);
});

test("a restored version keeps the draft's ids where the lineage is the same, and gets fresh ones elsewhere", () => {
  const [theme] = words.themes;
  const [one] = theme?.engagements ?? [];
  if (!theme || !one) throw new Error("no engagement");
  const engagements = [
    { ...one, id: "published" },
    { ...one, id: "gone", lineageId: "l2" },
  ];
  const back = restored({ ...words, themes: [{ ...theme, id: "P", engagements }] }, words, () => "fresh");
  expect(back.themes.map(({ id }) => id)).toEqual(["A"]);
  expect(back.themes[0]?.engagements.map(({ id }) => id)).toEqual(["1", "fresh"]);
});
