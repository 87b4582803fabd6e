import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aBallot, aCandidacy, anArea, aUser } from "@/prisma/factories";
import { aCommune } from "@/prisma/factories-ballots";
import { aContest } from "../testing/contest";
import { read } from "../testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

describe("a borough", () => {
  it("is called an arrondissement, and shows its city's constituencies as all that is known", async () => {
    const { area, department, election } = await aContest(2, { code: "75-01" });
    const second = await anArea(db(), {
      code: "75-02",
      name: "2e circonscription de Paris",
      parentId: department.id,
    });
    const ballot = await aBallot(db(), { electionId: election.id, areaId: second.id });
    await aCandidacy(db(), { ballotId: ballot.id, panelNumber: 1 });
    const city = await aCommune(db(), { name: "Paris", wholeIds: [area.id, second.id] });
    const borough = (code: string, name: string) =>
      anArea(db(), { scheme: "fr-commune", level: "borough", code, name, parentId: city.id });
    await borough("75103", "Paris 3e Arrondissement");
    await borough("75101", "Paris 1er Arrondissement");
    const query = `election=${election.slug}`;
    const page = await read(`/fr/places/fr-commune/75103?${query}`);
    for (const said of [
      "Paris, 3e arrondissement",
      "la ville de Paris tout entière",
      "2 circonscriptions possibles : laquelle est la vôtre",
    ])
      expect(page.text).toContain(said);
    expect(page.html).toContain("3<sup>e</sup> arrondissement");
    expect((await read(`/fr/places/fr-commune/75101?${query}`)).text).toContain("Paris, 1er arrondissement");
    expect((await read(`/en/places/fr-commune/75103?${query}`)).text).toContain("Paris , 3rd arrondissement");
    expect((await read(`/fr/places/fr-commune/${city.code}?${query}`)).text).toContain(
      "Cette commune est partagée entre 2 circonscriptions",
    );
    const known = await aCommune(db(), { name: "Lyon 2e Arrondissement", wholeIds: [area.id, second.id] });
    await db().area.update({ where: { id: known.id }, data: { level: "borough" }, select: { id: true } });
    expect((await read(`/fr/places/fr-commune/${known.code}?${query}`)).text).toContain(
      "Cet arrondissement est partagé entre 2 circonscriptions",
    );
  });
});

it("an English page marks French names of places as French", async () => {
  const { at } = await aContest(1, { code: "78-07" });
  const { html } = await read(`/en${at}`);
  expect(html).toContain('<span lang="fr">Yvelines</span>, 7th constituency');
  expect((await read(`/fr${at}`)).html).not.toContain('<span lang="fr">Yvelines');
});
