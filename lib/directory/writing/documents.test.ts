import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aForm, anInvitation, anOrganization, aSignature, aUser } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { aContest, declineOf } from "../testing/contest";
import { read } from "../testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

/** The page that an address without a name moves to. */
async function written(publicId: string, query = "", locale = "fr") {
  const moved = await read(`/${locale}/candidacies/${publicId}/write${query}`);
  expect(moved.status).toBe(301);
  return read(moved.headers.get("location") ?? "");
}

describe("writing to a candidate", () => {
  it("offers the silent's page a neutral text and her public pages, and never an address that an NGO holds", async () => {
    const { form, candidacies, at } = await aContest(3, { code: "35-01" });
    const [silent, unasked] = candidacies;
    if (!form || !silent || !unasked) throw new Error("no form");
    await anInvitation(db(), {
      formId: form.id,
      candidacyId: silent.id,
      organizationId: form.organizationId,
    });
    const said = { candidacyId: silent.id, date: new Date("2026-01-02"), sourceTitle: "Affiche électorale" };
    const page1 = { ...said, kind: "website", url: "https://campagne-fictive.example/contact" };
    await db().publicChannel.create({ data: page1, select: { id: true } });
    const gone = { ...said, kind: "x", url: "https://ancien-compte.example/", endedAt: new Date() };
    await db().publicChannel.create({ data: gone, select: { id: true } });
    const email = { scheme: "email", value: "secret@campagne-fictive.example", personId: silent.personId };
    await db().personIdentifier.create({ data: email });
    for (const url of ["mailto:a@b.example", "https://a.example/?to=a@b.example", "http://a.example"])
      await expect(db().publicChannel.create({ data: { ...said, kind: "website", url } })).rejects.toThrow(
        "public_channel_is_a_page",
      );
    const party = await anOrganization(db(), { kind: "party", website: "https://parti-fictif.example" });
    await aNomination(db(), { candidacyId: silent.id, organizationId: party.id });
    const page = await written(silent.publicId);
    for (const said of [
      "Écrire à",
      "campagne-fictive.example/contact",
      "Affiche électorale",
      "parti-fictif.example",
      "Madame,",
    ])
      expect(page.text).toContain(said);
    expect(page.text).not.toContain("ancien-compte");
    expect(page.text).toContain("Oui, avec réserve ou non : quelle que soit votre réponse");
    expect(page.html).toMatch(/href="mailto:\?subject=/);
    const contacts = await db().contact.findMany({ select: { value: true } });
    for (const secret of [...contacts.map(({ value }) => value), "secret@campagne-fictive.example"])
      expect(page.html).not.toContain(secret);
    expect((await written(unasked.publicId)).text).toContain("aucune demande ne vous est encore parvenue");
    const constituency = await read(`/fr${at}`);
    expect(constituency.html.match(/\/write"/g)?.length).toBe(3);
    expect(constituency.html).toContain(
      '<a href="https://campagne-fictive.example/contact" rel="nofollow">Site de campagne',
    );
    expect(constituency.text).toContain("Trois personnes n’ont pas donné de réponse publique");
  });

  it("thanks who signed, asks nothing of who declined, and presses nobody once the form is closed", async () => {
    const { form, candidacies, election, at } = await aContest(3, { code: "35-02" });
    const [signer, decliner, silent] = candidacies;
    if (!form || !signer || !decliner || !silent) throw new Error("no form");
    await aSignature(db(), { versionId: form.version.id, candidacyId: signer.id });
    await declineOf(form.id, decliner.id, true);
    expect((await written(signer.publicId)).text).toContain("oui à 10 engagements sur 10");
    expect((await written(decliner.publicId)).html).not.toContain("<textarea");
    await db().form.update({
      where: { id: form.id },
      data: { closesAt: new Date("2020-01-01T00:00:00Z") },
      select: { id: true },
    });
    const closed = await written(silent.publicId);
    expect(closed.text).toContain("Les réponses sont closes");
    expect(closed.html).not.toContain("mailto:");
    expect((await read(`/fr${at}`)).text).not.toContain("Écrire à qui n’a pas répondu");
    const other = await aForm(db(), { electionId: election.id });
    const asked = await written(signer.publicId, `?form=${other.slug}`, "en");
    expect(asked.text).toContain("Write to");
    expect(asked.headers.get("location")).toBeNull();
  });

  it("invites nobody to write under election silence, and the constituency's page neither", async () => {
    const { candidacies, form, at, election } = await aContest(2, { code: "35-04" });
    const [signer] = candidacies;
    if (!signer || !form) throw new Error("no contest");
    await aSignature(db(), { versionId: form.version.id, candidacyId: signer.id });
    expect((await read(`/fr${at}`)).text).toContain("Remercier les signataires");
    await db()
      .$executeRaw`UPDATE election_round SET polling_date = (signataires_now() AT TIME ZONE 'Europe/Paris')::date + 1
      WHERE election_id = ${election.id}::uuid AND number = 1`;
    const page = await read(`/fr${at}`);
    expect(page.text).not.toContain("Remercier les signataires");
    const silent = await written(signer.publicId);
    expect(silent.text).toContain("Silence électoral");
    expect(silent.html).not.toContain("<textarea");
  });

  it("is a page that does not exist for nobody and where no form is published", async () => {
    const { candidacies } = await aContest(1, { code: "35-03", hasForm: false });
    expect((await read(`/fr/candidacies/${candidacies[0]?.publicId}/write`)).status).toBe(404);
    expect((await read("/fr/candidacies/0000000000-x/write")).status).toBe(404);
  });
});
