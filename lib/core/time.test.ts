import { expect, test } from "vitest";
import { formatDate, formatInstant, formatNumber, formatTime, instantOf } from "./time";

const noon = new Date("2027-06-01T12:02:00Z");

test("French dates write 1er and bind the hour", () => {
  expect(formatDate(noon, "fr", "Europe/Paris")).toBe("1er\u00a0juin 2027");
  expect(formatTime(noon, "fr", "Europe/Paris")).toBe("14\u00a0h\u00a002");
  expect(formatInstant(noon, "en", "Europe/Paris")).toBe("1\u00a0June 2027 at\u00a014:02");
});

test("thousands are bound", () => {
  expect(formatNumber(6290, "fr")).toBe("6\u00a0290");
  expect(formatNumber(6290, "en")).toBe("6,290");
});

test("a wall time is an instant of its zone, across the change of hour", () => {
  expect(instantOf("2027-06-05T00:00", "Europe/Paris").toISOString()).toBe("2027-06-04T22:00:00.000Z");
  expect(instantOf("2027-01-05T00:00", "Europe/Paris").toISOString()).toBe("2027-01-04T23:00:00.000Z");
  expect(instantOf("2027-03-28T03:30", "Europe/Paris").toISOString()).toBe("2027-03-28T01:30:00.000Z");
  expect(instantOf("2027-06-05T00:00", "Pacific/Noumea").toISOString()).toBe("2027-06-04T13:00:00.000Z");
});
