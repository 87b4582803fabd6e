import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { publicStandings } from "@/lib/directory/standing/queries";
import { deskFormFor, funnelFor } from "@/lib/forms/draft/queries";
import { anAttempt, anInvitation, anOrganization, aSignature } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { candidatesFor, everyCandidateFor } from "../candidates/queries";
import { candidatesQuery, STAGES } from "../candidates/schema";
import { aCampaign } from "../testing/campaign";
import { groupsOf, stagesOf } from "./rules";

testDatabase();

test("the desk, the campaign and the public page count alike: who was only bounced was not asked, who withdrew does not count", async () => {
  const { formId, organizationId, ballotId, candidacyIds, officer } = await aCampaign(5);
  const [asked = "", bounced = "", withdrawn = "", announced = ""] = candidacyIds;
  for (const candidacyId of [asked, withdrawn, announced])
    await anAttempt(db(), { formId, organizationId, candidacyId });
  await anAttempt(db(), { formId, organizationId, candidacyId: bounced, outcome: "bounced" });
  await db().candidacy.update({
    where: { id: withdrawn },
    data: { status: "withdrawn" },
    select: { id: true },
  });
  await db().candidacy.update({
    where: { id: announced },
    data: { status: "announced" },
    select: { id: true },
  });
  const form = await deskFormFor(officer, formId);
  const rows = (await everyCandidateFor(officer, formId)) ?? [];
  const { candidacies, ...funnel } = form ? await funnelFor(officer, form) : { candidacies: -1 };
  expect(candidacies).toBe(rows.length);
  expect(stagesOf(rows)).toMatchObject({ addresses: 4, asked: 2, started: 0, signed: 0, declined: 0 });
  expect(funnel).toMatchObject({ addresses: 4, asked: 2, started: 0, signed: 0, declined: 0 });
  const publicIds = await db().candidacy.findMany({
    where: { ballotId },
    select: { id: true, publicId: true },
  });
  const standings = await publicStandings(candidacyIds);
  for (const { publicId, status } of rows) {
    const id = publicIds.find((one) => one.publicId === publicId)?.id ?? "";
    expect(standings.of(formId, id, "candidate").status, publicId).toBe(status);
  }
});

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
