import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { anInvitation, anOrganization, aSignature } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { candidatesFor, everyCandidateFor } from "../candidates/queries";
import { candidatesQuery, STAGES } from "../candidates/schema";
import { aCampaign } from "../testing/campaign";
import { groupsOf, stagesOf } from "./rules";

testDatabase();

test("each number of the campaign is the length of the list that it leads to", async () => {
  const { formId, organizationId, candidacyIds, officer } = await aCampaign(5);
  const [signed = "", asked = "", bounced = ""] = candidacyIds;
  const version = await db().formVersion.findFirstOrThrow({ where: { formId }, select: { id: true } });
  await aSignature(db(), { versionId: version.id, candidacyId: signed });
  await anInvitation(db(), { formId, organizationId, candidacyId: asked });
  await anInvitation(db(), { formId, organizationId, candidacyId: bounced, status: "bounced" });
  const party = await anOrganization(db(), { kind: "party", name: "Rassemblement des Rivières" });
  for (const candidacyId of [signed, asked])
    await aNomination(db(), { candidacyId, organizationId: party.id });

  const rows = (await everyCandidateFor(officer, formId)) ?? [];
  const stages = stagesOf(rows);
  expect(stages).toMatchObject({ signed: 1, started: 1, bounced: 1, declined: 0 });
  const list = async (view: Record<string, string>) =>
    (await candidatesFor(officer, formId, candidatesQuery.parse(view)))?.total;
  for (const stage of STAGES) expect(await list({ stage })).toBe(stages[stage]);
  for (const by of ["department", "party"] as const)
    for (const group of groupsOf(rows, by, "fr")) {
      expect(await list({ [by]: group.key })).toBe(group.all);
      for (const stage of STAGES) expect(await list({ [by]: group.key, stage })).toBe(group.stages[stage]);
    }
  expect(groupsOf(rows, "party", "fr").find(({ key }) => key === party.name)?.all).toBe(2);
});
