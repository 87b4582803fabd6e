import fc from "fast-check";
import { expect, test } from "vitest";
import { type Engagement, type Theme, UNLESS_CHOSEN, type Words } from "../schema";
import { arranged, missingIn, nextSteps, whyNotPublish } from "./rules";
import { type Act, draftInput } from "./schema";

const both = (text: string) => ({ fr: text, en: text });
const engagement = (id: string, over: Partial<Engagement> = {}): Engagement => {
  return { id, lineageId: `l-${id}`, position: 0, title: both(id), text: both(id), why: {}, ...over };
};
const theme = (id: string, ids: string[]): Theme => {
  return { id, title: both(id), engagements: ids.map((one) => engagement(one)) };
};
const words = (themes: Theme[], over: Partial<Words> = {}): Words => {
  return {
    title: both("T"),
    introduction: {},
    validity: both("V"),
    minimum: null,
    ...UNLESS_CHOSEN,
    themes,
    ...over,
  };
};
const fresh = { id: "new", lineageId: "l-new" };
const shape = (of: Words) =>
  of.themes.map(({ id, engagements }) => [id, ...engagements.map((one) => one.id)].join(" "));

const two = words([theme("A", ["1", "2"]), theme("B", ["3"])]);

test.each([
  ["up", "2", ["A 2 1", "B 3"]],
  ["up", "1", ["A 1 2", "B 3"]],
  ["up", "3", ["A 1 2 3", "B"]],
  ["down", "1", ["A 2 1", "B 3"]],
  ["down", "2", ["A 1", "B 2 3"]],
  ["down", "3", ["A 1 2", "B 3"]],
  ["up", "B", ["B 3", "A 1 2"]],
  ["down", "B", ["A 1 2", "B 3"]],
  ["add", "A", ["A 1 2 new", "B 3"]],
  ["add-theme", "", ["A 1 2", "B 3", "new"]],
  ["remove", "1", ["A 2", "B 3"]],
  ["save", "", ["A 1 2", "B 3"]],
  ["place", "3~1", ["A 3 1 2", "B"]],
  ["place", "1~B", ["A 2", "B 3 1"]],
  ["place", "1~gone", ["A 1 2", "B 3"]],
  ["up", "unknown", ["A 1 2", "B 3"]],
] as [Act, string, string[]][])("%s %s gives %j, numbered through", (act, id, expected) => {
  const next = arranged(two, { act, id }, fresh);
  if (!next.ok) throw new Error(next.refusal);
  expect(shape(next.value)).toEqual(expected);
  const positions = next.value.themes.flatMap((one) => one.engagements.map(({ position }) => position));
  expect(positions).toEqual(positions.map((_, index) => index + 1));
});

test("a theme that holds engagements is not removed, an empty one is", () => {
  expect(arranged(two, { act: "remove", id: "A" }, fresh)).toMatchObject({ refusal: "theme-not-empty" });
  expect(arranged(words([theme("A", [])]), { act: "remove", id: "A" }, fresh)).toMatchObject({ ok: true });
});

