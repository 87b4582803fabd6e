import { expect, test } from "vitest";
import { anyoneActor, ctxOf, memberActor, operatorActor, systemActor } from "@/lib/core/testing/actors";
import {
  castOf,
  inNeutralOrder,
  nominationNow,
  orderOf,
  shareOf,
  silenceOf,
  whyNotCreateElection,
  whyNotFact,
  whyNotNominate,
} from "./rules";

const day = (text: string) => new Date(`${text}T00:00:00Z`);
const one = (familyName: string, panelNumber: number | null = null, givenName = "Ève") => ({
  publicId: familyName,
  givenName,
  familyName,
  panelNumber,
});
const names = (list: readonly { familyName: string }[]) => list.map(({ familyName }) => familyName);

test("panel numbers order a ballot only where every candidacy has its own", () => {
  expect(names(inNeutralOrder([one("Zola", 1), one("Abel", 10), one("Émile", 2)]))).toEqual([
    "Zola",
    "Émile",
    "Abel",
  ]);
  expect(orderOf([one("a", 1), one("b", null)])).toBe("alphabetical");
  expect(orderOf([one("a", 1), one("b", 1)])).toBe("alphabetical");
  expect(orderOf([])).toBe("alphabetical");
});

test("the alphabet is French: accents, case and apostrophes part nobody", () => {
  const list = [one("Zadkine"), one("étienne"), one("Ecaille"), one("L’Hostis"), one("Lhomme"), one("D’Arc")];
  expect(names(inNeutralOrder(list))).toEqual([
    "D’Arc",
    "Ecaille",
    "étienne",
    "Lhomme",
    "L’Hostis",
    "Zadkine",
  ]);
  const twins = [one("Ngô", null, "Thu"), one("Ngô", null, "An")];
  expect(inNeutralOrder(twins).map(({ givenName }) => givenName)).toEqual(["An", "Thu"]);
});

test("a nomination is what its newest past fact says", () => {
  const at = day("2027-05-01");
  const announced = {
    status: "announced" as const,
    date: day("2027-03-01"),
    until: null,
    createdAt: day("2027-03-02"),
  };
  const frozen = {
    ...announced,
    status: "frozen" as const,
    date: day("2027-04-01"),
    until: day("2027-04-30"),
  };
  const later = { ...announced, status: "confirmed" as const, date: day("2027-05-02") };
  expect(nominationNow([], at)).toBeNull();
  expect(nominationNow([frozen, later, announced], at)).toMatchObject({
    status: "frozen",
    isUntilPast: true,
  });
  expect(nominationNow([frozen], day("2027-04-30"))).toMatchObject({ isUntilPast: false });
  const sameDay = { ...frozen, status: "disputed" as const, createdAt: day("2027-04-09") };
  expect(nominationNow([sameDay, frozen], at)?.status).toBe("disputed");
});

test("valid votes and shares are computed only from what is known", () => {
  const none = { voters: null, blank: null, spoilt: null, blankOrSpoilt: null, cast: null };
  expect(castOf(none)).toBeNull();
  expect(castOf({ ...none, voters: 1473, blankOrSpoilt: 20 })).toBe(1453);
  expect(castOf({ ...none, voters: 100, blank: 3 })).toBeNull();
  expect(castOf({ ...none, voters: 100, blank: 3, spoilt: 2 })).toBe(95);
  expect(shareOf({ votes: 45, share: null }, 90)).toBe(50);
  expect(shareOf({ votes: null, share: 33.5 }, null)).toBe(33.5);
  expect(shareOf({ votes: 4, share: null }, 0)).toBeNull();
});

test("silence runs from the eve at midnight, local, to the closing of the polls", () => {
  const paris = silenceOf({ pollingDate: day("2027-06-06"), closesAt: "20:00", timeZone: "Europe/Paris" });
  expect(paris).toEqual({
    from: new Date("2027-06-04T22:00:00Z"),
    to: new Date("2027-06-06T18:00:00Z"),
  });
  const tahiti = silenceOf({ pollingDate: day("2027-06-05"), closesAt: "18:00", timeZone: "Pacific/Tahiti" });
  expect(tahiti).toEqual({
    from: new Date("2027-06-04T10:00:00Z"),
    to: new Date("2027-06-06T04:00:00Z"),
  });
});

test("who may", () => {
  const author = memberActor({ organizationId: "a", role: "editor" });
  const viewer = memberActor({ organizationId: "a", role: "viewer" });
  const may = (rule: typeof whyNotNominate, actor: Parameters<typeof ctxOf>[0]) =>
    rule(ctxOf(actor)) === null;
  const all = [systemActor(), operatorActor(), author, viewer, anyoneActor()];
  expect(all.map((actor) => may(whyNotNominate, actor))).toEqual([true, true, true, false, false]);
  expect(all.map((actor) => may(whyNotCreateElection, actor))).toEqual([true, true, false, false, false]);
  const ctx = ctxOf(author, day("2027-05-01"));
  expect([whyNotFact(ctx, day("2027-05-01")), whyNotFact(ctx, day("2027-05-02"))]).toEqual([
    null,
    "future-date",
  ]);
});
