import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import {
  aCandidacy,
  anArea,
  anInvitation,
  anOrganization,
  aPerson,
  aSignature,
  aUser,
} from "@/prisma/factories";
import { aCommune, aNomination } from "@/prisma/factories-ballots";
import { aContest, PLANTED_BIRTH } from "./testing/contest";
import { read } from "./testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

describe("a place", () => {
  it("in one constituency leads there; split it asks, and shows all to who does not know; without one it says so", async () => {
    const { at, area, election, department } = await aContest(2, { code: "44-01" });
    const second = await anArea(db(), {
      code: "44-02",
      name: "2e circonscription de Loire-Atlantique",
      parentId: department.id,
    });
    const ballot = await db().ballot.create({
      data: { electionId: election.id, areaId: second.id },
      select: { id: true },
    });
    await aCandidacy(db(), { ballotId: ballot.id, panelNumber: 1 });
    const whole = await aCommune(db(), { wholeIds: [area.id], name: "Entière" });
    const split = await aCommune(db(), { wholeIds: [area.id, second.id], name: "Partagée" });
    const nowhere = await aCommune(db(), { name: "Vide" });
    const query = `election=${election.slug}`;
    const moved = await read(`/fr/places/fr-commune/${whole.code}?${query}`);
    expect([moved.status, moved.headers.get("location")]).toEqual([303, `/fr${at}`]);
    const asked = await read(`/fr/places/fr-commune/${split.code}?${query}`);
    expect(asked.text).toContain("partagée entre 2 circonscriptions");
    expect(asked.text).toContain("Je ne sais pas : tout afficher");
    const all = await read(`/fr/places/fr-commune/${split.code}?all=1&${query}`);
    expect(all.html.match(/\/candidacies\//g)?.length).toBe(3);
    expect((await read(`/fr/places/fr-commune/${nowhere.code}?${query}`)).text).toContain(
      "Personne ne vote ici",
    );
    expect((await read(`/fr/places/fr-department/44?${query}`)).text).toContain(
      "circonscription de Loire-Atlantique",
    );
    expect((await read(`/fr/places/fr-constituency/44-01?${query}`)).text).toContain("Partagée (en partie)");
    expect((await read("/fr/places/fr-commune/00000")).status).toBe(404);
  });
});

it("no public page holds an address, a telephone or a birth date", async () => {
  const { at, form, candidacies, election } = await aContest(3, { code: "77-01" });
  const [one, two] = candidacies;
  if (!form || !one || !two) throw new Error("no form");
  const party = await anOrganization(db(), { kind: "party" });
  await aNomination(db(), { candidacyId: one.id, organizationId: party.id });
  await anInvitation(db(), { formId: form.id, candidacyId: one.id, organizationId: form.organizationId });
  await aSignature(db(), { versionId: form.version.id, candidacyId: two.id });
  const organization = await db().organization.findUniqueOrThrow({
    where: { id: form.organizationId },
    select: { slug: true, replyTo: true },
  });
  const contacts = await db().contact.findMany({ select: { value: true } });
  const planted = [
    ...contacts.map(({ value }) => value),
    organization.replyTo ?? "?",
    PLANTED_BIRTH.toISOString().slice(0, 10),
    "23/04/1961",
    "23 avril 1961",
    "April 1961",
  ];
  const person = one.person;
  const pages = [
    "",
    at,
    `/elections/${election.slug}`,
    "/elections",
    "/forms",
    `/forms/${form.slug}`,
    `/forms/${form.slug}/versions/1`,
    `/forms/${form.slug}/signatories.csv`,
    `/organizations/${organization.slug}`,
    `/organizations/${party.slug}`,
    `/search?q=${encodeURIComponent(person.familyName)}`,
    "/places/fr-department/77",
  ];
  const targets = await Promise.all(
    [`/candidacies/${one.publicId}`, `/candidacies/${two.publicId}`, `/people/${person.publicId}`].map(
      async (path) => (await read(`/fr${path}`)).headers.get("location")?.slice(3) ?? "",
    ),
  );
  for (const locale of ["fr", "en"]) {
    for (const path of [...pages, ...targets]) {
      const { html, status } = await read(`/${locale}${path}`);
      expect([path, status < 400]).toEqual([path, true]);
      for (const secret of planted) expect(`${path} ${html.includes(secret)}`).toBe(`${path} false`);
      expect(html).not.toMatch(/[\w.+-]+@[\w-]+\.[a-z]{2,}/i);
    }
  }
}, 240_000);

it("hostile names are text, and hostile addresses are pages that do not exist", async () => {
  const { at, ballot, election } = await aContest(1, { code: "60-01" });
  const name = `<img src=x onerror=alert(1)>"'&\u202e`;
  const person = await aPerson(db(), { givenName: name, familyName: "D’Œuvre-Łukasz" });
  const ticket = await aCandidacy(db(), { ballotId: ballot.id, personId: person.id, panelNumber: 2 });
  const page = await read(`/fr${at}`);
  const own = await read((await read(`/fr/candidacies/${ticket.publicId}`)).headers.get("location") ?? "");
  for (const { html, status } of [page, own]) {
    expect(status).toBe(200);
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x");
  }
  for (const path of [
    "/elections/%00",
    "/places/%00/x",
    "/places/fr-commune/..%2f..%2fetc",
    `/elections/${election.slug}/%27%20or%201=1`,
    "/candidacies/0000000000-x",
    "/people/'-or-1",
    "/organizations/x%0a",
    `/forms/${"x".repeat(3000)}`,
    "/forms/x/versions/-1",
    "/forms/x/signatories.csv",
  ])
    expect([path, (await read(`/en${path}`)).status]).toEqual([path, 404]);
  expect((await read(`/fr${at}?form=%F0%9F%92%A9&form[]=x&page=NaN`)).status).toBe(200);
  expect((await read("/fr/search?q=%00")).status).toBe(404);
});
