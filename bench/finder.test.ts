import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { db, pool } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { publicPeople } from "@/lib/directory/finder/queries";
import { placesOfFrance } from "@/lib/importing/areas/places-of-france";
import { savePlaces } from "@/lib/places/commands";
import { findPlaces } from "@/lib/places/queries";
import { aBallot } from "@/prisma/factories";

const database = testDatabase();

// S3: every commune of France beside ten thousand candidates, then a hundred thousand, then a million.
const SIZES = [10_000, 100_000, 1_000_000] as const;
const ROUNDS = 400;
const BARS = { prefix: 3, growth: 0.05, typo: 10 };

let ballotId = "";
beforeAll(async () => {
  const { areas, aliases, postcodes } = placesOfFrance();
  const client = await pool().connect();
  await client.query("BEGIN");
  const facts = { areas, aliases, postcodes, parts: [], shapes: [] };
  await savePlaces(ctxOf(systemActor()), { client, facts });
  await client.query("COMMIT");
  client.release();
  ballotId = (await aBallot(db())).id;
}, 120_000);

/** Names as a country has them: some borne by thousands, most by a few; made of syllables, nobody's. */
async function grown(owner: pg.Client, from: number, to: number): Promise<void> {
  await owner.query(
    `WITH people AS (
       INSERT INTO person (given_name, family_name)
       SELECT (ARRAY['Camille','Dominique','Anaïs','Bénédicte','Loïc','Noé','Solène','Maëlle','Thibault','Ngoc'])[1 + n % 10],
         (SELECT string_agg((ARRAY['ba','ché','dou','fre','gui','hau','jo','ker','lé','mon','nau','pel','que','ri','sau','ti','vel','wa','zé','or'])
            [1 + ((word / (20 ^ place)::bigint) % 20)::int], '') FROM generate_series(0, 3) place)
       FROM (SELECT n, floor(160000 * (((n * 7919::bigint) % 1000003) / 1000003.0) ^ 2)::bigint AS word
             FROM generate_series($2::int, $3::int) n) named RETURNING id)
     INSERT INTO candidacy (ballot_id, person_id) SELECT $1, id FROM people`,
    [ballotId, from, to],
  );
}

const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

async function timed(
  asked: readonly string[],
  answer: (typed: string) => Promise<unknown>,
): Promise<number[]> {
  for (const typed of asked.slice(0, 40)) await answer(typed);
  const times: number[] = [];
  for (const typed of asked) {
    const start = performance.now();
    await answer(typed);
    times.push(performance.now() - start);
  }
  return times;
}

/** What is suggested while one types. */
const suggested = (typed: string) => publicPeople(typed, 8);

/** What the answer costs at the least: one range of the covering index, and each name's candidacy with its place. */
const BARE = `
  SELECT p.given_name, p.family_name, c.public_id, a.name, e.name AS election
  FROM (SELECT id FROM person WHERE key >= $1 COLLATE "C" AND key < ($1 || '~') COLLATE "C" ORDER BY key LIMIT 8) k
  JOIN person p ON p.id = k.id JOIN candidacy c ON c.person_id = p.id JOIN ballot b ON b.id = c.ballot_id
  JOIN area a ON a.id = b.area_id JOIN election e ON e.id = b.election_id`;

async function namesAt(count: number): Promise<readonly string[]> {
  const { rows } = await pool().query<{ key: string }>(
    "SELECT key FROM person ORDER BY md5(public_id) LIMIT $1",
    [count],
  );
  return rows.map(({ key }) => key);
}

/** One letter lost, doubled, changed or swapped with its neighbour, in the longest word. */
function slipped(key: string, n: number): string {
  const words = key.split(" ");
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a), "");
  const place = 1 + (n % (longest.length - 2));
  const [head, here, next, rest] = [
    longest.slice(0, place),
    longest.charAt(place),
    longest.charAt(place + 1),
    longest.slice(place + 2),
  ];
  const typed = [
    `${head}${next}${rest}`,
    `${head}${here}${here}${next}${rest}`,
    `${head}x${next}${rest}`,
    `${head}${next}${here}${rest}`,
  ];
  return words.map((word) => (word === longest ? (typed[n % 4] ?? word) : word)).join(" ");
}

test("S3: the finder among a million candidates", async () => {
  const rows = [];
  let before = 0;
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  const { rows: indexes } = await owner.query<{ name: string; made: string }>(
    "SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename = 'person' AND indexdef LIKE '%USING gin%'",
  );
  for (const size of SIZES) {
    // Filed at the end, for a million names one by one take an hour.
    for (const { name } of indexes) await owner.query(`DROP INDEX ${name}`);
    for (let from = before; from < size; from += 50_000)
      await grown(owner, from + 1, Math.min(size, from + 50_000));
    for (const { made } of indexes) await owner.query(made);
    before = size;
    await owner.query("VACUUM ANALYZE");
    await owner.query("DELETE FROM publication_mark");
    const names = await namesAt(ROUNDS);
    const starts = names.map((key) => key.slice(0, key.indexOf(" ") + 4));
    const bare = at(
      await timed(starts, (key) => pool().query({ name: "bare", text: BARE, values: [key] })),
      0.5,
    );
    const prefix = at(await timed(starts, suggested), 0.5);
    const slips = names.map(slipped);
    const typos = await timed(slips, suggested);
    let found = 0;
    for (const [n, typed] of slips.slice(0, 100).entries()) {
      const people = await publicPeople(typed);
      if (people.some(({ person }) => person.familyName && names[n]?.endsWith(fold(person.familyName))))
        found += 1;
    }
    const places = at(
      await timed(
        ["conf", "st den", "hay l", "marsei", "evr"].flatMap((word) => Array(40).fill(word)),
        findPlaces,
      ),
      0.5,
    );
    rows.push({ size, bare, prefix, typo50: at(typos, 0.5), typo99: at(typos, 0.99), found, places });
  }
  await owner.end();
  const [first, , last] = rows;
  const growth = Math.log((last?.prefix ?? 0) / (first?.prefix ?? 1)) / Math.log(SIZES[2] / SIZES[0]);
  process.stdout.write(
    `${JSON.stringify({ rows, growth: Number(growth.toFixed(3)) }, (_, v) => (typeof v === "number" ? Number(v.toFixed(3)) : v))}\n`,
  );
  for (const { prefix, bare } of rows) expect(prefix / bare).toBeLessThanOrEqual(BARS.prefix);
  expect(growth).toBeLessThanOrEqual(BARS.growth);
  expect(last?.typo99).toBeLessThanOrEqual(BARS.typo);
  expect(last?.found).toBeGreaterThanOrEqual(95);
}, 1_800_000);

const fold = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