test("whatever is pressed, nothing but the removed one is ever lost", () => {
  const acts = fc.array(
    fc.record({ act: fc.constantFrom<Act>("up", "down"), id: fc.constantFrom("1", "2", "3", "A", "B") }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(acts, (pressed) => {
      const last = pressed.reduce((now, one) => {
        const next = arranged(now, one, fresh);
        return next.ok ? next.value : now;
      }, two);
      const ids = last.themes.flatMap((one) => one.engagements.map(({ id }) => id)).sort();
      expect(ids).toEqual(["1", "2", "3"]);
    }),
  );
});

test("60 engagements and 20 themes are the most", () => {
  const ids = Array.from({ length: 60 }, (_, n) => `e${n}`);
  expect(arranged(words([theme("A", ids)]), { act: "add", id: "A" }, fresh)).toMatchObject({
    refusal: "too-many",
  });
  const many = words(Array.from({ length: 20 }, (_, n) => theme(`t${n}`, [])));
  expect(arranged(many, { act: "add-theme", id: "" }, fresh)).toMatchObject({ refusal: "too-many" });
});

test("what is missing is told by place and language; reasons and introductions only where the other has them", () => {
  const partial = words(
    [
      {
        ...theme("A", []),
        engagements: [engagement("1", { text: { fr: "x" }, why: { fr: "y" }, position: 1 })],
      },
    ],
    { introduction: { fr: "z" } },
  );
  expect(missingIn(partial, "fr")).toEqual([]);
  expect(missingIn(partial, "en").map(({ what, number }) => `${what} ${number}`)).toEqual([
    "introduction 0",
    "text 1",
    "why 1",
  ]);
});

test("published: only whole in one language, within the minimum, before closing, gaps confirmed", () => {
  const [now, later] = [new Date(1000), new Date(1001)];
  const facts = { now, closesAt: later, isConfirmed: false };
  expect(whyNotPublish(two, facts)).toBeNull();
  expect(whyNotPublish(words([theme("A", [])]), facts)).toBe("no-engagement");
  expect(whyNotPublish({ ...two, validity: {} }, facts)).toBe("incomplete");
  expect(whyNotPublish({ ...two, minimum: 3 }, facts)).toBeNull();
  expect(whyNotPublish({ ...two, minimum: 4 }, facts)).toBe("minimum-too-high");
  expect(whyNotPublish(two, { ...facts, closesAt: now })).toBe("closed");
  const french = { ...two, title: { fr: "T" } };
  expect(whyNotPublish(french, facts)).toBe("missing-translations");
  expect(whyNotPublish(french, { ...facts, isConfirmed: true })).toBeNull();
});

const ID = "7b0e0d7e-6a52-4f7d-9d4b-1f2b8a3c4d5e";
const typed = {
  formId: ID,
  revision: "3",
  locale: "fr",
  title: { fr: " Titre ", en: "" },
  introduction: { fr: "", en: "" },
  validity: { fr: "", en: "" },
  minimum: "",
  closesAt: "2027-06-05T00:00",
  timeZone: "Europe/Paris",
};

test("typed words are trimmed and normal; unseen signs, unknown fields and long texts are refused by name", () => {
  const read = draftInput.parse({ ...typed, themes: { [ID]: { title: { fr: "e\u0301te\u0301", en: "" } } } });
  expect(read).toMatchObject({ revision: 3, minimum: null, intent: { act: "save" }, title: { fr: "Titre" } });
  expect(read.themes[ID]?.title?.fr).toBe("été");
  const keys = (over: object) =>
    draftInput
      .safeParse({ ...typed, ...over })
      .error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  expect(keys({ title: { fr: "a\u200bb", en: "" } })).toEqual(["title.fr forms.errors.unseen"]);
  expect(keys({ title: { fr: "x".repeat(121), en: "" } })).toEqual(["title.fr forms.errors.long-title"]);
  expect(keys({ minimum: "0" })).toEqual(["minimum forms.errors.minimum"]);
  expect(keys({ timeZone: "Mars/Olympus" })).toEqual(["timeZone forms.errors.zone"]);
  expect(keys({ closesAt: "demain" })).toEqual(["closesAt forms.errors.closes"]);
  expect(keys({ extra: "x" })).toHaveLength(1);
  expect(keys({ themes: { x: { title: { fr: "", en: "" } } } })).toHaveLength(1);
});

test("next steps follow the form from writing to closing", () => {
  const none = { candidacies: 0, addresses: 0, asked: 0, signed: 0, declined: 0, reports: 0 };
  const [now, later] = [new Date(0), new Date(1)];
  const what = (form: { draft: object | null; published: object | null; closesAt: Date }, funnel = none) =>
    nextSteps(form, funnel, now).map((step) => `${step.what} ${step.count}`);
  expect(what({ draft: {}, published: null, closesAt: later })).toEqual(["write 0", "publish 0"]);
  const open = { draft: null, published: {}, closesAt: later };
  expect(what(open, { ...none, candidacies: 9, addresses: 5, asked: 3, signed: 1, declined: 1 })).toEqual([
    "contacts 4",
    "invite 2",
    "remind 1",
  ]);
  expect(what({ ...open, closesAt: now }, { ...none, signed: 2 })).toEqual(["closed 2"]);
});
