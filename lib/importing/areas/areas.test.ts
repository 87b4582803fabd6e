import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import type { PlaceFacts } from "@/lib/places/schema";
import { madeFile, workbook } from "../testing/made-files";
import { hasOfficialFiles, official } from "../testing/official-files";
import { nothingGathered } from "./area-files";
import { placesOfFrance } from "./places-of-france";
import { gatherAreas, placeFacts } from "./read-areas";

async function gather(...paths: string[]) {
  const gathered = nothingGathered();
  for (const path of paths) await gatherAreas(path, gathered, "ID");
  const facts = placeFacts(gathered);
  return { ...gathered, facts, constituenciesOf: (code: string) => partsOf(facts, code) };
}

function partsOf({ parts }: PlaceFacts, code: string): string[] {
  return parts
    .filter((fact) => fact.part.code === code)
    .map((fact) => `${fact.whole.code}${fact.isPartial ? "*" : ""}`);
}

function splitIn({ parts }: PlaceFacts): Set<string> {
  return new Set(parts.filter((fact) => fact.isPartial).map((fact) => fact.part.code));
}

const insee = [
  ["DEP", "libdep", "COMMUNE_RESID", "LIBcom", "circo", "type_com"],
  ["01", "Ain", "01001", "L'Abergement-Clémenciat", "01004", "entière"],
  ["44", "Loire-Atlantique", "44180", "Vallons-de-l'Erdre", "44006", "partiel"],
  ["44", "Loire-Atlantique", "44180", "Vallons-de-l'Erdre", "49007", "partiel"],
  ["55", "Meuse", "55050", "Bezonvaux", null, null],
  ["01", "Ain", "01039", "Béon", "01005", "entière"],
  ["01", "Ain", "00000", "Nulle-Part", "01005", "entière"],
] as const;

describe("communes and constituencies", () => {
  it("come from INSEE's workbook, former communes as those of today, split ones with all their constituencies", async () => {
    const { facts, constituenciesOf, rejected, unassigned, rows } = await gather(
      madeFile("a.xlsx", workbook({ Lisez_moi: [["Note"]], table: insee })),
    );
    expect(constituenciesOf("01001")).toEqual(["01-04"]);
    expect(constituenciesOf("44180")).toEqual(["44-06*", "49-07*"]);
    expect(constituenciesOf("01138")).toEqual(["01-05"]);
    expect([rows, unassigned]).toEqual([6, ["Bezonvaux"]]);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([[7, "unknown-area"]]);
    expect(facts.areas.find(({ code }) => code === "49-07")).toEqual({
      scheme: "fr-constituency",
      code: "49-07",
      level: "constituency",
      country: "FR",
      name: "7e circonscription de Maine-et-Loire",
      timeZone: null,
      parent: { scheme: "fr-department", code: "49" },
      population: null,
    });
  });

  it("come from its CSV as well", async () => {
    const csv = insee.map((cells) => cells.map((cell) => cell ?? "").join(";")).join("\r\n");
    const { constituenciesOf } = await gather(madeFile("a.csv", iconv.encode(csv, "latin1")));
    expect(constituenciesOf("44180")).toEqual(["44-06*", "49-07*"]);
  });

  it("come from the names of the Assemblée where INSEE says nothing", async () => {
    const csv = `departement,circonscription,communes
01,9,"L'Abergement-Clémenciat et Nivigne et Suran"
976,1,"Acoua et Mamoudzou (en partie)"
ZM,2,"Bouéni, Mamoudzou (en partie)"
ZW,1,Wallis-Et-Futuna
ZX,1,Saint-Barthélémy et Saint-Martin
ZN,1,"Ile des Pins et Boulouparis"
ZN,2,"Koné"
ZZ,1,"Atlanta et New York"
`;
    const { facts, constituenciesOf } = await gather(
      madeFile("a.xlsx", workbook({ a: insee })),
      madeFile("b.csv", csv),
    );
    expect(
      ["01001", "01095", "97601", "97611", "98613", "97801", "98809", "98802"].map(constituenciesOf),
    ).toEqual([
      ["01-04"],
      ["01-09"],
      ["976-01"],
      ["976-01*", "976-02*"],
      ["986-01"],
      ["ZX-01"],
      ["988-01"],
      ["988-01"],
    ]);
    expect(
      facts.aliases
        .filter((alias) => alias.scheme === "fr-consular-city")
        .map((alias) => [alias.name, alias.area.code]),
    ).toEqual([
      ["Atlanta", "ZZ-01"],
      ["New York", "ZZ-01"],
    ]);
  });

  it("abroad come with their countries; France itself and countries without one are left out", async () => {
    const { facts, rejected } = await gather(
      madeFile(
        "a.csv",
        "ID,NAME,iso_a3,iso_n3,circo\nCA,Canada (le),CAN,124,1\nFR,France (la),FRA,250,0\nBT,Bhoutan,BTN,64,-1\n",
      ),
    );
    expect([
      facts.areas.filter(({ level }) => level === "country").map(({ name }) => name),
      rejected,
    ]).toEqual([["France", "Canada"], []]);
  });

  it("of any country come from plain areas", async () => {
    const { facts } = await gather(
      madeFile(
        "a.csv",
        "area_scheme,area_code,level,country,name,parent_code\nxx-ward,W1,constituency,XX,First ward,\nxx-ward,W2,other,xx,Second ward,W1\n",
      ),
    );
    expect(facts.areas.at(-1)).toMatchObject({
      code: "W2",
      country: "XX",
      parent: { scheme: "xx-ward", code: "W1" },
    });
  });

  it("get their outlines from GeoJSON, whatever the spelling of its ids", async () => {
    const square = {
      type: "Polygon",
      coordinates: [
        [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
      ],
    };
    const feature = (ID: string, geometry: unknown) => ({ type: "Feature", properties: { ID }, geometry });
    const features = [
      feature("ZA001", square),
      feature("2A001", square),
      feature("??", square),
      feature("01001", { type: "Point", coordinates: [0, 0] }),
    ];
    const { shapes, rejected } = await gather(
      madeFile("a.geojson", JSON.stringify({ type: "FeatureCollection", features })),
    );
    expect(shapes.map(({ area }) => area.code)).toEqual(["971-01", "2A-01"]);
    expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
      [3, "bad-constituency-code"],
      [4, "ragged-row"],
    ]);
  });
});

