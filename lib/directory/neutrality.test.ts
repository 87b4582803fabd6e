import { beforeAll, expect, it } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, anAttempt, anOrganization, aPerson, aSignature, aUser } from "@/prisma/factories";
import { aNomination } from "@/prisma/factories-ballots";
import { candidacyPath } from "./rules";
import { aContest, declineOf } from "./testing/contest";
import { read } from "./testing/visit";

testDatabase();
beforeAll(async () => {
  await buildAssets();
  await aUser(db(), { isOperator: true });
});

/** Five candidacies whose statuses would come in another order than their boards, whichever way they were sorted. */
async function aMixedContest(code: string, isNumbered: boolean) {
  const contest = await aContest(0, { code });
  const { ballot, form: made } = contest;
  if (!made) throw new Error("no form");
  const people = [];
  for (const [index, familyName] of ["Aubry", "Bellot", "Carrel", "Dumas", "Eymard"].entries()) {
    const person = await aPerson(db(), { givenName: "Alix", familyName });
    const panelNumber = isNumbered ? 5 - index : null;
    const { id, publicId } = await aCandidacy(db(), {
      ballotId: ballot.id,
      personId: person.id,
      panelNumber,
    });
    people.push({ id, person, publicId });
  }
  const [silent, partly, asked, whole, declined] = people;
  if (!silent || !partly || !asked || !whole || !declined) throw new Error("five were made");
  const { version } = made;
  await aSignature(db(), {
    versionId: version.id,
    candidacyId: partly.id,
    answerAt: {
      1: { value: "no" },
      2: { value: "no" },
      3: { value: "with_reservation", comment: "Pas tout." },
    },
  });
  await aSignature(db(), { versionId: version.id, candidacyId: whole.id });
  await declineOf(made.id, declined.id, true);
  await anAttempt(db(), { formId: made.id, candidacyId: asked.id, organizationId: made.organizationId });
  const stated = isNumbered ? [...people].reverse() : people;
  return { ...contest, stated };
}

/** The candidates that each list or table of a page leads to, in its order; lists of one say nothing of an order. */
function listsOf(html: string, ids: readonly string[]): string[][] {
  return [...html.matchAll(/<(ol|ul|tbody|thead)\b[^>]*>(.*?)<\/\1>/gs)]
    .map(([, , inner = ""]) => [...inner.matchAll(/\/candidacies\/([0-9a-z]{10})/g)])
    .map((links) => [...new Set(links.map(([, id = ""]) => id))].filter((id) => ids.includes(id)))
    .filter((list) => list.length > 1);
}

it.each([
  true,
  false,
])("orders no public list of candidates by status or score (boards: %s)", async (isNumbered) => {
  const { at, stated } = await aMixedContest(isNumbered ? "52-01" : "52-02", isNumbered);
  const ids = stated.map(({ publicId }) => publicId);
  for (const path of [at, `${at}/compare`]) {
    const { status, html } = await read(`/fr${path}`);
    expect(status).toBe(200);
    const lists = listsOf(html, ids);
    expect(lists.length, path).toBeGreaterThan(0);
    for (const list of lists) expect(list, path).toEqual(ids.filter((id) => list.includes(id)));
    expect(Math.max(...lists.map(({ length }) => length)), path).toBe(ids.length);
  }
});

it("orders the signatories of a form, as a page and as a table, by place and board and not by score", async () => {
  const { form: made, stated } = await aMixedContest("52-03", true);
  if (!made) throw new Error("no form");
  const { slug } = made;
  const acted = stated.filter((_, index) => index !== 2 && index !== 4);
  const { html } = await read(`/fr/forms/${slug}`);
  const shown = listsOf(
    html,
    acted.map(({ publicId }) => publicId),
  );
  const csv = await read(`/fr/forms/${slug}/signatories.csv`);
  const rows = acted
    .map(({ publicId, person }) => csv.html.indexOf(candidacyPath(publicId, person)))
    .filter((place) => place >= 0);
  expect(rows).toHaveLength(3);
  expect(rows).toEqual([...rows].sort((a, b) => a - b));
  expect(shown).not.toEqual([]);
  for (const list of shown) expect(list).toEqual(acted.map(({ publicId }) => publicId).slice(0, list.length));
});

it("orders those whom a party nominated by name, whatever they answered", async () => {
  const { stated } = await aMixedContest("52-04", true);
  const party = await anOrganization(db(), { kind: "party" });
  const { slug } = await db().organization.findUniqueOrThrow({
    where: { id: party.id },
    select: { slug: true },
  });
  const ids = stated.map(({ publicId }) => publicId);
  for (const { id: candidacyId } of stated)
    await aNomination(db(), { candidacyId, organizationId: party.id });
  const [list] = listsOf((await read(`/fr/organizations/${slug}`)).html, ids);
  expect(list).toEqual([...ids].reverse());
});
