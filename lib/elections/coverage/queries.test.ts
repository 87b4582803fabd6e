import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, memberActor, operatorActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import {
  aBallot,
  aCandidacy,
  aContact,
  anArea,
  anElection,
  anOrganization,
  aPerson,
} from "@/prisma/factories";
import { coverageFor, electionFor, electionsFor } from "./queries";
import { coverageQuery } from "./schema";

testDatabase();

test("what is missing is counted, and each count has its list", async () => {
  const scheme = "xx-seat";
  const areas = await Promise.all(["X-01", "X-02", "X-03"].map((code) => anArea(db(), { scheme, code })));
  const election = await anElection(db(), { areaScheme: scheme });
  const [ballot, whole] = await Promise.all(
    areas.slice(0, 2).map(({ id }) => aBallot(db(), { electionId: election.id, areaId: id })),
  );
  const stand = async (givenName: string, familyName: string, birth: string | null, over: object) => {
    const birthDate = birth ? { birthDate: new Date(birth) } : {};
    const person = await aPerson(db(), { givenName, familyName, ...birthDate });
    return aCandidacy(db(), { personId: person.id, substituteId: null, ...over });
  };
  const here = { ballotId: ballot?.id ?? "" };
  const first = await stand("Zoé", "Exemple", null, { ...here, panelNumber: 1 });
  await stand("Exemple", "Zoe", "1970-02-01", { ...here, panelNumber: 4 });
  // Homonyms of different birth dates are two people, and a withdrawn candidacy needs no contact.
  await stand("Ève", "Jumelle", "1970-02-01", { ballotId: whole?.id });
  await stand("Ève", "Jumelle", "1980-02-01", { ballotId: whole?.id, status: "withdrawn" });
  const ngo = await anOrganization(db());
  await aContact(db(), { organizationId: ngo.id, candidacyId: first.id });
  const ctx = ctxOf(operatorActor({ organizationId: ngo.id }));
  const list = async (words: object) => {
    const coverage = await coverageFor(ctx, election.id, coverageQuery.parse(words));
    return coverage?.lines.map(({ areaCode, name, known, expected }) => [
      areaCode,
      name ?? `${known}/${expected}`,
    ]);
  };
  const coverage = await coverageFor(ctx, election.id, coverageQuery.parse({}));
  expect(coverage?.counts).toEqual({ all: 4, areas: 1, fewer: 1, contacts: 2, announced: 0, duplicates: 1 });
  expect(await list({ list: "areas" })).toEqual([["X-03", "null/null"]]);
  expect(await list({ list: "fewer" })).toEqual([["X-01", "2/4"]]);
  expect(await list({ list: "contacts" })).toEqual([
    ["X-01", "Exemple Zoe"],
    ["X-02", "Ève Jumelle"],
  ]);
  expect(await list({ list: "duplicates" })).toHaveLength(1);
  expect(await list({ q: "zoé" })).toHaveLength(2);
  expect(await list({ q: "X-02" })).toHaveLength(2);
  expect(await electionFor(ctx, election.slug)).toMatchObject({
    ballots: 2,
    candidacies: 4,
    statuses: { standing: 3, withdrawn: 1 },
    rounds: [{ number: 1, elected: 0 }, { number: 2 }],
  });
});

test("for others than the operator there is nothing", async () => {
  const { id: organizationId } = await anOrganization(db());
  const owner = ctxOf(memberActor({ organizationId }));
  const { id, slug } = await anElection(db());
  expect(await electionsFor(owner)).toEqual([]);
  expect(await electionFor(owner, slug)).toBeNull();
  expect(await coverageFor(owner, id, coverageQuery.parse({}))).toBeNull();
});
