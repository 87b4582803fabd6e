import canonicalize from "canonicalize";
import fc from "fast-check";
import { canonicalize as canonicalizeEx } from "json-canonicalize";
import { expect, test } from "vitest";
import { hasUnseen, jcs } from "./jcs";

test("names are sorted by UTF-16 code units, as the vector of RFC 8785 section 3.2.3 says", () => {
  // The RFC's own vector also holds a control (U+0080) and a number, which canonical text refuses: left out.
  const value = { "\u20ac": "Euro", "1": "One", "\ufb33": "-", "\ud83d\ude00": "Emoji", "\u00f6": "Latin" };
  expect(() => jcs(value)).toThrow(/normal form/);
  const { "\ufb33": _, ...normal } = value;
  expect(jcs({ ...normal, "\uffee": "last" })).toBe(
    '{"1":"One","\u00f6":"Latin","\u20ac":"Euro","\ud83d\ude00":"Emoji","\uffee":"last"}',
  );
});

test("strings, integers and nesting are written as the RFC's section 3.2.2 says", () => {
  const value = {
    numbers: [333333333, -0, 56],
    text: '€$\n"A\\/',
    literals: [true, false],
    empty: {},
    list: [],
  };
  expect(jcs(value)).toBe(
    '{"empty":{},"list":[],"literals":[true,false],"numbers":[333333333,0,56],"text":"€$\\n\\"A\\\\/"}',
  );
});

const REFUSED: [string, unknown][] = [
  ["null", null],
  ["undefined", undefined],
  ["undefined inside", { a: undefined }],
  ["a fraction", 1.5],
  ["an unsafe integer", 2 ** 53],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["a bigint", 1n],
  ["a function", () => 1],
  ["a symbol", Symbol("a")],
  ["a symbol as name", { [Symbol("a")]: 1 }],
  ["a Map", new Map([["a", 1]])],
  ["a Date", new Date(0)],
  ["a boxed string", Object("a")],
  ["a class", new (class A {})()],
  ["a hole", new Array(1)],
  ["a lone surrogate", "\ud800"],
  ["decomposed letters", "e\u0301"],
  ["a bidirectional control", "a\u202eb"],
  ["a zero-width space", "a\u200bb"],
  ["a byte order mark", "\ufeffa"],
  ["a carriage return", "a\r\nb"],
  ["a control in a name", { "a\u0000": 1 }],
];

test.each(REFUSED)("refuses %s", (_name, value) => {
  expect(() => jcs(value)).toThrow(TypeError);
});

const text = fc.string({ unit: "grapheme" }).filter((s) => s === s.normalize("NFC") && !hasUnseen(s));
const leaf = fc.oneof(text, fc.boolean(), fc.maxSafeInteger());
const tree = fc.letrec((tie) => ({
  value: fc.oneof(
    leaf,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

test("bar 15: 20,000 values are written as two libraries write them", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(tree, (value) => {
      const written = jcs(value);
      expect(written).toBe(canonicalize(value));
      expect(written).toBe(canonicalizeEx(value));
    }),
    { numRuns: 20_000 },
  );
});

test("what it writes is JSON of the same value, whatever the order of names (2,000 values)", () => {
  const backwards = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(backwards);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, held]) => [name, backwards(held)]),
    );
  };
  fc.assert(
    fc.property(tree, (value) => {
      const written = jcs(value);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(jcs(backwards(value))).toBe(written);
    }),
    { numRuns: 2000 },
  );
});
