import { describe, expect, it } from "vitest";
import { UNLESS_CHOSEN } from "@/lib/forms/schema";
import { shareOf } from "./ballots/rules";
import { choicesOf } from "./finder/rules";
import { changesBetween, filterQuery } from "./forms/rules";
import { signatoriesFilter } from "./forms/schema";
import { areaShort, areaTitle, byCode, idOf, inWords, neutralOrder, ordinal } from "./rules";
import { pointsOf } from "./standing/rules";

const person = (familyName: string, givenName = "Ada") => ({
  publicId: "0123456789",
  givenName,
  familyName,
  gender: null,
});
const area = {
  scheme: "fr-constituency",
  code: "78-07",
  level: "constituency",
  name: "7e circonscription des Yvelines",
  parent: { scheme: "fr-department", code: "78", name: "Yvelines" },
};

describe("names and addresses", () => {
  it("gives a constituency its title in both languages", () => {
    expect([
      areaTitle(area, "fr"),
      areaTitle(area, "en"),
      areaShort(area, "fr"),
      areaShort(area, "en"),
    ]).toEqual([
      "7e circonscription des Yvelines",
      "Yvelines, 7th constituency",
      "Yvelines, 7e",
      "Yvelines, 7th",
    ]);
  });

  it("writes ordinals as each language does", () => {
    expect([1, 2, 3, 11, 12, 21, 22].map((n) => ordinal(n, "en"))).toEqual([
      "1st",
      "2nd",
      "3rd",
      "11th",
      "12th",
      "21st",
      "22nd",
    ]);
    expect([1, 2, 21].map((n) => ordinal(n, "fr"))).toEqual(["1re", "2e", "21e"]);
  });

  it("finds the id of an address, whatever the name after it", () => {
    expect([
      idOf("0123456789-ada"),
      idOf("0123456789"),
      idOf("0123456789x"),
      idOf("../etc"),
      idOf(""),
    ]).toEqual(["0123456789", "0123456789", null, null, null]);
  });

  it("writes small counts in words", () => {
    expect([1, 2, 9, 16, 17].map((n) => inWords(n, "fr"))).toEqual(["1", "deux", "neuf", "seize", "17"]);
  });

  it("puts overseas and abroad after the departments of Europe", () => {
    expect(["ZZ-01", "971-01", "2A-01", "01-02", "01-01", "95-01"].sort(byCode)).toEqual([
      "01-01",
      "01-02",
      "2A-01",
      "95-01",
      "971-01",
      "ZZ-01",
    ]);
  });
});

describe("the neutral order", () => {
  it("is that of the boards where every candidate has one", () => {
    const { order, candidacies } = neutralOrder([
      { panelNumber: 10, person: person("A") },
      { panelNumber: 2, person: person("Z") },
    ]);
    expect([order, candidacies.map(({ panelNumber }) => panelNumber)]).toEqual(["panel", [2, 10]]);
  });

  it("is alphabetical as soon as one board is unknown, accents apart", () => {
    const list = [
      { panelNumber: 1, person: person("Zola") },
      { panelNumber: null, person: person("Éluard") },
      { panelNumber: 2, person: person("Fabre") },
    ];
    const { order, candidacies } = neutralOrder(list);
    expect([order, candidacies.map((one) => one.person.familyName)]).toEqual([
      "alphabet",
      ["Éluard", "Fabre", "Zola"],
    ]);
  });
});

it("computes a share of the votes cast only where none was published", () => {
  const turnouts = [{ round: 1, registered: 1473, voters: 900, cast: 800 }];
  const result = { round: 1, votes: 200, share: null, isElected: false };
  expect([
    shareOf(result, turnouts),
    shareOf({ ...result, share: 25.4 }, turnouts),
    shareOf({ ...result, round: 2 }, turnouts),
  ]).toEqual([25, 25.4, null]);
});

