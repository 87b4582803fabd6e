import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { asset } from "@/lib/core/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import {
  aCandidacy,
  aForm,
  anArea,
  anAttempt,
  anInvitation,
  anOrganization,
  aPerson,
  aSignature,
  aUser,
} from "@/prisma/factories";
import { aCommune, aNomination, aNominationEvent } from "@/prisma/factories-ballots";
import { aContest, PLANTED_BIRTH } from "./testing/contest";
import { read } from "./testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

const yes = { value: "yes" as const };
const no = { value: "no" as const };
const decline = (formId: string, candidacyId: string, isPublic: boolean) =>
  db().decline.create({
    data: {
      formId,
      candidacyId,
      role: "candidate",
      isPublic,
      at: new Date(),
      reason: "Je ne signe aucun formulaire.",
    },
    select: { id: true },
  });

/** Nine tickets: one signed whole, one in part, one against, one declined, one withdrawn, one asked twice, the rest unasked. */
async function theNine() {
  const contest = await aContest(9, { code: "78-07" });
  const [a, b, c, d, e, f] = contest.candidacies;
  const { form } = contest;
  if (!form || !a || !b || !c || !d || !e || !f) throw new Error("a contest of nine has nine");
  const versionId = form.version.id;
  await aSignature(db(), { versionId, candidacyId: a.id });
  await aSignature(db(), {
    versionId,
    candidacyId: b.id,
    answerAt: { 1: { value: "with_reservation", comment: "Sous réserve d’un débat." }, 2: no, 3: yes },
  });
  await aSignature(db(), {
    versionId,
    candidacyId: c.id,
    answerAt: Object.fromEntries(Array.from({ length: 10 }, (_, at) => [at + 1, no])),
  });
  await decline(form.id, d.id, true);
  const withdrawn = await aSignature(db(), { versionId, candidacyId: e.id });
  await db().signatureEvent.create({
    data: { signatureId: withdrawn.id, kind: "withdrawn", at: new Date() },
    select: { id: true },
  });
  await anInvitation(db(), { formId: form.id, candidacyId: f.id, organizationId: form.organizationId });
  await anAttempt(db(), {
    formId: form.id,
    candidacyId: f.id,
    organizationId: form.organizationId,
    channel: "phone",
    outcome: "reached",
  });
  await decline(form.id, f.id, false);
  return { ...contest, form, tickets: { a, b, c, d, e, f } };
}

