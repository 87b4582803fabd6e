import { expect, test } from "vitest";
import { opensAt, planOf, roomToday, silentUntil, tomorrow } from "./rules";

const PARIS = { dailyLimit: null, fromHour: 8, toHour: 20, timeZone: "Europe/Paris" };
const at = (text: string) => new Date(text);

test.each([
  ["before the first hour", "2027-05-03T05:59:59Z", "2027-05-03T06:00:00Z"],
  ["at the first hour", "2027-05-03T06:00:00Z", null],
  ["in the last minute", "2027-05-03T17:59:59Z", null],
  ["at the last hour", "2027-05-03T18:00:00Z", "2027-05-04T06:00:00Z"],
  ["at night, past midnight in Paris and not in UTC", "2027-05-03T22:30:00Z", "2027-05-04T06:00:00Z"],
])("the hours of the form's zone: %s", (_name, now, opening) => {
  expect(opensAt(at(now), PARIS)).toEqual(opening && at(opening));
});

test("without hours it is always open, and tomorrow begins at midnight of the zone", () => {
  const pace = { ...PARIS, fromHour: null, toHour: null };
  expect(opensAt(at("2027-05-03T02:00:00Z"), pace)).toBeNull();
  expect(tomorrow(at("2027-05-03T22:30:00Z"), pace)).toEqual(at("2027-05-04T22:00:00Z"));
  // The night in which the clocks change.
  expect(tomorrow(at("2027-03-27T12:00:00Z"), PARIS)).toEqual(at("2027-03-28T06:00:00Z"));
});

test("what is left of a day's limit", () => {
  expect(roomToday(PARIS, 900)).toBeNull();
  expect(roomToday({ ...PARIS, dailyLimit: 500 }, 499)).toBe(1);
  expect(roomToday({ ...PARIS, dailyLimit: 500 }, 512)).toBe(0);
});

test.each([
  ["all today", { waiting: 500, sentToday: 0 }, "2027-05-03T10:00:00Z", 0],
  ["one tomorrow", { waiting: 501, sentToday: 0 }, "2027-05-03T10:00:00Z", 1],
  ["two days, for part of today is used up", { waiting: 1200, sentToday: 400 }, "2027-05-03T10:00:00Z", 3],
  ["nothing more today after the last hour", { waiting: 500, sentToday: 0 }, "2027-05-03T18:30:00Z", 1],
])("the estimate under a limit of 500: %s", (_name, load, now, days) => {
  expect(planOf(at(now), { ...PARIS, dailyLimit: 500 }, load).days).toBe(days);
});

test("the estimate without a limit is today, or when the hours begin", () => {
  const load = { waiting: 6290, sentToday: 0 };
  expect(planOf(at("2027-05-03T10:00:00Z"), PARIS, load)).toEqual({
    days: 0,
    last: at("2027-05-03T10:00:00Z"),
  });
  expect(planOf(at("2027-05-03T04:00:00Z"), PARIS, load).last).toEqual(at("2027-05-03T06:00:00Z"));
  expect(planOf(at("2027-05-03T19:00:00Z"), PARIS, load)).toEqual({
    days: 1,
    last: at("2027-05-04T06:00:00Z"),
  });
});

test.each([
  ["Europe/Paris", "2027-06-04T21:54:59Z", null],
  ["Europe/Paris", "2027-06-04T21:55:00Z", "2027-06-06T18:00:00Z"],
  ["Europe/Paris", "2027-06-06T17:59:59Z", "2027-06-06T18:00:00Z"],
  ["Europe/Paris", "2027-06-06T18:00:00Z", null],
  ["Pacific/Noumea", "2027-06-04T13:00:00Z", "2027-06-06T09:00:00Z"],
  ["America/Cayenne", "2027-06-05T02:54:00Z", null],
])("silence in %s at %s, five minutes early", (timeZone, now, until) => {
  const polls = { pollingDate: at("2027-06-06T00:00:00Z"), closesAt: "20:00", timeZone };
  expect(silentUntil(at(now), polls)).toEqual(until && at(until));
});
