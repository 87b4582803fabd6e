import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { actOf, changesOf } from "./rules";

function commands(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return commands(path);
    return entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts") && !path.includes("/testing/")
      ? [readFileSync(path, "utf8")]
      : [];
  });
}

test("every act that a command records has its words", () => {
  const recorded = commands("lib").flatMap((text) =>
    [...text.matchAll(/action\s*[:=]\s*"([a-z]+\.[a-z-]+)"/g)].map(([, action = ""]) => action),
  );
  expect(recorded.length).toBeGreaterThan(50);
  expect([...new Set(recorded)].filter((action) => actOf(action) === "other")).toEqual([]);
  expect(actOf("forms.unheard-of")).toBe("other");
});

test("before and after are told in short, and neither an address, nor a key, nor what did not change", () => {
  const before = { role: "viewer", name: "Dix", note: "à maud@essai.example", number: 2 };
  const after = { role: "editor", name: "Dix", reason: "x".repeat(40), number: 3, hash: "0".repeat(64) };
  expect(changesOf(before, after)).toEqual([
    { field: "role", before: "viewer", after: "editor" },
    { field: "number", before: "2", after: "3" },
  ]);
  expect(changesOf(null, { state: "new" })).toEqual([{ field: "state", before: null, after: "new" }]);
});
