import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, anInvitation, aPerson, aSignature, aUser } from "@/prisma/factories";
import { aContest, declineOf } from "../testing/contest";
import { read } from "../testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

const no = { value: "no" as const };

describe("a candidacy page", () => {
  it("shows exactly what was signed, with comment, level in words, instant with zone, and moves old names", async () => {
    const { form, candidacies } = await aContest(2, { code: "29-06" });
    const [one] = candidacies;
    if (!form || !one) throw new Error("no form");
    await aSignature(db(), {
      versionId: form.version.id,
      candidacyId: one.id,
      evidence: "Site de campagne, page contact",
      answerAt: { 2: { value: "with_reservation", comment: "Avec un <b>débat</b> public." } },
    });
    const moved = await read(`/fr/candidacies/${one.publicId}-ancien-nom`);
    expect(moved.status).toBe(301);
    const page = await read(moved.headers.get("location") ?? "");
    expect(page.status).toBe(200);
    for (const said of [
      "A signé en partie la version 1 le",
      "9 engagements sur 10",
      "Lien personnel envoyé à une adresse que l’ONG tenait d’une source nommée.",
      "Source de l’adresse : Site de campagne, page contact.",
      "heure de Paris",
      "Je défendrai le point 7 .",
      "avec réserve",
      "Avec un &lt;b&gt;débat&lt;/b&gt; public.",
      "Ce qu’elle a signé",
      "Ce qui s’est passé",
    ])
      expect(page.text).toContain(said);
  });

  it("of a silent candidate shows the record of requests, and is never more than what is known", async () => {
    const { form, candidacies } = await aContest(2, { code: "29-07" });
    const [one, two] = candidacies;
    if (!form || !one || !two) throw new Error("no form");
    await anInvitation(db(), { formId: form.id, candidacyId: one.id, organizationId: form.organizationId });
    await declineOf(form.id, one.id, false);
    const asked = await read((await read(`/fr/candidacies/${one.publicId}`)).headers.get("location") ?? "");
    expect(asked.text).toContain("Pas de réponse publique.");
    expect(asked.text).toContain("Courriel accepté par le relais de messagerie, aucun rejet enregistré.");
    expect(asked.text).not.toContain("Je ne signe aucun formulaire");
    const unasked = await read((await read(`/fr/candidacies/${two.publicId}`)).headers.get("location") ?? "");
    expect(unasked.text).toContain("Pas encore sollicité.");
  });

  it("keeps every act in its history: signature, change, dispute, withdrawal", async () => {
    const { form, candidacies } = await aContest(1, { code: "29-08" });
    const [one] = candidacies;
    if (!form || !one) throw new Error("no form");
    await aSignature(db(), { versionId: form.version.id, candidacyId: one.id });
    const again = await aSignature(db(), {
      versionId: form.version.id,
      candidacyId: one.id,
      answerAt: { 1: no },
    });
    for (const kind of ["disputed", "resolved", "withdrawn"] as const)
      await db().signatureEvent.create({
        data: { signatureId: again.id, kind, at: new Date() },
        select: { id: true },
      });
    const { text } = await read(
      (await read(`/fr/candidacies/${one.publicId}`)).headers.get("location") ?? "",
    );
    for (const said of [
      "A signé la version 1, 10 sur 10",
      "A changé sa réponse : version 1, 9 sur 10",
      "contestée",
      "Contestation résolue",
      "A retiré sa signature",
    ])
      expect(text).toContain(said);
  });
});

describe("a person page", () => {
  it("gathers her candidacies and substitutions, and a joined record leads to the one that stays", async () => {
    const { candidacies } = await aContest(2, { code: "75-09" });
    const [one, two] = candidacies;
    if (!one || !two) throw new Error("no candidacies");
    const later = await aContest(1, { code: "75-10" });
    await aCandidacy(db(), { ballotId: later.ballot.id, personId: one.personId, substituteId: two.personId });
    const stays = await read(
      (await read(`/fr/people/${one.person.publicId}-x`)).headers.get("location") ?? "",
    );
    expect(stays.text).toContain("2 candidatures connues ici.");
    const old = await aPerson(db(), { mergedIntoId: one.personId });
    const moved = await read(`/fr/people/${old.publicId}`);
    expect([moved.status, moved.headers.get("location")?.includes(one.person.publicId)]).toEqual([303, true]);
  });
});
