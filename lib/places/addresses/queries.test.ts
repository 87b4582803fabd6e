import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { savePlaces } from "../commands";
import type { AreaFact, AreaLevel, PlaceFacts } from "../schema";
import { placesOfAddress } from "./queries";
import { addressIn } from "./rules";

testDatabase();

const key = (scheme: string, code: string) => ({ scheme: `fr-${scheme}`, code });
const area = (level: AreaLevel, code: string, name: string, parent: string | null): AreaFact => ({
  ...key(level === "borough" ? "commune" : level, code),
  level,
  country: "FR",
  name,
  timeZone: null,
  parent: parent ? key(level === "borough" ? "commune" : "department", parent) : null,
  population: null,
});
const part = (code: string, whole: string, isPartial = false) => ({
  part: key("commune", code),
  whole: key("constituency", whole),
  isPartial,
  source: "made up",
});
const postcode = (code: string, commune: string) => ({ country: "FR", code, area: key("commune", commune) });

/** Communes made up so that streets, towns and homonyms trip a reader of addresses. */
const facts: PlaceFacts = {
  areas: [
    area("department", "95", "Val-Fictif", null),
    area("department", "96", "Haute-Invention", null),
    area("department", "974", "La Lointaine", null),
    area("constituency", "95-01", "1re circonscription du Val-Fictif", "95"),
    area("constituency", "95-02", "2e circonscription du Val-Fictif", "95"),
    area("constituency", "96-01", "1re circonscription de Haute-Invention", "96"),
    area("commune", "95001", "Bel-Air-Sainte-Odile", "95"),
    area("commune", "95002", "Bel-Air-le-Vieux", "95"),
    area("commune", "95003", "Les Tilleuls", "95"),
    area("commune", "95004", "Grandville", "95"),
    area("borough", "95104", "Grandville 1er Arrondissement", "95004"),
    area("borough", "95105", "Grandville 3e Arrondissement", "95004"),
    area("commune", "95006", "Mortefontaine-sur-Orge", "95"),
    area("commune", "96001", "Mortefontaine", "96"),
    area("commune", "96002", "Saint-Aubin", "96"),
    area("commune", "95007", "Saint-Aubin", "95"),
    area("commune", "96003", "La Roche-Pâle", "96"),
    area("commune", "97401", "Saint-Aubin", "974"),
    area("commune", "96004", "Verne", "96"),
  ],
  aliases: [{ area: key("commune", "95006"), scheme: "fr-commune", code: "95099", name: "Hameau-Disparu" }],
  postcodes: [
    postcode("95700", "95001"),
    postcode("95700", "95002"),
    postcode("95300", "95003"),
    postcode("95001", "95104"),
    postcode("95003", "95105"),
    postcode("95400", "95006"),
    postcode("96100", "96001"),
    postcode("96200", "96002"),
    postcode("95200", "95007"),
    postcode("96300", "96003"),
    postcode("97401", "97401"),
    postcode("96400", "96004"),
  ],
  parts: [
    part("95001", "95-01"),
    part("95002", "95-02"),
    part("95004", "95-01", true),
    part("95004", "95-02", true),
    part("96003", "96-01"),
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

/** "=" before what is sure, "?" before what is only possible; codes, sorted. */
async function read(typed: string): Promise<string> {
  const address = addressIn(typed);
  if (!address) return "no address";
  const { places, isSure } = await placesOfAddress(address);
  return `${isSure ? "=" : "?"}${places
    .map(({ area: { code } }) => code)
    .sort()
    .join(" ")}`;
}

describe("addresses", () => {
  it.each([
    ["12 rue des Tilleuls, 95700 Bel-Air-Sainte-Odile", "=95001"],
    ["12 rue des Tilleuls 95700 BEL AIR STE ODILE", "=95001"],
    ["12bis, rue des Tilleuls\n95700 Bel-Air-le-Vieux\nFrance", "=95002"],
    ["7 av. Foch, Bel-Air-Sainte-Odile 95700", "=95001"],
    ["7 av. Foch Bel Air Sainte Odile (95 700)", "=95001"],
    ["Bel-Air (95700)", "=95001 95002"],
    ["7 av. Foch 95700", "=95001 95002"],
    ["7 av. Foch 95700 Bel Air Sainte Odil", "=95001"],
    ["7 av. Foch, 95702 Bel-Air-Sainte-Odile CEDEX 2", "=95001"],
    ["Mairie, 1 place de l’Église, F-96300 La Roche-Pâle", "=96003"],
    ["1 place de l’Église 96300 Roche Pale", "=96003"],
    ["3 bd Voltaire 95003 Grandville", "=95105"],
    ["3 bd Voltaire 95003 Grandville 3e arrondissement", "=95105"],
    ["5, av. de la République – Grandville 3e", "=95105"],
    ["5, av. de la République, Grandville 1er", "=95104"],
    ["5, av. de la République, Grandville", "=95004"],
    ["2 chemin du Lavoir, 95400 Hameau-Disparu", "=95006"],
    ["2 chemin du Lavoir, Mortefontaine", "=96001"],
    ["8 rue Haute, Saint-Aubin", "=95007 96002 97401"],
    ["8 rue Haute, Saint-Aubin, La Lointaine", "=97401"],
    ["8 rue Haute, Saint-Aubin, Val-Fictif, France", "=95007"],
    ["8 rue Haute 96299 Saint-Aubin", "=96002"],
    ["8 rue Haute, 97499 St-Aubin", "=97401"],
  ])("are placed: %s", async (typed, places) => {
    expect(await read(typed)).toBe(places);
  });

  it.each([
    ["12 rue des Tilleuls", "?"],
    ["10 rue de Grandville", "?"],
    ["5 rue Jules Verne", "?96004"],
    ["12 rue Victor Hugo La Roche Pâle", "?96003"],
    ["12 rue Victor Hugo à Saint-Aubin", "?95007 96002 97401"],
    ["Les Tilleuls, 8 rue Haute", "?95003"],
    ["8 rue Haute 96200 Grandville", "?95004 96002"],
    ["8 rue Haute 95300 Lieu-Inconnu", "?95003"],
    ["8 rue Haute, Xyzzyville", "?"],
  ])("are not guessed: %s", async (typed, places) => {
    expect(await read(typed)).toBe(places);
  });
});
