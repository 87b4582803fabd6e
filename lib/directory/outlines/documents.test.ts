import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { nearby } from "@/components/nearby";
import { db } from "@/lib/core/db";
import { download } from "@/lib/core/download";
import { testDatabase } from "@/lib/core/testing/database";
import { constituencyKey } from "@/lib/importing/ministry/constituency-code";
import { hasOfficialFiles, official } from "@/lib/importing/testing/official-files";
import { aBallot, anArea, anElection } from "@/prisma/factories";
import { outlinesDownload } from "./documents";
import { outlinesOf } from "./rules";

testDatabase();

const ring = [
  [2, 48],
  [2.1, 48],
  [2.1, 48.1],
  [2, 48.1],
  [2, 48],
];

async function asked(slug: string, locale = "fr") {
  const request = new Request(`http://localhost:3000/${locale}/elections/${slug}/outlines.json`);
  return download(outlinesDownload)(request, { params: Promise.resolve({ locale, slug }) });
}

describe("the outlines of an election", () => {
  it("are one public file for all readers; there is none where no outline is known", async () => {
    const { id: electionId, slug } = await anElection(db());
    const { id: areaId } = await anArea(db(), {
      name: "Au large",
      shape: { type: "Polygon", coordinates: [ring] },
    });
    await aBallot(db(), { electionId });
    expect((await asked(slug)).status).toBe(404);
    await aBallot(db(), { electionId, areaId });
    const answer = await asked(slug);
    expect([answer.status, answer.headers.get("cache-control")?.startsWith("public")]).toEqual([200, true]);
    expect(await answer.json()).toMatchObject({
      grid: 0.001,
      areas: [{ name: "Au large", rings: [[2000, 48_000, 100, 0, 0, 100, -100, 0, 0, -100]] }],
    });
    expect((await asked("absent")).status).toBe(404);
  });

  it("grow coarser before they grow heavy", () => {
    const fine = Array.from({ length: 200_000 }, (_, n) => [
      2 + (n % 2000) * 0.002,
      48 + Math.floor(n / 100) * 0.001,
    ]);
    const area = { scheme: "s", code: "1", level: "constituency", name: "Dentelle", parent: null };
    const drawn = outlinesOf([{ area, shape: { type: "Polygon", coordinates: [fine] } }], "essai", "fr");
    expect(drawn.grid).toBeGreaterThan(0.001);
  });
});

const collection = z.object({
  features: z.array(z.object({ properties: z.object({ ID: z.string() }), geometry: z.unknown() })),
});

/** Town halls by their well-known coordinates, and the constituency that INSEE's table gives the whole commune. */
const TOWNS: readonly (readonly [string, number, number, string])[] = [
  ["Conflans-Sainte-Honorine", 48.999, 2.098, "78-07"],
  ["Rodez", 44.35, 2.573, "12-01"],
  ["Aurillac", 44.926, 2.44, "15-01"],
  ["Guéret", 46.171, 1.868, "23-01"],
  ["Mende", 44.518, 3.5, "48-01"],
  ["Saint-Malo", 48.649, -2.009, "35-07"],
  ["Foix", 42.966, 1.607, "09-01"],
  ["Cahors", 44.448, 1.441, "46-01"],
  ["Digne-les-Bains", 44.092, 6.236, "04-01"],
  ["Gap", 44.559, 6.08, "05-01"],
  ["Bastia", 42.7, 9.45, "2B-01"],
  ["Privas", 44.735, 4.599, "07-01"],
  ["Vierzon", 47.222, 2.069, "18-02"],
  ["Laon", 49.564, 3.62, "02-01"],
  ["Lourdes", 43.094, -0.046, "65-02"],
];

describe.skipIf(!hasOfficialFiles)("the published outlines, in ../shared/data", () => {
  it("hold each of fifteen towns among those that are possible, few of them, in a light file", () => {
    const { features } = collection.parse(
      JSON.parse(readFileSync(official("constituencies.geojson"), "utf8")),
    );
    const areas = features.map(({ properties, geometry }) => {
      const code = constituencyKey(properties.ID) ?? properties.ID;
      return {
        area: { scheme: "fr-constituency", code, level: "constituency", name: code, parent: null },
        shape: geometry,
      };
    });
    const outlines = outlinesOf(areas, "essai", "fr");
    expect(JSON.stringify(outlines).length).toBeLessThan(600_000);
    const found = TOWNS.map(([town, latitude, longitude, code]) => {
      const names = nearby(outlines, { latitude, longitude, accuracy: 30 }).map(({ name }) => name);
      return { town, isThere: names.includes(code), count: names.length };
    });
    expect(found.filter(({ isThere }) => !isThere)).toEqual([]);
    process.stdout.write(
      `near me: ${found.map(({ count }) => count).join(" ")} possible, ${JSON.stringify(outlines).length} characters, grid ${outlines.grid}\n`,
    );
    expect(Math.max(...found.map(({ count }) => count))).toBeLessThanOrEqual(5);
  });
});
