import { expect, test } from "vitest";
import { databaseNow, db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aContact, anAttempt, anOrganization, aUser } from "@/prisma/factories";
import { aCampaign } from "../../testing/campaign";
import { recordFor } from "./queries";

testDatabase();

test("an editor of one author who only looks on at another sees that other's addresses masked", async () => {
  const { formId, organizationId, candidacyIds, addresses } = await aCampaign(1);
  const [candidacyId = ""] = candidacyIds;
  const { id: otherId } = await anOrganization(db());
  await db().formAuthor.create({ data: { formId, organizationId: otherId }, select: { formId: true } });
  const theirs = "secrete@campagne.example";
  await aContact(db(), { organizationId: otherId, candidacyId, value: theirs });
  const { id: userId } = await aUser(db());
  const memberships = [{ organizationId: otherId, role: "viewer" as const }];
  const member = memberActor({ userId, organizationId, role: "editor", memberships });
  const ctx = ctxOf(member, await databaseNow());
  const { publicId } = await db().candidacy.findUniqueOrThrow({
    where: { id: candidacyId },
    select: { publicId: true },
  });
  const record = await recordFor(ctx, formId, publicId);
  const values = record?.contacts.map(({ value }) => value) ?? [];
  expect(values).toHaveLength(2);
  expect(values).toContain(addresses[0]);
  expect(values).not.toContain(theirs);
});

test("an NGO sees that another author asked, and neither its address, nor its note, nor who of it", async () => {
  const { formId, organizationId, candidacyIds, addresses } = await aCampaign(1);
  const [candidacyId = ""] = candidacyIds;
  const { id: otherId } = await anOrganization(db());
  const author = { formId, organizationId: otherId, consentedAt: await databaseNow() };
  await db().formAuthor.create({ data: author, select: { formId: true } });
  const { id: userId } = await aUser(db(), { name: "Maud Verdier" });
  const note = "Rappeler sa directrice au 01 99 00 77 77.";
  await anAttempt(db(), { formId, organizationId, candidacyId, channel: "phone", userId, note });
  const other = memberActor({ userId: (await aUser(db())).id, organizationId: otherId, role: "owner" });
  const { publicId } = await db().candidacy.findUniqueOrThrow({
    where: { id: candidacyId },
    select: { publicId: true },
  });
  const record = await recordFor(ctxOf(other, await databaseNow()), formId, publicId);
  expect(record?.log).toHaveLength(1);
  const { name } = await db().organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { name: true },
  });
  expect(record?.log[0]).toMatchObject({ channel: "phone", by: name, note: null });
  const said = JSON.stringify(record);
  for (const secret of [addresses[0] ?? "", note, "Maud Verdier"]) expect(said).not.toContain(secret);
});
