import { describe, expect, it } from "vitest";
import { madeFile, workbook } from "../testing/made-files";
import { hasOfficialFiles, official } from "../testing/official-files";
import { readCandidates } from "./candidates";
import { readPersons } from "./persons";
import { readResults } from "./results";
import { properCase, type Read, splitName } from "./rows";

async function all<T>(reading: AsyncIterable<Read<T>>) {
  const values: T[] = [];
  const rejected: string[] = [];
  for await (const row of reading) {
    if ("value" in row) values.push(row.value);
    else rejected.push(`${row.line} ${row.rejected.column} ${row.rejected.reason}`);
  }
  return { values, rejected };
}

describe("a list of candidates", () => {
  const header = [
    "Code du département",
    "Code circonscription",
    "N° panneau",
    "Sexe candidat",
    "Nom candidat",
    "Prénom candidat",
    "Date naissance candidat",
    "Nuance candidat",
    "Le candidat est sortant",
    "Sexe remplaçant",
    "Nom remplaçant",
    "Prénom remplaçant",
    "Date naiss. remplaçant",
  ];
  const lines = [
    [
      "78",
      "07",
      3,
      "F",
      "D’EXEMPLE",
      "Zoë  Ève",
      { day: 28_000 },
      "DIV",
      "Oui",
      "M",
      "FICTIF",
      "Jean",
      { day: 30_000 },
    ],
    ["2A", "1", 4, "M", "MODÈLE\u202e", "Paul", { day: 28_000 }, "DIV", "Non", null, null, null, null],
    ["78", "99x", 4, "M", "MODÈLE", "Paul", { day: 28_000 }, "DIV", "Non", null, null, null, null],
    ["78", "08", 4, "M", "MODÈLE", "Paul", "31/02/1970", "DIV", "Non", null, null, null, null],
  ];

  it("is read from a workbook, both names of each row, bad rows told by line and column", async () => {
    const { values, rejected } = await all(
      readCandidates(madeFile("a.xlsx", workbook({ Notes: [["x"]], Liste: [header, ...lines] }))),
    );
    expect(values).toEqual([
      {
        area: { scheme: "fr-constituency", code: "78-07" },
        person: { familyName: "d’Exemple", givenName: "Zoë Ève", birthDate: "1976-08-28", gender: "f" },
        substitute: { familyName: "Fictif", givenName: "Jean", birthDate: "1982-02-18", gender: "m" },
        panelNumber: 3,
        nuanceCode: "DIV",
        nuanceLabel: null,
        party: null,
        profession: null,
        isIncumbent: true,
        identifiers: {},
        channels: {},
        channelSource: null,
      },
    ]);
    expect(rejected).toEqual([
      "3 Nom candidat control-in-name",
      "4 Code circonscription bad-constituency-code",
      "5 Date naissance candidat bad-date",
    ]);
  });

  it("is read from the canonical CSV of any country", async () => {
    const csv =
      "area_scheme,area_code,name,party,panel,substitute,identifier:example\nxx-ward,W 1,Ada Example,Party of Examples,2,Bo Sample,q1\n";
    const { values } = await all(readCandidates(madeFile("a.csv", csv)));
    expect(values[0]).toMatchObject({
      area: { scheme: "xx-ward", code: "W 1" },
      person: { givenName: "Ada", familyName: "Example" },
      substitute: { givenName: "Bo", familyName: "Sample" },
      party: "Party of Examples",
      panelNumber: 2,
      identifiers: { example: "q1" },
    });
  });

  it("tells a row that a stray separator made longer than its header", async () => {
    const csv = "Code circonscription;Nom;Prénom\n7807;UN;Ève\n7807;DEUX;Ève;x\n7807;;\n";
    const { values, rejected } = await all(readCandidates(madeFile("a.csv", csv)));
    expect([values.length, rejected]).toEqual([1, ["3 null ragged-row", "4 Nom no-name"]]);
  });

  it("writes names in capitals as one writes them", () => {
    const names = [
      "DE LA VERPILLIÈRE",
      "D’ORNANO",
      "LE BORGN'",
      "PIROUX-GIANNOTTI",
      "O'BRIEN",
      "Le Gall",
      "É",
    ];
    expect(names.map(properCase)).toEqual([
      "de La Verpillière",
      "d’Ornano",
      "Le Borgn'",
      "Piroux-Giannotti",
      "O'Brien",
      "Le Gall",
      "É",
    ]);
  });

  it("splits a full name by its capitals, else before its last word", () => {
    const names = [
      "Mme LE GALL Anne",
      "Anne LE GALL",
      "M. EL-FICTIF Jean-Luc",
      "Ada Byron Example",
      "MADONE",
    ];
    expect(names.map((name) => Object.values(splitName(name)))).toEqual([
      ["LE GALL", "Anne", "f"],
      ["LE GALL", "Anne", null],
      ["EL-FICTIF", "Jean-Luc", "m"],
      ["Example", "Ada Byron", null],
      ["MADONE", "", null],
    ]);
  });
});

