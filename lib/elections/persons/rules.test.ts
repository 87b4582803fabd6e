import fc from "fast-check";
import { expect, test } from "vitest";
import { distance, judge, type Shared, type Side } from "./rules";

const apart: Shared = { area: false, department: false, party: false, mandate: false };
const here: Shared = { ...apart, area: true, department: true };
const side = (
  given: string,
  family: string,
  birthDate: string | null = "1970-02-03",
  gender: string | null = "f",
): Side => ({
  given,
  family,
  birthDate,
  gender,
});
const kind = (a: Side, b: Side, shared = apart) => judge(a, b, shared)?.kind ?? null;
const zoe = side("zoe", "exemple");

test("the kinds of near-miss", () => {
  expect(kind(zoe, side("zoe", "exemple"))).toBe("same");
  expect(kind(zoe, side("zoe", "exemple", "1970-03-02"), here)).toBe("birth_date");
  expect(kind(zoe, side("zoe", "exemple", null))).toBe("no_birth_date");
  expect(kind(zoe, side("zoe", "exemple modele"))).toBe("surname");
  expect(kind(zoe, side("zoe", "modele"), here)).toBe("surname");
  expect(kind(zoe, side("zoe marie", "exemple"))).toBe("given_name");
  expect(kind(zoe, side("zoee", "exemple", null), here)).toBe("given_name");
  expect(kind(zoe, side("exemple", "zoe", null), here)).toBe("swapped");
});

test("two people of one name, or of nothing but a birth date, are no question", () => {
  expect(kind(zoe, side("zoe", "exemple", "1988-11-30"))).toBeNull();
  expect(kind(zoe, side("zoe", "modele"))).toBeNull();
  expect(kind(zoe, side("zoe", "modele", null), here)).toBeNull();
  expect(kind(zoe, side("zoe marie", "modele"), here)).toBeNull();
  expect(kind(zoe, side("rose", "exemple", null), here)).toBeNull();
  expect(kind(zoe, side("rose", "modele"), here)).toBeNull();
  // "de" is no family in common.
  expect(kind(side("zoe", "de exemple"), side("zoe", "de modele", null), here)).toBeNull();
});

test("facts speak for and against", () => {
  expect(judge(zoe, side("zoe", "exemple", null, "m"), here)).toEqual({
    kind: "no_birth_date",
    facts: ["name-same", "birth-date-unknown", "area-same", "gender-other"],
    weight: 3,
  });
  const elected = judge(zoe, side("zoe", "exemple modele"), { ...here, mandate: true, party: true });
  expect(elected).toMatchObject({
    facts: ["surname-compound", "birth-date-same", "area-same", "mandate-same", "party-same"],
    weight: 18,
  });
});

test("neither side is the first", () => {
  const names = fc.constantFrom("zoe", "zoe marie", "exemple", "exemple modele", "de exemple", "rose");
  const sides = fc.record({
    given: names,
    family: names,
    birthDate: fc.constantFrom(null, "1970-02-03", "1970-03-02", "1981-10-17"),
    gender: fc.constantFrom(null, "f", "m"),
  });
  const shared = fc.record({
    area: fc.boolean(),
    department: fc.boolean(),
    party: fc.boolean(),
    mandate: fc.boolean(),
  });
  fc.assert(
    fc.property(sides, sides, shared, (a, b, both) => {
      expect(judge(a, b, both)).toEqual(judge(b, a, both));
    }),
  );
});

test("the distance of two words", () => {
  expect([
    distance("muriel", "murielle"),
    distance("anita", "annita"),
    distance("yunes", "yuens"),
    distance("", "zoe"),
  ]).toEqual([2, 1, 1, 3]);
});
