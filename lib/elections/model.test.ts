import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aBallot, aCandidacy, anArea, anElection, anOrganization, aPerson } from "@/prisma/factories";
import { aCommune, aContest, aNomination, aNominationEvent } from "@/prisma/factories-ballots";
import { publicContests, publicNominations, publicResults, publicTickets } from "./queries";

testDatabase();

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const NOW = new Date("2027-04-20T09:00:00Z");

/** Made-up people in a story that happened: a ticket of two parties, a primary, an internal vote gone wrong. */
async function story() {
  const general = await anElection(db());
  const area = await anArea(db(), { code: "99-07", name: "7e circonscription de la Lisière" });
  const ballot = await aBallot(db(), { electionId: general.id, areaId: area.id });
  const ninon = await aPerson(db(), { givenName: "Ninon", familyName: "Valcourtois" });
  const idris = await aPerson(db(), { givenName: "Idris", familyName: "Benfarhi" });
  const gaud = await aPerson(db(), { givenName: "Gaud", familyName: "Kerlézou" });
  const ticket = await aCandidacy(db(), { ballotId: ballot.id, personId: ninon.id, substituteId: idris.id });
  const quinquets = await anOrganization(db(), { kind: "party", name: "Les Quinquets" });
  const barques = await anOrganization(db(), { kind: "party", name: "Parti des Barques" });
  return { general, area, ballot, ninon, idris, gaud, ticket, quinquets, barques };
}

let it: Awaited<ReturnType<typeof story>>;
beforeAll(async () => {
  it = await story();
});

test("a ticket, candidate and substitute, is backed by two parties", async () => {
  const { ticket, quinquets, barques, ballot } = it;
  const first = await aNomination(db(), {
    candidacyId: ticket.id,
    organizationId: quinquets.id,
    date: day("2027-02-01"),
    sourceTitle: "Conseil national, relevé de décisions",
    sourceUrl: "https://quinquets.example/investitures",
  });
  const frozen = { nominationId: first.id, status: "frozen" as const, until: day("2027-04-10") };
  await aNominationEvent(db(), { ...frozen, date: day("2027-03-15"), sourceTitle: "Le Phare de la Lisière" });
  const support = { candidacyId: ticket.id, organizationId: barques.id, kind: "support" };
  await aNomination(db(), { ...support, date: day("2027-03-02"), sourceTitle: "Communiqué commun" });

  const [two] = [(await publicNominations([ticket.id], NOW)).get(ticket.id) ?? []];
  expect(two.map(({ party, kind, state }) => [party.name, kind, state?.status])).toEqual([
    ["Les Quinquets", "nomination", "frozen"],
    ["Parti des Barques", "support", "announced"],
  ]);
  expect(two[0]?.state).toEqual({
    status: "frozen",
    since: day("2027-03-15"),
    until: day("2027-04-10"),
    isUntilPast: true,
  });
  expect(two[0]?.events.map(({ status, sourceTitle }) => [status, sourceTitle])).toEqual([
    ["frozen", "Le Phare de la Lisière"],
    ["announced", "Conseil national, relevé de décisions"],
  ]);
  const { tickets, order } = await publicTickets(ballot.id);
  expect(order).toBe("alphabetical");
  expect(tickets[0]).toMatchObject({
    person: { familyName: "Valcourtois" },
    substitute: { givenName: "Idris" },
  });
});

