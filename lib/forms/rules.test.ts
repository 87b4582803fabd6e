import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalText, scoringOf, textHash, wordDiff } from "./rules";
import { UNLESS_CHOSEN, type Words } from "./schema";

const joined = (parts: ReturnType<typeof wordDiff>, side: "ins" | "del") =>
  parts
    .filter(({ kind }) => kind === "same" || kind === side)
    .map(({ text }) => text)
    .join("");

test("a word diff keeps what both texts share and names what came and went", () => {
  expect(wordDiff("Refuser toute écoute sans juge.", "Refuser toute écoute, même brève, sans juge.")).toEqual(
    [
      { kind: "same", text: "Refuser toute" },
      { kind: "del", text: " écoute" },
      { kind: "ins", text: " écoute, même brève," },
      { kind: "same", text: " sans juge." },
    ],
  );
  expect(wordDiff("a b", "a b")).toEqual([{ kind: "same", text: "a b" }]);
  expect(wordDiff("", "nouveau")).toEqual([{ kind: "ins", text: "nouveau" }]);
  expect(wordDiff("ancien", "")).toEqual([{ kind: "del", text: "ancien" }]);
  expect(wordDiff("", "")).toEqual([]);
});

test("whatever the texts, the new one is found again letter by letter and the old one word by word", () => {
  const text = fc
    .array(fc.constantFrom("le", "droit", "l’asile", "\n\n", " ", "de", "«\u00a0oui\u00a0»"), {
      maxLength: 25,
    })
    .map((words) => words.join(" "));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = wordDiff(before, after);
      expect(joined(parts, "ins")).toBe(after);
      expect(joined(parts, "del").split(/\s+/).filter(Boolean)).toEqual(before.split(/\s+/).filter(Boolean));
    }),
  );
});

const words: Words = {
  title: { fr: "Dix engagements", en: "Ten engagements" },
  introduction: {},
  validity: { fr: "Pour le mandat." },
  minimum: null,
  ...UNLESS_CHOSEN,
  themes: [
    {
      id: "t",
      title: { fr: "Vie privée" },
      engagements: [
        {
          id: "e",
          lineageId: "l",
          position: 1,
          title: { fr: "Un juge" },
          text: { fr: "Avant tout accès." },
          why: {},
        },
      ],
    },
  ],
};
const about = { formId: "f", number: 1, by: ["Garanties"], prev: null };

test("the canonical text holds every word in every language, no row id, and the version before", () => {
  expect(canonicalText(words, about)).toBe(
    '{"by":["Garanties"],"id":"f","text":{"introduction":{},"minimum":"all","themes":[{"engagements":[{"lineage":"l","number":1,"text":{"fr":"Avant tout accès."},"title":{"fr":"Un juge"},"why":{}}],"title":{"fr":"Vie privée"}}],"title":{"en":"Ten engagements","fr":"Dix engagements"},"validity":{"fr":"Pour le mandat."}},"type":"form","v":1,"version":1}',
  );
  expect(canonicalText(words, { ...about, prev: "ab" })).toContain('"prev":"sha256:ab"');
});

test("a score is part of the canonical text only where one was chosen", () => {
  const text = (chosen: Partial<Words>) => JSON.parse(canonicalText({ ...words, ...chosen }, about)).text;
  expect(text({})).not.toHaveProperty("score");
  expect(text({ score: "count" }).score).toEqual({ method: "count" });
  expect(text({ score: "graded", comparesGroups: true }).score).toEqual({ method: "graded", groups: true });
  // Groups are compared by a score or not at all.
  expect(scoringOf({ score: "none", comparesGroups: true })).toEqual({
    score: "none",
    comparesGroups: false,
  });
});

test("one changed letter, order or minimum changes the hash", () => {
  const hash = (changed: Words) => textHash(canonicalText(changed, about));
  const hashes = [
    words,
    { ...words, minimum: 1 },
    { ...words, title: { ...words.title, en: "Ten engagement" } },
  ].map(hash);
  expect(new Set(hashes).size).toBe(3);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
});

test("a text with an invisible character is refused rather than hashed", () => {
  expect(() => canonicalText({ ...words, title: { fr: "Dix\u202eengagements" } }, about)).toThrow(TypeError);
});
