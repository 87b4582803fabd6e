import { describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/core/testing/database";
import {
  counts,
  countsOf,
  list,
  listHeader,
  run,
  select,
  threeCandidates,
  twoAreas,
} from "./testing/run-import";

testDatabase();

const [first, homonym, other] = threeCandidates;

describe("a list of candidates", () => {
  it("needs areas first, and says which rows lie nowhere", async () => {
    expect(await run("candidates", list)).toEqual({
      ok: false,
      refusal: "nothing-usable",
      detail: { line: 2, reason: "unknown-area", rows: 3 },
    });
    expect((await counts("areas", twoAreas)).slice(0, 2)[0]).toBe(2);
  });

  it("changes nothing in a dry run that tells what an import would do", async () => {
    expect(await counts("candidates", list, { isDryRun: true })).toEqual([3, 3, 0, 0, 0]);
    expect(await select("SELECT count(*)::int FROM election")).toEqual([[0]]);
  });

  it("makes the election, its ballots, candidacies and substitutes; homonyms of one ballot stay two people", async () => {
    expect(await counts("candidates", list)).toEqual([3, 3, 0, 0, 0]);
    expect(
      await select(`SELECT a.code, c.panel_number, p.family_name, p.key, s.given_name, c.is_incumbent FROM candidacy c JOIN ballot b ON b.id = c.ballot_id
        JOIN area a ON a.id = b.area_id JOIN person p ON p.id = c.person_id JOIN person s ON s.id = c.substitute_id ORDER BY 1, 2`),
    ).toEqual([
      ["78-07", 1, "Exemple", "zoe exemple", "Luc", true],
      ["78-07", 2, "Exemple", "zoe exemple", "Marc", false],
      ["78-08", 1, "Modèle", "jean luc modele", "Anne", false],
    ]);
    expect(await select("SELECT number, polling_date::text FROM election_round ORDER BY 1")).toEqual([
      [1, "2030-06-09"],
      [2, "2030-06-16"],
    ]);
  });

  it("imported again changes nothing and says so", async () => {
    expect(await counts("candidates", list)).toEqual([3, 0, 0, 3, 0]);
    expect(await counts("candidates", list.replaceAll(";", ","))).toEqual([3, 0, 0, 3, 0]);
    expect(await select("SELECT count(*)::int FROM person")).toEqual([[6]]);
  });

  it("that changed is told as added, changed and missing rows; nobody is removed", async () => {
    const added = "7808;3;M;NOUVEAU;Paul;09/10/1961;DIV;;;;;;\n";
    const changed = first
      .replace("DIV", "DVX")
      .replace("Actrice", "Comédienne")
      .replace("SECOND;Luc;03/04/1980", "AUTRE;Ève;03/04/1981");
    const result = await run("candidates", listHeader + changed + other + added);
    if (!result.ok) throw new Error(result.refusal);
    expect([countsOf(result.value), result.value.missing]).toEqual([[3, 1, 1, 1, 0], 1]);
    expect(result.value.examples).toEqual({
      created: [{ line: 4, area: "78-08", name: "Paul Nouveau", fields: [] }],
      updated: [
        { line: 2, area: "78-07", name: "Zoé Exemple", fields: ["profession", "nuance_code", "substitute"] },
      ],
      missing: [{ line: null, area: "78-07", name: "Zoé Exemple", fields: [] }],
    });
    expect(await select("SELECT count(*)::int FROM candidacy")).toEqual([[4]]);
  });

  it("is matched by several facts: a corrected birth date, name or panel is a change, two that fit alike are asked about", async () => {
    const corrected = first
      .replace("01/02/1970", "02/01/1970")
      .replace("DIV", "DVX")
      .replace("Actrice", "Comédienne")
      .replace("SECOND;Luc;03/04/1980", "AUTRE;Ève;03/04/1981");
    expect(await counts("candidates", listHeader + corrected)).toEqual([1, 0, 1, 0, 0]);
    expect(await counts("candidates", listHeader + other.replace("MODÈLE", "MODÈLE-FICTIF"))).toEqual([
      1, 0, 1, 0, 0,
    ]);
    expect(
      await counts(
        "candidates",
        listHeader + other.replace("MODÈLE", "MODÈLE-FICTIF").replace("7808;1", "7808;9"),
      ),
    ).toEqual([1, 0, 1, 0, 0]);
    const nameless = "Code circonscription;Nom;Prénom\n7807;Exemple;Zoé\n7808;Nouveau;Paul\n";
    const result = await run("candidates", nameless);
    expect(result.ok && [countsOf(result.value), result.value.rejections[0]]).toEqual([
      [2, 0, 0, 1, 1],
      expect.objectContaining({
        line: 2,
        reason: "ambiguous",
        row: { area: "78-07", givenName: "Zoé", familyName: "Exemple" },
      }),
    ]);
  });

  it("finds a person of another election by name and birth date, never by name alone", async () => {
    const later = { election: "example-2035", name: "Suivante", dates: ["2035-06-10"] };
    const before = await select("SELECT count(*)::int FROM person");
    const again = listHeader + other.replace("MODÈLE", "MODÈLE-FICTIF") + homonym.replace("05/06/1990", "");
    expect(await counts("candidates", again, later)).toEqual([2, 2, 0, 0, 0]);
    expect(await select("SELECT count(*)::int FROM person")).toEqual([[Number(before[0]?.[0]) + 1]]);
  });

  it("loses only its bad rows: each is told with line, column and reason, and waits in the queue", async () => {
    const bad = `${listHeader}${other.replace("MODÈLE", "<b>X</b>")}${other}${other}9999;1;M;X;Y;;;;;;;;\n`;
    const result = await run("candidates", bad, {
      election: "example-2040",
      name: "Autre",
      dates: ["2040-06-10"],
    });
    expect(result.ok && countsOf(result.value)).toEqual([4, 1, 0, 0, 3]);
    expect(
      result.ok && result.value.rejections.map(({ line, column, reason }) => [line, column, reason]),
    ).toEqual([
      [2, "Nom candidat", "markup-in-name"],
      [5, "Code circonscription", "bad-constituency-code"],
      [4, null, "duplicate"],
    ]);
    expect(
      await select(
        "SELECT r.line FROM import_row r JOIN import_run u ON u.id = r.run_id JOIN election e ON e.id = u.election_id WHERE e.slug = 'example-2040' ORDER BY 1",
      ),
    ).toEqual([[2], [4], [5]]);
  });

  it("of any country comes as the canonical CSV", async () => {
    await counts(
      "areas",
      "area_scheme,area_code,level,country,name\nxx-ward,W1,constituency,XX,First ward\n",
    );
    const csv =
      "area_scheme,area_code,name,party,panel,substitute\nxx-ward,W1,Ada Example,Party of Examples,,Bo Sample\n";
    const there = { election: "xx-2030", name: "Elsewhere", dates: ["2030-05-01"], country: "XX" };
    expect(await counts("candidates", csv, there)).toEqual([1, 1, 0, 0, 0]);
    expect(await counts("candidates", csv, there)).toEqual([1, 0, 0, 1, 0]);
  });
});

describe("results", () => {
  const wide =
    "Code de la circonscription;Inscrits;Votants;Exprimés;N°Panneau;Sexe;Nom;Prénom;Nuance;Voix;Sièges\n";
  const lines =
    "7807;100;60;50;1;F;EXEMPLE;Zoé;DVX;30;Elu;2;F;EXEMPLE;Zoé;ECO;20;\n7808;100;60;50;7;M;INCONNU;Paul;DIV;30;\n";

  it("find the candidacies, homonyms by panel and nuance; who is not on the list is queued", async () => {
    const result = await run("results", wide + lines);
    expect(result.ok && [countsOf(result.value), result.value.notes.elected]).toEqual([[3, 2, 0, 0, 1], 1]);
    expect(await counts("results", wide + lines)).toEqual([3, 0, 0, 2, 1]);
    expect(await counts("results", wide + lines.replace(";20;", ";19;"))).toEqual([3, 0, 1, 1, 1]);
    expect(
      await select(
        "SELECT c.panel_number, r.round, r.votes, r.is_elected FROM result r JOIN candidacy c ON c.id = r.candidacy_id ORDER BY 1",
      ),
    ).toEqual([
      [1, 1, 30, true],
      [2, 1, 19, false],
    ]);
    expect(await select('SELECT registered, voters, "cast" FROM turnout ORDER BY ballot_id')).toEqual([
      [100, 60, 50],
      [100, 60, 50],
    ]);
  });

  it("make the ballots and candidacies of an election without a list, once", async () => {
    const past = {
      election: "example-2025",
      name: "Passée",
      dates: ["2025-06-11", "2025-06-18"],
      creates: true,
    };
    expect(await counts("results", wide + lines, past)).toEqual([3, 3, 0, 0, 0]);
    expect(await counts("results", wide + lines, past)).toEqual([3, 0, 0, 3, 0]);
    const second = "7808;100;61;51;3;M;INCONNU;Paul;DIV;30;Elu;4;M;AUTRE;Jean;DIV;21;\n";
    expect(await counts("results", wide + second, { ...past, round: 2 })).toEqual([2, 1, 0, 0, 1]);
    expect(await run("results", wide + second, { ...past, round: 3 })).toMatchObject({
      refusal: "unknown-round",
    });
  });
});

describe("what is known of people", () => {
  const past = { election: "example-2025" };
  const facts =
    "code circo;Sexe candidat;Nom candidat;Prénom candidat;Date naissance candidat;Parti rattachement\n";

  it("is added to who is found; doubts are queued, nobody is created", async () => {
    const persons = await select("SELECT count(*)::int FROM person");
    const rows =
      "7808;M;INCONNU;Paul;01/01/1950;PARTI A\n7808;M;INCONNU;Paul;01/01/1950;PARTI B\n7807;F;EXEMPLE;Zoé;02/02/1960;PARTI A\n7807;M;ABSENT;Luc;03/03/1970;PARTI A\n";
    const result = await run("persons", facts + rows, past);
    expect(
      result.ok && [
        countsOf(result.value),
        result.value.rejections.map(({ line, reason }) => [line, reason]),
      ],
    ).toEqual([
      [4, 0, 2, 0, 2],
      [
        [4, "ambiguous"],
        [5, "no-such-candidate"],
      ],
    ]);
    expect(await counts("persons", facts + rows, past)).toEqual([4, 0, 0, 2, 2]);
    expect(await select("SELECT count(*)::int FROM person")).toEqual(persons);
    expect(await select("SELECT party_label FROM candidacy WHERE party_label LIKE 'PARTI%'")).toEqual([
      ["PARTI A · PARTI B"],
    ]);
    expect(
      await select(
        "SELECT r.reason, r.row ->> 'familyName' FROM import_row r JOIN import_run u ON u.id = r.run_id WHERE u.kind = 'persons' ORDER BY line",
      ),
    ).toEqual([
      ["ambiguous", "Exemple"],
      ["no-such-candidate", "Absent"],
    ]);
  });

  it("never replaces a birth date, and joins two records of one name and birth date, as a recorded merge", async () => {
    expect(await counts("persons", `${facts}7808;M;INCONNU;Paul;01/01/1951;PARTI A\n`, past)).toEqual([
      1, 0, 0, 0, 1,
    ]);
    const elsewhere = { election: "example-2027", name: "Entre-temps", dates: ["2027-06-13"], creates: true };
    const results = "Code de la circonscription;Sexe;Nom;Prénom;Nuance;Voix\n7808;M;INCONNU;Paul;DIV;9\n";
    expect(await counts("results", results, elsewhere)).toEqual([1, 1, 0, 0, 0]);
    const result = await run("persons", `${facts}7808;M;INCONNU;Paul;01/01/1950;PARTI A\n`, elsewhere);
    expect(result.ok && result.value.notes).toMatchObject({ merged: 1 });
    expect(
      await select(
        "SELECT p.key, m.basis FROM person_merge m JOIN person p ON p.merged_into_id = m.kept_id WHERE p.id = m.merged_id",
      ),
    ).toEqual([["paul inconnu", "name-and-birth-date"]]);
  });
});
