import { randomBytes } from "node:crypto";
import { log } from "./log";

// Postgres: connection exceptions (08…), shut down or starting (57P…), out of connections or disk (53…, 58030), out of time (57014, 25P0…); Prisma and Node likewise.
const UNAVAILABLE =
  /\b(08\d{3}|57P0\d|57014|25P0[34]|53\d{3}|58030|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOSPC|P1001|P1002|P1008|P1017|P2024|P2028)\b|timeout exceeded when trying to connect|Connection terminated|is not queryable|not answered in time|Can't reach database|Server has closed the connection|ConnectionClosed|DatabaseNotReachable|SocketTimeout|terminating connection/i;

function describe(error: unknown): { text: string; codes: string } {
  if (!(error instanceof Error)) return { text: String(error), codes: "" };
  const code = "code" in error ? String(error.code) : "";
  const cause = error.cause === undefined ? { text: "", codes: "" } : describe(error.cause);
  return {
    text: `${error.stack ?? error.message} ${cause.text}`,
    codes: `${code} ${error.message} ${cause.codes}`,
  };
}

/** Writes a bug to the log; returns the reference that the reader sees, and whether a dependency is away. */
export function report(
  error: unknown,
  about: Record<string, string> = {},
): { reference: string; isUnavailable: boolean } {
  const reference = randomBytes(4).toString("hex");
  const { text, codes } = describe(error);
  log().error({ reference, ...about, error: text }, "unexpected error");
  return { reference, isUnavailable: UNAVAILABLE.test(codes) };
}