describe("results", () => {
  const base = "Code du département;Code de la circonscription;Inscrits;Votants;Blancs;Nuls;Exprimés";
  const block = "N°Panneau;Sexe;Nom;Prénom;Nuance;Voix;% Voix/Ins;Sièges";
  const place = "78;07;1000;500;10;5;485";
  const one = "3;F;D’EXEMPLE;Ève;DIV;300;30,0;Elu";
  const two = "4;M;MODÈLE;Paul;DVX;185;18,5;";

  it.each([
    ["wide, only the first block named", `${base};${block}\n${place};${one};${two}\n`],
    ["wide, each block named", `${base};${block};${block}\n${place};${one};${two}\n`],
    [
      "wide, the blocks numbered",
      `${base};${block.replaceAll(/;|$/g, " 1;").slice(0, -1)};${block.replaceAll(/;|$/g, " 2;").slice(0, -1)}\n${place};${one};${two}\n`,
    ],
    ["one row per candidate", `${base};${block}\n${place};${one}\n${place};${two}\n`],
  ])("are read %s", async (_, csv) => {
    const { values, rejected } = await all(readResults(madeFile("a.csv", csv)));
    expect(rejected).toEqual([]);
    expect(
      values.map((row) => [row.area.code, row.person.familyName, row.panelNumber, row.votes, row.isElected]),
    ).toEqual([
      ["78-07", "d’Exemple", 3, 300, true],
      ["78-07", "Modèle", 4, 185, false],
    ]);
    expect(values[0]?.turnout).toEqual({
      registered: 1000,
      voters: 500,
      blank: 10,
      spoilt: 5,
      blankOrSpoilt: null,
      cast: 485,
    });
  });

  it("lose only the candidate whose votes are missing", async () => {
    const csv = `${base};${block}\n${place};${one};4;M;MODÈLE;Paul;DVX;;18,5;\n`;
    expect((await all(readResults(madeFile("a.csv", csv)))).rejected).toEqual(["2 Voix ragged-row"]);
  });
});

describe.skipIf(!hasOfficialFiles)("the ministry's own files (they lie in ../shared/data)", () => {
  it.each([
    ["legislatives-2022-candidates-round1.xlsx", 6290],
  ])("%s lists %d candidates, all with a substitute", async (file, count) => {
    const { values, rejected } = await all(readCandidates(official(file)));
    expect([values.length, rejected]).toEqual([count, []]);
    expect(values.every((row) => row.substitute?.birthDate && row.person.birthDate && row.panelNumber)).toBe(
      true,
    );
    expect(new Set(values.map((row) => row.area.code)).size).toBe(577);
  });

  it.each([
    ["legislatives-2022-results-round1.xlsx", 6290, 577, 5],
    ["legislatives-2022-results-round1-latin1.csv", 6290, 577, 5],
    ["legislatives-2022-results-round2.xlsx", 1148, 572, 572],
    ["legislatives-2017-results-round1.xlsx", 7877, 577, 4],
    ["legislatives-2017-results-round2.xlsx", 1146, 573, 573],
  ])("%s holds %d results in %d constituencies, %d elected", async (file, count, areas, elected) => {
    const { values, rejected } = await all(readResults(official(file)));
    expect([values.length, rejected]).toEqual([count, []]);
    expect(new Set(values.map((row) => row.area.code)).size).toBe(areas);
    expect(values.filter((row) => row.isElected).length).toBe(elected);
  });

  it.each([
    ["legislatives-2017-party-attachment.csv", 6825],
    ["legislatives-2017-results-round2.xlsx", 577],
  ])("%s tells of %d people when they were born", async (file, count) => {
    const { values, rejected } = await all(readPersons(official(file)));
    expect([values.length, rejected]).toEqual([count, []]);
    expect(values.every((row) => row.person.birthDate)).toBe(true);
  });
});
