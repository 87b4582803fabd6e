import { expect, test } from "vitest";
import { databaseNow, db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aLink, aSignature } from "@/prisma/factories";
import { takeNotices } from "../bounces/commands";
import { referenceOf } from "../bounces/reference";
import { setLimits } from "../limits/commands";
import { audienceFor } from "../mailings/audience/queries";
import { startMailing, writeMessage } from "../mailings/commands";
import { sendMailing } from "../sending/commands";
import { aCampaign, type Campaign, MESSAGE, started, states, worker } from "../testing/campaign";
import { Relay } from "../testing/relay";

testDatabase();
const relay = new Relay();
const DAY = 86_400;

async function shift(seconds: number): Promise<void> {
  const clockShift = Math.round(seconds);
  await db().instance.upsert({
    where: { id: 1 },
    create: { mode: "live", clockShift },
    update: { clockShift },
  });
}

async function invited(count: number): Promise<Campaign> {
  await shift(0);
  const campaign = await aCampaign(count);
  await sendMailing(await worker(), { mailingId: await started(campaign, count) });
  relay.recipients.length = 0;
  return campaign;
}

async function remind({ formId, officer }: Campaign, count: number): Promise<void> {
  const ctx = { ...officer, now: await databaseNow() };
  const kind = "reminder" as const;
  await writeMessage(ctx, { formId, kind, ...MESSAGE, locale: "fr" });
  expect(await startMailing(ctx, { formId, kind, count })).toMatchObject({ ok: true });
  const { id } = await db().mailing.findFirstOrThrow({
    where: { formId, status: "running" },
    select: { id: true },
  });
  await sendMailing(await worker(), { mailingId: id });
}

test("a reminder reaches only the silent: not who signed, declined in public or not, stopped, bounced or is not her", async () => {
  const campaign = await invited(8);
  const { formId, organizationId, candidacyIds, addresses, officer } = campaign;
  const [signed = "", declined = "", privately = "", stop = "", bounced = "", notMe = ""] = candidacyIds;
  const version = await db().formVersion.findFirstOrThrow({ where: { formId }, select: { id: true } });
  await aSignature(db(), { versionId: version.id, candidacyId: signed });
  const at = new Date();
  const role = "candidate" as const;
  for (const [candidacyId, isPublic] of [
    [declined, true],
    [privately, false],
  ] as const)
    await db().decline.create({ data: { formId, candidacyId, role, isPublic, at }, select: { id: true } });
  await db().contactStop.create({
    data: { organizationId, candidacyId: stop, role, at },
    select: { at: true },
  });
  const mail = await db().invitation.findFirstOrThrow({
    where: { formId, candidacyId: bounced },
    select: { id: true },
  });
  const notice = { kind: "hard", reference: referenceOf(mail.id), key: "k", diagnostic: "550" } as const;
  await takeNotices(await worker(), { notices: [notice], organizationId: "" });
  const link = await db().link.findFirstOrThrow({
    where: { formId, candidacyId: notMe },
    select: { id: true },
  });
  await db().linkReport.create({ data: { linkId: link.id, kind: "not-me" }, select: { id: true } });
  expect(await audienceFor(officer, formId, "reminder")).toMatchObject({
    recipients: 0,
    excluded: { recent: 2 },
  });
  await shift(5.01 * DAY);
  expect(await audienceFor(officer, formId, "reminder")).toMatchObject({
    recipients: 2,
    excluded: { signed: 1, declined: 2, stop: 1, stopped: 1, "not-me": 1, recent: 0 },
  });
  await remind(campaign, 2);
  expect([...relay.recipients].sort()).toEqual([addresses[6], addresses[7]].sort());
  const requests = await db().contactAttempt.count({
    where: { formId, candidacyId: candidacyIds[7] ?? "", outcome: "accepted" },
  });
  expect(requests).toBe(2);
});

test("two reminders and no third, however long the silence; asked three times is on record", async () => {
  const campaign = await invited(1);
  const { formId, officer } = campaign;
  for (const days of [6, 12]) {
    await shift(days * DAY);
    await remind(campaign, 1);
  }
  await shift(40 * DAY);
  expect(await audienceFor(officer, formId, "reminder")).toMatchObject({
    recipients: 0,
    excluded: { capped: 1 },
  });
  const numbers = await db().invitation.findMany({
    where: { formId },
    orderBy: { reminder: "asc" },
    select: { reminder: true },
  });
  expect(numbers.map(({ reminder }) => reminder)).toEqual([0, 1, 2]);
  expect(await db().contactAttempt.count({ where: { formId } })).toBe(3);
});

test("the form's own NGO says how many reminders a person gets", async () => {
  const campaign = await invited(1);
  const { formId, officer } = campaign;
  await shift(6 * DAY);
  expect(await setLimits(officer, { formId, reminders: 0, mailsPerWeek: 3 })).toMatchObject({ ok: true });
  const stranger = (await aCampaign(1)).officer;
  expect(await setLimits(stranger, { formId, reminders: 4, mailsPerWeek: 3 })).toMatchObject({ ok: false });
  const audience = async () => audienceFor(officer, formId, "reminder");
  expect(await audience()).toMatchObject({ recipients: 0, excluded: { capped: 1 } });
  await setLimits(officer, { formId, reminders: 1, mailsPerWeek: 3 });
  expect(await audience()).toMatchObject({ recipients: 1 });
});

test("who was never written to gets no reminder, and who answers meanwhile is left out of one under way", async () => {
  const campaign = await invited(2);
  const { formId, candidacyIds, officer } = campaign;
  const silent = await aCampaign(1);
  expect(await audienceFor(silent.officer, silent.formId, "reminder")).toMatchObject({
    recipients: 0,
    excluded: { "not-invited": 1 },
  });
  await shift(6 * DAY);
  const ctx = { ...officer, now: await databaseNow() };
  await writeMessage(ctx, { formId, kind: "reminder", ...MESSAGE, locale: "fr" });
  await startMailing(ctx, { formId, kind: "reminder", count: 2 });
  const { id: mailingId } = await db().mailing.findFirstOrThrow({
    where: { formId, status: "running" },
    select: { id: true },
  });
  const link = await aLink(db(), { formId, candidacyId: candidacyIds[0] ?? "", kind: "manage" });
  await db().decline.create({
    data: {
      formId,
      candidacyId: candidacyIds[0] ?? "",
      role: "candidate",
      isPublic: false,
      at: new Date(),
      linkId: link.id,
    },
    select: { id: true },
  });
  await sendMailing(await worker(), { mailingId });
  expect(relay.recipients).toEqual([campaign.addresses[1]]);
  expect(await states(formId)).toMatchObject({ cancelled: 1, accepted: 3 });
});
