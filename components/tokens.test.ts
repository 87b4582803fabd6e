import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./styles/tokens.css", import.meta.url), "utf8");

function tokens(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1] ?? "", m[2] ?? ""]));
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** WCAG 2.2 contrast ratio of two colours. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const [light = "", dark = ""] = css.split("prefers-color-scheme: dark");
const text = ["ink", "ink-2", "encre", "encre-deep", "partly", "declined", "silent", "unreached", "err"];
const pairs: [string, string][] = [
  ...text.flatMap((ink): [string, string][] => ["paper", "sheet", "buvard"].map((ground) => [ink, ground])),
  ["on-encre", "encre"],
  ["on-encre", "encre-deep"],
  ["err", "err-bg"],
  ["ins", "ins-bg"],
  ["del", "del-bg"],
];

describe.each([
  ["light", tokens(light)],
  ["dark", tokens(dark)],
])("%s colours", (_, found) => {
  test.each(pairs)("%s is read on %s at 4.5:1 or better", (ink, ground) => {
    expect(contrast(found.get(ink) ?? "#000000", found.get(ground) ?? "#000000")).toBeGreaterThanOrEqual(4.5);
  });

  test("the edge of a control is seen on paper at 3:1 or better", () => {
    expect(
      contrast(found.get("rule-2") ?? "#000000", found.get("paper") ?? "#000000"),
    ).toBeGreaterThanOrEqual(3);
  });
});
