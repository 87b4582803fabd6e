import { expect, test } from "vitest";
import type { Locale } from "@/lib/core/i18n/locale";
import { type Engagement, UNLESS_CHOSEN, type Words } from "../../schema";
import { doubleNegative, type Earlier, findings, likeness, secondAction, vagueVerb } from "./rules";

test.each([
  ["fr", "Voter un budget et créer un fonds.", "et créer"],
  ["fr", "Garantir un toit ; ouvrir des places.", ";"],
  ["fr", "Demander un bilan puis publier ses chiffres.", "puis publier"],
  ["fr", "Agir :\n- un toit\n- un juge", "•"],
  ["fr", "Soumettre au juge l’accès et mettre fin aux fichiers.", "et mettre"],
  ["fr", "Voter le budget de l’eau et de l’air.", ""],
  ["fr", "Voter une loi sur le premier et dernier accueil.", ""],
  ["fr", "Garantir un accueil digne et entier aux mineurs.", ""],
  ["en", "Vote a budget and create a fund.", "and create"],
  ["en", "Guarantee food and shelter.", ""],
] as [Locale, string, string][])("%s: %j asks a second thing: %j", (locale, text, expected) => {
  expect(secondAction(text, locale)).toBe(expected);
});

test.each([
  ["fr", "Soutenir les associations.", "Soutenir"],
  ["fr", "Œuvrer pour la paix.", "Œuvrer"],
  ["fr", "Voter contre tout fichier.", ""],
  ["en", "Raise awareness of rights.", "Raise awareness"],
  ["en", "Vote against any such file.", ""],
] as [Locale, string, string][])("%s: %j holds the vague %j", (locale, text, expected) => {
  expect(vagueVerb(text, locale)).toBe(expected);
});

test.each([
  ["fr", "Refuser l’interdiction des manifestations.", true],
  ["fr", "Ne pas s’opposer à la suppression du fichier.", true],
  ["fr", "Refuser le fichier. Voter l’abrogation de la loi.", false],
  ["fr", "Refuser l’identification biométrique.", false],
  ["en", "Oppose the ban on demonstrations.", true],
  ["en", "Refuse biometric identification without delay.", false],
] as [Locale, string, boolean][])("%s: %j says no twice: %s", (locale, text, expected) => {
  expect(doubleNegative(text, locale) !== "").toBe(expected);
});

test("likeness is 1 for the same words whatever their accents and marks, and small for other words", () => {
  expect(likeness("Garantir un **toit** dès la demande.", "garantir un toit des la demande")).toBe(1);
  expect(likeness("Garantir un toit dès la demande.", "Voter un budget de l’eau.")).toBeLessThan(0.3);
});

const engagement = (over: Partial<Engagement>): Engagement => ({
  ...{ id: "1", lineageId: "l1", position: 1, title: {}, why: {}, competence: "vote" as const },
  text: { fr: "Voter un toit pour chaque personne qui demande l’asile." },
  ...over,
});
const draft = (one: Engagement): Words => ({
  ...{ title: {}, introduction: {}, validity: {}, minimum: null, ...UNLESS_CHOSEN },
  themes: [{ id: "t", title: {}, engagements: [one] }],
});
const earlier: Earlier = {
  ...{
    lineageId: "l2",
    formId: "f",
    slug: "asile-2022",
    organization: "Garanties",
    position: 3,
    locale: "fr",
  },
  text: "Voter un toit pour toute personne qui demande l’asile.",
};

test("an earlier promise that says nearly the same is found, unless the new one descends from it", () => {
  expect(findings(draft(engagement({})), [earlier])).toMatchObject([
    { kind: "near-duplicate", number: 1, earlier },
  ]);
  expect(findings(draft(engagement({ lineageId: "l2" })), [earlier])).toEqual([]);
});

test("a promise without a doubt is silent; its power unsaid, outside it, or a long text are told", () => {
  expect(findings(draft(engagement({})), [])).toEqual([]);
  const kinds = (over: Partial<Engagement>) => findings(draft(engagement(over)), []).map(({ kind }) => kind);
  expect(kinds({ competence: null })).toEqual(["competence-unsaid"]);
  expect(kinds({ competence: "outside" })).toEqual(["outside-power"]);
  expect(kinds({ text: { fr: "a".repeat(401) } })).toEqual(["too-long"]);
  expect(kinds({ text: { fr: "a".repeat(400) } })).toEqual([]);
});

test("two engagements of one draft that ask nearly the same are told at the second", () => {
  const twin = engagement({
    ...{ id: "2", lineageId: "l9", position: 2 },
    text: { fr: "Voter un toit pour chacune des personnes qui demandent l’asile." },
  });
  const words = { ...draft(engagement({})) };
  const both = { ...words, themes: [{ id: "t", title: {}, engagements: [engagement({}), twin] }] };
  expect(findings(both, [])).toMatchObject([{ kind: "twin", number: 2, word: "1" }]);
});
