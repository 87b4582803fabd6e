import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, aPerson, aSignature, aUser, aVersion } from "@/prisma/factories";
import { aCommune } from "@/prisma/factories-ballots";
import { lookup, suggest } from "./finder/documents";
import { aContest } from "./testing/contest";
import { read } from "./testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
});

describe("an empty instance", () => {
  it("leads its first visitor to the set-up", async () => {
    const first = await read("/en");
    expect([first.status, first.headers.get("location")]).toEqual([303, "/en/setup"]);
    await aUser(db(), { isOperator: true });
  });

  it("has a home, elections, forms and settled pages that say so, in both languages", async () => {
    for (const locale of ["fr", "en"]) {
      for (const path of [
        "",
        "/constituencies",
        "/elections",
        "/forms",
        "/method",
        "/legal",
        "/privacy",
        "/accessibility",
        "/search",
        "/search?q=x",
      ])
        expect([path, (await read(`/${locale}${path}`)).status]).toEqual([path, 200]);
    }
    expect((await read("/fr")).text).toContain("Aucun scrutin n’est encore ouvert ici");
    const lost = await read("/en/nowhere/at/all");
    expect([lost.status, lost.text.includes("does not exist") || lost.text.includes("404")]).toEqual([
      404,
      true,
    ]);
    expect(lost.html).toContain('action="/en/search"');
    expect((await read("/xx/forms")).status).toBe(404);
  });
});

describe("a form page", () => {
  it("has its text, its figures, its versions, and a table whose filter and page stand in the address", async () => {
    const { form, candidacies, election } = await aContest(6, { code: "59-01" });
    if (!form) throw new Error("no form");
    const hostile = await aPerson(db(), { familyName: "=HYPERLINK(1)", givenName: 'Zoé; "Zozo"' });
    const ticket = await aCandidacy(db(), {
      ballotId: candidacies[0]?.ballotId ?? "",
      personId: hostile.id,
      panelNumber: 7,
    });
    for (const { id } of [...candidacies.slice(0, 2), ticket])
      await aSignature(db(), { versionId: form.version.id, candidacyId: id });
    await aVersion(db(), { formId: form.id, engagements: 10, lineageIds: form.version.lineageIds });
    const page = await read(`/fr/forms/${form.slug}`);
    for (const said of [
      "signataires sur 7 candidatures, soit 42,9 %",
      "Version 2",
      "3 signatures sur ce texte, suppléances comprises",
      "Qui a répondu",
      "3 sur 3",
    ])
      expect(page.text).toContain(said);
    expect((await read(`/fr/forms/${form.slug}?status=declined`)).text).toContain(
      "Aucune réponse ne correspond à ce filtre",
    );
    expect((await read(`/fr/forms/${form.slug}?name=zoe`)).text).toContain("1 sur 3");
    const csv = await read(`/fr/forms/${form.slug}/signatories.csv?name=zoe`);
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const rows: string[][] = parse(csv.html, { delimiter: ";", bom: true });
    expect(rows.length).toBe(2);
    expect(rows[1]?.slice(0, 3)).toEqual(["'=HYPERLINK(1)", 'Zoé; "Zozo"', "59-01"]);
    const english = await read(`/en/forms/${form.slug}/signatories.csv`);
    expect(parse(english.html, { delimiter: ",", bom: true }).length).toBe(4);
    expect((await read(`/fr/forms/${form.slug}/versions/2`)).text).toContain(
      "Ce qui a changé depuis la version 1",
    );
    for (const number of ["0", "3", "01", "x", "1e0", "99999999999"])
      expect([number, (await read(`/fr/forms/${form.slug}/versions/${number}`)).status]).toEqual([
        number,
        404,
      ]);
    expect((await read(`/fr/forms/${form.id}`)).status).toBe(404);
    expect((await read(`/fr/elections/${election.slug}`)).text).toContain("3/7");
    expect((await read("/fr")).text).toContain("Derniers faits");
  });
});

