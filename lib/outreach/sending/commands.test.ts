import { expect, test } from "vitest";
import { linkToken } from "@/lib/core/auth/link";
import { db, pool } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { steerMailing } from "../mailings/commands";
import { takeUpAgain } from "../post/commands";
import { aCampaign, started, states, worker } from "../testing/campaign";
import { Relay } from "../testing/relay";
import { sendMailing } from "./commands";

testDatabase();
const relay = new Relay();

const attempts = (formId: string) => db().contactAttempt.count({ where: { formId } });

test("each candidacy gets one letter with its own link; the request is on record with the relay's words", async () => {
  const campaign = await aCampaign(3);
  const mailingId = await started(campaign, 3);
  expect((await sendMailing(await worker(), { mailingId })).ok).toBe(true);
  expect(relay.recipients.sort()).toEqual([...campaign.addresses].sort());
  const rows = await db().invitation.findMany({
    where: { formId: campaign.formId },
    select: {
      status: true,
      reply: true,
      acceptedAt: true,
      linkId: true,
      contact: { select: { value: true } },
    },
  });
  const mails = await relay.mails();
  for (const row of rows) {
    expect(row).toMatchObject({ status: "accepted", acceptedAt: expect.any(Date) });
    expect(row.reply).toMatch(/^250/);
    const own = mails.find(({ to }) => !Array.isArray(to) && to?.value[0]?.address === row.contact.value);
    expect(own?.text).toContain(`https://engagements.example/fr/sign/${linkToken(row.linkId)}`);
    expect(own?.subject).not.toContain("{{");
  }
  expect(await attempts(campaign.formId)).toBe(3);
  expect(await db().mailing.findUnique({ where: { id: mailingId }, select: { status: true } })).toEqual({
    status: "finished",
  });
});

