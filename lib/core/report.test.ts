import { expect, test } from "vitest";
import { report } from "./report";

const coded = (code: string, words = "") => Object.assign(new Error(words), { code });

test.each([
  coded("ECONNRESET"),
  coded("57P01", "terminating connection due to administrator command"),
  coded("53100", "could not extend file: No space left on device"),
  coded("57014", "canceling statement due to statement timeout"),
  coded("P2010", "Raw query failed. Code: `N/A`. Message: `Server has closed the connection.`"),
  new Error("Client has encountered a connection error and is not queryable"),
  new Error("Connection terminated: the database is silent"),
  new Error("not answered in time"),
  Object.assign(new Error("a transaction"), { cause: new Error("ConnectionClosed") }),
])("a dependency that is away is told as such: %s", (error) => {
  expect(report(error).isUnavailable).toBe(true);
});

test.each([
  coded("P2002", "Unique constraint failed"),
  coded("23514"),
  new TypeError("x is undefined"),
])("a bug is no outage: %s", (error) => {
  expect(report(error).isUnavailable).toBe(false);
});
