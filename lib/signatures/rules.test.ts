import fc from "fast-check";
import { expect, test } from "vitest";
import { anyoneActor, ctxOf, linkActor } from "@/lib/core/testing/actors";
import {
  carryOver,
  missingAnswers,
  publicStatus,
  type SigningFacts,
  type StatusFacts,
  statusOfAnswers,
  whyNotDecline,
  whyNotSign,
  whyNotWithdraw,
} from "./rules";

const values = fc.constantFrom("yes" as const, "with_reservation" as const, "no" as const);
const silent: StatusFacts = {
  answers: null,
  minimum: null,
  isWithdrawn: false,
  isDisputed: false,
  lacks: [],
  declinedPublicly: false,
  requests: 0,
};

test("the minimum is met by unreserved yeses alone", () => {
  expect(statusOfAnswers(["yes", "yes"], null)).toBe("signed");
  expect(statusOfAnswers(["yes", "with_reservation"], null)).toBe("partly");
  expect(statusOfAnswers(["yes", "with_reservation"], 1)).toBe("signed");
  expect(statusOfAnswers(["yes", "no", "no"], 2)).toBe("partly");
  expect(statusOfAnswers(["no", "no"], 1)).toBe("declined");
});

test("who lacks what the form requires awaits, whatever she said, but for a refusal, a dispute and a withdrawal", () => {
  const lacking = { ...silent, lacks: ["level"] as const };
  fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 6 }), (answers) => {
      const isRefusal = answers.every((value) => value === "no");
      expect(publicStatus({ ...lacking, answers })).toBe(isRefusal ? "declined" : "awaiting");
      expect(publicStatus({ ...lacking, answers, isDisputed: true })).toBe("disputed");
      expect(publicStatus({ ...lacking, answers, isWithdrawn: true })).toBe("withdrawn");
    }),
  );
});

test("status: for all answers, signed means the minimum is met, and a request never changes it", () => {
  fc.assert(
    fc.property(
      fc.array(values, { minLength: 1, maxLength: 12 }),
      fc.option(fc.integer({ min: 1, max: 14 })),
      fc.nat(5),
      (answers, minimum, requests) => {
        const status = publicStatus({ ...silent, answers, minimum, requests });
        const yes = answers.filter((value) => value === "yes").length;
        expect(status === "signed").toBe(
          yes > 0 && yes >= Math.min(minimum ?? answers.length, answers.length),
        );
        expect(publicStatus({ ...silent, answers, minimum, requests: 0 })).toBe(status);
      },
    ),
  );
});

test("silence, requests, refusals, withdrawals and disputes each show as what they are", () => {
  expect(publicStatus(silent)).toBe("not-asked");
  expect(publicStatus({ ...silent, requests: 1 })).toBe("no-public-answer");
  expect(publicStatus({ ...silent, requests: 1, declinedPublicly: true })).toBe("declined");
  expect(publicStatus({ ...silent, answers: ["yes"], isWithdrawn: true })).toBe("withdrawn");
  expect(publicStatus({ ...silent, answers: ["yes"], isDisputed: true })).toBe("disputed");
  expect(publicStatus({ ...silent, answers: ["yes"], isWithdrawn: true, declinedPublicly: true })).toBe(
    "declined",
  );
});

const closesAt = new Date("2027-06-05T22:00:00Z");
const facts: SigningFacts = { formId: "f", closesAt, currentHash: "h2", latest: null };
const at = (now: Date) => ctxOf(linkActor({ formId: "f", candidacyId: "c" }), now);
const before = at(new Date(closesAt.getTime() - 1));

test("signing: identity, then already done, then time, then the version shown", () => {
  expect(whyNotSign(before, facts, { hash: "h2", revision: 1 })).toBeNull();
  expect(whyNotSign(ctxOf(anyoneActor(), before.now), facts, { hash: "h2", revision: 1 })).toBe("not-yours");
  expect(whyNotSign(before, { ...facts, formId: "other" }, { hash: "h2", revision: 1 })).toBe("not-yours");
  expect(whyNotSign(at(closesAt), facts, { hash: "h2", revision: 1 })).toBe("closed");
  expect(whyNotSign(before, facts, { hash: "h1", revision: 1 })).toBe("version-changed");
  const signed = { ...facts, latest: { revision: 1, hash: "h2", isWithdrawn: false } };
  expect(whyNotSign(at(closesAt), signed, { hash: "h2", revision: 1 })).toBe("already-signed");
  expect(whyNotSign(before, signed, { hash: "h2", revision: 2 })).toBeNull();
  expect(whyNotSign(before, { ...facts, currentHash: null }, { hash: "h2", revision: 1 })).toBe(
    "not-published",
  );
});

test("a standing signature is withdrawn before the form is declined; withdrawing outlives the closing", () => {
  const signed = { ...facts, latest: { revision: 2, hash: "h1", isWithdrawn: false } };
  expect(whyNotDecline(before, signed)).toBe("already-signed");
  expect(
    whyNotDecline(before, { ...facts, latest: { revision: 2, hash: "h1", isWithdrawn: true } }),
  ).toBeNull();
  expect(whyNotDecline(at(closesAt), facts)).toBe("closed");
  expect(whyNotWithdraw(at(closesAt), signed, { revision: 2 })).toBeNull();
  expect(whyNotWithdraw(before, signed, { revision: 1 })).toBe("changed");
  expect(whyNotWithdraw(before, facts, { revision: 1 })).toBe("not-signed");
});

test("missing answers come in the order of the form; a reservation says which", () => {
  const answers = { b: { value: "with_reservation" as const, comment: " " }, c: { value: "no" as const } };
  expect(missingAnswers(["a", "b", "c"], answers)).toEqual([
    { engagementId: "a", missing: "answer" },
    { engagementId: "b", missing: "comment" },
  ]);
});

test("a new version keeps the answers to unchanged words, asks the changed ones again", () => {
  const v1 = [
    { id: "1a", lineageId: "a", title: { fr: "A" }, text: { fr: "mot" } },
    { id: "1b", lineageId: "b", title: { fr: "B" }, text: { fr: "avant" } },
  ];
  const v2 = [
    { id: "2b", lineageId: "b", title: { fr: "B" }, text: { fr: "après" } },
    { id: "2a", lineageId: "a", title: { fr: "A" }, text: { fr: "mot" } },
  ];
  expect(carryOver(v1, v2, { "1a": { value: "yes" }, "1b": { value: "no" } })).toEqual({
    "2a": { value: "yes" },
  });
});
