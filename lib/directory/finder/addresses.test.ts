import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db, pool } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { placesOfFrance } from "@/lib/importing/areas/places-of-france";
import { placesOfAddress } from "@/lib/places/addresses/queries";
import { addressIn } from "@/lib/places/addresses/rules";
import { savePlaces } from "@/lib/places/commands";
import { findPlaces } from "@/lib/places/queries";
import { aBallot, aCandidacy, anArea, anElection, anOrganization, aUser } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { read } from "../testing/visit";
import { lookup } from "./documents";

testDatabase();

async function holds(code: string, wholes: readonly string[]) {
  const { id: partId } = await db().area.findUniqueOrThrow({
    where: { scheme_code: { scheme: "fr-commune", code } },
    select: { id: true },
  });
  const isPartial = wholes.length > 1;
  await db().areaPart.createMany({
    data: wholes.map((wholeId) => ({ partId, wholeId, isPartial, source: "test" })),
  });
}

/** Every commune and postal code of France, and one made-up election in two constituencies. */
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
  const { areas, aliases, postcodes } = placesOfFrance();
  const client = await pool().connect();
  await client.query("BEGIN");
  const facts = { areas, aliases, postcodes, parts: [], shapes: [] };
  await savePlaces(ctxOf(systemActor()), { client, facts });
  await client.query("COMMIT");
  client.release();
  const election = await anElection(db(), { slug: "essai" });
  const party = await anOrganization(db(), { kind: "party", name: "Union des Jardins", shortName: "UDJ" });
  const [one, two] = [await anArea(db(), { code: "78-07" }), await anArea(db(), { code: "78-08" })];
  for (const area of [one, two]) {
    const { id: ballotId } = await aBallot(db(), { electionId: election.id, areaId: area.id });
    const { id: candidacyId } = await aCandidacy(db(), { ballotId });
    await aNomination(db(), { candidacyId, organizationId: party.id });
  }
  await holds("78172", [one.id]);
  await holds("78015", [one.id, two.id]);
}, 120_000);

/** Made-up addresses in real towns, and the codes of the communes that they name. */
const ADDRESSES: readonly (readonly [string, string])[] = [
  ["12 rue des Lilas, 78700 Conflans-Sainte-Honorine", "=78172"],
  ["12 RUE DES LILAS 78700 CONFLANS STE HONORINE", "=78172"],
  ["12bis rue des Lilas, Conflans-Sainte-Honorine 78700", "=78172"],
  ["rue des Lilas, Conflans Sainte Honorine", "=78172"],
  ["12 rue des Lilas, 78702 Conflans-Ste-Honorine Cedex", "=78172"],
  ["3 bd Voltaire 75011 Paris", "=75111"],
  ["3, boulevard Voltaire, Paris 11e", "=75111"],
  ["3 bd Voltaire, Paris 11ème arrondissement", "=75111"],
  ["5, av. de la République – Lyon 3e", "=69383"],
  ["5 avenue de la République, 69003 Lyon", "=69383"],
  ["5 avenue de la République, 69003 Lyon, France", "=69383"],
  ["40 La Canebière, Marseille 1er", "=13201"],
  ["1 place de la Mairie, 35400 Saint-Malo", "=35288"],
  ["1 place de la Mairie 35400 St Malo", "=35288"],
  ["2 quai Sud\n44000 NANTES", "=44109"],
  ["8 chemin du Puits, 06000 Nice", "=06088"],
  ["10 allée des Pins, 20000 Ajaccio", "=2A004"],
  ["4 rue Haute, 97410 Saint-Pierre", "=97416"],
  ["4 rue Haute, Saint-Denis, La Réunion", "=97411"],
  ["4 rue Haute, Saint-Denis, Seine-Saint-Denis", "=93066"],
  ["4 rue Haute, 93200 Saint Denis", "=93066"],
  ["Résidence du Parc, bât. B, 17 rue Neuve, 94240 L’Haÿ-les-Roses", "=94038"],
  ["17 rue Neuve 94240 hay les roses", "=94038"],
  ["BP 12, 57000 Metz", "=57463"],
  ["Lieu-dit Le Bourg, 24220 Saint-Cyprien", "=24396"],
  ["6 rte de Dijon, 21700 Nuits-Saint-Georges", "=21464"],
  ["9 sq. Pasteur 67000 Strasbourg cedex 1", "=67482"],
  ["9 square Pasteur (67000) Strasbourg", "=67482"],
  ["7 cours Neuf, F-33000 Bordeaux", "=33063"],
  ["15 grande rue, 25000 Besançon", "=25056"],
];

