import { describe, expect, it } from "vitest";
import { addressIn, inDepartmentOf, townKey, unmarkedTowns } from "./rules";

describe("an address", () => {
  it.each([
    [
      "12 rue des Lilas, 78700 Conflans-Sainte-Honorine",
      "78700",
      ["conflans sainte honorine"],
      "12 rue des lilas",
    ],
    ["3 bd Voltaire 75011 Paris", "75011", ["paris"], "3 bd voltaire"],
    ["5, av. de la République – Lyon 3e", null, ["lyon 3e"], "av de la republique"],
    ["1 place du 8 mai 1945\n33 000 Bordeaux CEDEX 2", "33000", ["bordeaux"], "1 place du 8 mai 1945"],
    ["Conflans-Ste-Honorine (78700)", "78700", ["conflans sainte honorine"], "conflans sainte honorine"],
    ["BP 12345, 97410 Saint-Pierre, France", "97410", ["saint pierre"], "bp 12345"],
    ["12345 route de Dijon 21000 Dijon", "21000", ["dijon"], "12345 route de dijon"],
    ["F-78700", "78700", [], ""],
    ["Marseille 13e, 4 impasse des Pins", null, ["marseille 13e"], "4 impasse des pins"],
    ["8 rue Haute, Saint-Denis, La Réunion", null, ["la reunion", "saint denis"], "8 rue haute"],
    ["8 rue Haute Montcuq", null, [], "8 rue haute montcuq"],
  ])("%s", (typed, postcode, towns, rest) => {
    expect(addressIn(typed)).toMatchObject({ postcode, towns, rest });
  });

  it.each([
    "78700",
    "78 700",
    "78-07",
    "971-1",
    "2a",
    "Conflans-Sainte-Honorine",
    "Lyon 3e",
    "Rue",
    "La Rue-Saint-Pierre",
    "Place",
    "Cours-la-Ville",
    "R. Martin",
    "Dupont, Marie",
    "Saint-Denis (93)",
    "",
    "…",
  ])("is not: %s", (typed) => {
    expect(addressIn(typed)).toBeNull();
  });

  it("says whether the town stands after the street", () => {
    const isInOrder = (typed: string) => addressIn(typed)?.isInOrder;
    expect(["8 rue Haute, Ici", "Les Lilas, 8 rue Haute", "8 rue Haute"].map(isInOrder)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

it("writes boroughs as their publisher does, and drops CEDEX and the country", () => {
  expect(
    ["Lyon 3", "Paris 1er arrdt", "Paris 1", "LYON 2ème ARR.", "Metz CEDEX 03", "Metz, France"].map(townKey),
  ).toEqual(["lyon 3e", "paris 1er", "paris 1er", "lyon 2e", "metz", "metz"]);
});

it("takes no name for a town's that belongs to the way", () => {
  expect(unmarkedTowns("12 rue victor hugo la rochelle")).toEqual(["hugo la rochelle", "la rochelle"]);
  expect(
    ["10 rue des lilas", "rue de la ville du bois", "3 rue saint denis", "12 rue", ""].map(unmarkedTowns),
  ).toEqual([[], [], [], [], []]);
});

it("a postal code without a commune still tells its department", () => {
  const place = (code: string) => ({
    area: { scheme: "s", code, level: "commune", name: code, parent: null },
    alias: null,
  });
  const codes = (postcode: string, ...all: string[]) =>
    inDepartmentOf(all.map(place), postcode).map(({ area }) => area.code);
  expect(codes("78702", "78172", "93001")).toEqual(["78172"]);
  expect(codes("20199", "2A004", "2B001", "75001")).toEqual(["2A004", "2B001"]);
  expect(codes("97499", "97411", "97101")).toEqual(["97411"]);
  expect(codes("78702", "93001")).toEqual(["93001"]);
});
