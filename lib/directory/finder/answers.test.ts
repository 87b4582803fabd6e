import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db, pool } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { placesOfFrance } from "@/lib/importing/areas/places-of-france";
import { hasOfficialFiles, official } from "@/lib/importing/testing/official-files";
import { runFiles } from "@/lib/importing/testing/run-import";
import { savePlaces } from "@/lib/places/commands";
import type { AreaKey, PlaceFacts } from "@/lib/places/schema";
import { aBallot, aCandidacy, anElection, aPerson, aUser } from "@/prisma/factories";
import { ASKED, answered, holdAnswer } from "../testing/answers";

const constituency = (code: string): AreaKey => ({ scheme: "fr-constituency", code });
const commune = (code: string): AreaKey => ({ scheme: "fr-commune", code });
const GERMANY: AreaKey = { scheme: "iso-country", code: "DE" };
const OF_PARIS = Array.from({ length: 18 }, (_, at) => `75-${String(at + 1).padStart(2, "0")}`);

/** Which constituencies hold the few places that are asked for, as the official files say. */
const HELD: readonly (readonly [AreaKey, readonly string[]])[] = [
  [commune("78172"), ["78-07"]],
  [commune("75056"), OF_PARIS],
  [commune("2A004"), ["2A-01", "2A-02"]],
  [commune("93066"), ["93-01", "93-02"]],
  [commune("97411"), ["974-01", "974-06"]],
  [commune("94038"), ["94-07"]],
  [GERMANY, ["ZZ-07"]],
];

function madeUp(): PlaceFacts {
  const { areas, aliases, postcodes, constituency: seat } = placesOfFrance();
  const seats = [...new Set(HELD.flatMap(([, codes]) => codes))].map(seat);
  const abroad = {
    ...GERMANY,
    level: "country" as const,
    country: "DE",
    name: "Allemagne",
    timeZone: null,
    parent: null,
    population: null,
  };
  const parts = HELD.flatMap(([part, codes]) =>
    codes.map((code) => ({
      part,
      whole: constituency(code),
      isPartial: codes.length > 1,
      source: "test",
    })),
  );
  return { areas: [...areas, ...seats, abroad], aliases, postcodes, parts, shapes: [] };
}

async function savedPlaces(facts: PlaceFacts) {
  const client = await pool().connect();
  await client.query("BEGIN");
  await savePlaces(ctxOf(systemActor()), { client, facts });
  await client.query("COMMIT");
  client.release();
}

describe("what the one box answers, in words, on made-up constituencies", () => {
  testDatabase();
  beforeAll(async () => {
    await buildAssets();
    await aUser(db(), { isOperator: true });
    await savedPlaces(madeUp());
    const election = await anElection(db(), { slug: "essai" });
    const seats = await db().area.findMany({
      where: { scheme: "fr-constituency" },
      orderBy: { code: "asc" },
      select: { id: true },
    });
    for (const { id } of seats) {
      const { id: ballotId } = await aBallot(db(), { electionId: election.id, areaId: id });
      const person = await aPerson(db(), { givenName: "Zoé", familyName: "Exemple-Homonyme" });
      await aCandidacy(db(), { ballotId, personId: person.id, panelNumber: 4 });
    }
  }, 120_000);

  it.each(ASKED)("$typed: $about", holdAnswer);

  it("a candidate's homonyms are told apart by constituency and board, none is guessed", async () => {
    const { text, at } = await answered("zoe exemple homonyme", "fr");
    expect(at).toBe("");
    expect(text).toContain("Des personnes différentes portent le même nom");
    expect(text).toContain("Corse-du-Sud, 1re · ");
    expect(text).toContain("panneau 4");
    expect((await answered("zoe exemple homonyme", "en")).text).toContain("Different people share a name");
  });
});

describe.skipIf(!hasOfficialFiles)("what the one box answers on the official files (../shared/data)", () => {
  testDatabase();
  beforeAll(async () => {
    await buildAssets();
    await aUser(db(), { isOperator: true });
    const lists = [
      "insee-circo-composition.xlsx",
      "constituency-communes-names.csv",
      "abroad-country-constituency.csv",
    ];
    await runFiles("areas", lists.map(official));
    const of = {
      election: "legislatives-2022",
      name: "Législatives 2022",
      dates: ["2022-06-12", "2022-06-19"],
    };
    await runFiles("candidates", [official("legislatives-2022-candidates-round1.xlsx")], of);
  }, 240_000);

  it.each(ASKED)("$typed: $about", holdAnswer);

  it("a split commune tells, for each possible constituency, the communes by which it is known", async () => {
    const { text } = await answered("93200", "fr");
    expect(text).toContain("2 circonscriptions possibles");
    expect(text).toMatch(/Avec [\p{Lu}][^.]+Épinay-sur-Seine/u);
  });

  it("two candidates of one name are both offered, with where each stands", async () => {
    const { rows } = await pool().query<{ name: string; places: string[] }>(
      `SELECT p.given_name || ' ' || p.family_name AS name, array_agg(d.name || ', ' || (right(a.code, 2)::int)) AS places
       FROM person p JOIN candidacy c ON c.person_id = p.id JOIN ballot b ON b.id = c.ballot_id
       JOIN area a ON a.id = b.area_id JOIN area d ON d.id = a.parent_id
       GROUP BY 1 HAVING count(*) = 2 ORDER BY 1 LIMIT 3`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { name, places } of rows) {
      const { text, at } = await answered(name, "fr");
      expect(at).toBe("");
      for (const place of places) expect(text).toContain(place);
    }
  });
});
