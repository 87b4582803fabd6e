import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, aContact, aLink, anInvitation, aPerson, aSignature } from "@/prisma/factories";
import { aCampaign, MESSAGE, started, states } from "../testing/campaign";
import { Relay } from "../testing/relay";
import { audienceFor } from "./audience/queries";
import { startMailing, steerMailing, writeMessage } from "./commands";
import { invitationsFor } from "./queries";

testDatabase();
new Relay();

describe("the message", () => {
  test("is kept once for a form, and kept again", async () => {
    const { formId, officer } = await aCampaign(1);
    await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
    await writeMessage(officer, { formId, ...MESSAGE, locale: "en" });
    const rows = await db().mailing.findMany({ where: { formId }, select: { status: true, locale: true } });
    expect(rows).toEqual([{ status: "draft", locale: "en" }]);
  });

  test.each([
    ["an unknown field", { body: { ...MESSAGE.body, fr: "{{link}} {{nom}}" } }, "unknown-field"],
    ["a body without the link", { body: { ...MESSAGE.body, en: "Dear {{name}}" } }, "no-link"],
    ["the link in the subject", { subject: { ...MESSAGE.subject, fr: "{{link}}" } }, "link-in-subject"],
  ])("%s is refused", async (_what, over, refusal) => {
    const { formId, officer } = await aCampaign(0);
    expect(await writeMessage(officer, { formId, ...MESSAGE, locale: "fr", ...over })).toMatchObject({
      refusal,
    });
  });
});

test("everybody left out is counted with the reason, and never invited", async () => {
  const campaign = await aCampaign(7);
  const { formId, organizationId, ballotId, officer } = campaign;
  const [invited = "", signed = "", declined = "", stop = "", notMe = "", stopped = ""] =
    campaign.candidacyIds;
  await aCandidacy(db(), { ballotId });
  await anInvitation(db(), { formId, candidacyId: invited, organizationId });
  const version = await db().formVersion.findFirstOrThrow({ where: { formId }, select: { id: true } });
  await aSignature(db(), { versionId: version.id, candidacyId: signed });
  const at = new Date();
  const role = "candidate" as const;
  await db().decline.create({
    data: { formId, candidacyId: declined, role, isPublic: false, at },
    select: { id: true },
  });
  await db().contactStop.create({
    data: { organizationId, candidacyId: stop, role, at },
    select: { at: true },
  });
  const link = await aLink(db(), { formId, candidacyId: notMe });
  await db().linkReport.create({ data: { linkId: link.id, kind: "not-me" }, select: { id: true } });
  await db().contact.updateMany({ where: { candidacyId: stopped }, data: { stoppedAt: at } });
  const audience = await audienceFor(officer, formId);
  expect(audience).toMatchObject({
    recipients: 1,
    excluded: { invited: 1, signed: 1, declined: 1, stop: 1, "not-me": 1, stopped: 1, "no-contact": 1 },
  });
  await started(campaign, 1);
  const queued = await db().invitation.findMany({
    where: { formId, status: "queued" },
    select: { candidacyId: true },
  });
  expect(queued).toEqual([{ candidacyId: campaign.candidacyIds[6] }]);
});

