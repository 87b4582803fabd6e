import { expect, test } from "vitest";
import { aBallot, aCandidacy, aContact, aForm, anAttempt, anInvitation, aUser } from "@/prisma/factories";
import { db } from "../db";
import { DAYS } from "../periods";
import { Breaches } from "../testing/breaches";
import { testDatabase } from "../testing/database";
import { forgetWhatIsOver } from "./forget";

const breaches = new Breaches(testDatabase());
const HOUR = 3600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);

test("what is over goes; what still serves, and the idempotency keys of a day, stay", async () => {
  const { id: userId } = await aUser(db());
  for (const hours of [1, -48]) {
    const [key, expiresAt] = [`of ${hours} hours`, inHours(hours)];
    await db().session.create({ data: { tokenHash: key, userId, expiresAt }, select: { id: true } });
    const link = { email: "x@essai.example", tokenHash: key, browserHash: key, expiresAt };
    await db().loginLink.create({ data: link, select: { id: true } });
    const expire = BigInt(expiresAt.getTime());
    await db().rateLimit.create({ data: { key, points: 1, expire }, select: { key: true } });
  }
  for (const hours of [-25, -49]) {
    const data = { key: `of ${hours} hours`, requestHash: "x", status: 303, createdAt: inHours(hours) };
    await db().idempotentRequest.create({ data, select: { key: true } });
  }
  expect(await forgetWhatIsOver()).toBe(4);
  expect(await db().session.count()).toBe(1);
  expect(await db().idempotentRequest.findMany({ select: { key: true } })).toEqual([{ key: "of -25 hours" }]);
  expect(await forgetWhatIsOver()).toBe(0);
});

test("a mail goes ninety days after it went out, not a moment before; one that waits stays", async () => {
  const mail = { template: "x", data: {}, locale: "fr", toAddress: "x@essai.example" };
  const data = [
    { ...mail, status: "accepted" as const, acceptedAt: inHours(-DAYS.mails * 24 - 1) },
    { ...mail, status: "accepted" as const, acceptedAt: inHours(-DAYS.mails * 24 + 1) },
    { ...mail, status: "queued" as const, createdAt: inHours(-DAYS.mails * 24 - 1) },
  ];
  await db().mail.createMany({ data });
  expect(await forgetWhatIsOver()).toBe(1);
  expect(await db().mail.count()).toBe(2);
});

/** So many days before now, an hour more or less. */
const daysAgo = (days: number, hours = 0) => inHours(-days * 24 + hours);

/** A form that closed so long ago, with what its NGO noted of one candidacy. */
async function campaign(closed: Date) {
  const form = await aForm(db());
  await db().$executeRaw`UPDATE form SET closes_at = ${closed} WHERE id = ${form.id}::uuid`;
  const { id: ballotId } = await aBallot(db(), { electionId: form.electionId });
  const { id: candidacyId } = await aCandidacy(db(), { ballotId });
  const { organizationId } = form;
  const contact = await aContact(db(), { organizationId, candidacyId, source: "Tract" });
  await db().contact.update({
    where: { id: contact.id },
    data: { createdAt: daysAgo(3000) },
    select: { id: true },
  });
  const attempt = await anAttempt(db(), {
    ...{ formId: form.id, candidacyId, organizationId },
    note: "Rappelée le soir.",
  });
  return { contactId: contact.id, attemptId: attempt.id };
}

const addressOf = async (id: string) =>
  (await db().contact.findUniqueOrThrow({ where: { id }, select: { value: true } })).value;
const noteOf = async (id: string) =>
  (await db().contactAttempt.findUniqueOrThrow({ where: { id }, select: { note: true } })).note;

test("addresses and notes go when their time after the closing is over, not an hour before", async () => {
  const late = await campaign(daysAgo(DAYS.contacts, -1));
  const soon = await campaign(daysAgo(DAYS.contacts, 1));
  const fresh = await campaign(daysAgo(DAYS.notes, 1));
  await forgetWhatIsOver();
  expect(await addressOf(late.contactId)).toBe(`${late.contactId}@erased.invalid`);
  expect(await addressOf(soon.contactId)).toContain("@campagne.example");
  expect([await noteOf(late.attemptId), await noteOf(soon.attemptId)]).toEqual([null, null]);
  expect(await noteOf(fresh.attemptId)).toBe("Rappelée le soir.");
  expect(await forgetWhatIsOver()).toBe(0);
});