test("a primary is counted by commune: first round by shares only, second with blank and null together", async () => {
  const { general, area, ninon, gaud } = it;
  const primary = await anElection(db(), { kind: "primary", parentId: general.id, roundDays: [-60, -53] });
  const ballot = await aBallot(db(), { electionId: primary.id, areaId: area.id });
  const commune = await aCommune(db(), { code: "99172", name: "Conques-sous-Bois", wholeIds: [area.id] });
  const stands = async (personId: string) =>
    (await aCandidacy(db(), { ballotId: ballot.id, personId, substituteId: null })).id;
  const [one, two] = [await stands(ninon.id), await stands(gaud.id)];
  const areaId = commune.id;
  await db().result.createMany({
    data: [
      { candidacyId: one, round: 1, areaId, share: 38.2 },
      { candidacyId: two, round: 1, areaId, share: 41.05 },
      { candidacyId: one, round: 2, areaId, votes: 842 },
      { candidacyId: two, round: 2, areaId, votes: 611 },
    ],
  });
  await db().turnout.create({
    data: { ballotId: ballot.id, round: 2, areaId, voters: 1473, blankOrSpoilt: 20 },
    select: { round: true },
  });

  const [first, second] = await publicResults(ballot.id);
  expect(first).toMatchObject({ round: 1, area: { code: "99172", level: "commune" }, turnout: null });
  expect(
    first?.lines.map(({ name, votes, share, isShareOnly }) => [name, votes, share, isShareOnly]),
  ).toEqual([
    ["Gaud Kerlézou", null, 41.05, true],
    ["Ninon Valcourtois", null, 38.2, true],
  ]);
  const counted = { voters: 1473, blank: null, spoilt: null, blankOrSpoilt: 20, valid: 1453 };
  expect(second?.turnout).toMatchObject(counted);
  expect(second?.lines.map(({ votes, share }) => [votes, share?.toFixed(2)])).toEqual([
    [611, "42.05"],
    [842, "57.95"],
  ]);
});

test("a party's internal vote keeps the two days its source gives, and all that followed", async () => {
  const { ballot, quinquets, ninon, gaud } = it;
  const from = { sourceTitle: "Le Phare de la Lisière", sourceUrl: "https://phare.example/vote-interne" };
  await aContest(db(), {
    organizationId: quinquets.id,
    ballotId: ballot.id,
    title: "Vote d’investiture",
    registered: 126,
    voters: 85,
    contenders: [
      { personId: gaud.id, votes: 39 },
      { label: "Bulletin blanc", votes: 1 },
      { personId: ninon.id, votes: 45 },
    ],
    events: [
      { kind: "decided", date: day("2027-04-12"), note: "Le vote est confirmé.", ...from },
      { kind: "vote", date: day("2027-03-09"), otherDate: day("2027-03-10"), ...from },
      { kind: "frozen", date: day("2027-03-15"), until: day("2027-04-10"), ...from },
      { kind: "referred", date: day("2027-03-28"), note: "À la commission des litiges.", ...from },
    ],
  });

  const [contest] = await publicContests(ballot.id);
  expect(contest).toMatchObject({ party: { name: "Les Quinquets" }, registered: 126, voters: 85 });
  expect(contest?.contenders.map(({ name, votes }) => [name, votes])).toEqual([
    ["Ninon Valcourtois", 45],
    ["Gaud Kerlézou", 39],
    ["Bulletin blanc", 1],
  ]);
  expect(contest?.contenders.reduce((sum, { votes }) => sum + (votes ?? 0), 0)).toBe(contest?.voters);
  expect(contest?.events.map(({ kind }) => kind)).toEqual(["vote", "frozen", "referred", "decided"]);
  expect(contest?.events[0]).toMatchObject({ date: day("2027-03-09"), otherDate: day("2027-03-10") });
  expect(contest?.events[1]?.until).toEqual(day("2027-04-10"));
});

test("an official count: blank and spoilt apart, an elected candidate, the ballot's own area", async () => {
  const { area } = it;
  const ballot = await aBallot(db(), { areaId: area.id });
  const { id: candidacyId } = await aCandidacy(db(), { ballotId: ballot.id, panelNumber: 3 });
  const where = { round: 1, areaId: area.id };
  await db().result.create({
    data: { candidacyId, ...where, votes: 60, isElected: true },
    select: { round: true },
  });
  const counts = { registered: 200, voters: 120, blank: 12, spoilt: 8 };
  await db().turnout.create({ data: { ballotId: ballot.id, ...where, ...counts }, select: { round: true } });
  const [count] = await publicResults(ballot.id);
  expect(count?.turnout?.valid).toBe(100);
  expect(count?.lines).toMatchObject([{ panelNumber: 3, share: 60, isElected: true, isShareOnly: false }]);
});
