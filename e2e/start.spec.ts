import { expect, test } from "@playwright/test";
import { startServer } from "./server";

const required = [
  "x-content-type-options",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
  "referrer-policy",
];

test("every kind of answer bears the security headers, and none says what made it", async ({ request }) => {
  const paths = [
    "/api/health/live",
    "/api/health/ready",
    "/api/nothing",
    "/_next/static/nothing.js",
    "/favicon.ico",
    "/fr/desk",
    "/en/admin",
  ];
  for (const path of paths) {
    const response = await request.get(path, { maxRedirects: 0 });
    const headers = response.headers();
    for (const name of required) expect(headers[name], `${path} ${name}`).toBeTruthy();
    const policy = headers["content-security-policy"] ?? "";
    for (const part of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ]) {
      expect(policy, path).toContain(part);
    }
    expect(policy.match(/script-src [^;]*/)?.[0], path).not.toMatch(/unsafe-(inline|eval)/);
    expect(headers["x-powered-by"], path).toBeUndefined();
    expect(headers["strict-transport-security"], path).toBeUndefined();
  }
});

test("behind a proxy that ends TLS, strict transport security is told", async ({ request }) => {
  const response = await request.get("/api/health/live", { headers: { "x-forwarded-proto": "https" } });
  expect(response.headers()["strict-transport-security"]).toMatch(
    /max-age=(?:[3-9]\d{7}|\d{9,}); includeSubDomains/,
  );
});

test("a live site starts empty, survives kill -9 of everything with its data, and refuses to become a demo", async () => {
  test.setTimeout(180_000);
  const server = await startServer({ mode: "live" });
  try {
    expect(server.output()).toContain("makes you the operator");
    await server.kill9();
    await server.restart();
    const ready = await fetch(`${server.url}/api/health/ready`);
    expect(await ready.json()).toMatchObject({ failed: null });
    await server.kill9();
    await expect(server.restart({ mode: "demo" })).rejects.toThrow(
      /This database is a live one and stays so/,
    );
    await server.restart();
  } finally {
    await server.stop();
  }
});