/** What voters type, and the code of the place that must be among the first three. */
const TYPED: readonly (readonly [string, string])[] = [
  ["78700", "78172"],
  ["78 700", "78172"],
  ["75009", "75109"],
  ["2a004", "2A004"],
  ["2A", "2A"],
  ["20000", "2A004"],
  ["78172", "78172"],
  ["st denis", "93066"],
  ["St-Denis", "97411"],
  ["ste genevieve des bois", "91549"],
  ["hay les roses", "94038"],
  ["L’Haÿ-les-Roses", "94038"],
  ["l'hay", "94038"],
  ["Conflans", "78172"],
  ["conflan ste honorin", "78172"],
  ["Evry", "91228"],
  ["Annecy-le-Vieux", "74010"],
  ["marseile", "13055"],
  ["Lyon 3e", "69383"],
  ["Paris 9", "75109"],
  ["Paris 9ème", "75109"],
  ["paris 1er", "75101"],
  ["93200 Saint-Denis", "93066"],
  ["78702 Conflans Sainte-Honorine CEDEX", "78172"],
  ["Conflans-Sainte-Honorine cedex", "78172"],
  ["67000 Strasbourg cedex", "67482"],
  ["reunion", "974"],
];

describe("what voters type into the one box", () => {
  it.each(TYPED)("%s", async (typed, code) => {
    const address = addressIn(typed);
    const places = address ? (await placesOfAddress(address)).places : await findPlaces(typed);
    expect(places.slice(0, 3).map(({ area }) => area.code)).toContain(code);
  });

  it("a code that no commune has leads to its department, and one of nowhere to nothing", async () => {
    const codes = async (typed: string) => (await findPlaces(typed)).map(({ area }) => area.code);
    expect(await codes("78999")).toEqual(["78"]);
    expect(await codes("2b999")).toEqual(["2B"]);
    expect(await codes("00000")).toEqual([]);
  });

  it("offers every homonym with its department", async () => {
    const found = (await findPlaces("Saint-Denis")).filter(({ area }) => area.name === "Saint-Denis");
    const parents = found.map(({ area }) => area.parent?.code);
    expect(parents).toEqual(expect.arrayContaining(["93", "974", "11", "30"]));
    expect(parents).not.toContain(undefined);
  });
});

describe("addresses over every commune of France", () => {
  it.each(ADDRESSES)("%s", async (typed, expected) => {
    const address = addressIn(typed);
    const found = address && (await placesOfAddress(address));
    expect(found && `${found.isSure ? "=" : "?"}${found.places.map(({ area }) => area.code).join(" ")}`).toBe(
      expected,
    );
  });

  it("are guessed nowhere that a street's name only sounds like a town", async () => {
    for (const typed of [
      "12 rue de Paris",
      "10 rue des Lilas",
      "3 rue de la Ville du Bois",
      "1 avenue du Mans",
    ]) {
      const address = addressIn(typed);
      expect([typed, address && (await placesOfAddress(address)).places.length]).toEqual([typed, 0]);
    }
    const address = addressIn("5 rue Jules Verne");
    expect(address && (await placesOfAddress(address)).isSure).toBe(false);
  });
});

describe("the one box", () => {
  const search = (q: string, locale = "fr") => read(`/${locale}/search?q=${encodeURIComponent(q)}`);

  it("takes an address to its constituency, and leaves the street behind", async () => {
    const { status, headers } = await search("12 rue des Lilas, 78700 Conflans-Sainte-Honorine");
    expect([status, headers.get("location"), headers.get("cache-control")]).toEqual([
      303,
      "/fr/elections/essai/78-07",
      "no-store",
    ]);
  });

  it("takes a party's name or letters to the party, and a near one too", async () => {
    for (const typed of ["Union des Jardins", "udj"])
      expect([typed, (await search(typed)).headers.get("location")]).toEqual([
        typed,
        "/fr/organizations/union-des-jardins",
      ]);
    expect((await search("union des jardin")).html).toContain('href="/fr/organizations/union-des-jardins"');
  });

  it("says of a split commune that the street does not decide", async () => {
    const { headers } = await search("8 rue Haute, 78570 Andrésy");
    expect(headers.get("location")).toBe("/fr/places/fr-commune/78015?street=1");
    const place = await read("/fr/places/fr-commune/78015?street=1&election=essai");
    expect(place.text).toContain("La rue ne suffit pas ici");
    expect((await read("/fr/places/fr-commune/78015?election=essai")).text).not.toContain("La rue ne suffit");
  });

  it("asks where the commune is not sure, names what is missing, and lets no cache keep an address", async () => {
    const unsure = await search("5 rue Jules Verne");
    expect(unsure.text).toContain("Est-ce bien celle-ci");
    const lost = await search("10 rue des Lilas");
    expect(lost.text).toContain("Ajoutez le code postal");
    for (const { headers, text } of [unsure, lost]) {
      expect([
        headers.get("cache-control"),
        headers.get("referrer-policy"),
        headers.get("x-robots-tag"),
      ]).toEqual(["no-store", "no-referrer", "noindex, nofollow"]);
      expect(text).toContain("ni enregistrée");
    }
    expect((await search("10 rue des Lilas", "en")).text).toContain("Add the postcode");
    const asked = new Request(
      `http://localhost:3000/api/v1/lookup?q=${encodeURIComponent("5 rue Jules Verne")}`,
    );
    const answer = await lookup(asked);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toMatchObject({ status: "choose" });
  });
});
