import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aForm, anOrganization, aPerson, aSignature, aUser } from "@/prisma/factories";
import { aNomination, aNominationEvent } from "@/prisma/factories-ballots";
import { aContest } from "../testing/contest";
import { read } from "../testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

describe("a party", () => {
  it("shows whom it nominates by name, whoever signed, and how many of those standing did", async () => {
    const { candidacies, form, election } = await aContest(4, { code: "62-01" });
    const party = await anOrganization(db(), { kind: "party" });
    const other = await aForm(db(), { electionId: election.id });
    const names = ["Zébulon", "Éluard", "Eluère", "de la Tour"];
    for (const [at, ticket] of candidacies.entries()) {
      await db().person.update({
        where: { id: ticket.personId },
        data: { familyName: names[at] ?? "" },
        select: { id: true },
      });
      const nomination = await aNomination(db(), { candidacyId: ticket.id, organizationId: party.id });
      if (at === 1) await aNominationEvent(db(), { nominationId: nomination.id, status: "frozen" });
    }
    const [first, , , gone] = candidacies;
    if (!form || !first || !gone) throw new Error("no form");
    await aSignature(db(), { versionId: form.version.id, candidacyId: first.id });
    await db().candidacy.update({
      where: { id: gone.id },
      data: { status: "withdrawn" },
      select: { id: true },
    });
    const page = await read(`/fr/organizations/${party.slug}`);
    const order = names
      .map((name) => page.text.indexOf(name))
      .map((at, index) => [at, names[index]] as const);
    expect(order.sort(([a], [b]) => a - b).map(([, name]) => name)).toEqual([
      "de la Tour",
      "Éluard",
      "Eluère",
      "Zébulon",
    ]);
    for (const said of [
      "Une de ses 3 candidatures en lice a signé",
      "investiture gelée",
      "Ordre alphabétique",
    ])
      expect(page.text).toContain(said);
    expect((await read(`/fr/organizations/${party.slug}?form=${other.slug}&page=99`)).text).toContain(
      "Aucune de ses 3 candidatures en lice n’a signé",
    );
    expect((await read(`/en/organizations/${party.slug}?page=-1`)).status).toBe(200);
    const empty = await anOrganization(db(), { kind: "party" });
    expect((await read(`/fr/organizations/${empty.slug}`)).text).toContain(
      "Aucune investiture n’est connue ici",
    );
  });
});

describe("an NGO", () => {
  it("shows its forms with those who ask with it, its site, and nothing of its mailbox", async () => {
    const { form, election } = await aContest(1, { code: "62-02" });
    if (!form) throw new Error("no form");
    const ally = await anOrganization(db(), { name: "La Maison alliée" });
    const pending = await anOrganization(db(), { name: "Celle qui hésite" });
    for (const { id, consentedAt } of [
      { id: ally.id, consentedAt: new Date() },
      { id: pending.id, consentedAt: null },
    ])
      await db().formAuthor.create({ data: { formId: form.id, organizationId: id, consentedAt } });
    const page = await read(`/fr/organizations/${ally.slug}`);
    expect(page.text).toContain(", avec La Maison alliée");
    expect(page.html).toContain(`/fr/elections/${election.slug}`);
    expect(page.text).not.toContain("Celle qui hésite");
    expect(page.html).not.toContain("@");
    expect((await read(`/fr/organizations/${pending.slug}`)).html).not.toContain(`/forms/${form.slug}"`);
    expect((await read(`/fr/people/${(await aPerson(db())).publicId}`)).status).toBe(301);
  });
});
