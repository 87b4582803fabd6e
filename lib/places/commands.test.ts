import { expect, it } from "vitest";
import { pool } from "@/lib/core/db";
import { searchKey } from "@/lib/core/folding";
import { ctxOf, memberActor, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { savePlaces } from "./commands";
import type { AreaFact, PlaceFacts } from "./schema";

testDatabase();

const area = (scheme: string, code: string, level: AreaFact["level"], name: string): AreaFact => ({
  scheme,
  code,
  level,
  name,
  country: "XX",
  timeZone: null,
  parent: null,
  population: null,
});
const facts: PlaceFacts = {
  areas: [
    {
      ...area("fr-commune", "1", "commune", "Saint-Exemple"),
      parent: { scheme: "d", code: "d1" },
      population: 5,
    },
    area("d", "d1", "department", "Département"),
    area("c", "c1", "constituency", "Première"),
    area("c", "c2", "constituency", "Deuxième"),
  ],
  aliases: [{ area: { scheme: "fr-commune", code: "1" }, scheme: "fr-commune", code: "9", name: "Ancienne" }],
  postcodes: [{ country: "XX", code: "00001", area: { scheme: "fr-commune", code: "1" } }],
  parts: [
    {
      part: { scheme: "fr-commune", code: "1" },
      whole: { scheme: "c", code: "c1" },
      isPartial: false,
      source: "insee",
    },
  ],
  shapes: [{ area: { scheme: "c", code: "c1" }, shape: '{"type":"Polygon","coordinates":[]}' }],
};

async function save(these: PlaceFacts, actor = systemActor()) {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const result = await savePlaces(ctxOf(actor), { client, facts: these });
    await client.query("COMMIT");
    return result.ok ? Object.values(result.value) : result.refusal;
  } finally {
    client.release();
  }
}

async function partsOfCommune() {
  const { rows } = await pool().query(
    "SELECT w.code, p.is_partial, p.source FROM area_part p JOIN area w ON w.id = p.whole_id ORDER BY 1",
  );
  return rows.map(({ code, is_partial, source }) => `${code} ${is_partial} ${source}`);
}

it("writes places once, then only what changed, and replaces a commune's constituencies", async () => {
  expect(await save(facts)).toEqual([7, 1, 0]);
  expect(await save(facts)).toEqual([0, 0, 8]);
  const { rows } = await pool().query("SELECT a.key, p.code FROM area a JOIN area p ON p.id = a.parent_id");
  expect(rows).toEqual([{ key: "saint exemple", code: "d1" }]);
  const names = {
    ...facts,
    parts: facts.parts.map((part) => ({ ...part, whole: { scheme: "c", code: "c2" }, source: "assemblee" })),
  };
  expect(await save(names)).toEqual([0, 0, 8]);
  const split = {
    ...facts,
    parts: ["c1", "c2"].map((code) => ({
      part: { scheme: "fr-commune", code: "1" },
      whole: { scheme: "c", code },
      isPartial: true,
      source: "insee",
    })),
  };
  expect(await save(split)).toEqual([1, 1, 7]);
  expect(await partsOfCommune()).toEqual(["c1 true insee", "c2 true insee"]);
  expect(await save(facts)).toEqual([0, 1, 7]);
  expect(await partsOfCommune()).toEqual(["c1 false insee"]);
});

it("is for the operator, an import or the seed", async () => {
  expect(await save(facts, memberActor())).toBe("not-operator");
  expect(await save(facts, memberActor({ isOperator: true }))).toEqual([0, 0, 8]);
});

it("folds names for search as the database does", async () => {
  const names = [
    "Saint-Étienne-du-Grès",
    "L’Haÿ-les-Roses",
    "Œuilly",
    "St. Denis",
    "Ste-Foy",
    "EVRY  Courcouronnes",
    "Faa'a",
    "Schœlcher",
    "Stains",
  ];
  const { rows } = await pool().query<{ key: string }>(
    "SELECT search_key(n) AS key FROM unnest($1::text[]) AS n",
    [names],
  );
  expect(names.map(searchKey)).toEqual(rows.map(({ key }) => key));
});
