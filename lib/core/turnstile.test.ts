import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { turnstile } from "./turnstile";

test("two at once, three in line, the rest turned away; a failing work frees its place", async () => {
  const pass = turnstile(2, 3);
  let [running, most] = [0, 0];
  const work = (n: number) =>
    pass(async () => {
      running += 1;
      most = Math.max(most, running);
      await pause(5);
      running -= 1;
      if (n === 0) throw new Error("torn");
      return n;
    });
  const told = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => work(n)));
  expect(told.map((one) => (one.status === "fulfilled" ? one.value : "torn"))).toEqual([
    "torn",
    1,
    2,
    3,
    4,
    null,
    null,
    null,
  ]);
  expect([most, running]).toEqual([2, 0]);
  expect(await work(9)).toBe(9);
});
