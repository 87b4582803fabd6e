import { expect, test } from "vitest";
import { databaseNow, db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aContact, anOrganization, aUser } from "@/prisma/factories";
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