it("France has its departments, communes of today and postcodes, Paris by its boroughs", () => {
  const { areas, postcodes, currentCommune } = placesOfFrance();
  const count = (level: string) => areas.filter((area) => area.level === level).length;
  expect([count("department"), count("borough")]).toEqual([111, 45]);
  expect(count("commune")).toBeGreaterThan(34_800);
  expect(postcodes.filter(({ code }) => code === "75116").map(({ area }) => area.code)).toEqual(["75116"]);
  expect(["01039", "91228", "99999"].map(currentCommune)).toEqual(["01138", "91228", null]);
});

describe.skipIf(!hasOfficialFiles)("the official files (they lie in ../shared/data)", () => {
  it("give 577 constituencies, every split commune, and say which six communes have none", async () => {
    const files = [
      "insee-circo-composition.xlsx",
      "constituency-communes-names.csv",
      "abroad-country-constituency.csv",
      "constituencies.geojson",
    ];
    const { facts, rejected, unassigned } = await gather(...files.map(official));
    expect(rejected).toEqual([]);
    expect(facts.areas.filter(({ level }) => level === "constituency").length).toBe(577);
    expect(unassigned).toEqual([
      "Beaumont-en-Verdunois",
      "Bezonvaux",
      "Cumières-le-Mort-Homme",
      "Fleury-devant-Douaumont",
      "Haumont-près-Samogneux",
      "Louvemont-Côte-du-Poivre",
    ]);
    expect(facts.shapes.length).toBe(566);
    const communes = new Set(facts.areas.filter(({ level }) => level === "commune").map(({ code }) => code));
    for (const { part } of facts.parts) communes.delete(part.code);
    // The six, six communes restored since INSEE's geography of 2021, and lands without inhabitants.
    expect([...communes].sort()).toEqual(
      [
        "15031",
        "15035",
        "15047",
        "15171",
        "55039",
        "55050",
        "55139",
        "55189",
        "55239",
        "55307",

        "85165",
        "85212",
      ].concat(["98411", "98412", "98413", "98414", "98415", "98901"]),
    );
  });

  it.each([
    "insee-circo-composition.xlsx",
    "insee-circo-composition-latin1.csv",
  ])("%s has 129 split communes", async (file) => {
    const { assigned, facts } = await gather(official(file));
    const split = new Set(assigned.filter((fact) => fact.isPartial).map((fact) => fact.part.code));
    // Four mergers since joined communes of two constituencies.
    expect([split.size, splitIn(facts).size]).toEqual([129, 133]);
  });
});