test("every letter has both parts, the NGO's name and reply address, a one-click stop, and no foreign address", async () => {
  const campaign = await aCampaign(1);
  const mailingId = await started(campaign, 1);
  await sendMailing(await worker(), { mailingId });
  const [mail] = await relay.mails();
  const ngo = await db().organization.findUniqueOrThrow({
    where: { id: campaign.organizationId },
    select: { name: true, replyTo: true },
  });
  expect(mail?.from?.value[0]).toEqual({ name: ngo.name, address: "no-reply@engagements.example" });
  expect(mail?.replyTo?.value[0]?.address).toBe(ngo.replyTo);
  expect(mail?.text).toBeTruthy();
  expect(mail?.html).toBeTruthy();
  const raw = relay.raw[0]?.replace(/\r\n[ \t]+/g, " ") ?? "";
  expect(raw).toMatch(/^List-Unsubscribe: ?<https:\/\/engagements\.example\/api\/v1\/stop\/[\w-]{43}>\r$/m);
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  expect(mail?.text?.replace(/\s+/g, " ")).toContain("Site de campagne, page « Contact »");
  expect(mail?.text).toMatch(/\/stop$/m);
  const addresses = `${mail?.text} ${mail?.html}`.match(/https?:\/\/[^/\s"<]+/g) ?? [];
  expect(new Set(addresses)).toEqual(new Set(["https://engagements.example"]));
});

test("a worker killed between claim and answer leaves its invitations in doubt: they are shown, and never sent again", async () => {
  const campaign = await aCampaign(4);
  const mailingId = await started(campaign, 4);
  await pool().query(
    "UPDATE invitation SET status = 'sending' WHERE id IN (SELECT id FROM invitation WHERE mailing_id = $1 LIMIT 2)",
    [mailingId],
  );
  await sendMailing(await worker(), { mailingId });
  expect(await states(campaign.formId)).toEqual({ accepted: 2, in_doubt: 2 });
  expect(relay.recipients).toHaveLength(2);
  await takeUpAgain(await worker());
  await sendMailing(await worker(), { mailingId });
  expect(relay.recipients).toHaveLength(2);
  expect(await attempts(campaign.formId)).toBe(2);
});

test("a relay that took the letter and broke off without a word is not handed it twice", async () => {
  const campaign = await aCampaign(3);
  const mailingId = await started(campaign, 3);
  relay.manner = "break-off";
  expect(await sendMailing(await worker(), { mailingId })).toMatchObject({ refusal: "relay-away" });
  relay.manner = "take";
  await sendMailing(await worker(), { mailingId });
  expect(await states(campaign.formId)).toEqual({ in_doubt: 3 });
  expect(relay.recipients).toHaveLength(3);
});

test("a relay that is away or busy loses nothing: all go out when it is back, once", async () => {
  const campaign = await aCampaign(5);
  const mailingId = await started(campaign, 5);
  await relay.close();
  expect(await sendMailing(await worker(), { mailingId })).toMatchObject({ refusal: "relay-away" });
  expect(await states(campaign.formId)).toEqual({ queued: 5 });
  await relay.open();
  relay.manner = "defer";
  expect(await sendMailing(await worker(), { mailingId })).toMatchObject({ refusal: "relay-away" });
  expect(await states(campaign.formId)).toEqual({ queued: 5 });
  relay.manner = "take";
  relay.recipients.length = 0;
  await sendMailing(await worker(), { mailingId });
  expect(await states(campaign.formId)).toEqual({ accepted: 5 });
  expect(new Set(relay.recipients).size).toBe(5);
});

test("two workers at once send each letter once", async () => {
  const campaign = await aCampaign(60);
  const mailingId = await started(campaign, 60);
  const ctx = await worker();
  await Promise.all([1, 2, 3].map(() => sendMailing(ctx, { mailingId })));
  expect(relay.recipients).toHaveLength(60);
  expect(new Set(relay.recipients).size).toBe(60);
});

test("paused while it runs it stops after the batch under way; resumed it goes on; cancelled the rest is never sent", async () => {
  const campaign = await aCampaign(120);
  const mailingId = await started(campaign, 120);
  relay.before = async (taken) => {
    if (taken === 1) await steerMailing(campaign.officer, { mailingId, act: "pause" });
  };
  await sendMailing(await worker(), { mailingId });
  expect(await states(campaign.formId)).toEqual({ accepted: 50, queued: 70 });
  await sendMailing(await worker(), { mailingId });
  expect(relay.recipients).toHaveLength(50);
  expect((await steerMailing(campaign.officer, { mailingId, act: "resume" })).ok).toBe(true);
  relay.before = async (taken) => {
    if (taken === 51) await steerMailing(campaign.officer, { mailingId, act: "cancel" });
  };
  await sendMailing(await worker(), { mailingId });
  expect(await states(campaign.formId)).toEqual({ accepted: 100, cancelled: 20 });
  expect(await steerMailing(campaign.officer, { mailingId, act: "resume" })).toMatchObject({
    refusal: "not-now",
  });
  // Those never written to may be invited by a later mailing.
  const next = await started(campaign, 20);
  await sendMailing(await worker(), { mailingId: next });
  expect(new Set(relay.recipients).size).toBe(120);
  expect(relay.recipients).toHaveLength(120);
});

test("an address that the relay refuses is stopped; a new one may then be invited", async () => {
  const campaign = await aCampaign(2);
  const mailingId = await started(campaign, 2);
  relay.unknown = campaign.addresses.slice(0, 1);
  await sendMailing(await worker(), { mailingId });
  expect(await states(campaign.formId)).toEqual({ accepted: 1, refused: 1 });
  const contact = await db().contact.findFirstOrThrow({
    where: { value: campaign.addresses[0] ?? "" },
    select: {
      stoppedAt: true,
      stopReason: true,
      candidacyId: true,
      invitations: { select: { reply: true } },
    },
  });
  expect(contact).toMatchObject({ stopReason: "refused", stoppedAt: expect.any(Date) });
  expect(contact.invitations[0]?.reply).not.toContain("@");
  await db().contact.create({
    data: {
      organizationId: campaign.organizationId,
      candidacyId: contact.candidacyId,
      value: "autre@campagne.example",
      source: "Affiche",
    },
    select: { id: true },
  });
  const again = await started(campaign, 1);
  await sendMailing(await worker(), { mailingId: again });
  expect(await states(campaign.formId)).toEqual({ accepted: 2, refused: 1 });
});

test("who answered, declined, or asked to be left alone after the start is not written to", async () => {
  const campaign = await aCampaign(4);
  const mailingId = await started(campaign, 4);
  const [stopped = "", declined = "", bounced = ""] = campaign.candidacyIds;
  const { formId, organizationId } = campaign;
  const at = new Date();
  await db().contactStop.create({
    data: { organizationId, candidacyId: stopped, role: "candidate", at },
    select: { at: true },
  });
  await db().decline.create({
    data: { formId, candidacyId: declined, role: "candidate", isPublic: false, at },
    select: { id: true },
  });
  await db().contact.updateMany({ where: { candidacyId: bounced }, data: { stoppedAt: at } });
  await sendMailing(await worker(), { mailingId });
  expect(await states(formId)).toEqual({ accepted: 1, cancelled: 3 });
  expect(relay.recipients).toEqual([campaign.addresses[3]]);
});

test("without a relay a live instance sends nothing and records nothing", async () => {
  const campaign = await aCampaign(2);
  const mailingId = await started(campaign, 2);
  delete process.env.SMTP_URL;
  expect(await sendMailing(await worker(), { mailingId })).toMatchObject({ refusal: "relay-away" });
  expect(await states(campaign.formId)).toEqual({ queued: 2 });
  expect(await attempts(campaign.formId)).toBe(0);
});
