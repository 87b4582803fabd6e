import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, anInvitation, aPerson, aSignature } from "@/prisma/factories";
import { aCampaign } from "../testing/campaign";
import { candidatesFor } from "./queries";
import { candidatesQuery } from "./schema";

testDatabase();
const ask = (over: Record<string, string> = {}) => candidatesQuery.parse(over);

test("each candidacy has its status, its requests and what only the NGO knows; the view is filtered", async () => {
  const campaign = await aCampaign(3);
  const { formId, organizationId, ballotId, officer } = campaign;
  const [signed = "", declined = "", asked = ""] = campaign.candidacyIds;
  const { id: personId } = await aPerson(db(), { givenName: "Éloïse", familyName: "Crève-Cœur" });
  await aCandidacy(db(), { ballotId, personId });
  const version = await db().formVersion.findFirstOrThrow({ where: { formId }, select: { id: true } });
  await aSignature(db(), { versionId: version.id, candidacyId: signed });
  const at = new Date();
  await db().decline.create({
    data: { formId, candidacyId: declined, role: "candidate", isPublic: false, at },
    select: { id: true },
  });
  await anInvitation(db(), { formId, organizationId, candidacyId: asked });
  const all = await candidatesFor(officer, formId, ask());
  expect(all).toMatchObject({ total: 4, all: 4, page: 1, pages: 1 });
  const statuses = all?.rows.map(({ status }) => status).sort();
  expect(statuses).toEqual(["no-public-answer", "not-asked", "not-asked", "signed"]);
  const private_ = all?.rows.find(({ decline }) => decline !== null);
  expect(private_).toMatchObject({ status: "not-asked", decline: { isPublic: false } });
  expect((await candidatesFor(officer, formId, ask({ status: "signed" })))?.total).toBe(1);
  expect((await candidatesFor(officer, formId, ask({ q: "creve coeur" })))?.total).toBe(1);
  expect((await candidatesFor(officer, formId, ask({ contact: "no" })))?.total).toBe(1);
  expect((await candidatesFor(officer, formId, ask({ page: "99" })))?.page).toBe(1);
  expect(await candidatesFor(ctxOf(memberActor({ organizationId: ballotId })), formId, ask())).toBeNull();
});
