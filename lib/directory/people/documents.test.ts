import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { erased } from "@/lib/signatures/testing/erasures";
import { aCandidacy, anInvitation, aPerson, aSignature, aUser } from "@/prisma/factories";
import { aNomination, aNominationEvent } from "@/prisma/factories-ballots";
import { aContest } from "../testing/contest";
import { read } from "../testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

async function person(publicId: string, locale = "fr") {
  return read((await read(`/${locale}/people/${publicId}`)).headers.get("location") ?? "");
}

describe("a person across elections and NGOs", () => {
  it("has everything answered by theme with its year, each candidacy with its ticket, history and results", async () => {
    const first = await aContest(2, { code: "41-01" });
    const second = await aContest(1, { code: "41-02" });
    const [one, mate] = first.candidacies;
    if (!one || !mate || !first.form || !second.form) throw new Error("no form");
    const again = await aCandidacy(db(), {
      ballotId: second.ballot.id,
      personId: one.personId,
      substituteId: mate.personId,
      panelNumber: 2,
    });
    await aSignature(db(), { versionId: first.form.version.id, candidacyId: one.id });
    const withdrawn = await aSignature(db(), {
      versionId: second.form.version.id,
      candidacyId: again.id,
      answerAt: { 1: { value: "no" } },
    });
    await db().signatureEvent.create({
      data: { signatureId: withdrawn.id, kind: "withdrawn", at: new Date() },
      select: { id: true },
    });
    const { form } = first;
    await anInvitation(db(), { formId: form.id, candidacyId: one.id, organizationId: form.organizationId });
    const nomination = await aNomination(db(), { candidacyId: again.id });
    await aNominationEvent(db(), { nominationId: nomination.id, status: "frozen" });
    await db().result.create({
      data: { candidacyId: again.id, round: 1, areaId: second.area.id, votes: 1234, share: 12.5 },
      select: { round: true },
    });
    const page = await person(one.person.publicId);
    for (const said of [
      "2 candidatures connues ici",
      "Tout ce qui a été répondu",
      "2 associations",
      "Investiture gelée",
      "1 234 voix, 12,50 % des exprimés",
      "Courriel accepté par le relais",
      "Suppléance :",
    ])
      expect(page.text).toContain(said);
    const recorded = page.html.match(/class="recorded"/g)?.length;
    const withdrawals = page.html
      .match(/class="recorded".*?<\/li>/gs)
      ?.filter((row) => row.includes("retirée"));
    expect([recorded, withdrawals?.length]).toEqual([20, 10]);
    expect(page.html).toMatch(/<span class="num">20\d\d<\/span>/);
    expect((await person(one.person.publicId, "en")).text).toContain("Everything answered");
  });

  it("keeps what a joined record signed, and shows nothing of an erased signature's words", async () => {
    const { form, candidacies } = await aContest(2, { code: "41-03" });
    const [one, two] = candidacies;
    if (!form || !one || !two) throw new Error("no form");
    await aSignature(db(), { versionId: form.version.id, candidacyId: one.id });
    const stays = await aPerson(db());
    await db().person.update({
      where: { id: one.personId },
      data: { mergedIntoId: stays.id },
      select: { id: true },
    });
    expect((await person(stays.publicId)).html.match(/class="recorded"/g)?.length).toBe(10);
    const { id } = await aSignature(db(), { versionId: form.version.id, candidacyId: two.id });
    await erased(id);
    expect((await person(two.person.publicId)).html).not.toContain('class="recorded"');
  });
});
