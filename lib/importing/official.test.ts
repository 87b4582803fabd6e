import { describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/core/testing/database";
import { slowness } from "@/lib/core/testing/effort";
import { placesOfAddress } from "@/lib/places/addresses/queries";
import { addressIn } from "@/lib/places/addresses/rules";
import { findPlaces } from "@/lib/places/queries";
import { nothingGathered } from "./areas/area-files";
import { gatherAreas } from "./areas/read-areas";
import type { ImportKind } from "./schema";
import { hasOfficialFiles, official } from "./testing/official-files";
import { countsOf, runFiles, select } from "./testing/run-import";

const y2022 = {
  election: "legislatives-2022",
  name: "Élections législatives de 2022",
  dates: ["2022-06-12", "2022-06-19"],
};
const y2017 = {
  election: "legislatives-2017",
  name: "Élections législatives de 2017",
  dates: ["2017-06-11", "2017-06-18"],
  creates: true,
};

async function run(kind: ImportKind, files: string[], more: Record<string, unknown> = {}) {
  const start = performance.now();
  const result = await runFiles(kind, files.map(official), more);
  if (!result.ok) throw new Error(`${result.refusal} ${JSON.stringify(result.detail)}`);
  return { ...result.value, seconds: (performance.now() - start) / 1000 };
}

async function one(sql: string): Promise<unknown[]> {
  return (await select(sql))[0] ?? [];
}

const candidaciesOf = (slug: string) =>
  one(`SELECT count(*)::int, count(c.substitute_id)::int, count(DISTINCT c.ballot_id)::int FROM candidacy c
    JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id WHERE e.slug = '${slug}'`);
const electedIn = (slug: string) =>
  one(`SELECT count(*) FILTER (WHERE r.round = 1)::int, count(*) FILTER (WHERE r.round = 2)::int FROM result r JOIN candidacy c ON c.id = r.candidacy_id
    JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id WHERE r.is_elected AND e.slug = '${slug}'`);

const areaFiles = [
  "insee-circo-composition.xlsx",
  "constituency-communes-names.csv",
  "abroad-country-constituency.csv",
  "constituencies.geojson",
];
const list = ["legislatives-2022-candidates-round1.xlsx"];

/** The steps build on each other, as an operator takes them. */
describe.skipIf(!hasOfficialFiles)(
  "everything official (the files lie in ../shared/data)",
  { timeout: 300_000 },
  () => {
    testDatabase();

    it("areas: 577 constituencies, 129 split communes, six communes without a constituency", async () => {
      const report = await run("areas", areaFiles);
      expect([report.rejected, report.notes.constituencies, report.notes.unassigned?.length]).toEqual([
        0, 577, 6,
      ]);
      expect(
        await one("SELECT count(*)::int, count(shape)::int FROM area WHERE level = 'constituency'"),
      ).toEqual([577, 566]);
      const gathered = nothingGathered();
      await gatherAreas(official("insee-circo-composition-latin1.csv"), gathered, "ID");
      const partial = [
        ...new Set(gathered.assigned.filter((fact) => fact.isPartial).map((fact) => fact.part.code)),
      ];
      const split = `SELECT a.code FROM area_part p JOIN area a ON a.id = p.part_id WHERE a.scheme = 'fr-commune'
      GROUP BY 1 HAVING count(*) > 1 AND bool_and(p.is_partial)`;
      expect(partial.length).toBe(129);
      expect(
        await one(`SELECT count(*)::int FROM (${split}) s WHERE code = ANY ('{${partial.join()}}')`),
      ).toEqual([129]);
      // Mamoudzou by the Assemblée's names, and four mergers since that joined communes of two constituencies.
      expect(await one(`SELECT count(*)::int FROM (${split}) s`)).toEqual([134]);
      const nowhere =
        "SELECT count(*)::int FROM area a WHERE a.code LIKE '55%' AND a.level = 'commune' AND NOT EXISTS (SELECT FROM area_part p WHERE p.part_id = a.id)";
      expect(await one(nowhere)).toEqual([6]);
    });

    it("the finder knows them: right among the first three, in milliseconds", async () => {
      const asked = [
        ["78700", "Conflans-Sainte-Honorine"],
        ["conflans", "Conflans-Sainte-Honorine"],
        ["st denis", "Saint-Denis"],
        ["hay les roses", "L'Haÿ-les-Roses"],
        ["evry", "Évry-Courcouronnes"],
        ["marseile", "Marseille"],
        ["conflan saint honorine", "Conflans-Sainte-Honorine"],
        ["yvelines", "Yvelines"],
        ["2a", "Corse-du-Sud"],
        ["canada", "Canada"],
        ["75011", "Paris 11e Arrondissement"],
      ] as const;
      const times: number[] = [];
      for (const [typed, name] of [...asked, ...asked, ...asked]) {
        const start = performance.now();
        const places = await findPlaces(typed);
        times.push(performance.now() - start);
        expect(places.slice(0, 3).map(({ area }) => area.name)).toContain(name);
      }
      times.sort((a, b) => a - b);
      expect(times[Math.floor(times.length * 0.9)]).toBeLessThan(150 * slowness());
      expect((await findPlaces("75011"))[0]?.wholes.length).toBe(18);
      // INSEE's file assigns no arrondissement: all of the city's are possible, and the page says so.
      const wholesOf = async (typed: string) => (await findPlaces(typed))[0]?.wholes;
      expect((await wholesOf("75009"))?.length).toBe(18);
      expect(await wholesOf("2a004")).toEqual(["2A-01", "2A-02"]);
      expect(await wholesOf("japon")).toEqual(["ZZ-11"]);
      expect(await wholesOf("78999")).toHaveLength(12);
      expect(await findPlaces("00000")).toEqual([]);
    });

    it("whole addresses lead to the one constituency of their commune, to all of a split one, and nowhere else", async () => {
      const wholesOf = async (typed: string) => {
        const address = addressIn(typed);
        const { places, isSure } = address ? await placesOfAddress(address) : { places: [], isSure: false };
        return isSure && places.length === 1 ? places[0]?.wholes : null;
      };
      for (const [typed, wholes] of [
        ["12 rue des Lilas, 78700 Conflans-Sainte-Honorine", ["78-07"]],
        ["12 rue des Lilas 78702 CONFLANS STE HONORINE CEDEX", ["78-07"]],
        ["1 place du Bourg, 12000 Rodez", ["12-01"]],
        ["1 place du Bourg 35400 St Malo", ["35-07"]],
        ["4 rue Haute, 65100 Lourdes", ["65-02"]],
        ["4 rue Haute, Foix", ["09-01"]],
        ["1 place de la Mairie 48000 Mende", ["48-01"]],
        ["2 quai Sud, 2B200 Bastia, 20200", ["2B-01"]],
      ] as const)
        expect([typed, await wholesOf(typed)]).toEqual([typed, wholes]);
      for (const [typed, count] of [
        ["3 bd Voltaire 75011 Paris", 18],
        ["5, av. de la République – Lyon 3e", 4],
        ["2 quai Sud 44000 NANTES", 5],
      ] as const)
        expect([typed, (await wholesOf(typed))?.length]).toEqual([typed, count]);
    });

    it("areas again: nothing changes, from the workbook or from the CSV", async () => {
      const again = await run("areas", areaFiles);
      expect([again.created, again.updated]).toEqual([0, 0]);
      const csv = await run("areas", ["insee-circo-composition-latin1.csv"]);
      expect([csv.rows, csv.created, csv.updated]).toEqual([35_132, 0, 0]);
    });

    it("2017, which has no list: 7,877 candidacies, 577 elected", async () => {
      const [first, second] = [
        "legislatives-2017-results-round1.xlsx",
        "legislatives-2017-results-round2.xlsx",
      ];
      expect(countsOf(await run("results", [first], y2017))).toEqual([7877, 7877, 0, 0, 0]);
      expect(countsOf(await run("results", [second], { ...y2017, round: 2 }))).toEqual([1146, 1146, 0, 0, 0]);
      expect(await candidaciesOf(y2017.election)).toEqual([7877, 0, 577]);
      expect(await electedIn(y2017.election)).toEqual([4, 573]);
      expect(countsOf(await run("results", [first], y2017))).toEqual([7877, 0, 0, 7877, 0]);
    });

    it("birth dates and parties of 2017: who is found is completed, the rest waits, nobody is created", async () => {
      const file = ["legislatives-2017-party-attachment.csv"];
      expect(countsOf(await run("persons", file, y2017))).toEqual([6825, 0, 6614, 0, 211]);
      expect(countsOf(await run("persons", file, y2017))).toEqual([6825, 0, 0, 6614, 211]);
      expect(await one("SELECT count(*)::int, count(birth_date)::int FROM person")).toEqual([7877, 6585]);
      expect(await one("SELECT count(*)::int FROM import_row WHERE reason = 'no-such-candidate'")).toEqual([
        203,
      ]);
      // The sheet "Elus" has a birth date for each of the 577; four contradict what is known and wait.
      const elected = await run("persons", ["legislatives-2017-results-round2.xlsx"], y2017);
      expect([elected.rows, elected.rejected]).toEqual([577, 4]);
    });

    it("candidates of 2022: 6,290, all with a substitute; dry run in 3 s, commit in 3 s with what undo needs", async () => {
      const dry = await run("candidates", list, { ...y2022, isDryRun: true });
      expect(countsOf(dry)).toEqual([6290, 6290, 0, 0, 0]);
      expect(await candidaciesOf(y2022.election)).toEqual([0, 0, 0]);
      const report = await run("candidates", list, y2022);
      expect(countsOf(report)).toEqual([6290, 6290, 0, 0, 0]);
      expect(await candidaciesOf(y2022.election)).toEqual([6290, 6290, 577]);
      expect(
        // Two people of one name on one ballot.
        await one(`SELECT count(DISTINCT p.id)::int, count(DISTINCT p.birth_date)::int, count(DISTINCT p.key)::int FROM candidacy c JOIN person p ON p.id = c.person_id
        JOIN ballot b ON b.id = c.ballot_id JOIN area a ON a.id = b.area_id WHERE a.code = '75-09' AND EXISTS (
        SELECT FROM candidacy o JOIN person q ON q.id = o.person_id WHERE o.ballot_id = c.ballot_id AND q.key = p.key AND q.id <> p.id)`),
      ).toEqual([2, 2, 1]);
      expect(dry.seconds).toBeLessThan(3 * slowness());
      expect(report.seconds).toBeLessThan(3 * slowness());
      const again = await run("candidates", list, y2022);
      expect([...countsOf(again), again.missing]).toEqual([6290, 0, 0, 6290, 0, 0]);
    });

    it("overseas votes in its own time, west of Paris on the Saturday", async () => {
      const days =
        await select(`SELECT a.code, d.polling_date::text, d.time_zone FROM polling_date d JOIN area a ON a.id = d.area_id
      JOIN election_round r ON r.id = d.round_id JOIN election e ON e.id = r.election_id
      WHERE e.slug = 'legislatives-2022' AND r.number = 1 AND a.code IN ('971-01', '974-01', 'ZX-01') ORDER BY 1`);
      expect(days).toEqual([
        ["971-01", "2022-06-11", "America/Guadeloupe"],
        ["974-01", "2022-06-12", "Indian/Reunion"],
        ["ZX-01", "2022-06-11", "America/Marigot"],
      ]);
    });

    it("who stands again in 2022 is the same person: 1,349 by name and birth date, the others are not guessed", async () => {
      const both = `SELECT c.person_id FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id
      GROUP BY 1 HAVING count(DISTINCT e.id) = 2`;
      expect(await one(`SELECT count(*)::int FROM (${both}) s`)).toEqual([1349]);
    });

    it("results of 2022: 577 elected, 5 and 572, from either format", async () => {
      const [first, second] = [
        "legislatives-2022-results-round1.xlsx",
        "legislatives-2022-results-round2.xlsx",
      ];
      expect(countsOf(await run("results", [first], y2022))).toEqual([6290, 6290, 0, 0, 0]);
      expect(countsOf(await run("results", [second], { ...y2022, round: 2 }))).toEqual([1148, 1148, 0, 0, 0]);
      expect(await electedIn(y2022.election)).toEqual([5, 572]);
      expect(countsOf(await run("results", [first], y2022))).toEqual([6290, 0, 0, 6290, 0]);
      // The CSV is the earlier count of the night: the same candidates, other votes in 200 rows.
      expect(countsOf(await run("results", ["legislatives-2022-results-round1-latin1.csv"], y2022))).toEqual([
        6290, 0, 200, 6090, 0,
      ]);
    });
  },
);
