import pg from "pg";
import { expect, test } from "vitest";
import { databaseNow, db, pool } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { wallTime } from "@/lib/core/wall-time";
import { aForm, anInvitation } from "@/prisma/factories";
import { setLimits } from "../../limits/commands";
import { paceMailing, resolveDoubt, startMailing, steerMailing, writeMessage } from "../../mailings/commands";
import { mailingsFor } from "../../mailings/queries";
import { aCampaign, type Campaign, MESSAGE, started, states, worker } from "../../testing/campaign";
import { Relay } from "../../testing/relay";
import { sendMailing } from "../commands";

const testing = testDatabase();
const relay = new Relay();
const DAY = 86_400;

/** Lets the database's clock run ahead; the instance's row is made where there is none. */
async function shift(seconds: number): Promise<void> {
  await db().instance.upsert({
    where: { id: 1 },
    create: { mode: "live", clockShift: seconds },
    update: { clockShift: seconds },
  });
}

async function send(mailingId: string): Promise<void> {
  expect((await sendMailing(await worker(), { mailingId })).ok).toBe(true);
}

const waits = async ({ formId, officer }: Campaign) =>
  (await mailingsFor({ ...officer, now: await databaseNow() }, formId))?.[0];

const jobAt = async (mailingId: string) => {
  const owner = new pg.Client({ connectionString: testing.url });
  await owner.connect();
  const key = `send-mailing ${mailingId}`;
  const { rows } = await owner.query("SELECT run_at FROM graphile_worker.jobs WHERE key = $1", [key]);
  await owner.end();
  return rows[0]?.run_at;
};

test("a wave stops at the day's limit, is woken tomorrow, and goes on without writing to anybody twice", async () => {
  await shift(0);
  const campaign = await aCampaign(130);
  const { formId, officer } = campaign;
  await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
  expect((await startMailing(officer, { formId, count: 130, dailyLimit: 60 })).ok).toBe(true);
  const { id } = await db().mailing.findFirstOrThrow({ where: { formId }, select: { id: true } });
  await send(id);
  expect(await states(formId)).toEqual({ accepted: 60, queued: 70 });
  await send(id);
  expect(relay.recipients).toHaveLength(60);
  const view = await waits(campaign);
  expect(view).toMatchObject({ waitsFor: "limit", sentToday: 60, plan: { days: 2 } });
  expect((await jobAt(id))?.toISOString()).toBe(view?.waitsUntil?.toISOString());
  await shift(DAY);
  await send(id);
  expect(relay.recipients).toHaveLength(120);
  await shift(2 * DAY);
  await send(id);
  expect(await states(formId)).toEqual({ accepted: 130 });
  expect(new Set(relay.recipients).size).toBe(130);
  await shift(0);
}, 240_000);

test("mails in doubt count in the day's limit: perhaps they left", async () => {
  const campaign = await aCampaign(9);
  const { formId, officer } = campaign;
  await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
  await startMailing(officer, { formId, count: 9, dailyLimit: 5 });
  const { id } = await db().mailing.findFirstOrThrow({ where: { formId }, select: { id: true } });
  await pool().query(
    "UPDATE invitation SET status = 'sending', handed_at = signataires_now() WHERE id IN (SELECT id FROM invitation WHERE mailing_id = $1 LIMIT 3)",
    [id],
  );
  await send(id);
  expect(await states(formId)).toEqual({ in_doubt: 3, accepted: 2, queued: 4 });
});

test("outside its hours a mailing waits; another pace lets it go at once", async () => {
  const campaign = await aCampaign(3);
  const { formId, officer } = campaign;
  const { timeZone } = await db().form.findUniqueOrThrow({
    where: { id: formId },
    select: { timeZone: true },
  });
  const hour = Number(wallTime(await databaseNow(), timeZone).slice(11, 13));
  const closed = hour < 12 ? { fromHour: 20, toHour: 22 } : { fromHour: 1, toHour: 3 };
  await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
  await startMailing(officer, { formId, count: 3, ...closed });
  const { id } = await db().mailing.findFirstOrThrow({ where: { formId }, select: { id: true } });
  await send(id);
  expect(await states(formId)).toEqual({ queued: 3 });
  expect(await waits(campaign)).toMatchObject({ waitsFor: "hours", waitsUntil: expect.any(Date) });
  expect((await paceMailing(officer, { mailingId: id })).ok).toBe(true);
  await send(id);
  expect(await states(formId)).toEqual({ accepted: 3 });
});

