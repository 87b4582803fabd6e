import { beforeAll, describe, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { anInvitation, aSignature, aUser } from "@/prisma/factories";
import { aContest, declineOf } from "../testing/contest";
import { read } from "../testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

/** Four tickets: one signed whole, one with a reservation, one declined, one silent and asked. */
async function theFour(code: string) {
  const contest = await aContest(4, { code });
  const { form } = contest;
  const [whole, reserved, declined, silent] = contest.candidacies;
  if (!form || !whole || !reserved || !declined || !silent) throw new Error("a contest of four has four");
  const versionId = form.version.id;
  await aSignature(db(), { versionId, candidacyId: whole.id });
  await aSignature(db(), {
    versionId,
    candidacyId: reserved.id,
    answerAt: { 2: { value: "with_reservation", comment: "Après un débat." }, 3: { value: "no" } },
  });
  await declineOf(form.id, declined.id, true);
  await anInvitation(db(), {
    formId: form.id,
    candidacyId: silent.id,
    organizationId: form.organizationId,
  });
  return { ...contest, form, whole, reserved, declined, silent };
}

describe("the table of a constituency", () => {
  it("sets two candidacies side by side in words, with comments, and keeps the choice in the address", async () => {
    const { at, whole, reserved, silent } = await theFour("21-01");
    const pair = await read(`/fr${at}?compare=${whole.publicId}&compare=${reserved.publicId}`);
    for (const said of ["Après un débat.", "avec réserve", "Côte à côte", "Toutes les candidatures"])
      expect(pair.text).toContain(said);
    const table = /<table class="matrix spoken">.*?<\/table>/s.exec(pair.html)?.[0] ?? "";
    expect(table).toContain(`/fr/candidacies/${whole.publicId}`);
    expect(table).not.toContain(silent.publicId);
    expect(pair.html).toContain('<meta name="robots" content="noindex"');
    const withSilence = await read(`/fr${at}?compare=${whole.publicId},${silent.publicId}`);
    expect(/<table class="matrix spoken">.*?<\/table>/s.exec(withSilence.html)?.[0]).toContain(
      "pas de réponse publique",
    );
  });

  it("shows one engagement with everybody's answer to its exact words", async () => {
    const { at } = await theFour("21-02");
    const one = await read(`/fr${at}?engagement=2`);
    expect(one.text).toContain("Je défendrai le point 2");
    expect(one.text).toContain("Après un débat.");
    expect(one.text.match(/pas de réponse(?! publique)/g)?.length).toBe(2);
    expect(one.html).toContain("?engagement=3#m");
  });

  it("shows everybody where the address asks for what is not there", async () => {
    const { at, whole } = await theFour("21-03");
    for (const query of [
      "compare=zzzzzzzzzz",
      `compare=${whole.publicId}`,
      "compare=%27--&compare=%00x".replace("%00", ""),
      "engagement=99",
      "engagement=1e0",
      "engagement=-1",
    ]) {
      const page = await read(`/fr${at}?${query}`);
      expect([query, page.status, page.html.includes('class="matrix"')]).toEqual([query, 200, true]);
    }
  });

  it("says of whom the NGO asked, and when", async () => {
    const { at } = await theFour("21-04");
    const { text } = await read(`/fr${at}`);
    expect(text).toMatch(
      /Demande de .+ : une candidature sur 4 sollicitée, le .+\. 3 ne l’ont pas encore été\./,
    );
    expect(text).toMatch(/mis à jour le \d+(er)? \S+ \d{4} à \d+ h \d\d/);
  });
});

describe("the pages that compare everybody", () => {
  it("show every standing candidacy in the neutral order, with every answer, comment and status", async () => {
    const { at, candidacies } = await theFour("21-05");
    const { status, html, text } = await read(`/fr${at}/compare`);
    expect(status).toBe(200);
    const places = candidacies.map(({ publicId }) => html.indexOf(`/fr/candidacies/${publicId}`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const said of ["Après un débat.", "Rien n’est noté ni classé", "pas de réponse publique"])
      expect(text).toContain(said);
    expect((await read(`/fr${at}`)).html).toContain(`href="/fr${at}/compare"`);
    expect((await read(`/fr${at}/compare`)).html).toBe(html);
  });

  it("filter by a theme that the address names, in its exact words, in both languages", async () => {
    const { at } = await theFour("21-06");
    const href = /href="\/fr(\/[^"]+\/themes\/[^"#]+)#e1"/.exec((await read(`/fr${at}/compare`)).html)?.[1];
    expect(href).toContain(`${at}/compare/themes/`);
    for (const locale of ["fr", "en"]) {
      const page = await read(`/${locale}${href}`);
      expect([page.status, page.html.includes('id="e1"')]).toEqual([200, true]);
    }
    expect((await read(`/fr${href}`)).text).toContain("Je défendrai le point 1");
  });

  it("are no pages where nobody answered, and for themes and forms that are not there", async () => {
    const { at, form } = await theFour("21-07");
    const silent = await aContest(2, { code: "21-08" });
    for (const path of [`${silent.at}/compare`, `${at}/compare/themes/rien`, `${at}/compare/rien`])
      expect([path, (await read(`/fr${path}`)).status]).toEqual([path, 404]);
    const first = await read(`/fr${at}/compare/${form.slug}`);
    expect([first.status, first.headers.get("location")]).toEqual([301, `/fr${at}/compare`]);
  });
});
