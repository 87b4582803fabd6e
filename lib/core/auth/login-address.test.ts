import { expect, test } from "vitest";
import { canonicalAddress } from "./login-address";

test.each([
  ["ines@garanties.example", "ines@garanties.example"],
  ["  Ines.Carvalho+desk@Garanties.Example ", "ines.carvalho+desk@garanties.example"],
  ["o'neil@sub.domain-x.example.org", "o'neil@sub.domain-x.example.org"],
  ["a@xn--e1afmkfd.example", "a@xn--e1afmkfd.example"],
])("%s is stored as %s", (typed, stored) => {
  expect(canonicalAddress(typed)).toBe(stored);
});

const GOOD = "ines@garanties.example";
/** Bar 32: every way in which one typed address was ever read as another, or as several. */
const ODD = [
  ...[
    ",",
    ";",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\u00a0",
    "\u3000",
    "%0a",
    "\u0000",
    "\u200b",
    "\u202e",
    "\ufeff",
  ].flatMap((between) => [
    `${GOOD}${between}eve@evil.example`,
    `${between === " " ? "x " : between}${GOOD}`,
    `ines${between}@garanties.example`,
    `ines@garanties.example${between === " " ? " x" : between}`,
    `ines@${between}garanties.example`,
  ]),
  ..."\uff20\ufe6b\u0040\u0040".split("").map((at) => `ines${at}evil${at}garanties.example`),
  "ines\uff20garanties.example",
  "ines@garanties\uff0eexample",
  "ines@garanties\u3002example",
  "\u0131nes@garanties.example",
  "\u212aines@garanties.example",
  "in\u00e9s@garanties.example",
  "ines@g\u0430ranties.example",
  "\uff49nes@garanties.example",
  '"ines"@garanties.example',
  '"ines@evil.example"@garanties.example',
  '"ines\\"@evil.example,"@garanties.example',
  "Ines <ines@garanties.example>",
  "<ines@garanties.example>",
  "ines@garanties.example>",
  "ines(comment)@garanties.example",
  "ines@(comment)garanties.example",
  "mailto:ines@garanties.example?bcc=eve@evil.example",
  "ines@[127.0.0.1]",
  "ines@localhost",
  "ines@127.0.0.1",
  "ines@garanties..example",
  "ines@.garanties.example",
  "ines@garanties.example.",
  "ines@-garanties.example",
  "ines@garanties-.example",
  "ines@@garanties.example",
  "ines@",
  "@garanties.example",
  "ines",
  "",
  " ",
  ".ines@garanties.example",
  "ines.@garanties.example",
  "in..es@garanties.example",
  "@relay.example:ines@garanties.example",
  "relay.example!ines@garanties.example@x",
  "ines@garanties.example\\r\\nBcc: eve@evil.example",
  "ines@garanties.example\r\nBcc: eve@evil.example",
  "group: ines@garanties.example;",
  "=?utf-8?q?ines?=@garanties.example ",
  `${"a".repeat(65)}@garanties.example`,
  `ines@${"a".repeat(64)}.example`,
  `ines@${"a.".repeat(130)}example`,
];

test("odd addresses are refused, with a control before, in or after them too", () => {
  const all = ODD.flatMap((odd) => [odd, `${odd}\u0001`, `\u007f${odd}`, odd.replace("@", "\u0085@")]);
  expect(all.length).toBeGreaterThan(300);
  expect(all.filter((odd) => canonicalAddress(odd) !== null)).toEqual([]);
});
