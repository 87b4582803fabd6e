import { expect, test } from "vitest";
import { type KitFacts, kitSteps, nextOf } from "./rules";

const nothing: KitFacts = {
  hasElection: false,
  hasForm: false,
  isPublished: false,
  candidacies: 0,
  addresses: 0,
  isRehearsed: false,
  hasMessage: false,
  isTried: false,
  hasRelay: true,
  sent: 0,
  isOperator: false,
};
const told = (facts: Partial<KitFacts>) =>
  kitSteps({ ...nothing, ...facts }).map(({ state, why }) => why ?? state);

test("each step says what it waits for, and the next one is the first that can be taken", () => {
  expect(told({})).toEqual(["election", "operator", "form", "form", "form", "form", "form"]);
  expect(told({ isOperator: true })[1]).toBe("ready");
  expect(told({ hasElection: true })[0]).toBe("ready");
  const written = { hasElection: true, hasForm: true };
  expect(told(written)).toEqual(["done", "operator", "ready", "list", "ready", "list", "list"]);
  const listed = { ...written, candidacies: 27 };
  expect(told(listed)).toEqual(["done", "done", "ready", "ready", "ready", "contacts", "contacts"]);
  const reached = { ...listed, addresses: 9 };
  expect(told(reached).slice(5)).toEqual(["publish", "publish"]);
  const published = { ...reached, isPublished: true, isRehearsed: true };
  expect(told(published)).toEqual(["done", "done", "done", "done", "done", "message", "ready"]);
  expect(told({ ...published, hasMessage: true, hasRelay: false }).slice(5)).toEqual(["relay", "relay"]);
  expect(nextOf(kitSteps({ ...nothing, ...published, hasMessage: true }))).toBe("check");
  expect(nextOf(kitSteps({ ...nothing, ...published, hasMessage: true, sent: 9 }))).toBeNull();
});
