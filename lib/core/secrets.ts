import { createHmac, randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { env } from "@/lib/core/env";

const schema = z.object({
  /** 32 bytes, base64url. */
  appSecret: z.string().length(43),
  /** 32 bytes, base64: the form Next wants. */
  serverActionsKey: z.string().length(44),
});
export type Secrets = z.infer<typeof schema>;

const read = (path: string): Secrets => schema.parse(JSON.parse(readFileSync(path, "utf8")));

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/**
 * The instance's secrets, made on the first call and kept in DATA_DIR/secrets.json with mode 0600.
 * Two processes that begin together get the same ones: the file appears whole or not at all.
 */
export function secretsIn(dataDir: string): Secrets {
  const path = join(dataDir, "secrets.json");
  try {
    return read(path);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
  mkdirSync(dataDir, { recursive: true });
  const fresh = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const secrets = {
    appSecret: randomBytes(32).toString("base64url"),
    serverActionsKey: randomBytes(32).toString("base64"),
  };
  writeFileSync(fresh, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  try {
    linkSync(fresh, path);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    unlinkSync(fresh);
  }
  return read(path);
}

let kept: { dataDir: string; secret: Buffer } | null = null;

/** 32 bytes that only this instance knows. */
export function appSecret(): Buffer {
  const { dataDir } = env();
  if (kept?.dataDir !== dataDir) {
    kept = { dataDir, secret: Buffer.from(secretsIn(dataDir).appSecret, "base64url") };
  }
  return kept.secret;
}

/** Keyed digest of a value for one purpose, as 43 base64url characters; purposes never share digests. */
export function hmac(purpose: string, value: string): string {
  return createHmac("sha256", appSecret()).update(purpose).update("\0").update(value).digest("base64url");
}
