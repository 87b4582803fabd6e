import { expect, test } from "vitest";
import { aReceipt } from "../testing/made-up-log";
import { laterOf } from "./later";
import { verifyReceipt } from "./receipt";
import { wordsOf } from "./words";

/** The title and what is said of later facts, for kinds that happened one after the other. */
async function told(kinds: readonly string[], over: object = {}): Promise<string> {
  const verdict = await verifyReceipt((await aReceipt()).zip);
  if (verdict.verdict !== "valid") throw new Error("not valid");
  const facts = { [verdict.leaf]: kinds.map((kind, at) => ({ kind, day: `2032-06-0${at + 1}` })) };
  const given = { day: "2032-07-01", origin: verdict.log.name, facts, ...over };
  const since = laterOf(given, { origin: verdict.log.name, leaf: verdict.leaf });
  const { title, proven } = wordsOf(verdict, "en", since);
  return [title.replace(/^.*3 May 2032/, ""), proven.find((line) => line.startsWith("Since")) ?? ""].join(
    " | ",
  );
}

test("what happened since is told by the last thing that took something away", async () => {
  expect(await told([])).toMatch(
    /^, not withdrawn\. \| Since: neither withdrawal nor dispute until 1 July 2032/,
  );
  expect(await told(["withdrawn"])).toBe(
    "; since: withdrawn on 1 June 2032. | Since: withdrawn on 1 June 2032.",
  );
  expect(await told(["disputed"])).toMatch(/^; since: disputed/);
  expect(await told(["disputed", "stands"])).toMatch(
    /^, not withdrawn\. \| Since: disputed on 1 June 2032; dispute examined/,
  );
  expect(await told(["disputed", "stands", "disputed"])).toMatch(/^; since: disputed on 3 June/);
  expect(await told(["disputed", "does-not-stand"])).toMatch(
    /^; since: dispute examined, the signature is not/,
  );
  expect(await told(["withdrawn", "disputed", "stands"])).toMatch(/^; since: withdrawn/);
  expect(await told(["attested"])).toMatch(/^, not withdrawn\./);
  expect(await told(["erased"])).toMatch(/^; since: erased/);
});

test("of another log, or said otherwise, nothing is known", async () => {
  expect(await told([], { origin: "elsewhere.example/log" })).toBe(". | ");
  expect(await told([], { facts: null })).toBe(". | ");
  expect(laterOf(null, { origin: "a", leaf: "b" })).toBeNull();
});
