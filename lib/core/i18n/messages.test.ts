import { expect, test } from "vitest";
import { MESSAGES } from "./messages";

function keys(node: object, at = ""): string[] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? keys(value, `${at}${key}.`) : [`${at}${key}`],
  );
}

function texts(node: object): string[] {
  return Object.values(node).flatMap((value: unknown) =>
    typeof value === "object" && value !== null ? texts(value) : [String(value)],
  );
}

test("French and English have the same messages", () => {
  expect(keys(MESSAGES.fr).sort()).toEqual(keys(MESSAGES.en).sort());
});

test("French texts bind « ; : ! ? » and their quotes with no-break spaces and use the typographic apostrophe", () => {
  const wrong = texts(MESSAGES.fr).filter(
    (text) =>
      /[^\s\u00a0\u202f] [;:!?»](\s|$)|« |[a-zà-ÿ] ?'[a-zà-ÿ](?!')/iu.test(text) ||
      /[a-zà-ÿ»][!?;](\s|$)/iu.test(text),
  );
  expect(wrong).toEqual([]);
});
