import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import {
  DESK_PAGES,
  type DeskVisitAddress,
  type Known,
  knownOf,
  nameOf,
  paramsOf,
  searchOf,
} from "@/bench/desk-pages";
import { aBusyInstance } from "@/bench/volume";
import { databaseNow } from "@/lib/core/db";
import { ctxOf, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import type { Ctx } from "./core/auth/actor";

/** A table of fewer rows may be read whole: that is quicker than its index. */
const SMALL = 1000;
/** Of one query, in milliseconds, on a machine however busy; the times proper are measured in bench/. */
const LIMIT = 1000;

const database = testDatabase();
const visitor = vi.hoisted(() => ({ ctx: null as Ctx | null }));
vi.mock("@/lib/core/auth/session", () => ({ memberCtxOrLogin: async () => visitor.ctx }));

interface Asked {
  readonly text: string;
  readonly values: unknown[];
}
interface Node {
  readonly "Node Type": string;
  readonly "Relation Name"?: string | undefined;
  readonly "Index Name"?: string | undefined;
  readonly "Index Cond"?: string | undefined;
  readonly Plans?: readonly Node[] | undefined;
}
const node: z.ZodType<Node> = z.object({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Name": z.string().optional(),
  "Index Cond": z.string().optional(),
  Plans: z.lazy(() => z.array(node)).optional(),
});
const explained = z.tuple([
  z.object({ "QUERY PLAN": z.tuple([z.object({ Plan: node, "Execution Time": z.number().optional() })]) }),
]);

let known: Known;
let big: ReadonlySet<string>;
const said = z
  .tuple([z.string().or(z.object({ text: z.string(), values: z.array(z.unknown()).optional() }))])
  .rest(z.unknown())
  .transform(([first, second]): Asked => {
    if (typeof first === "string") return { text: first, values: Array.isArray(second) ? second : [] };
    return { text: first.text, values: first.values ?? (Array.isArray(second) ? second : []) };
  });

let owner: pg.Client;

async function rowsOf<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(sql, values)).rows;
}

