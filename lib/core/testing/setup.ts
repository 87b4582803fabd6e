import { afterEach, beforeEach, vi } from "vitest";

let unexpected: string[] = [];

beforeEach(() => {
  unexpected = [];
  vi.spyOn(console, "error").mockImplementation((...words: unknown[]) => {
    unexpected.push(words.map(String).join(" "));
  });
});

// A test that expects one mocks console.error itself, and then nothing is recorded here.
afterEach(() => {
  vi.restoreAllMocks();
  if (unexpected.length > 0) throw new Error(`unexpected console.error: ${unexpected.join("\n")}`);
});
