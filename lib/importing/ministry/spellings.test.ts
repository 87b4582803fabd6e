import { describe, expect, it } from "vitest";
import { canonicalDepartment, constituencyKey } from "./constituency-code";
import { type Field, fieldOf, normalised } from "./headers";

describe("a constituency", () => {
  it.each([
    [
      "01-01",
      ["01", "01"],
      ["1", "1"],
      ["101", ""],
      ["0101", ""],
      ["00101", "01"],
      ["00101", ""],
      ["01001", ""],
    ],
    ["78-07", ["7", "78"], ["78-07", ""], ["78-7", ""], ["78007", ""], ["7807", "78"], ["07807", "078"]],
    ["2A-01", ["1", "2a"], ["2A01", ""], ["2A001", ""], ["02A01", "2A"], ["01", "2A"]],
    ["971-01", ["01", "ZA"], ["97101", ""], ["ZA001", ""], ["971-01", ""], ["97101", "971"], ["1", "971"]],
    ["ZX-01", ["ZX01", ""], ["1", "977"], ["97701", "977"], ["01", "978"], ["", "ZX"]],
    ["ZZ-11", ["ZZ11", ""], ["11", "ZZ"], ["11", "099"], ["09911", "099"], ["99911", "999"]],
    ["988-02", ["02", "ZN"], ["98802", ""], ["2", "988"]],
    ["10-04", ["01004", "10"], ["1004", ""], ["04", "10"]],
    ["975-01", ["", "ZS"], ["97501", "975"]],
  ])("is %s in every official spelling", (key, ...spellings) => {
    expect(spellings.map(([code = "", department = ""]) => constituencyKey(code, department))).toEqual(
      spellings.map(() => key),
    );
  });

  it("is nothing when the code says nothing, or another department", () => {
    for (const [code, department] of [
      ["", ""],
      ["0", "01"],
      ["01", "Ain"],
      ["20-01", ""],
      ["44006", "49"],
      ["x", ""],
    ]) {
      expect(constituencyKey(code ?? "", department)).toBeNull();
    }
    expect(["1", "2b", "ZD", "096", "100", ""].map(canonicalDepartment)).toEqual([
      "01",
      "2B",
      "974",
      null,
      null,
      null,
    ]);
  });
});

describe("a header", () => {
  const none = new Map<string, Field>();
  it.each<[Field | null, string[]]>([
    ["panelNumber", ["N° panneau", "N°Panneau", "Numéro de panneau", "Numéro de panneau 3", "panel"]],
    ["nuanceCode", ["Nuance candidat", "Code nuance", "Nuance", "Nuance candidat 12"]],
    ["nuanceLabel", ["Libellé nuance", "nuance_label"]],
    ["birthDate", ["Date naissance candidat", "Date de naissance", "Né(e)_le", "birth_date"]],
    [
      "substitute.birthDate",
      ["Date naiss. remplaçant", "Date de naissance remplaçant", "Date de naissance du suppléant"],
    ],
    ["substitute.familyName", ["Nom remplaçant", "NOM REMPLACANT", "substitute_family_name"]],
    ["substitute.fullName", ["substitute", "Remplaçante"]],
    ["givenName", ["Prénom candidat", "Prénoms", "given_name", "Prénom candidat 2"]],
    ["familyName", ["Nom candidat", "NOM", "Nom sur le bulletin de vote", "family name"]],
    ["fullName", ["name", "Nom et prénom", "Désignation", "Candidate"]],
    [
      "constituencyCode",
      [
        "Code circonscription",
        "Code de la circonscription",
        "Code circonscription législative",
        "code circo",
      ],
    ],
    ["constituencyName", ["Libellé de la circonscription", "Nom_de_la_Circonscription"]],
    ["departmentCode", ["Code du département", "code dpt", "Dpt", "Code département"]],
    ["isIncumbent", ["Le candidat est sortant", "Sortant", "incumbent"]],
    ["isElected", ["Sièges", "Elu 4", "elected"]],
    ["identifier:wikidata", ["identifier:wikidata", "Identifier: Wikidata"]],
    [
      null,
      [
        "Libellé du département",
        "% Voix/Ins",
        "% Blancs/Vot",
        "N° candidat",
        "Le remplaçant est sortant",
        "Etat saisie",
      ],
    ],
  ])("means %s", (field, headers) => {
    expect(headers.map((header) => [header, fieldOf(header, none)])).toEqual(
      headers.map((header) => [header, field]),
    );
  });

  it("that no rule knows is mapped by hand", () => {
    expect(fieldOf("Liste", new Map([[normalised("LISTE "), "party"]]))).toBe("party");
  });
});
