import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { asset } from "@/lib/core/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aForm, anArea, anAttempt, anInvitation, aPerson, aSignature, aUser } from "@/prisma/factories";
import { aNomination, aNominationEvent } from "@/prisma/factories-ballots";
import { aContest, declineOf } from "../testing/contest";
import { read } from "../testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

const yes = { value: "yes" as const };
const no = { value: "no" as const };

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
  await declineOf(form.id, d.id, true);
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
  await declineOf(form.id, f.id, false);
  return { ...contest, form, tickets: { a, b, c, d, e, f } };
}

/** Eight constituencies with jagged borders, as heavy to draw as the heaviest of the official ones. */
async function anOutline(departmentId: string, areaId: string) {
  const jagged = (west: number, height: number) => {
    const side = (x: number, from: number, to: number) =>
      Array.from({ length: 12 }, (_, at): [number, number] => [
        x + ((at * 7) % 5) / 40,
        from + ((to - from) * at) / 12,
      ]);
    const ring = [...side(west, 0, height), ...side(west + 1, height, 0), ...side(west, 0, 0).slice(0, 1)];
    return { type: "Polygon", coordinates: [ring] };
  };
  await db().area.update({
    where: { id: areaId },
    data: { shape: jagged(0, 3) },
    select: { id: true },
  });
  for (let west = 1; west < 8; west += 1)
    await anArea(db(), {
      code: `33-${west + 10}`,
      name: "Voisine",
      parentId: departmentId,
      shape: jagged(west, 3),
    });
}

describe("a constituency page", () => {
  it("says how many of how many signed, and each status in words", async () => {
    const { at, form } = await theNine();
    const page = await read(`/fr${at}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain("7e circonscription");
    for (const said of [
      "2 candidat·es sur 9 ont signé",
      "dont un·e en partie,",
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
    const { at, form, candidacies, area, department } = await aContest(12, { code: "33-04" });
    if (!form) throw new Error("no form");
    await anOutline(department.id, area.id);
    for (const [index, { id }] of candidacies.entries()) {
      await aNomination(db(), { candidacyId: id });
      await db().candidacy.update({
        where: { id },
        data: { substituteId: (await aPerson(db(), { gender: "f" })).id },
        select: { id: true },
      });
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
    expect(html).toContain('class="locator shape"');
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
    expect(text).toContain("600 voix 60,00 %");
    expect(text).toContain("Élue au 1er tour, 60,0 %.");
  });
});
