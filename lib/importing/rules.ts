import type { Ctx } from "@/lib/core/auth/actor";

/** Elections and persons are shared by all NGOs of an instance: its operator imports, or a command on its machine. */
export function whyNotImport({ actor }: Ctx): "not-operator" | null {
  return actor.kind === "system" || (actor.kind === "member" && actor.isOperator) ? null : "not-operator";
}

/** A demo holds fictional people only, so that nobody takes it for the truth, nor the truth for a demo. */
export function whyNotReal(mode: "demo" | "live" | null): "demo-instance" | null {
  return mode === "demo" ? "demo-instance" : null;
}

/** What is wrong with the world rather than with the file, by PostgreSQL's or the system's code; null for a bug. */
export function outage(error: unknown): "disk-full" | "database-away" | null {
  if (!(error instanceof Error)) return null;
  // A server killed outright leaves its client no code.
  if (/^Connection terminated|timeout exceeded when trying to connect/.test(error.message))
    return "database-away";
  const code = "code" in error ? error.code : null;
  if (code === "53100" || code === "ENOSPC") return "disk-full";
  const isAway = /^(08\w{3}|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT)$/;
  return typeof code === "string" && isAway.test(code) ? "database-away" : null;
}
