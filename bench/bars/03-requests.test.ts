import { afterAll, beforeAll, expect, test } from "vitest";
import { onDatabase } from "@/bin/migrations";
import { onSite, signersOn } from "@/e2e/world";
import { forgetWhatIsOver } from "@/lib/core/auth/forget";
import { systemCtx, tokenHash } from "@/lib/core/auth/link";
import { logPublished } from "@/lib/forms/logging/commands";
import { type Press, press, pressesOf, signaturesBy } from "./presses";
import { figure } from "./share";
import { Site } from "./site";

let site: Site | null = null;
beforeAll(async () => {
  site = await Site.made();
  site.start("web");
  await site.ready();
});
afterAll(() => site?.stop());

const changed = (one: Press, name: string, value: string): Press => {
  const body = new URLSearchParams(one.body);
  body.set(name, value);
  return { ...one, body };
};

test("bar 3: one key 50 times, 25 at once, is one row and 50 equal answers; with another body 422; and so a day later", async () => {
  if (!site) throw new Error("no site");
  const on = site;
  const { tokens } = await signersOn(on, 1);
  await onSite(on, async () => logPublished(await systemCtx()));
  const [one] = await pressesOf(on, tokens);
  if (!one) throw new Error("nobody signs");
  const freed = () => onDatabase(on.databaseUrl, (client) => client.query("DELETE FROM rate_limit"));
  const fifty = async (other: (n: number) => Press) => {
    // One link may press 30 times a minute; the command alone takes 50 at once, in `npm test`.
    const all = [];
    for (let n = 0; n < 50; n += 25) {
      await freed();
      all.push(...(await Promise.all(Array.from({ length: 25 }, (_, at) => press(on, other(n + at))))));
    }
    return all;
  };
  const said = async (other: (n: number) => Press) => [
    ...new Set((await fifty(other)).map(({ status, location }) => `${status} ${location}`)),
  ];
  const others = (n: number) =>
    n % 2 === 0 ? changed(one, "revision", String(n + 2)) : changed(one, "hash", tokenHash(String(n)));
  const equal = await said(() => one);
  const other = await said(others);
  await onDatabase(on.databaseUrl, (client) =>
    client.query("UPDATE idempotent_request SET created_at = created_at - interval '25 hours'"),
  );
  await onSite(on, forgetWhatIsOver);
  const later = [await said(() => one), await said(others)];
  const [row] = await signaturesBy(on.databaseUrl, tokens.map(tokenHash));
  figure(
    "bar 3",
    `50 presses with one key, 25 at once: ${equal.length} answer, ${row?.signatures} row; 50 with another body: ${other}; a day later ${later[0]?.length} and ${later[1]}`,
  );
  expect(equal).toEqual([expect.stringMatching(/^303 .*\/done$/)]);
  expect(row?.signatures).toBe(1);
  expect(other.map((answer) => answer.trim())).toEqual(["422"]);
  expect(later).toEqual([equal, other]);
});