test("returned mails, the journal and closed reports lose their words; that they happened stays", async () => {
  const { candidacyId, formId } = await db().contactAttempt.findFirstOrThrow({
    select: { candidacyId: true, formId: true },
  });
  const { organizationId } = await db().formAuthor.findFirstOrThrow({
    where: { formId },
    select: { organizationId: true },
  });
  const invitation = await anInvitation(db(), { formId, candidacyId, organizationId, role: "candidate" });
  for (const hours of [1, -1]) {
    const key = `of ${hours} hours`;
    const said = { invitationId: invitation.id, kind: "hard" as const, diagnostic: "550 x@essai.example" };
    await db().bounce.create({
      data: { ...said, key, at: daysAgo(DAYS.bounces, hours) },
      select: { id: true },
    });
    const act = { actorKind: "system", action: key, subjectKind: "x", subjectId: "x" };
    await db().auditEvent.create({
      data: { ...act, at: daysAgo(DAYS.journal, hours), after: { name: "Camille" } },
      select: { id: true },
    });
    const closed = { state: "corrected", note: "x", closedAt: daysAgo(DAYS.reports, hours) };
    const { id: closedById } = await aUser(db());
    await db().errorReport.create({
      data: { candidacyId, what: key, locale: "fr", ...closed, closedById },
      select: { id: true },
    });
  }
  expect(await forgetWhatIsOver()).toBe(3);
  const bounces = await db().bounce.findMany({ select: { key: true, diagnostic: true } });
  expect(bounces.filter(({ diagnostic }) => diagnostic === "").map(({ key }) => key)).toEqual([
    "of -1 hours",
  ]);
  const where = { actorKind: "system", subjectKind: "x" };
  const acts = await db().auditEvent.findMany({ where, select: { action: true, after: true } });
  expect(acts.filter(({ after }) => after === null).map(({ action }) => action)).toEqual(["of -1 hours"]);
  expect((await db().errorReport.findMany({ select: { what: true } })).map(({ what }) => what)).toEqual([
    "of 1 hours",
  ]);
});

test("with the clock set years ahead all of it goes, and what the database keeps public stays", async () => {
  const one = await campaign(inHours(24));
  await forgetWhatIsOver();
  expect(await addressOf(one.contactId)).toContain("@campagne.example");
  await db().instance.upsert({ where: { id: 1 }, create: { mode: "live" }, update: {} });
  await db().$executeRaw`UPDATE instance SET clock_shift = ${(DAYS.contacts + 2) * 86_400}`;
  const attempts = await db().contactAttempt.count();
  expect(await forgetWhatIsOver()).toBeGreaterThan(1);
  expect(await addressOf(one.contactId)).toBe(`${one.contactId}@erased.invalid`);
  expect(await noteOf(one.attemptId)).toBeNull();
  expect(await db().contactAttempt.count()).toBe(attempts);
  await db().$executeRaw`UPDATE instance SET clock_shift = 0`;
});

test("nothing younger loses a word by it, whoever asks, and no period is so short that it hides something", async () => {
  const kept = { code: "23001", by: "audit_event is append-only" };
  const young = "UPDATE audit_event SET after = NULL WHERE at > now() - interval '1 year'";
  const other = "UPDATE audit_event SET action = 'x' WHERE after IS NOT NULL";
  await db().auditEvent.create({
    data: { actorKind: "system", action: "a", subjectKind: "y", subjectId: "y", after: { name: "Camille" } },
    select: { id: true },
  });
  await breaches.undone(async () => {
    for (const breach of [young, other]) expect(await breaches.attempt(breach)).toEqual(kept);
    const short = await breaches.attempt("SELECT forget_over(1, 30, 30, 365, 30)");
    expect(short).toEqual({ code: "23001", by: "a period is too short" });
    await breaches.rows("SET LOCAL ROLE signataires_app");
    expect(await breaches.attempt(young)).toMatchObject({ code: "42501" });
  });
});
