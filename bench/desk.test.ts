import { beforeAll, expect, test } from "vitest";
import { allReportsFor, reportsFor } from "@/lib/citizens/reports/queries";
import type { Ctx } from "@/lib/core/auth/actor";
import { databaseNow, pool } from "@/lib/core/db";
import { ctxOf, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { electionsFor } from "@/lib/elections/coverage/queries";
import { personsFor, reviewQueueFor } from "@/lib/elections/persons/queries";
import { deskFormFor, funnelFor } from "@/lib/forms/draft/queries";
import { callSheetFor } from "@/lib/outreach/calls/queries";
import { groupsOf } from "@/lib/outreach/campaign/rules";
import { candidatesFor, everyCandidateFor } from "@/lib/outreach/candidates/queries";
import { recordFor } from "@/lib/outreach/candidates/record/queries";
import { candidatesQuery } from "@/lib/outreach/candidates/schema";
import { claimsFor } from "@/lib/outreach/claims/queries";
import { contactCountsFor, withoutContactFor } from "@/lib/outreach/contacts/queries";
import { invitationsFor } from "@/lib/outreach/mailings/queries";
import { suggestionsFor } from "@/lib/outreach/suggestions/queries";
import { aCampaign, type Campaign } from "@/lib/outreach/testing/campaign";

testDatabase();
const COUNT = 6290;

let campaign: Campaign;
let operator: Ctx;
let publicId = "";

/** A campaign of 6,290 candidates, each with an address and eight calls on record. */
async function aBigCampaign(): Promise<Campaign> {
  const made = await aCampaign(1);
  await pool().query(
    `WITH people AS (INSERT INTO person (given_name, family_name) SELECT 'Camille', 'Essai ' || n FROM generate_series(2, $3::int) n RETURNING id),
     standing AS (INSERT INTO candidacy (ballot_id, person_id, source) SELECT $1, id, 'bench' FROM people RETURNING id)
     INSERT INTO contact (organization_id, candidacy_id, value, source)
     SELECT $2, id, replace(id::text, '-', '') || '@campagne.example', 'bench' FROM standing`,
    [made.ballotId, made.organizationId, COUNT],
  );
  await pool().query(
    `INSERT INTO contact_attempt (form_id, candidacy_id, organization_id, channel, at, outcome)
     SELECT $1, c.id, $2, 'phone', now() - n * interval '1 day', 'reached'
     FROM candidacy c, generate_series(1, 8) n WHERE c.ballot_id = $3`,
    [made.formId, made.organizationId, made.ballotId],
  );
  return made;
}

beforeAll(async () => {
  campaign = await aBigCampaign();
  // Other campaigns beside this one: what is read must be found by an index.
  for (let others = 0; others < 4; others += 1) await aBigCampaign();
  operator = ctxOf(operatorActor(), await databaseNow());
  const { rows } = await pool().query<{ public_id: string }>(
    "SELECT public_id FROM candidacy WHERE ballot_id = $1 LIMIT 1",
    [campaign.ballotId],
  );
  publicId = rows[0]?.public_id ?? "";
}, 240_000);

async function formOf({ officer, formId }: Campaign) {
  const form = await deskFormFor(officer, formId);
  if (!form) throw new Error("no form");
  return form;
}

const ask = (view: Record<string, string>) => candidatesQuery.parse(view);

/** What each page of the desk reads. */
const PAGES: Readonly<Record<string, (at: Campaign) => Promise<unknown>>> = {
  desk: async (at) => funnelFor(at.officer, await formOf(at)),
  overview: async ({ officer, formId }) =>
    groupsOf((await everyCandidateFor(officer, formId)) ?? [], "department", "fr"),
  candidates: ({ officer, formId }) => candidatesFor(officer, formId, ask({ sort: "last", dir: "desc" })),
  "candidates found": ({ officer, formId }) => candidatesFor(officer, formId, ask({ q: "essai 4711" })),
  record: ({ officer, formId }) => recordFor(officer, formId, publicId),
  contacts: ({ officer, formId }) =>
    Promise.all([contactCountsFor(officer, formId), withoutContactFor(officer, formId)]),
  invitations: ({ officer, formId }) => invitationsFor(officer, formId),
  calls: ({ officer, formId }) => callSheetFor(officer, formId),
  review: ({ officer, formId }) => Promise.all([claimsFor(officer, formId), suggestionsFor(officer, formId)]),
  reports: ({ officer }) => reportsFor(officer),
  "admin elections": () => electionsFor(operator),
  "admin persons": () => reviewQueueFor(operator, { q: "", kind: "", pair: "" }),
  "admin persons found": () => personsFor(operator, "camille essai 4711"),
  "admin reports": () => allReportsFor(operator),
};

/** The second slowest of twenty readings, in milliseconds. */
async function p95(read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const from = performance.now();
    await read();
    times.push(performance.now() - from);
  }
  return Math.round(times.sort((a, b) => a - b)[18] ?? 0);
}

test.each(Object.entries(PAGES))(
  `%s: at most 300 ms with ${COUNT} candidates and 50,000 requests`,
  async (name, read) => {
    const time = await p95(() => read(campaign));
    console.log(`${name}: p95 ${time} ms`);
    expect(time).toBeLessThan(300);
  },
  60_000,
);
