import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { erased } from "@/lib/signatures/testing/erasures";
import { aCandidacy, anAttempt, anInvitation, aPerson, aSignature, aUser } from "@/prisma/factories";
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

  it("has the same by year, each signature with its words, its level, its receipt and what became of it", async () => {
    const { form, candidacies } = await aContest(2, { code: "41-04" });
    const later = await aContest(1, { code: "41-05" });
    const [one, two] = candidacies;
    if (!form || !later.form || !one || !two) throw new Error("no form");
    const again = await aCandidacy(db(), {
      ballotId: later.ballot.id,
      personId: one.personId,
      panelNumber: 2,
    });
    const lapsed = await aSignature(db(), {
      versionId: form.version.id,
      candidacyId: one.id,
      signedAt: new Date("2022-06-01T10:00:00Z"),
    });
    await db().signatureEvent.create({
      data: { signatureId: lapsed.id, kind: "lapsed", at: new Date("2024-06-09T10:00:00Z") },
      select: { id: true },
    });
    await aSignature(db(), { versionId: later.form.version.id, candidacyId: again.id });
    const theme = await person(one.person.publicId);
    const path = /href="([^"]+\/years)"/.exec(theme.html)?.[1] ?? "";
    expect(theme.text).toContain("Les mots exacts");
    const years = await read(path);
    expect([years.status, years.html.match(/class="item"/g)?.length]).toEqual([200, 20]);
    const heads = [...years.html.matchAll(/id="y(\d{4})"/g)].map(([, year]) => Number(year));
    expect([heads.length, heads.at(-1)]).toEqual([2, 2022]);
    expect(heads).toEqual([...heads].sort((a, b) => b - a));
    for (const said of [
      "10 engagements sur 10",
      "lien personnel envoyé à une adresse",
      "Signature arrivée à son terme, 9 juin 2024",
    ])
      expect(years.text.toLowerCase()).toContain(said.toLowerCase());
    expect((await read(path.replace("/fr/", "/en/"))).text).toContain("year by year");

    const old = await read(`/fr/people/${one.person.publicId}-old-name/years`);
    expect([old.status, old.headers.get("location")]).toEqual([301, path]);
    const joined = await aPerson(db(), { mergedIntoId: one.personId });
    const moved = await read(`/fr/people/${joined.publicId}/years`);
    expect([moved.status, moved.headers.get("location")]).toEqual([303, path]);
    const silent = await person(two.person.publicId);
    expect(silent.html).not.toContain("/years");
    const nothing = `${(await read(`/fr/people/${two.person.publicId}`)).headers.get("location")}/years`;
    expect((await read(nothing)).status).toBe(404);
    expect((await person((await aPerson(db())).publicId)).text).toContain("n’est candidate à aucun scrutin");
  });

  it("shows beside a silence when, how, with what outcome and by whom it was asked, each time", async () => {
    const { form: made, candidacies } = await aContest(1, { code: "41-06" });
    const [one] = candidacies;
    if (!made || !one) throw new Error("no form");
    const { id: formId, organizationId } = made;
    for (const [day, outcome] of [
      ["02", "accepted"],
      ["09", "bounced"],
      ["16", "accepted"],
    ] as const)
      await anAttempt(db(), {
        formId,
        candidacyId: one.id,
        organizationId,
        outcome,
        at: new Date(`2022-05-${day}T09:00:00Z`),
      });
    const ngo = await db().organization.findUniqueOrThrow({
      where: { id: organizationId },
      select: { name: true },
    });
    const { text } = await person(one.person.publicId);
    expect(text).toContain("2 fois, la dernière le 16 mai 2022 par courriel");
    expect(text.match(/Courriel accepté par le relais de messagerie, aucun rejet enregistré/g)).toHaveLength(
      2,
    );
    expect(text).toContain("Courriel revenu en erreur");
    expect(text).toContain(`relevé de ${ngo.name}`);
  });
});
