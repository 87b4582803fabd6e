import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { suggestedByFiles } from "@/components/suggestions";
import { db, pool } from "@/lib/core/db";
import { shardOf } from "@/lib/core/folding";
import { testDatabase } from "@/lib/core/testing/database";
import { aBallot, anArea, anElection, aUser } from "@/prisma/factories";
import { aCommune } from "@/prisma/factories-ballots";
import { read } from "../../testing/visit";
import { indexPart } from "./documents";

testDatabase();

/** Two departments with communes of awkward names; one commune is split, one lies beyond its department's border. */
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
  const department = (code: string, name: string) =>
    anArea(db(), { scheme: "fr-department", level: "department", code, name });
  const [yvelines, val] = [await department("78", "Yvelines"), await department("94", "Val-de-Marne")];
  const election = await anElection(db(), { slug: "essai" });
  const seat = async (code: string, parentId: string) => {
    const { id } = await anArea(db(), { code, parentId });
    await aBallot(db(), { electionId: election.id, areaId: id });
    return id;
  };
  const [seven, eight] = [await seat("78-07", yvelines.id), await seat("78-08", yvelines.id)];
  const hay = await seat("94-07", val.id);
  const commune = (code: string, name: string, parentId: string, wholeIds: string[], postcodes: string[]) =>
    aCommune(db(), { code, name, parentId, wholeIds, postcodes });
  await commune("78172", "Conflans-Sainte-Honorine", yvelines.id, [seven], ["78700"]);
  await commune("78015", "Andrésy", yvelines.id, [seven, eight], ["78570", "78700"]);
  await commune("94038", "L'Haÿ-les-Roses", val.id, [hay], ["94240"]);
  await commune("93066", "Saint-Denis", val.id, [hay], ["93200"]);
  await commune("78001", "Au-Delà", yvelines.id, [hay], ["78999"]);
  const { id: areaId } = await commune("78551", "Neuve", yvelines.id, [seven], ["78100"]);
  await db().areaAlias.create({
    data: { areaId, scheme: "fr-commune", name: "Vieille" },
    select: { id: true },
  });
}, 240_000);

describe("the pages that answer without a question", () => {
  it("lead from departments to postcodes and from there to a constituency or the choice", async () => {
    const all = await read("/fr/find");
    expect(all.html).toContain('<span class="num">78</span> <a href="/fr/find/78">Yvelines</a>');
    const { html, text } = await read("/fr/find/78");
    expect(text).toContain("78700 Andrésy 2 possibles 78700 Conflans-Sainte-Honorine 7e");
    expect(html).toContain('href="/fr/places/fr-commune/78015"');
    expect(html).toContain('href="/fr/elections/essai/78-07">Conflans-Sainte-Honorine</a>');
    expect(html.match(/id="p78700"/g)).toHaveLength(1);
    expect((await read("/en/find/94")).text).toContain("78999 Au-Delà 7th");
  });

  it("know no department that does not vote, and nothing but departments", async () => {
    for (const code of ["75", "78-07", "%27", "x".repeat(3000)])
      expect([code, (await read(`/fr/find/${code}`)).status]).toEqual([code, 404]);
  });
});

describe("the index that suggestions read without an app", () => {
  it("cuts names where the database cuts them", async () => {
    const keys =
      "conflans|l hay les roses|les ulis|saint denis|sainte foy|saint o|o de selle|y|saintes|le mans|l a".split(
        "|",
      );
    const { rows } = await pool().query<{ part: string }>(
      "SELECT finder_shard(k) AS part FROM unnest($1::text[]) k",
      [keys],
    );
    expect(keys.map(shardOf)).toEqual(rows.map(({ part }) => part));
  });

  it.each([
    ["conf", "/fr/elections/essai/78-07"],
    ["hay les", "/fr/elections/essai/94-07"],
    ["L’Haÿ", "/fr/elections/essai/94-07"],
    ["st denis", "/fr/elections/essai/94-07"],
    ["78570", "/fr/places/fr-commune/78015"],
    ["78172", "/fr/elections/essai/78-07"],
    ["vieille", "/fr/elections/essai/78-07"],
    ["12 rue des Lilas, 94240 L’Haÿ-les-Roses", "/fr/elections/essai/94-07"],
    ["yvelines", "/fr/places/fr-department/78"],
    ["78", "/fr/places/fr-department/78"],
    ["94", "/fr/elections/essai/94-07"],
  ])("%s", async (typed, href) => {
    const real = globalThis.fetch;
    globalThis.fetch = async (address) => {
      const body = await indexPart(/\/find\/names\/(.*)\.json$/.exec(String(address))?.[1] ?? "");
      return new Response(body ?? "", { status: body ? 200 : 404 });
    };
    const found = await suggestedByFiles(typed, "fr").finally(() => {
      globalThis.fetch = real;
    });
    expect(found[0]?.href).toBe(href);
  });

  it("holds nothing under a part that there is not", async () => {
    expect([await indexPart("zz"), await indexPart("../x"), await indexPart("")]).toEqual([null, null, null]);
  });
});
