import { expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aForm, anOrganization, aSignature } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { aContest } from "../../testing/contest";
import { read } from "../../testing/visit";

testDatabase();

it("compares parties and departments with their denominators, only where the signed words say so", async () => {
  const contest = await aContest(7, { code: "78-07" });
  const version = { engagements: 4, score: "graded", comparesGroups: true } as const;
  const form = await aForm(db(), { electionId: contest.election.id, version });
  const party = await anOrganization(db(), { kind: "party", name: "Parti des tilleuls" });
  const tiny = await anOrganization(db(), { kind: "party", name: "Parti du bouleau" });
  const [, , , , , labelled] = contest.candidacies;
  if (!labelled) throw new Error("no candidacies");
  await db().candidacy.update({
    where: { id: labelled.id },
    data: { partyLabel: "PARTI DES TILLEULS" },
    select: { id: true },
  });
  for (const [at, { id }] of contest.candidacies.entries()) {
    if (id === labelled.id) continue;
    await aNomination(db(), { candidacyId: id, organizationId: at < 6 ? party.id : tiny.id });
  }
  const [one, two] = contest.candidacies;
  if (!one || !two) throw new Error("no candidacies");
  await aSignature(db(), { versionId: form.version.id, candidacyId: one.id });
  const answerAt = {
    1: { value: "with_reservation" as const, comment: "Par étapes." },
    2: { value: "no" as const },
  };
  await aSignature(db(), { versionId: form.version.id, candidacyId: two.id, answerAt });

  const parties = await read(`/fr/forms/${form.slug}/parties`);
  expect(parties.status).toBe(200);
  // Of 16 points, two signers have 8 and 5.
  expect(parties.text).toMatch(/Parti des tilleuls 2 6 33,3\s% 81,3\s%/);
  expect(parties.text).toMatch(/Moins de 5 candidatures.*Parti du bouleau 0 1 0,0\s%/);
  expect(parties.text).toContain("aucune consigne de vote n’est donnée");
  const departments = await read(`/en/forms/${form.slug}/departments`);
  expect(departments.text).toMatch(/Yvelines 2 7 28\.6\s*% 81\.3\s*%/);
  expect((await read(`/fr/forms/${form.slug}`)).html).toContain(`/fr/forms/${form.slug}/parties`);

  const other = contest.form?.slug;
  expect((await read(`/fr/forms/${other}/parties`)).status).toBe(404);
  expect((await read(`/fr/forms/${other}/departments`)).status).toBe(404);
  expect((await read(`/fr/forms/${other}`)).html).not.toContain("/parties");
});
