import { describe, expect, it } from "vitest";
import { searchKey } from "@/lib/core/folding";
import { ctxOf, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { readCandidates } from "@/lib/importing/ministry/candidates";
import { readPersons } from "@/lib/importing/ministry/persons";
import type { AreaRef, PersonCells, Read } from "@/lib/importing/ministry/rows";
import { hasOfficialFiles, official } from "@/lib/importing/testing/official-files";
import { runFiles, select } from "@/lib/importing/testing/run-import";
import { findMatches } from "./commands";

const y2022 = { election: "legislatives-2022", name: "2022", dates: ["2022-06-12", "2022-06-19"] };
const y2017 = {
  election: "legislatives-2017",
  name: "2017",
  dates: ["2017-06-11", "2017-06-18"],
  creates: true,
};
const list2022 = "legislatives-2022-candidates-round1.xlsx";
const attachment = "legislatives-2017-party-attachment.csv";
const [round1, round2] = ["legislatives-2017-results-round1.xlsx", "legislatives-2017-results-round2.xlsx"];

async function run(
  kind: "areas" | "candidates" | "results" | "persons",
  files: readonly string[],
  more = {},
) {
  const result = await runFiles(kind, files.map(official), more);
  if (!result.ok) throw new Error(`${result.refusal} ${JSON.stringify(result.detail)}`);
  return result.value;
}

const areas = () =>
  run("areas", [
    "insee-circo-composition.xlsx",
    "constituency-communes-names.csv",
    "abroad-country-constituency.csv",
  ]);

// Each person once who is a candidate in both, and those of them in the same constituency.
const AGAIN = `
  WITH stood AS (
    SELECT coalesce(p.merged_into_id, p.id) AS root, e.slug, b.area_id FROM candidacy c JOIN person p ON p.id = c.person_id
    JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id
  ), again AS (
    SELECT x.root, bool_or(x.area_id = y.area_id) AS in_one_area
    FROM stood x JOIN stood y ON y.root = x.root AND x.slug = 'legislatives-2017' AND y.slug = 'legislatives-2022' GROUP BY 1
  )
  SELECT count(*)::int, count(*) FILTER (WHERE in_one_area)::int FROM again`;

// Two candidates of 2022 who bear one name: how many such pairs, how many were joined, how many are asked about.
const HOMONYMS = `
  SELECT count(*)::int, count(*) FILTER (WHERE coalesce(p.merged_into_id, p.id) = coalesce(q.merged_into_id, q.id))::int,
    count(*) FILTER (WHERE EXISTS (SELECT FROM person_pair r WHERE (r.first_id, r.second_id) = (least(p.id, q.id), greatest(p.id, q.id))))::int
  FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id AND e.slug = 'legislatives-2022'
  JOIN candidacy d ON d.id > c.id JOIN ballot f ON f.id = d.ballot_id AND f.election_id = e.id
  JOIN person p ON p.id = c.person_id JOIN person q ON q.id = d.person_id AND q.key = p.key`;

const QUEUE =
  "SELECT kind::text, count(*)::int FROM person_pair WHERE decision IS NULL GROUP BY 1 ORDER BY 1";

async function named(rows: AsyncIterable<Read<{ person: PersonCells; area: AreaRef }>>) {
  const people = new Map<string, Set<string>>();
  for await (const row of rows) {
    if (!("value" in row)) continue;
    const { person, area } = row.value;
    const who = [searchKey(person.givenName), searchKey(person.familyName), person.birthDate].join();
    people.set(who, (people.get(who) ?? new Set()).add(area.code));
  }
  return people;
}

describe.skipIf(!hasOfficialFiles)(
  "2017 by the attachment file alone (../shared/data)",
  { timeout: 600_000 },
  () => {
    testDatabase();

    it("1,342 stand again by given name, family name and birth date, 1,051 in the same constituency; all are found", async () => {
      const past = await named(readPersons(official(attachment)));
      const present = await named(readCandidates(official(list2022)));
      const again = [...past].filter(([who]) => present.has(who));
      const inOneArea = again.filter(([who, codes]) =>
        [...codes].some((code) => present.get(who)?.has(code)),
      );
      expect([again.length, inOneArea.length]).toEqual([1342, 1051]);
      await areas();
      await run("candidates", [attachment], y2017);
      await run("candidates", [list2022], y2022);
      // And one more, whose hyphen stands elsewhere: the same letters of the whole name, parted otherwise.
      expect(await select(AGAIN)).toEqual([[1343, 1052]]);
      expect(await select(HOMONYMS)).toEqual([[9, 0, 0]]);
    });
  },
);

describe.skipIf(!hasOfficialFiles)(
  "2017 by results, attachment and elected (../shared/data)",
  { timeout: 600_000 },
  () => {
    testDatabase();

    it("though the later list comes first, the same people are found, and the near-misses wait", async () => {
      await areas();
      await run("candidates", [list2022], y2022);
      await run("results", [round1], y2017);
      expect(await select(AGAIN)).toEqual([[0, 0]]);
      // Of the 1,342, four have two birth dates in the file, and one another surname in the results: they wait.
      await run("persons", [attachment], y2017);
      expect((await select(AGAIN))[0]?.[0]).toBe(1337);
      // The sheet of the elected knows twelve more birth dates.
      await run("persons", [round2], y2017);
      expect(await select(AGAIN)).toEqual([[1349, 1058]]);
      expect(await select(HOMONYMS)).toEqual([[9, 0, 0]]);
      expect(await select(QUEUE)).toEqual([
        ["birth_date", 46],
        ["given_name", 25],
        ["no_birth_date", 163],
        ["surname", 45],
      ]);
      expect(await findMatches(ctxOf(operatorActor()))).toMatchObject({ value: { merged: 0, queued: 0 } });
    });
  },
);
