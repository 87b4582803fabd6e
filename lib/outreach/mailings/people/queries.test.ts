import { expect, test } from "vitest";
import { ctxOf, memberActor, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { sendMailing } from "../../sending/commands";
import { aCampaign, started, worker } from "../../testing/campaign";
import { Relay } from "../../testing/relay";
import { troublesFor } from "../troubles/queries";
import { peopleFor } from "./queries";
import { listPath, type Which, whichOf } from "./rules";

testDatabase();
const relay = new Relay();

test("each number has its list, of this form's people alone and without their addresses", async () => {
  const campaign = await aCampaign(60);
  const { formId, officer } = campaign;
  expect(await peopleFor(officer, formId, { kind: "invitation", reason: "recipients" }, 2)).toMatchObject({
    total: 60,
    rows: { length: 10 },
  });
  relay.unknown = campaign.addresses.slice(0, 2);
  const mailingId = await started(campaign, 60);
  await sendMailing(await worker(), { mailingId });
  const refused = await peopleFor(officer, formId, { mailingId, group: "refused" }, 1);
  expect(refused).toMatchObject({ total: 2, rows: [{ status: "refused" }, { status: "refused" }] });
  expect(JSON.stringify(refused)).not.toContain("@");
  expect(await peopleFor(officer, formId, { mailingId: "all", group: "accepted" }, 1)).toMatchObject({
    total: 58,
  });
  expect(await troublesFor(officer, formId)).toMatchObject({
    counts: { refused: 2, in_doubt: 0 },
    first: [],
  });
});

test("another's mailing lists nobody, another's form is not there", async () => {
  const [one, other] = [await aCampaign(1), await aCampaign(1)];
  const mailingId = await started(other, 1);
  expect(await peopleFor(one.officer, one.formId, { mailingId, group: "total" }, 1)).toEqual({
    total: 0,
    rows: [],
  });
  for (const actor of [operatorActor(), memberActor({ organizationId: one.organizationId })]) {
    const ctx = ctxOf(actor, one.officer.now);
    expect(await peopleFor(ctx, other.formId, { mailingId, group: "total" }, 1)).toBeNull();
    expect(await troublesFor(ctx, other.formId)).toMatchObject({ first: [], complaints: 0 });
  }
});

test("a list has one address, and an address that names no list is none", () => {
  const lists: Which[] = [
    { mailingId: "all", group: "bounced" },
    { mailingId: "3b241101-e2bb-4255-8caf-4136c566a962", group: "in_doubt" },
    { kind: "reminder", reason: "recent" },
    { kind: "invitation", reason: "recipients" },
  ];
  for (const which of lists)
    expect(whichOf(Object.fromEntries(new URL(listPath(which), "http://x").searchParams))).toEqual(which);
  for (const wrong of [
    {},
    { mailing: "x", group: "total" },
    { mailing: "all", group: "constructor" },
    { reason: "x" },
  ])
    expect(whichOf(wrong)).toBeNull();
});
