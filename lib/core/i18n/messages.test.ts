import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTranslator, IntlErrorCode } from "use-intl/core";
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

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [readFileSync(path, "utf8")] : [];
  });
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What may be a key in these sources: words with dots between quotes, and templates as patterns (`a.b.${x}`). */
function keysSaid(all: readonly string[]): { literals: ReadonlySet<string>; patterns: readonly RegExp[] } {
  const literals = new Set<string>();
  const patterns = new Set<string>();
  for (const text of all) {
    for (const [, key = ""] of text.matchAll(/["']([a-z][\w-]*(?:\.[\w-]+)+)["']/g)) literals.add(key);
    for (const [, template = ""] of text.matchAll(/`((?:[\w.-]|\$\{(?:[^{}]|\{[^{}]*\})*\})+)`/g)) {
      // A template of nothing but fields would speak for every message.
      const parts = template.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/);
      if (parts.length > 1 && /[a-z]{4}/.test(parts.join(" ")) && template.includes("."))
        patterns.add(parts.map(escaped).join("[\\w.-]+"));
    }
  }
  return { literals, patterns: [...patterns].map((pattern) => new RegExp(`^${pattern}$`)) };
}

const said = keysSaid(["app", "bin", "components", "lib"].flatMap(sources));
const known = keys(MESSAGES.fr);

test("French and English have the same messages", () => {
  expect(keys(MESSAGES.fr).sort()).toEqual(keys(MESSAGES.en).sort());
});

// The library would type each key.
const acceptsAnyKey = (messages: unknown): messages is Record<string, string> => typeof messages === "object";

/** What cannot be read as a message at all, e.g. a choice whose name has a hyphen: its page would answer 500. */
function unreadable(locale: string, messages: object): string[] {
  const found: string[] = [];
  if (!acceptsAnyKey(messages)) return ["no messages"];
  const options = { locale, timeZone: "UTC", getMessageFallback: () => "" };
  for (const key of keys(messages)) {
    const translate = createTranslator({
      ...options,
      messages,
      onError: ({ code }) => void (code === IntlErrorCode.INVALID_MESSAGE && found.push(key)),
    });
    translate(key);
  }
  return found;
}

test("every message can be read", () => {
  expect(unreadable("fr", MESSAGES.fr)).toEqual([]);
  expect(unreadable("en", MESSAGES.en)).toEqual([]);
});

test("every message that a source asks for is there", () => {
  const rooms = Object.keys(MESSAGES.fr);
  const asked = sources("components")
    .concat(sources("lib"), sources("app"))
    .flatMap((text) =>
      [...text.replace(/^\s*(\/?\*|\/\/).*$/gm, "").matchAll(/\bt\(\s*"([^"]+)"/g)].map(
        ([, key = ""]) => key,
      ),
    );
  const missing = asked.filter((key) => rooms.includes(key.split(".")[0] ?? "") && !known.includes(key));
  expect(missing).toEqual([]);
});

const isUsed = (key: string, { literals, patterns }: typeof said) =>
  literals.has(key) || patterns.some((pattern) => pattern.test(key));

test("no message is left that no source asks for", () => {
  expect(known.filter((key) => !isUsed(key, said))).toEqual([]);
});

/** Words that French and English write alike, whatever stands beside them. */
const ALIKE = new Set(
  "administration code communes commune confirmation contact contacts date document engagement engagements format import imports introduction invitation invitations menu message nature note nuance organisation page pages participation point profession service signature signatures site source sources suggestions table total type utf version versions vote zone csv json pdf png svg excel score publication secret spf dkim dmarc signataires".split(
    " ",
  ),
);
/** Names, the same in every language: of parties, of networks, of the languages themselves. */
const NAMES = /^(directory\.nuance|elections\.channels\.kind|forms\.editor\.column)[.-]/;

function isUntranslated(fr: string, en: string): boolean {
  // What is left without its fields, choices' selectors, numbers and signs.
  const words = fr
    .replace(/\{\w+\}|\{count, plural,|\b(one|other) (?=\{)/g, " ")
    .replace(/[^\p{L}]+/gu, " ")
    .trim();
  return (
    fr === en && /\p{L}{3}/u.test(words) && !words.split(" ").every((word) => ALIKE.has(word.toLowerCase()))
  );
}

test("every message is translated", () => {
  const en = texts(MESSAGES.en);
  const order = keys(MESSAGES.en);
  const english = new Map(order.map((key, at) => [key, en[at] ?? ""]));
  const french = texts(MESSAGES.fr);
  const same = known.filter(
    (key, at) => !NAMES.test(key) && isUntranslated(french[at] ?? "", english.get(key) ?? ""),
  );
  expect(same).toEqual([]);
});

const isBadlySet = (text: string) =>
  /[^\s\u00a0\u202f] [;:!?»](\s|$)|« |[a-zà-ÿ] ?'[a-zà-ÿ](?!')/iu.test(text) ||
  /[a-zà-ÿ»][!?;](\s|$)/iu.test(text) ||
  /\.\.\.|\d [%€]|\bn° /u.test(text);

test("French texts bind « ; : ! ? » and their quotes with no-break spaces and use the typographic apostrophe", () => {
  expect(texts(MESSAGES.fr).filter(isBadlySet)).toEqual([]);
});

const TEMPLATE = ["t(`core.other.", "{x}`)"].join("$");

test("each check sees its planted fault", () => {
  expect(isUntranslated("Read the form", "Read the form")).toBe(true);
  expect(unreadable("fr", { a: { b: "{x, select, c-d {e} other {f}}" }, g: "{h}" })).toEqual(["a.b"]);
  expect(isUntranslated("Version {number}", "Version {number}")).toBe(false);
  expect(isUsed("core.errors.nobody-asks", keysSaid(['t("core.errors.page");', TEMPLATE]))).toBe(false);
  expect(isUsed("core.other.page", keysSaid([TEMPLATE]))).toBe(true);
  for (const text of ["Vraiment ?", "« cité »", "l'ONG", "fin...", "12 %", "n° 4"])
    expect(isBadlySet(text)).toBe(true);
});