test("under election silence nothing leaves for that area, everything for the others, and the rest after its polls", async () => {
  const campaign = await aCampaign(3);
  const { formId, ballotId, addresses } = campaign;
  const { electionId, areaId } = await db().ballot.findUniqueOrThrow({
    where: { id: ballotId },
    select: { electionId: true, areaId: true },
  });
  const round = await db().electionRound.findFirstOrThrow({ where: { electionId }, select: { id: true } });
  const other = await db().ballot.create({
    data: {
      electionId,
      areaId: (
        await db().area.create({
          data: {
            scheme: "test",
            code: "far",
            level: "constituency",
            country: "FR",
            name: "Au loin",
            timeZone: "UTC",
          },
          select: { id: true },
        })
      ).id,
    },
    select: { id: true },
  });
  await db().candidacy.update({
    where: { id: campaign.candidacyIds[0] ?? "" },
    data: { ballotId: other.id },
    select: { id: true },
  });
  const today = new Date(`${(await databaseNow()).toISOString().slice(0, 10)}T00:00:00Z`);
  await db().pollingDate.create({
    data: { roundId: round.id, areaId, pollingDate: today, closesAt: "23:59", timeZone: "UTC" },
    select: { areaId: true },
  });
  const mailingId = await started(campaign, 3);
  await send(mailingId);
  expect(relay.recipients).toEqual([addresses[0]]);
  expect(await waits(campaign)).toMatchObject({ status: "running", waitsFor: "silence" });
  await shift(DAY);
  await send(mailingId);
  expect(await states(formId)).toEqual({ accepted: 3 });
  await shift(0);
});

test("a person gets three campaign mails a week from all NGOs together; the fourth waits and is told", async () => {
  const campaign = await aCampaign(2);
  const [candidacyId = ""] = campaign.candidacyIds;
  const handedAt = new Date((await databaseNow()).getTime() - 6 * DAY * 1000);
  for (let n = 0; n < 3; n += 1) {
    const { id: formId, organizationId } = await aForm(db());
    await anInvitation(db(), { formId, candidacyId, organizationId, handedAt });
  }
  const mailingId = await started(campaign, 2);
  await send(mailingId);
  expect(relay.recipients).toEqual([campaign.addresses[1]]);
  const view = await waits(campaign);
  expect(view).toMatchObject({ status: "running", waitsFor: "crowded", crowded: 1 });
  expect(view?.waitsUntil).toEqual(new Date(handedAt.getTime() + 7 * DAY * 1000));
  await shift(1.01 * DAY);
  await send(mailingId);
  expect(await states(campaign.formId)).toEqual({ accepted: 2 });
  await shift(0);
});

test("a form may ask for fewer campaign mails a week than the instance", async () => {
  const campaign = await aCampaign(2);
  const { formId: own, officer, candidacyIds } = campaign;
  const handedAt = new Date((await databaseNow()).getTime() - DAY * 1000);
  const { id: formId, organizationId } = await aForm(db());
  await anInvitation(db(), { formId, candidacyId: candidacyIds[0] ?? "", organizationId, handedAt });
  await setLimits(officer, { formId: own, reminders: 2, mailsPerWeek: 1 });
  await send(await started(campaign, 2));
  expect(await waits(campaign)).toMatchObject({ status: "running", waitsFor: "crowded", crowded: 1 });
  expect(await states(own)).toEqual({ accepted: 1, queued: 1 });
});

test("in doubt: counted as sent it is on record as unconfirmed; sent again it leaves once", async () => {
  const campaign = await aCampaign(3);
  const { formId, officer } = campaign;
  const mailingId = await started(campaign, 3);
  await pool().query("UPDATE invitation SET status = 'sending' WHERE mailing_id = $1", [mailingId]);
  await send(mailingId);
  expect(await states(formId)).toEqual({ in_doubt: 3 });
  const [one] = await db().invitation.findMany({ where: { formId }, select: { id: true } });
  const again = { mailingId, invitationId: one?.id ?? "", as: "again" as const };
  expect((await resolveDoubt(officer, again)).ok).toBe(true);
  expect(await resolveDoubt(officer, again)).toMatchObject({ refusal: "not-now" });
  expect((await resolveDoubt(officer, { mailingId, as: "sent" })).ok).toBe(true);
  await send(mailingId);
  expect(await states(formId)).toEqual({ accepted: 3 });
  expect(relay.recipients).toHaveLength(1);
  const outcomes = await db().contactAttempt.groupBy({
    by: ["outcome"],
    where: { formId },
    _count: { _all: true },
    orderBy: { outcome: "asc" },
  });
  expect(outcomes.map(({ outcome, _count }) => [outcome, _count._all])).toEqual([
    ["accepted", 1],
    ["in_doubt", 2],
  ]);
});

test("one mailing of a form at a time; a paused one still counts", async () => {
  const campaign = await aCampaign(2);
  const { formId, officer } = campaign;
  const mailingId = await started(campaign, 2);
  await steerMailing(officer, { mailingId, act: "pause" });
  await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
  expect(await startMailing(officer, { formId, count: 0 })).toMatchObject({ refusal: "under-way" });
});