test("who is out of the race is left in peace; who was elected, or goes on to the next round, is not", async () => {
  const campaign = await aCampaign(4);
  const { formId, ballotId, officer, candidacyIds } = campaign;
  const [first = "", second = "", third = ""] = candidacyIds;
  const { electionId, areaId } = await db().ballot.findUniqueOrThrow({
    where: { id: ballotId },
    select: { electionId: true, areaId: true },
  });
  const count = async (candidacyId: string, round: number, isElected = false) => {
    const data = { candidacyId, round, areaId, votes: 10, isElected };
    await db().result.create({ data, select: { round: true } });
  };
  for (const id of candidacyIds) await count(id, 1);
  for (const kind of ["invitation", "reminder"] as const) {
    expect(await audienceFor(officer, formId, kind)).toMatchObject({ excluded: { out: 0 } });
  }
  for (const id of [first, second]) await count(id, 2);
  // Results of an election that has not begun are nobody's end.
  expect(await audienceFor(officer, formId)).toMatchObject({ recipients: 4 });
  const yesterday = new Date(Date.now() - 86_400_000);
  await db().electionRound.updateMany({ where: { electionId }, data: { pollingDate: yesterday } });
  expect(await audienceFor(officer, formId)).toMatchObject({ recipients: 2, excluded: { out: 2 } });
  expect(await audienceFor(officer, formId, "reminder")).toMatchObject({ excluded: { out: 2 } });
  await db().result.updateMany({ where: { candidacyId: first, round: 2 }, data: { isElected: true } });
  expect(await audienceFor(officer, formId)).toMatchObject({ recipients: 1, excluded: { out: 3 } });
  await db().result.updateMany({ where: { candidacyId: third, round: 1 }, data: { isElected: true } });
  expect(await audienceFor(officer, formId)).toMatchObject({ recipients: 2 });
});

test("the number must be the one that will be reached; two starts at once invite each once", async () => {
  const campaign = await aCampaign(5);
  const { formId, officer } = campaign;
  await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
  expect(await startMailing(officer, { formId, count: 4 })).toMatchObject({
    refusal: "other-count",
    detail: { count: 5 },
  });
  const both = await Promise.all([1, 2].map(() => startMailing(officer, { formId, count: 5 })));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await states(formId)).toEqual({ queued: 5 });
  const links = await db().link.count({ where: { formId } });
  expect(links).toBe(5);
});

test("a substitute with an address of hers is invited beside the candidate", async () => {
  const campaign = await aCampaign(1);
  const [candidacyId = ""] = campaign.candidacyIds;
  await aContact(db(), { organizationId: campaign.organizationId, candidacyId, role: "substitute" });
  await started(campaign, 2);
  expect(await states(campaign.formId)).toEqual({ queued: 2 });
});

test("another NGO's officer, a viewer, a caller and the operator start and steer nothing", async () => {
  const campaign = await aCampaign(1);
  const { formId, organizationId, officer } = campaign;
  const mailingId = await started(campaign, 1);
  const others = [
    memberActor({ organizationId, role: "viewer" }),
    memberActor({ organizationId, role: "caller" }),
    memberActor({ organizationId: campaign.ballotId }),
    operatorActor(),
  ];
  for (const actor of others) {
    const ctx = ctxOf(actor, officer.now);
    expect(await writeMessage(ctx, { formId, ...MESSAGE, locale: "fr" })).toMatchObject({
      refusal: "not-yours",
    });
    expect(await startMailing(ctx, { formId, count: 1 })).toMatchObject({ refusal: "not-yours" });
    expect(await steerMailing(ctx, { mailingId, act: "cancel" })).toMatchObject({ refusal: "not-yours" });
  }
  expect(await invitationsFor(ctxOf(operatorActor()), formId)).toBeNull();
});

test("the preview shows three real recipients and the longest name", async () => {
  const campaign = await aCampaign(9);
  const { ballotId, organizationId, formId, officer } = campaign;
  const { id: personId } = await aPerson(db(), {
    givenName: "Anne-Charlotte-Emmanuelle",
    familyName: "de la Très-Longue-Rivière-sous-les-Grands-Arbres",
  });
  const { id: candidacyId } = await aCandidacy(db(), { ballotId, personId });
  await aContact(db(), { organizationId, candidacyId });
  await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
  const view = await invitationsFor(officer, formId);
  const names = view?.samples.map(({ words }) => words.name) ?? [];
  expect(names.length).toBeGreaterThanOrEqual(3);
  expect(names.at(-1)).toContain("Très-Longue-Rivière");
  const viewer = ctxOf(memberActor({ organizationId, role: "viewer" }), officer.now);
  expect((await invitationsFor(viewer, formId))?.samples).toEqual([]);
});