it("reads any filter of the address, and gives one view one address", () => {
  const wild = signatoriesFilter.parse({
    department: "78",
    status: "drop table",
    name: " Léa ",
    page: "-3",
    extra: "x",
  });
  expect(wild).toEqual({ department: "78", status: "", name: "Léa", page: 1 });
  expect([filterQuery(wild), filterQuery(wild, 2), filterQuery(signatoriesFilter.parse({}))]).toEqual([
    "?department=78&name=L%C3%A9a",
    "?department=78&name=L%C3%A9a&page=2",
    "",
  ]);
});

describe("choices", () => {
  const place = (name: string, isExact: boolean, wholes: string[] = ["78-07"]) => ({
    area: { scheme: "fr-commune", code: name, level: "commune", name, parent: null },
    postcodes: [],
    wholes,
    isExact,
    alias: null,
  });
  const found = (familyName: string, isExact: boolean) => ({
    person: person(familyName),
    candidate: person(familyName),
    candidacyId: "0123456789",
    role: "candidate" as const,
    area,
    electionName: {},
    panelNumber: 1,
    party: null,
    isExact,
    elections: 1,
  });
  const paths = (typed: string, places: ReturnType<typeof place>[], people: ReturnType<typeof found>[]) =>
    choicesOf(typed, { places, people, parties: [] }, "e").map(({ path }) => path);

  it("leads to the one constituency of a place, to the place where it is split, and keeps people apart", () => {
    expect(
      paths("x", [place("A", true), place("B", true, ["78-07", "78-08"])], [found("Ax", false)]),
    ).toEqual(["/elections/e/78-07", "/places/fr-commune/B"]);
  });

  it("keeps places that begin with a family name typed whole, and drops those that only look like it", () => {
    expect(
      paths(
        "conflans",
        [place("Conflans-sur-Anille", false), place("Confolens", false)],
        [found("Conflans", true)],
      ).length,
    ).toBe(2);
  });

  it("shows near people only where no place is found", () => {
    expect([
      paths("x", [place("A", false)], [found("B", false)]).length,
      paths("x", [], [found("B", false)]).length,
    ]).toEqual([1, 1]);
  });
});

it("tells changed, new and removed engagements between two versions, in words without marks", () => {
  const engagement = (lineageId: string, position: number, text: string) => ({
    id: `${lineageId}${position}${text}`,
    lineageId,
    position,
    title: { fr: `Titre ${lineageId}` },
    text: { fr: text },
    why: {},
  });
  const version = (engagements: ReturnType<typeof engagement>[]) => ({
    id: "v",
    formId: "f",
    slug: "f",
    number: 1,
    hash: "",
    publishedAt: new Date(0),
    closesAt: new Date(0),
    timeZone: "UTC",
    election: { id: "e", slug: "e", name: {} },
    authors: [],
    title: {},
    introduction: {},
    validity: {},
    minimum: null,
    ...UNLESS_CHOSEN,
    themes: [{ id: "t", title: {}, engagements }],
  });
  const before = version([
    engagement("a", 1, "Un **juge** décide"),
    engagement("b", 2, "Même"),
    engagement("c", 3, "Parti"),
  ]);
  const after = version([
    engagement("a", 1, "Un **tribunal** décide"),
    engagement("b", 2, "Même"),
    engagement("d", 3, "Neuf"),
  ]);
  const changes = changesBetween(before, after, "fr");
  expect(changes.map(({ kind, lineageId }) => [kind, lineageId])).toEqual([
    ["changed", "a"],
    ["added", "d"],
    ["removed", "c"],
  ]);
  expect(changes[0]?.parts.map(({ kind, text }) => `${kind}:${text.trim()}`)).toEqual([
    "same:Un",
    "del:juge",
    "ins:tribunal",
    "same:décide",
  ]);
});

it("answers add up as their version says, or not at all", () => {
  const answers = ["yes", "with_reservation", "no", "yes"] as const;
  expect(pointsOf({ score: "none", answers })).toBeNull();
  expect(pointsOf({ score: "count", answers })).toEqual({ method: "count", points: 2, most: 4 });
  expect(pointsOf({ score: "graded", answers })).toEqual({ method: "graded", points: 5, most: 8 });
  expect(pointsOf({ score: "graded", answers: [] })).toEqual({ method: "graded", points: 0, most: 0 });
});