describe("a constituency page", () => {
  it("says how many of how many signed, and each status in words", async () => {
    const { at, form } = await theNine();
    const page = await read(`/fr${at}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain("7 e circonscription");
    for (const said of [
      "2 candidat·es sur 9 ont signé",
      "dont 1 en partie,",
      "a signé , 10 sur 10",
      "a signé en partie , 8 sur 10",
      "a décliné publiquement",
      "signature retirée",
      "pas de réponse publique, 2 demandes",
      "pas encore sollicité·e",
      "Ordre des panneaux électoraux",
      "Qui s’engage sur quoi",
    ])
      expect(page.text).toContain(said);
    expect(page.html).toContain(`/fr/forms/${form.slug}`);
    const english = await read(`/en${at}`);
    expect(english.text).toContain("2 candidates of 9 have signed");
    expect(english.html).toContain('lang="en"');
  });

  it("has title, description, canonical and hreflang, no cookie, no script, nothing from elsewhere", async () => {
    const { at } = await aContest(3, { code: "78-08" });
    const { html, headers } = await read(`/fr${at}`);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    expect(html).toMatch(/<meta name="description" content="[^"]{40,}"/);
    expect(html).toContain(`<link rel="canonical" href="http://localhost:3000/fr${at}"`);
    expect(html).toContain(`hrefLang="en" href="http://localhost:3000/en${at}"`);
    expect(headers.get("set-cookie")).toBeNull();
    expect(html).not.toMatch(/<script|https?:\/\/(?!localhost:3000|www\.w3\.org)/);
  });

  it("of twelve candidates weighs at most 14 kB with its styles, compressed, whatever happened", async () => {
    const { at, form, candidacies } = await aContest(12, { code: "33-04" });
    if (!form) throw new Error("no form");
    for (const [index, { id }] of candidacies.entries()) {
      await aNomination(db(), { candidacyId: id });
      if (index % 2 === 0) await aSignature(db(), { versionId: form.version.id, candidacyId: id });
      else
        await anInvitation(db(), { formId: form.id, candidacyId: id, organizationId: form.organizationId });
    }
    const { html } = await read(`/fr${at}`);
    const styles = [asset("document.css"), asset("print.css")].map((name) =>
      readFileSync(join("public", name)),
    );
    const weight = [Buffer.from(html), ...styles].reduce(
      (sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length,
      0,
    );
    expect(weight).toBeLessThanOrEqual(14_000);
    expect(html).not.toContain("<script");
  });

  it("whose candidates are all silent says so with the record, and one without a form or candidates as well", async () => {
    const silent = await aContest(4, { code: "12-01" });
    for (const { id } of silent.candidacies)
      await anInvitation(db(), {
        formId: silent.form?.id ?? "",
        candidacyId: id,
        organizationId: silent.form?.organizationId ?? "",
      });
    const { text } = await read(`/fr${silent.at}`);
    expect(text).toContain("Aucune des 4 candidatures n’a signé");
    expect(text).not.toContain("Qui s’engage sur quoi");
    const formless = await aContest(2, { code: "12-02", hasForm: false });
    expect((await read(`/fr${formless.at}`)).text).toContain("Aucun formulaire d’engagement n’est publié");
    const empty = await aContest(0, { code: "12-03" });
    expect((await read(`/fr${empty.at}`)).text).toContain("Les candidatures ne sont pas encore connues");
  });

  it("counts each form apart, by the first published unless the address asks for another", async () => {
    const { at, form, election, candidacies } = await aContest(3, { code: "64-01" });
    const other = await aForm(db(), { electionId: election.id });
    const [one] = candidacies;
    if (!form || !one) throw new Error("no form");
    await aSignature(db(), { versionId: other.version.id, candidacyId: one.id });
    expect((await read(`/fr${at}`)).text).toContain("Aucune des 3 candidatures n’a signé");
    expect((await read(`/fr${at}?form=${other.slug}`)).text).toContain("1 candidat·e sur 3 a signé");
  });

  it("shows a frozen nomination, a withdrawn candidacy apart, a substitute's own signature and the results", async () => {
    const { at, form, candidacies, ballot, area } = await aContest(3, { code: "2A-01" });
    const [one, two, three] = candidacies;
    if (!form || !one || !two || !three) throw new Error("no form");
    const nomination = await aNomination(db(), { candidacyId: one.id });
    await aNominationEvent(db(), { nominationId: nomination.id, status: "frozen" });
    await db().candidacy.update({
      where: { id: three.id },
      data: { status: "withdrawn" },
      select: { id: true },
    });
    await aSignature(db(), { versionId: form.version.id, candidacyId: two.id, role: "substitute" });
    await db().result.create({
      data: { candidacyId: one.id, round: 1, areaId: area.id, votes: 600, isElected: true },
      select: { round: true },
    });
    await db().turnout.create({
      data: { ballotId: ballot.id, round: 1, areaId: area.id, registered: 2000, voters: 1010, cast: 1000 },
      select: { round: true },
    });
    const { text } = await read(`/fr${at}`);
    expect(text).toContain("investiture gelée le");
    expect(text).toContain("Aucune des 2 candidatures n’a signé");
    expect(text).toContain("Une candidature qui n’est plus en lice");
    expect(text).toContain("(suppléance)");
    expect(text).toContain("600 voix, 60,00 % des exprimés");
    expect(text).toContain("Élue au 1er tour, 60,0 %.");
  });
});

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
      "Europe centrale",
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
    await decline(form.id, one.id, false);
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
    expect([moved.status, moved.headers.get("location")?.includes(one.person.publicId)]).toEqual([301, true]);
  });
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
}, 60_000);
