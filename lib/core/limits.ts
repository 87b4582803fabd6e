import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "./db";

/** So many uses in so many seconds; counted in Postgres, so that all processes share the count. */
export interface Limit {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

const made = new Map<string, { limiter: RateLimiterPostgres; of: unknown }>();

function limiterOf({ name, points, seconds }: Limit): RateLimiterPostgres {
  const held = made.get(name);
  if (held?.of === pool()) return held.limiter;
  const limiter = new RateLimiterPostgres({
    storeClient: pool(),
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: seconds,
    clearExpiredByTimeout: false,
  });
  made.set(name, { limiter, of: pool() });
  return limiter;
}

function isRefusal(value: unknown): value is RateLimiterRes {
  return typeof value === "object" && value !== null && "msBeforeNext" in value;
}

async function toWait(use: Promise<RateLimiterRes>): Promise<number | null> {
  try {
    await use;
    return null;
  } catch (refusal) {
    if (!isRefusal(refusal)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  }
}

/** Counts one use by `key`; returns null where it may go on, else the seconds to wait. */
export async function secondsToWait(limit: Limit, key: string): Promise<number | null> {
  return toWait(limiterOf(limit).consume(key));
}

const here = new Map<string, RateLimiterMemory>();

/** The same counted by this process alone: for reads that cost less than a count in Postgres would. */
export async function secondsToWaitHere(
  { name, points, seconds }: Limit,
  key: string,
): Promise<number | null> {
  const limiter = here.get(name) ?? new RateLimiterMemory({ keyPrefix: name, points, duration: seconds });
  here.set(name, limiter);
  return toWait(limiter.consume(key));
}
