import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { TILES } from "@/lib/places/tiles/france";
import { aBallot, anArea, aSignature, aUser, aVersion } from "@/prisma/factories";
import { aContest } from "../testing/contest";
import { read } from "../testing/visit";
import { boundsOf, isOnMap } from "./rules";

describe("the scale of the map", () => {
  it("has four rising tints that the largest count reaches, whatever it is", () => {
    for (const largest of [4, 5, 9, 10, 24, 25, 59, 60, 199, 200, 5000]) {
      const bounds = boundsOf(largest);
      expect([...bounds].sort((a, b) => a - b)).toEqual(bounds);
      expect([bounds[0], (bounds[3] ?? 0) <= largest || largest < 6]).toEqual([1, true]);
    }
  });

  it("is drawn where the election is held in most departments of France, and nowhere else", () => {
    const all = TILES.map(({ code }) => ({ code, name: code, count: 0 }));
    expect([isOnMap(all), isOnMap(all.slice(0, 19))]).toEqual([true, false]);
    expect(isOnMap([...all, { code: "BE-WBR", name: "Brabant wallon", count: 3 }])).toBe(false);
  });
});

describe("the map of a form", () => {
  testDatabase();
  beforeAll(async () => {
    await buildAssets();
    await aUser(db(), { isOperator: true });
  });

  it("gives each department its count as a tile and in the list, the same in both, led to by keyboard", async () => {
    const { form, candidacies, election } = await aContest(4, { code: "78-01" });
    if (!form) throw new Error("no form");
    for (const { code } of TILES.slice(0, 30).filter((tile) => tile.code !== "78")) {
      const department = await anArea(db(), {
        scheme: "fr-department",
        code,
        level: "department",
        name: `Département ${code}`,
      });
      const area = await anArea(db(), { code: `${code}-01`, name: "1re", parentId: department.id });
      await aBallot(db(), { electionId: election.id, areaId: area.id });
    }
    for (const { id } of candidacies.slice(0, 3))
      await aSignature(db(), { versionId: form.version.id, candidacyId: id });
    await aVersion(db(), { formId: form.id, engagements: 11, lineageIds: form.version.lineageIds });
    const { html, text } = await read(`/fr/forms/${form.slug}`);
    expect(html.match(/<title>[^<]*\u00a0: aucun signataire<\/title>/g)?.length).toBe(29);
    expect(html).toContain(`href="/fr/forms/${form.slug}?department=78#signatories" aria-label="Yvelines`);
    expect(text).toContain("78 Yvelines 3");
    expect(text).toMatch(/Des signataires dans un département sur \d+/);
    expect(text).toContain("Engagement 11 nouveau.");
    expect(text).toMatch(/mis à jour le .+ à .+ h/);
    expect((await read(`/en/forms/${form.slug}`)).text).toContain("Engagement 11 new.");
  });

  it("is left out where there is one department", async () => {
    const { form } = await aContest(2, { code: "46-01" });
    expect((await read(`/fr/forms/${form?.slug}`)).html).not.toContain('id="map"');
  });
});
