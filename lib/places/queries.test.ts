import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { savePlaces } from "./commands";
import { findPlaces } from "./queries";
import { asked, type Hit, offered } from "./rules";
import type { AreaFact, AreaLevel, PlaceFacts } from "./schema";

testDatabase();

const key = (scheme: string, code: string) => ({ scheme: `fr-${scheme}`, code });
const area = (
  level: AreaLevel,
  code: string,
  name: string,
  parent: string | null,
  population = 0,
): AreaFact => ({
  ...key(level === "borough" ? "commune" : level, code),
  level,
  country: "FR",
  name,
  timeZone: null,
  parent: parent ? key(level === "borough" ? "commune" : "department", parent) : null,
  population,
});
const part = (code: string, whole: string, isPartial = false) => ({
  part: key("commune", code),
  whole: key("constituency", whole),
  isPartial,
  source: "insee",
});
const postcode = (code: string, commune: string) => ({ country: "FR", code, area: key("commune", commune) });

/** A small country with the names that trip finders up. */
const facts: PlaceFacts = {
  areas: [
    area("department", "78", "Yvelines", null),
    area("department", "75", "Paris", null),
    area("department", "2A", "Corse-du-Sud", null),
    area("constituency", "78-07", "7e circonscription des Yvelines", "78"),
    area("constituency", "78-08", "8e circonscription des Yvelines", "78"),
    area("commune", "78172", "Conflans-Sainte-Honorine", "78", 36_000),
    area("commune", "78001", "Conflans-le-Petit", "78", 50),
    area("commune", "78002", "Évry", "78", 400),
    area("commune", "78003", "Évry-Courcouronnes", "78", 66_000),
    area("commune", "78004", "L'Haÿ-les-Roses", "78", 31_000),
    area("commune", "78005", "Saint-Denis", "78", 150_000),
    area("commune", "78006", "Sainte-Denise", "78", 10),
    area("commune", "78007", "Œuilly", "78", 10),
    area("commune", "75056", "Paris", "75", 2_000_000),
    area("borough", "75111", "Paris 11e Arrondissement", "75056", 140_000),
  ],
  aliases: [{ area: key("commune", "78003"), scheme: "fr-commune", code: "78099", name: "Bourg-Disparu" }],
  postcodes: [
    postcode("78700", "78172"),
    postcode("78700", "78001"),
    postcode("78200", "78005"),
    postcode("75011", "75111"),
  ],
  parts: [
    part("78172", "78-07"),
    part("78005", "78-07", true),
    part("78005", "78-08", true),
    part("75056", "78-08"),
  ],
  shapes: [],
};

beforeAll(async () => {
  const client = await pool().connect();
  await client.query("BEGIN");
  await savePlaces(ctxOf(systemActor()), { client, facts });
  await client.query("COMMIT");
  client.release();
});

async function found(typed: string): Promise<string[]> {
  return (await findPlaces(typed)).map((place) => `${place.isExact ? "=" : "~"}${place.area.name}`);
}

describe("the finder", () => {
  it.each([
    ["78700", ["=Conflans-Sainte-Honorine", "=Conflans-le-Petit"]],
    ["78 200", ["=Saint-Denis"]],
    ["787", ["~Conflans-Sainte-Honorine", "~Conflans-le-Petit"]],
    ["78", ["=Yvelines"]],
    ["2a", ["=Corse-du-Sud"]],
    ["20999", ["~Corse-du-Sud"]],
    ["78-7", ["=7e circonscription des Yvelines"]],
    ["75011", ["=Paris 11e Arrondissement"]],
    ["99999", []],
  ])("by number: %s", async (typed, places) => {
    expect(await found(typed)).toEqual(places);
  });

  it.each([
    ["st denis", ["=Saint-Denis"]],
    ["ST-DENIS", ["=Saint-Denis"]],
    ["hay les roses", ["=L'Haÿ-les-Roses"]],
    ["l’haÿ les roses", ["=L'Haÿ-les-Roses"]],
    ["evry", ["=Évry", "=Évry-Courcouronnes"]],
    ["conflans", ["~Conflans-Sainte-Honorine", "~Conflans-le-Petit"]],
    ["paris", ["=Paris", "~Paris 11e Arrondissement"]],
    ["oeuilly", ["=Œuilly"]],
    ["yvelines", ["=Yvelines"]],
    ["bourg disparu", ["=Évry-Courcouronnes"]],
    ["x", []],
    ["%_", []],
  ])("by name: %s", async (typed, places) => {
    expect(await found(typed)).toEqual(places);
  });

  it.each([
    ["conflan saint honorine", "~Conflans-Sainte-Honorine"],
    ["sain denis", "~Saint-Denis"],
    ["courcouronnes", "~Évry-Courcouronnes"],
    ["yveline", "~Yvelines"],
  ])("forgives: %s", async (typed, first) => {
    expect((await found(typed))[0]).toBe(first);
  });

  it("tells the other name by which it came, postcodes, and every constituency of a split commune or a department", async () => {
    const [former] = await findPlaces("Bourg-Disparu");
    expect(former).toMatchObject({
      alias: "Bourg-Disparu",
      area: { code: "78003", parent: { code: "78" } },
      wholes: [],
    });
    const [split] = await findPlaces("saint-denis");
    expect(split).toMatchObject({ wholes: ["78-07", "78-08"], postcodes: ["78200"], alias: null });
    expect((await findPlaces("Yvelines"))[0]?.wholes).toEqual(["78-07", "78-08"]);
    expect((await findPlaces("75011"))[0]?.wholes).toEqual(["78-08"]);
  });

  it("tells only constituencies that vote in the election", async () => {
    const { rows } = await pool().query<{ id: string }>(`
      WITH e AS (INSERT INTO election (slug, name, country, area_scheme, time_zone) VALUES ('e', '{}', 'FR', 'fr-constituency', 'UTC') RETURNING id)
      INSERT INTO ballot (election_id, area_id) SELECT e.id, a.id FROM e, area a WHERE a.code = '78-08' RETURNING election_id AS id`);
    expect((await findPlaces("saint-denis", rows[0]?.id ?? null))[0]?.wholes).toEqual(["78-08"]);
  });
});

describe("what is typed", () => {
  it("is a number, a name, or nothing", () => {
    expect(asked(" 78 700 ")).toEqual({ kind: "code", digits: "78700", code: "78700" });
    expect(asked("971-1")).toEqual({ kind: "code", digits: "971-1", code: "971-01" });
    expect(asked("L'Île")).toMatchObject({ kind: "name", key: "l ile" });
    expect(["", " ", "a", "'", "…"].map((typed) => asked(typed).kind)).toEqual(Array(5).fill("nothing"));
  });

  it("offers a name that only begins so as exact when its place is larger than the exact ones", () => {
    const hit = (name: string, rank: number, population: number): Hit => ({
      area: { scheme: "s", code: name, level: "commune", name, parent: null },
      postcodes: [],
      wholes: [],
      alias: null,
      rank,
      population,
    });
    const exact = (hits: Hit[]) => offered(hits).map(({ isExact }) => isExact);
    expect(exact([hit("A", 0, 10), hit("A-B", 1, 11), hit("A-C", 1, 9), hit("AD", 2, 99)])).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(exact([hit("A-B", 1, 11), hit("A-C", 3, 99)])).toEqual([false, false]);
  });
});
