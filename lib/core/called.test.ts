import { expect, it } from "vitest";
import { isCall, isPost } from "./called";

const fields = (held: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(held)) data.append(name, value);
  return data;
};

it("takes the calls that our forms send", () => {
  for (const state of [
    { kind: "idle" },
    { kind: "refused", refusal: "closed", values: { price: "$$5", note: "5 $" } },
    { kind: "done", value: { at: "$D2027-05-20T10:00:00.000Z", none: "$undefined", count: "$n12" } },
  ]) {
    expect(isCall(fields({ "0": JSON.stringify([state, "$K1"]) }))).toBe(true);
    expect(
      isPost(fields({ $ACTION_REF_1: "", "$ACTION_1:0": "{}", "$ACTION_1:1": JSON.stringify([state]) })),
    ).toBe(true);
  }
  expect(isPost(fields({ name: "{not}" }))).toBe(true);
});

it("refuses what points elsewhere, or is no call", () => {
  for (const sent of ["{not}", "null", "[]", '["$K1"]', '[{"kind":"idle"},"$K1",1]', '"$1:__proto__:then"'])
    expect([sent, isCall(fields({ "0": sent }))]).toEqual([sent, false]);
  for (const state of [
    "$F99",
    "$@1",
    "$Q1",
    "$1:constructor",
    "$T",
    "$D2026-99",
    { deep: [{ held: "$B1" }] },
  ]) {
    expect([state, isCall(fields({ "0": JSON.stringify([state, "$K1"]) }))]).toEqual([state, false]);
    expect(isPost(fields({ "$ACTION_1:1": JSON.stringify([state]) }))).toBe(false);
  }
  expect(isCall(fields({}))).toBe(false);
  expect(isPost(fields({ "$ACTION_1:1": "{not}" }))).toBe(false);
});
