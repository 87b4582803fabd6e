import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { buildAssets } from "@/bin/assets";
import { asset } from "@/lib/core/assets";
import { testDatabase } from "@/lib/core/testing/database";
import { get, keepBy, post } from "../testing/doors";
import { aSigner } from "../testing/signer";

testDatabase();
beforeAll(buildAssets);

/** Which answers a page shows, as its hidden fields say. */
function wasIn(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/name="(answers\.[^"]+\.was)" value="(\w*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

test("one tap is kept at once, and the page then shows it", async () => {
  const { token, form } = await aSigner();
  const [one = ""] = form.version.engagementIds;
  const was = wasIn((await get(token, "answers")).html);
  const kept = await keepBy(token, {
    [`answers.${one}.value`]: "yes",
    [`answers.${one}.was`]: was[`answers.${one}.was`] ?? "",
  });
  expect(kept.status).toBe(200);
  expect(kept.body.answers[one]).toMatchObject({ value: "yes" });
  expect((await get(token, "answers")).html.match(/checked=""/g)).toHaveLength(1);
});

test("two devices: the later answer to an engagement stays, the others are untouched, and both are told", async () => {
  const { token, form } = await aSigner();
  const [one = "", two = ""] = form.version.engagementIds;
  const page = await get(token, "answers");
  const was = wasIn(page.html);
  // Both opened the page with nothing answered; the first answers both engagements, the second only one of them, later.
  await post(token, "answers?theme=1", {
    theme: "1",
    ...was,
    [`answers.${one}.value`]: "yes",
    [`answers.${two}.value`]: "yes",
  });
  const second = await keepBy(token, {
    [`answers.${one}.value`]: "no",
    [`answers.${one}.was`]: was[`answers.${one}.was`] ?? "",
    [`known.${two}`]: was[`answers.${two}.was`] ?? "",
  });
  expect(second.body.replaced).toEqual([one]);
  expect(second.body.answers[two]).toMatchObject({ value: "yes", isOther: true });
  // A bare yes has one digest for every engagement. The first device posts what it still shows: it overwrites nothing, and learns of the newer answer.
  const stale = wasIn(page.html);
  const shownByFirst = await keepBy(token, {
    [`answers.${two}.value`]: "yes",
    [`answers.${two}.was`]: second.body.answers[two].was,
  });
  expect(shownByFirst.body.replaced).toEqual([]);
  const again = await post(token, "answers?theme=1", {
    theme: "1",
    ...stale,
    [`answers.${one}.was`]: second.body.answers[two].was,
    [`answers.${one}.value`]: "yes",
    [`answers.${two}.was`]: second.body.answers[two].was,
    [`answers.${two}.value`]: "yes",
  });
  expect(again.headers.get("location")).toContain("newer=1");
  const told = await get(token, (again.headers.get("location") ?? "").split(`${token}/`)[1]);
  expect(told.text).toContain("Engagement 1 : une réponse plus récente est venue d’un autre appareil");
  expect((await get(token, "review")).text).toContain("Il manque une réponse. Engagement 3.");
});

test("a forged, foreign, unknown or malformed keep changes nothing", async () => {
  const { token, form } = await aSigner();
  const [one = ""] = form.version.engagementIds;
  expect((await keepBy("a".repeat(43), { [`answers.${one}.value`]: "yes" })).status).toBe(404);
  expect((await keepBy(token, { [`answers.${one}.value`]: "maybe" })).status).toBe(422);
  expect((await keepBy(token, { [`answers.${one}.was`]: "<script>" })).status).toBe(422);
  expect((await keepBy(token, { nonsense: "1" })).status).toBe(422);
  expect((await get(token, "answers")).html).not.toContain('checked=""');
});

test("U53: the script of the page is at most 4 kB, and runs only where answers are given", async () => {
  expect(gzipSync(readFileSync(join("public", asset("keep.js")))).length).toBeLessThan(4096);
  const { token } = await aSigner();
  expect((await get(token)).html).not.toContain("<script");
  expect((await get(token, "confirm")).html).not.toContain("<script");
});