beforeAll(async () => {
  const [own] = await aBusyInstance(database.url, 4);
  if (!own) throw new Error("no campaign");
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  known = await knownOf(
    own,
    async (sql) => Object.values((await rowsOf<Record<string, string>>(sql))[0] ?? {})[0] ?? "",
  );
  const { userId, organizationId } = own;
  visitor.ctx = ctxOf(operatorActor({ userId, organizationId }), await databaseNow());
  const sizes = await rowsOf<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.reltuples > ${SMALL}
     UNION ALL SELECT i.relname FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid AND x.indpred IS NULL JOIN pg_class i ON i.oid = x.indexrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.reltuples > ${SMALL}`,
  );
  await owner.query("BEGIN");
  big = new Set(sizes.map(({ name }) => name));
}, 120_000);
afterAll(() => owner?.end());

/** The queries that a page makes when it is asked for. */
async function queriesOf(visit: DeskVisitAddress): Promise<readonly Asked[]> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  const { default: Page } = await import(/* @vite-ignore */ join(process.cwd(), visit.file));
  await Page({
    params: Promise.resolve({ locale: "fr", ...paramsOf(visit, known) }),
    searchParams: Promise.resolve(searchOf(visit, known)),
  });
  const asked = spy.mock.calls.map((call) => said.parse(call));
  spy.mockRestore();
  return asked;
}

/** Tables that a plan reads without a condition on an index, or whole. A list in the order of an index ends at its limit. */
function wholes({ Plans = [], ...at }: Node, isLimited = false): string[] {
  const type = at["Node Type"];
  const read = at["Index Name"] ?? at["Relation Name"] ?? "";
  const isWhole =
    /Scan$/.test(type) &&
    !/^(Bitmap Heap|CTE|Function|Subquery|Values|WorkTable) Scan$|^Tid/.test(type) &&
    !at["Index Cond"] &&
    !isLimited;
  const isOrdered = type === "Limit" || (isLimited && !/Sort|Aggregate|Hash/.test(type));
  return [...(isWhole && big.has(read) ? [read] : []), ...Plans.flatMap((plan) => wholes(plan, isOrdered))];
}

const LOOPS =
  "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";

async function planOf({ text, values }: Asked, isLooped: boolean): Promise<{ whole: string[]; ms: number }> {
  await owner.query(`SAVEPOINT asking; ${isLooped ? LOOPS : ""}`);
  const how = isLooped ? "FORMAT JSON" : "ANALYZE, TIMING off, FORMAT JSON";
  const answer = await owner.query({ text: `EXPLAIN (${how}) ${text}`, values });
  await owner.query("ROLLBACK TO asking");
  const [
    {
      "QUERY PLAN": [{ Plan, "Execution Time": ms = 0 }],
    },
  ] = explained.parse(answer.rows);
  return { whole: [...new Set(wholes(Plan))].sort(), ms };
}

const told = ({ text }: Asked) => text.replace(/\s+/g, " ").trim().slice(0, 400);

/**
 * Queries that read all there is of one election or one campaign, as their page shows or counts it. An index serves each, and
 * is taken where the instance holds much else; on an instance of a few elections one pass over the table is quicker, and the
 * planner is right to choose it. Beside each: its time on a quiet machine, with four campaigns.
 */
const OF_A_WHOLE_CAMPAIGN: Readonly<Record<string, string>> = {
  "latest AS (": "the numbers of a campaign, 43 ms",
  "AS is_twice": "the table of candidates: who stands, 43 ms",
  "AS is_disputed": "the same: signatures, 7 ms",
  "'reachable' AS fact": "the same: addresses, invitations, drafts, 14 ms",
  "AS requests, max(at) AS last_request": "the same: requests, 20 ms",
  "AS parties FROM nomination": "the same: nominations, 10 ms",
  'AS "withContact"': "who can be written to, 29 ms",
  "people AS (": "whom the next wave would reach, 38 to 70 ms",
  "AS crowded": "what was handed over today, 6 ms",
  '"invitation"."mailing_id"': "the mails of a mailing by their state, 8 ms",
  'AS "pollingDate"': "the polling days of every constituency, for election silence, 4 ms",
  "AS zone FROM election": "the time zones of every constituency, 5 ms",
  "AS asleep": "who may be called at all, 23 ms",
  "WITH stood AS": "candidacies of each election by their status, 21 ms",
  'AS "areaCode"': "what an election lacks, list by list, 12 to 53 ms",
  "JOIN area a ON a.scheme = e.area_scheme": "territories without a candidate, 12 ms",
  "FROM person_pair": "every pair of persons to review, 11 ms",
  "count(*)::int AS total FROM person_merge": "how many merges there are, 0.1 ms",
  'AS "otherNames"': "a few ballots out of some thousands, 0.6 ms",
  '"ballot"."election_id" = $1 OFFSET': "how many constituencies vote, 0.3 ms",
  'FROM (SELECT "public"."candidacy"."id"': "how many stand, 5 ms",
  "WITH near AS": "a few ballots out of some thousands, 4 ms",
};
/** Queries about all that the instance holds: no index could spare them the table. */
const OF_THE_INSTANCE: Readonly<Record<string, string>> = {
  "FROM election e ORDER BY": "the one list that shows every election, 21 ms",
  "count(DISTINCT part_id)": "how many communes are placed, 9 ms",
};
const isAbout = (of: Readonly<Record<string, string>>, text: string) =>
  Object.keys(of).some((part) => text.includes(part));

/** Why a query breaks the rule; null where it holds. */
async function whyNot(query: Asked): Promise<string | null> {
  const byIndex = await planOf(query, true);
  if (byIndex.whole.length > 0 && !isAbout(OF_THE_INSTANCE, query.text))
    return `no index serves ${byIndex.whole.join(", ")}: ${told(query)}`;
  const own = await planOf(query, false);
  const isKnown = [OF_A_WHOLE_CAMPAIGN, OF_THE_INSTANCE].some((of) => isAbout(of, query.text));
  if (own.whole.length > 0 && !isKnown) return `reads ${own.whole.join(", ")} whole: ${told(query)}`;
  return own.ms > LIMIT ? `takes ${Math.round(own.ms)} ms: ${told(query)}` : null;
}

const judged = new Map<string, string | null>();

test.each(DESK_PAGES.map((visit) => [nameOf(visit), visit] as const))(
  "%s reads no big table whole",
  async (_name, visit) => {
    const asked = await queriesOf(visit);
    expect(
      asked.filter(({ text }) => !/^\s*(SELECT|WITH)/i.test(text)),
      "a page only reads",
    ).toEqual([]);
    for (const query of asked) if (!judged.has(query.text)) judged.set(query.text, await whyNot(query));
    expect(asked.flatMap(({ text }) => judged.get(text) ?? [])).toEqual([]);
  },
  60_000,
);

test("every reason is still needed by a query", () => {
  const texts = [...judged.keys()];
  expect(
    Object.keys(OF_A_WHOLE_CAMPAIGN).filter((part) => !texts.some((text) => text.includes(part))),
  ).toEqual([]);
});

test.each([
  ["signature_form_id_candidacy_id_role_revision_key", "/desk/forms/[id]/overview"],
  ["invitation_form_id_status_idx", "/desk/forms/[id]/invitations/people?mailing=all&group=accepted&page=20"],
  ["error_report_open_first", "/desk/reports"],
])("the index %s taken away is seen", async (index, page) => {
  const visit = DESK_PAGES.find((one) => nameOf(one) === page);
  const asked = visit ? await queriesOf(visit) : [];
  await owner.query(`SAVEPOINT whole; DROP INDEX ${index}`);
  const whys: (string | null)[] = [];
  for (const query of asked) whys.push(await whyNot(query));
  await owner.query("ROLLBACK TO whole");
  expect(whys.filter(Boolean)).not.toEqual([]);
});
