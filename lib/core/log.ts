import { randomUUID } from "node:crypto";
import { type Logger, pino } from "pino";
import { env } from "@/lib/core/env";

// Anything that looks like an address, or like the long random part of a link, a cookie or a key.
// Each part is bounded, or a long line without any would take the square of its length.
const email = /[^\s@<>"'(),:;/\\]{1,254}@[^\s@<>"'(),:;/\\]{1,254}\.[^\s@<>"'(),:;/\\]+/g;
const token =
  /(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*\d)(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9_-]{22,}(?![A-Za-z0-9_-])/g;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const credentials = /(\w{1,30}:\/\/)[^\s/@]{0,1000}@/g;

/** The same line without e-mail addresses, tokens and passwords in URLs; UUIDs stay, they name rows. */
export function redact(line: string): string {
  return line
    .replace(credentials, "$1[redacted]@")
    .replace(email, "[e-mail]")
    .replace(token, (found) => (uuid.test(found) ? found : "[token]"));
}

let made: Logger | null = null;

/** The process's log: JSON lines on stdout, redacted as a whole so that no field has to be remembered. */
export function log(): Logger {
  made ??= pino(
    {
      level: env().logLevel,
      base: { process: process.env.SIGNATAIRES_PROCESS ?? "web" },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    { write: (line: string) => void process.stdout.write(redact(line)) },
  );
  return made;
}

/** The id under which a request is told in the log: the proxy's `x-request-id` when it is one, else a new one. */
export function requestId(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && /^[0-9A-Za-z-]{8,64}$/.test(given) ? given : randomUUID();
}
