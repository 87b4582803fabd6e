import { expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aContact, anAttempt, aUser } from "@/prisma/factories";
import { aCampaign, type Campaign, worker } from "../testing/campaign";
import { assignCalls } from "./assigning/commands";
import { nextCall, settleCall, undoCall } from "./commands";
import { callSheetFor } from "./queries";
import { recordCall } from "./recording/commands";
import type { Outcome } from "./schema";

testDatabase();
/** A Tuesday, noon in Paris. */
const NOON = new Date("2027-05-11T10:00:00Z");

async function aCampaignToCall(count: number) {
  const campaign = await aCampaign(count);
  const { organizationId, candidacyIds, formId } = campaign;
  await db().form.update({
    where: { id: formId },
    data: { closesAt: new Date("2027-06-01T10:00:00Z") },
    select: { id: true },
  });
  for (const [at, candidacyId] of candidacyIds.entries())
    await aContact(db(), {
      organizationId,
      candidacyId,
      channel: "phone",
      value: `+3319900${String(at).padStart(4, "0")}`,
    });
  return campaign;
}

async function aVolunteer({ organizationId }: Campaign, now = NOON, role: "editor" | "caller" = "editor") {
  const { id: userId } = await aUser(db());
  await db().membership.create({ data: { userId, organizationId, role }, select: { userId: true } });
  return { userId, ctx: ctxOf(memberActor({ userId, organizationId, role }), now) };
}

async function next(ctx: Ctx, { formId }: Campaign): Promise<{ id: string; candidacyId: string }> {
  const claimed = await nextCall(ctx, { formId });
  if (!claimed.ok) throw new Error(claimed.refusal);
  const where = { id: claimed.value.callId };
  return db().phoneCall.findUniqueOrThrow({ where, select: { id: true, candidacyId: true } });
}

const at = (ctx: Ctx, minutes: number): Ctx => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + minutes * 60_000),
});
const said = (callId: string, outcome: Outcome, more: { note?: string; callBackAt?: string } = {}) => ({
  callId,
  outcome,
  note: "",
  callBackAt: "",
  ...more,
});

async function recordAll(): Promise<void> {
  const calls = await db().phoneCall.findMany({
    where: { recordedAt: null, NOT: { outcome: null } },
    select: { id: true },
  });
  for (const { id } of calls) await recordCall(await worker(), { callId: id });
}

test("twenty volunteers who ask at the same moment get twenty people", async () => {
  const campaign = await aCampaignToCall(20);
  const volunteers = await Promise.all(Array.from({ length: 20 }, () => aVolunteer(campaign)));
  const calls = await Promise.all(volunteers.map(({ ctx }) => next(ctx, campaign)));
  expect(new Set(calls.map(({ candidacyId }) => candidacyId)).size).toBe(20);
  const late = await aVolunteer(campaign);
  expect(await nextCall(late.ctx, campaign)).toMatchObject({ refusal: "nobody" });
  const [first] = calls;
  expect(await next(volunteers[0]?.ctx ?? late.ctx, campaign)).toEqual(first);
  // After a quarter of an hour without a word the twenty are free again.
  expect((await nextCall(at(late.ctx, 16), campaign)).ok).toBe(true);
});

test("the database itself refuses a second volunteer for one person", async () => {
  const campaign = await aCampaignToCall(1);
  const two = await Promise.all([aVolunteer(campaign), aVolunteer(campaign)]);
  const results = await Promise.all(two.map(({ ctx }) => nextCall(ctx, campaign)));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  const { candidacyId, contactId, organizationId } = await db().phoneCall.findFirstOrThrow({
    where: { formId: campaign.formId },
    select: { candidacyId: true, contactId: true, organizationId: true },
  });
  const other = await aVolunteer(campaign);
  const insert = pool().query(
    `INSERT INTO phone_call (form_id, candidacy_id, role, contact_id, organization_id, user_id, expires_at)
     VALUES ($1, $2, 'candidate', $3, $4, $5, now())`,
    [campaign.formId, candidacyId, contactId, organizationId, other.userId],
  );
  await expect(insert).rejects.toThrow("phone_call_one_at_once");
});

test("an outcome becomes one request on record once it is final, and says no more than what happened", async () => {
  const campaign = await aCampaignToCall(3);
  const { ctx } = await aVolunteer(campaign);
  const outcomes: Outcome[] = ["no-answer", "wrong-number", "will-sign"];
  for (const outcome of outcomes) {
    const { id } = await next(ctx, campaign);
    await settleCall(ctx, said(id, outcome, { note: "Rappeler la permanence" }));
  }
  expect(await db().contactAttempt.count({ where: { formId: campaign.formId } })).toBe(0);
  await recordAll();
  await recordAll();
  const attempts = await db().contactAttempt.findMany({
    where: { formId: campaign.formId },
    select: { channel: true, outcome: true },
  });
  expect(attempts.map(({ channel, outcome }) => `${channel} ${outcome}`).sort()).toEqual([
    "phone answered",
    "phone no-answer",
  ]);
  expect(await db().contact.count({ where: { stopReason: "wrong-number" } })).toBe(1);
  expect(await nextCall(at(ctx, 60), campaign)).toMatchObject({ refusal: "nobody" });
  expect((await nextCall(at(ctx, 26 * 60), campaign)).ok).toBe(true);
});

