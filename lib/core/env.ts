import { join, resolve } from "node:path";
import { z } from "zod";

const empty = (value: unknown) => (value === "" ? undefined : value);

function urlWith(protocols: readonly string[]) {
  return (value: string) => {
    const url = URL.canParse(value) ? new URL(value) : null;
    return url !== null && protocols.includes(url.protocol) && url.hostname !== "";
  };
}

const origin = (value: string) =>
  urlWith(["http:", "https:"])(value) && new URL(value).origin === value.replace(/\/$/, "");

const optional = <T extends z.ZodType>(schema: T) => z.preprocess(empty, schema.optional());

/** What the environment may say; every message ends the sentence "NAME …". */
const schema = z.object({
  NODE_ENV: z.preprocess(empty, z.enum(["development", "test", "production"]).default("production")),
  APP_URL: optional(
    z
      .string()
      .refine(origin, "must be the public address without a path, such as https://pledges.example.org"),
  ),
  DATABASE_URL: optional(
    z
      .string()
      .refine(
        urlWith(["postgres:", "postgresql:"]),
        "must look like postgresql://user:password@host:5432/database",
      ),
  ),
  SMTP_URL: optional(
    z
      .string()
      .refine(urlWith(["smtp:", "smtps:"]), "must look like smtp://user:password@mail.example.org:587"),
  ),
  MAIL_FROM: optional(z.email("must be one e-mail address, such as pledges@example.org")),
  PORT: z.preprocess(
    empty,
    z.coerce
      .number("must be a number")
      .int("must be a whole number")
      .min(1, "must be from 1 to 65535")
      .max(65535, "must be from 1 to 65535")
      .default(3000),
  ),
  DATA_DIR: z.preprocess(empty, z.string().default(".data")),
  SITE_DIR: optional(z.string()),
  LOG_LEVEL: z.preprocess(
    empty,
    z
      .enum(["debug", "info", "warn", "error", "silent"], "must be debug, info, warn, error or silent")
      .default("info"),
  ),
  TEST_DATABASE_URL: optional(
    z
      .string()
      .refine(
        urlWith(["postgres:", "postgresql:"]),
        "must look like postgresql://user:password@host:5432/postgres",
      ),
  ),
});

export interface Env {
  readonly nodeEnv: "development" | "test" | "production";
  /** Origin without a trailing slash, such as https://pledges.example.org. */
  readonly appUrl: string;
  /** Whether APP_URL was said, rather than assumed to be this machine. */
  readonly appUrlIsSet: boolean;
  readonly databaseUrl: string | null;
  readonly smtpUrl: string | null;
  /** The address in From; the NGO's own address stands in Reply-To. */
  readonly mailFrom: string;
  readonly port: number;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absolute path of the public site's files; `site` in DATA_DIR when not said. */
  readonly siteDir: string;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  readonly testDatabaseUrl: string | null;
}

export type EnvReading = { ok: true; env: Env } | { ok: false; errors: string[] };

/** Reads the environment; on errors, all of them at once, as sentences that never repeat a secret value. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): EnvReading {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    return {
      ok: false,
      errors: parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`),
    };
  }
  const said = parsed.data;
  const appUrl = (said.APP_URL ?? `http://localhost:${said.PORT}`).replace(/\/$/, "");
  return {
    ok: true,
    env: {
      nodeEnv: said.NODE_ENV,
      appUrl,
      appUrlIsSet: said.APP_URL !== undefined,
      databaseUrl: said.DATABASE_URL ?? null,
      smtpUrl: said.SMTP_URL ?? null,
      mailFrom: said.MAIL_FROM ?? `no-reply@${new URL(appUrl).hostname}`,
      port: said.PORT,
      dataDir: resolve(said.DATA_DIR),
      siteDir: resolve(said.SITE_DIR ?? join(said.DATA_DIR, "site")),
      logLevel: said.LOG_LEVEL,
      testDatabaseUrl: said.TEST_DATABASE_URL ?? null,
    },
  };
}

const NAMES = Object.keys(schema.shape);
let latest: { readonly said: string; readonly env: Env } | undefined;

/** The environment of this process, read when asked so that nothing of it is baked into a build. Throws when it is wrong. */
export function env(): Env {
  // Read anew only when it changed: a mailing asks a hundred thousand times.
  const said = NAMES.map((name) => process.env[name] ?? "").join("\0");
  if (latest?.said === said) return latest.env;
  const reading = readEnv(process.env);
  if (!reading.ok) throw new Error(`The environment is wrong: ${reading.errors.join(" ")}`);
  latest = { said, env: reading.env };
  return reading.env;
}
