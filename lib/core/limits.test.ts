import { expect, test } from "vitest";
import { secondsToWaitHere } from "./limits";

test("counted by this process: so many from one source, and the next hears how long to wait", async () => {
  const limit = { name: "of-a-test", points: 3, seconds: 60 };
  for (let use = 0; use < 3; use += 1) expect(await secondsToWaitHere(limit, "203.0.113.7")).toBeNull();
  const wait = await secondsToWaitHere(limit, "203.0.113.7");
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(await secondsToWaitHere(limit, "203.0.113.8")).toBeNull();
});