test("the last outcome can be taken back for five minutes, with what it had stopped; then no more", async () => {
  const campaign = await aCampaignToCall(1);
  const { ctx } = await aVolunteer(campaign);
  const { id, candidacyId } = await next(ctx, campaign);
  await settleCall(ctx, said(id, "stop"));
  expect(await db().contactStop.count({ where: { candidacyId } })).toBe(1);
  expect(await undoCall(at(ctx, 2), { callId: id })).toMatchObject({ ok: true });
  expect(await db().contactStop.count({ where: { candidacyId } })).toBe(0);
  expect((await callSheetFor(at(ctx, 3), campaign.formId))?.current).toMatchObject({ id });
  await settleCall(at(ctx, 3), said(id, "stop"));
  expect(await undoCall(at(ctx, 9), { callId: id })).toMatchObject({ refusal: "too-late" });
  await recordAll();
  expect(await db().contactStop.count({ where: { candidacyId } })).toBe(1);
});

test("nobody is called twice in a day, after a mail of the day, at night, or on a Sunday", async () => {
  const campaign = await aCampaignToCall(1);
  const { formId, organizationId, candidacyIds } = campaign;
  const { ctx } = await aVolunteer(campaign);
  const [candidacyId = ""] = candidacyIds;
  for (const moment of ["2027-05-11T03:00:00Z", "2027-05-11T19:00:00Z", "2027-05-16T10:00:00Z"])
    expect(await nextCall({ ...ctx, now: new Date(moment) }, campaign)).toMatchObject({ refusal: "nobody" });
  await anAttempt(db(), { formId, candidacyId, organizationId, at: new Date("2027-05-11T07:00:00Z") });
  expect(await nextCall(ctx, campaign)).toMatchObject({ refusal: "nobody" });
  expect((await nextCall(at(ctx, 24 * 60), campaign)).ok).toBe(true);
});

test("who asked to be called back comes first, at that time and not before", async () => {
  const campaign = await aCampaignToCall(2);
  const { ctx } = await aVolunteer(campaign);
  const first = await next(ctx, campaign);
  expect(await settleCall(ctx, said(first.id, "call-back"))).toMatchObject({ refusal: "when" });
  await settleCall(ctx, said(first.id, "call-back", { callBackAt: "2027-05-11T15:30" }));
  const second = await next(ctx, campaign);
  expect(second.candidacyId).not.toBe(first.candidacyId);
  await settleCall(ctx, said(second.id, "no-answer"));
  expect(await nextCall(at(ctx, 180), campaign)).toMatchObject({ refusal: "nobody" });
  expect((await next(at(ctx, 211), campaign)).candidacyId).toBe(first.candidacyId);
});

test("a caller has only what was given to her; a link asked for on the phone goes to the address that is held", async () => {
  const campaign = await aCampaignToCall(3);
  const { formId, candidacyIds, officer, addresses } = campaign;
  const { ctx, userId } = await aVolunteer(campaign, NOON, "caller");
  expect(await nextCall(ctx, campaign)).toMatchObject({ refusal: "nobody" });
  const { publicId } = await db().candidacy.findUniqueOrThrow({
    where: { id: candidacyIds[1] ?? "" },
    select: { publicId: true },
  });
  expect(
    await assignCalls(officer, { formId, userId, areas: ["nulle-part"], candidacies: [] }),
  ).toMatchObject({
    refusal: "no-area",
  });
  await assignCalls(officer, { formId, userId, areas: [], candidacies: [publicId] });
  const { id, candidacyId } = await next(ctx, campaign);
  expect(candidacyId).toBe(candidacyIds[1]);
  await settleCall(ctx, said(id, "link"));
  expect((await callSheetFor(ctx, formId))?.current).toBeNull();
  await recordAll();
  const mail = await db().mail.findFirstOrThrow({
    where: { template: "new-link" },
    select: { toAddress: true },
  });
  expect(mail.toAddress).toBe(addresses[1]);
});

test("a refusal said on the phone ends the asking and is never public", async () => {
  const campaign = await aCampaignToCall(1);
  const { ctx } = await aVolunteer(campaign);
  const { id, candidacyId } = await next(ctx, campaign);
  await settleCall(ctx, said(id, "declines"));
  await recordAll();
  const decline = await db().decline.findFirstOrThrow({ where: { candidacyId }, select: { isPublic: true } });
  expect(decline.isPublic).toBe(false);
  expect(await nextCall(at(ctx, 10 * 24 * 60), campaign)).toMatchObject({ refusal: "nobody" });
});

test("nobody out of the race is called: of two, the one who goes on to the second round", async () => {
  const campaign = await aCampaignToCall(2);
  const [through = "", out = ""] = campaign.candidacyIds;
  const { electionId, areaId } = await db().ballot.findUniqueOrThrow({
    where: { id: campaign.ballotId },
    select: { electionId: true, areaId: true },
  });
  for (const [candidacyId, round] of [
    [through, 1],
    [out, 1],
    [through, 2],
  ] as const)
    await db().result.create({ data: { candidacyId, round, areaId, votes: 9 }, select: { round: true } });
  await db().electionRound.updateMany({
    where: { electionId },
    data: { pollingDate: new Date(Date.now() - 86_400_000) },
  });
  const { ctx } = await aVolunteer(campaign);
  expect(await next(ctx, campaign)).toMatchObject({ candidacyId: through });
  const other = await aVolunteer(campaign);
  expect(await nextCall(other.ctx, campaign)).toMatchObject({ refusal: "nobody" });
});
