import { resolve } from "node:path";
import { expect, test } from "vitest";
import { readEnv } from "@/lib/core/env";

test("nothing set is a working environment on this machine", () => {
  const reading = readEnv({});
  expect(reading).toMatchObject({
    ok: true,
    env: {
      nodeEnv: "production",
      appUrl: "http://localhost:3000",
      appUrlIsSet: false,
      databaseUrl: null,
      smtpUrl: null,
      port: 3000,
      dataDir: resolve(".data"),
    },
  });
});

test("all errors are told at once, in words, without the secret values", () => {
  const reading = readEnv({
    APP_URL: "https://example.org/path",
    DATABASE_URL: "mysql://root:hunter2@db/x",
    SMTP_URL: "mail.example.org",
    PORT: "99999",
    LOG_LEVEL: "loud",
  });
  expect(reading.ok).toBe(false);
  const errors = reading.ok ? [] : reading.errors;
  expect(errors.map((error) => error.split(" ")[0])).toEqual([
    "APP_URL",
    "DATABASE_URL",
    "SMTP_URL",
    "PORT",
    "LOG_LEVEL",
  ]);
  expect(errors.join(" ")).not.toContain("hunter2");
  for (const error of errors) expect(error).toMatch(/^[A-Z_]+ must .+\.$/);
});

test("an empty variable is an unset one, and the same process reads another APP_URL when it changes", () => {
  expect(readEnv({ DATABASE_URL: "", PORT: "" })).toMatchObject({
    ok: true,
    env: { databaseUrl: null, port: 3000 },
  });
  for (const url of ["https://a.example", "https://b.example/"]) {
    expect(readEnv({ APP_URL: url })).toMatchObject({
      ok: true,
      env: { appUrl: url.replace(/\/$/, ""), appUrlIsSet: true },
    });
  }
});

test("a port is a whole number from 1 to 65535", () => {
  for (const port of ["0", "65536", "3.5", "x"]) expect(readEnv({ PORT: port }).ok).toBe(false);
  for (const port of ["1", "65535"]) expect(readEnv({ PORT: port }).ok).toBe(true);
});
