import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { effortOf } from "@/lib/core/testing/effort";
import { aForm, anOrganization } from "@/prisma/factories";
import { audienceFor } from "../mailings/audience/queries";
import { sendMailing } from "../sending/commands";
import { aCampaign, type Campaign, started, states, worker } from "../testing/campaign";
import { Relay } from "../testing/relay";
import { aComplaint, aReturnedMail } from "../testing/returned";
import { takeNotices } from "./commands";
import { bouncesDoor } from "./documents";
import { bouncesHolder } from "./queries";
import { noticesIn } from "./reading/report";
import { bouncesToken, invitationIn, referenceOf } from "./reference";
import { wordsOf } from "./rules";

testDatabase();
const relay = new Relay();

async function sentTo(count: number): Promise<Campaign & { ids: readonly string[] }> {
  const campaign = await aCampaign(count);
  await sendMailing(await worker(), { mailingId: await started(campaign, count) });
  const rows = await db().invitation.findMany({
    where: { formId: campaign.formId },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return { ...campaign, ids: rows.map(({ id }) => id) };
}

async function take(raw: string, organizationId = "") {
  const taken = await takeNotices(await worker(), { notices: noticesIn(raw), organizationId });
  return taken.ok ? taken.value : taken.refusal;
}

const outcomes = async (formId: string) =>
  (await db().contactAttempt.findMany({ where: { formId }, select: { outcome: true } })).map(
    ({ outcome }) => outcome,
  );

test("a letter carries its sealed reference, which comes back in a returned mail", async () => {
  const { ids } = await sentTo(1);
  const raw = relay.raw[0]?.replace(/\r\n[ \t]+/g, " ") ?? "";
  expect(raw).toContain(`Message-ID: <${referenceOf(ids[0] ?? "")}@engagements.example>`);
  expect(invitationIn(raw)).toBe(ids[0]);
});

test("a hard bounce stops that address, keeps the request on record as returned, and tells nothing twice", async () => {
  const { formId, ids, officer } = await sentTo(2);
  const raw = aReturnedMail({ reference: referenceOf(ids[0] ?? "") });
  expect(await take(raw)).toEqual({ recorded: 1, known: 0, foreign: 0 });
  expect(await take(raw)).toEqual({ recorded: 0, known: 1, foreign: 0 });
  expect(await states(formId)).toEqual({ accepted: 1, bounced: 1 });
  expect((await outcomes(formId)).sort()).toEqual(["accepted", "bounced"]);
  const contact = await db().contact.findFirstOrThrow({
    where: { invitations: { some: { id: ids[0] ?? "" } } },
    select: { stoppedAt: true, stopReason: true },
  });
  expect(contact).toMatchObject({ stoppedAt: expect.any(Date), stopReason: "bounce" });
  const bounce = await db().bounce.findFirstOrThrow({ select: { diagnostic: true } });
  expect(bounce.diagnostic).toContain("550 5.1.1");
  expect(bounce.diagnostic).not.toContain("@");
  expect((await audienceFor(officer, formId))?.excluded).toMatchObject({ invited: 1, stopped: 1 });
});

test("whose address bounced is asked again where another one is found", async () => {
  const campaign = await sentTo(1);
  const { formId, ids, organizationId, candidacyIds } = campaign;
  await take(aReturnedMail({ reference: referenceOf(ids[0] ?? "") }));
  const data = {
    organizationId,
    candidacyId: candidacyIds[0] ?? "",
    value: "autre@campagne.example",
    source: "Tract",
  };
  await db().contact.create({ data, select: { id: true } });
  await sendMailing(await worker(), { mailingId: await started(campaign, 1) });
  expect(await states(formId)).toEqual({ accepted: 1, bounced: 1 });
  expect((await outcomes(formId)).sort()).toEqual(["accepted", "bounced"]);
});

test("soft bounces are recorded and count after the third; each weakens what the record says", async () => {
  const { formId, ids } = await sentTo(1);
  const soft = (diagnostic: string) =>
    aReturnedMail({ reference: referenceOf(ids[0] ?? ""), status: "4.2.2", diagnostic });
  await take(soft("smtp; 452 full on Monday"));
  await take(soft("smtp; 452 full on Tuesday"));
  await take(soft("smtp; 452 full on Tuesday"));
  expect(await states(formId)).toEqual({ accepted: 1 });
  expect(await outcomes(formId)).toEqual(["soft_bounced"]);
  await take(soft("smtp; 452 full on Wednesday"));
  expect(await states(formId)).toEqual({ bounced: 1 });
  expect(
    await db().contact.count({ where: { stopReason: "bounce", invitations: { some: { formId } } } }),
  ).toBe(1);
});

test("a complaint is a stop for that NGO; the mail had arrived and stays on record", async () => {
  const { formId, organizationId, ids } = await sentTo(1);
  expect(await take(aComplaint(referenceOf(ids[0] ?? "")))).toMatchObject({ recorded: 1 });
  expect(await db().contactStop.count({ where: { organizationId } })).toBe(1);
  expect(await states(formId)).toEqual({ accepted: 1 });
});

test.each([
  ["delayed", { action: "delayed", status: "4.4.1" }],
  ["delivered", { action: "delivered", status: "2.0.0" }],
])("a notice that a mail is %s is no bounce", async (_name, over) => {
  expect(noticesIn(aReturnedMail({ reference: "x", ...over }))).toEqual([]);
});

test("a forged reference, another's seal, and another NGO's door change nothing", async () => {
  const { formId, ids } = await sentTo(2);
  const [one = "", two = ""] = ids;
  const swapped = referenceOf(two).replace(two, one);
  const other = await anOrganization(db());
  expect(await take(aReturnedMail({ reference: `${one}.${"A".repeat(22)}` }))).toMatchObject({ foreign: 1 });
  expect(await take(aReturnedMail({ reference: swapped }))).toMatchObject({ foreign: 1 });
  expect(await take(aReturnedMail({ reference: referenceOf(one) }), other.id)).toMatchObject({ foreign: 1 });
  expect(await states(formId)).toEqual({ accepted: 2 });
});

const post = (token: string, body: string, type = "application/json") =>
  bouncesDoor(
    new Request("http://localhost/api/v1/bounces/x", {
      method: "POST",
      body,
      headers: { "Content-Type": type },
    }),
    { params: Promise.resolve({ token }) },
  );

const SHAPES: Readonly<Record<string, (reference: string) => unknown>> = {
  "our own": (reference) => ({ reference, type: "hard", reason: "550 no" }),
  Postmark: (reference) => ({
    RecordType: "Bounce",
    Type: "HardBounce",
    TypeCode: 1,
    ID: 42,
    Email: "x@y.example",
    Metadata: { invitation: reference },
  }),
  Mailgun: (reference) => ({
    signature: { token: "t" },
    "event-data": {
      event: "failed",
      severity: "permanent",
      id: "e1",
      recipient: "x@y.example",
      message: { headers: { "message-id": `${reference}@engagements.example`, to: "x" } },
    },
  }),
  "Amazon SES, through SNS": (reference) => ({
    Type: "Notification",
    MessageId: "m",
    Message: JSON.stringify({
      notificationType: "Bounce",
      bounce: {
        bounceType: "Permanent",
        feedbackId: "f",
        bouncedRecipients: [{ emailAddress: "x@y.example" }],
      },
      mail: { messageId: "s", headers: [{ name: "X-Signataires-Reference", value: reference }] },
    }),
  }),
  SendGrid: (reference) => [
    { event: "delivered", "smtp-id": `<${reference}@x>` },
    {
      event: "bounce",
      "smtp-id": `<${reference}@x>`,
      status: "5.1.1",
      reason: "no",
      sg_event_id: "s",
      email: "x",
    },
  ],
  Mailjet: (reference) => ({
    event: "bounce",
    CustomID: reference,
    hard_bounce: true,
    MessageID: 7,
    time: 1,
  }),
  Brevo: (reference) => ({ event: "hard_bounce", "X-Mailin-custom": reference, ts_event: 1, email: "x" }),
};

test.each(Object.entries(SHAPES))("the door reads the shape of %s", async (_name, shape) => {
  const { formId, ids, organizationId } = await sentTo(1);
  const body = JSON.stringify(shape(referenceOf(ids[0] ?? "")));
  expect((await post(bouncesToken(organizationId), body)).status).toBe(204);
  expect((await post(bouncesToken(organizationId), body)).status).toBe(204);
  expect(await states(formId)).toEqual({ bounced: 1 });
  expect(await db().bounce.count({ where: { invitation: { formId } } })).toBe(1);
});

test("the door takes a raw mail, alone or in a provider's form", async () => {
  const { formId, ids } = await sentTo(2);
  const [one = "", two = ""] = ids.map((id) => aReturnedMail({ reference: referenceOf(id) }));
  expect((await post(bouncesToken(""), one, "message/rfc822")).status).toBe(204);
  const form = new URLSearchParams({ "body-mime": two }).toString();
  expect((await post(bouncesToken(""), form, "application/x-www-form-urlencoded")).status).toBe(204);
  expect(await states(formId)).toEqual({ bounced: 2 });
});

test("the door opens by its token alone, and is not fooled by what it is sent", async () => {
  await aForm(db());
  expect(await bouncesHolder(bouncesToken(""))).toBe("");
  expect((await post("A".repeat(43), "{}")).status).toBe(404);
  expect((await post(bouncesToken(""), "{ not json")).status).toBe(400);
  expect((await post(bouncesToken(""), " ".repeat(600_000))).status).toBe(413);
  for (const body of ["[]", "{}", '[null,1,"x"]', '{"reference":{"not":"x"},"type":"hard"}'])
    expect((await post(bouncesToken(""), body)).status).toBe(204);
  expect((await post(bouncesToken(""), "\0\u0001 not a mail", "message/rfc822")).status).toBe(204);
});

test("what a hostile server writes at length is read in no time, and its report of thousands is cut short", async () => {
  const effort = await effortOf(() => expect(wordsOf("a".repeat(100_000))).toHaveLength(200));
  expect(effort).toBeLessThan(1000);
  const blocks = Array.from({ length: 5000 }, (_, at) => `Action: failed\nStatus: 4.0.${at}\n`);
  const raw = `Content-Type: message/delivery-status\n\nReporting-MTA: dns; x.example\n\n${blocks.join("\n")}`;
  expect(noticesIn(raw).length).toBeLessThanOrEqual(20);
});