describe("the finder", () => {
  const asked = async (query: string) => {
    const response = await lookup(new Request(`http://localhost:3000/api/v1/lookup?${query}`));
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      body: await response.json(),
    };
  };

  it("leads from a postcode, a commune or a name to one place, or to a choice that the address keeps", async () => {
    const { at, area, ballot } = await aContest(2, { code: "78-11" });
    await aCommune(db(), { name: "Conflans-Sainte-Honorine", wholeIds: [area.id], postcodes: ["78700"] });
    for (const name of ["Saint-Denis-en-Val", "Saint-Denis-en-Bugey"])
      await aCommune(db(), { name, wholeIds: [area.id], postcodes: ["45560"] });
    for (const typed of ["78700", "conflans", "CONFLANS STE HONORINE", "conflan sainte honorin"]) {
      const moved = await read(`/fr/search?q=${encodeURIComponent(typed)}`);
      expect([typed, moved.status, moved.headers.get("location")]).toEqual([typed, 303, `/fr${at}`]);
    }
    const choice = await read("/fr/search?q=st%20denis");
    expect([choice.status, choice.text.includes("2 possibilités")]).toEqual([200, true]);
    for (const panelNumber of [8, 13]) {
      const person = await aPerson(db(), { givenName: "Ondine", familyName: "Rousselière" });
      await aCandidacy(db(), { ballotId: ballot.id, personId: person.id, panelNumber });
    }
    const homonyms = await read("/fr/search?q=rousseliere");
    for (const said of ["Des personnes différentes portent le même nom", "panneau 8", "panneau 13"])
      expect(homonyms.text).toContain(said);
    expect((await read("/fr/search?q=zzzqqq")).text).toContain("Rien ne ressemble à");
  });

  it("suggests while one types: places and people with what tells them apart, and nothing for what is no word", async () => {
    const suggested = async (typed: string) => {
      const query = new URLSearchParams({ lang: "fr", q: typed });
      const response = await suggest(new Request(`http://localhost:3000/api/v1/suggest?${query}`));
      const { said, choices }: { said: string; choices: { name: string; detail: string; href: string }[] } =
        await response.json();
      return { status: response.status, said, choices };
    };
    const found = await suggested("confl");
    expect(found.said).toBe("1 suggestion, flèche vers le bas pour la choisir");
    expect(found.choices).toMatchObject([
      {
        name: "Conflans-Sainte-Honorine",
        detail: "78700",
        href: expect.stringMatching(/^\/fr\/elections\//),
      },
    ]);
    expect((await suggested("rousselier")).choices.map(({ detail }) => detail.split(", ").at(-1))).toEqual([
      "panneau 8",
      "panneau 13",
    ]);
    for (const nothing of ["", "\u202eabc", "zzzqqq", "x".repeat(241)])
      expect([nothing, (await suggested(nothing)).choices, (await suggested(nothing)).status]).toEqual([
        nothing,
        [],
        200,
      ]);
  });

  it("tells the same as JSON, and a bad request as a problem", async () => {
    expect((await asked("q=78700")).body).toMatchObject({
      status: "found",
      choices: [{ kind: "commune", name: "Conflans-Sainte-Honorine" }],
    });
    expect((await asked("q=st%20denis&lang=en")).body.status).toBe("choose");
    expect((await asked("q=zzzqqq")).body).toEqual({ status: "none", choices: [] });
    for (const bad of ["", "q=", "q=%20", `q=${"x".repeat(241)}`, "q=a%00b", "q=%E2%80%AEabc"]) {
      const { status, type, body } = await asked(bad);
      expect([bad, status, type, body.status]).toEqual([bad, 400, "application/problem+json", 400]);
    }
    expect((await read("/fr/search?q=%E2%80%AEabc")).text).toContain(
      "Ces caractères ne peuvent pas être cherchés",
    );
  });
});
