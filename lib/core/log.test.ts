import { expect, test } from "vitest";
import { redact, requestId } from "@/lib/core/log";
import { effortOf } from "@/lib/core/testing/effort";

test("e-mail addresses, tokens and passwords in URLs never reach the log; words and row ids do", () => {
  const line = redact(
    '{"to":"Élise.d\'Arc+x@mail.example.org","path":"/fr/sign/9fJ3kQ0ZsYb1nT7cXw2LmA","db":"postgresql://u:hunter2@db/x","id":"2f1c8b1e-7d3a-4c55-9d1f-0a1b2c3d4e5f","msg":"a request failed"}',
  );
  expect(line).not.toMatch(/example\.org|9fJ3kQ0|hunter2/);
  expect(line).toContain("2f1c8b1e-7d3a-4c55-9d1f-0a1b2c3d4e5f");
  expect(line).toContain("a request failed");
});

test("a request keeps the id that the proxy gave when it looks like one", () => {
  expect(requestId(new Headers({ "x-request-id": "abcd-1234-efgh" }))).toBe("abcd-1234-efgh");
  expect(requestId(new Headers({ "x-request-id": "<script>" }))).toMatch(/^[0-9a-f-]{36}$/);
});

test("a line that a stranger made long is redacted in no time", async () => {
  expect(await effortOf(() => redact(`${"a".repeat(50_000)} anouk@courriel.example`))).toBeLessThan(1000);
});
