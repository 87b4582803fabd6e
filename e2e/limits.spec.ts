import { expect, test } from "@playwright/test";
import { demoSite } from "./visits";

test("a flood of large bodies by strangers is turned away before it is read; small ones are answered as ever", async () => {
  const { url } = demoSite();
  const post = (bytes: number) =>
    fetch(`${url}/fr/desk`, {
      method: "POST",
      headers: { "Content-Type": "multipart/form-data; boundary=x", Origin: url },
      body: "y".repeat(bytes),
      redirect: "manual",
    });
  const told = [];
  for (let n = 0; n < 6; n += 1) told.push(await post(2 ** 21));
  expect(told.slice(0, 3).map(({ status }) => status)).not.toContain(429);
  expect(told.slice(3).map(({ status }) => status)).toEqual([429, 429, 429]);
  expect(Number(told.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await post(1000)).status).not.toBe(429);
});
