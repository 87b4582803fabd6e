import { afterAll, beforeAll, expect, test } from "vitest";
import { onDatabase } from "@/bin/migrations";
import { type Server, startServer } from "@/e2e/server";
import { sessionOf } from "@/e2e/visits";
import { onSite } from "@/e2e/world";
import { db } from "@/lib/core/db";
import {
  DESK_PAGES,
  type DeskVisitAddress,
  type Known,
  knownOf,
  nameOf,
  paramsOf,
  searchOf,
} from "./desk-pages";
import { aBusyInstance } from "./volume";

let server: Server;
let known: Known;
let cookie = "";

beforeAll(async () => {
  server = await startServer({ mode: "live" });
  const [own] = await onSite(server, () => aBusyInstance(server.databaseUrl, 4));
  if (!own) throw new Error("no campaign");
  const { userId, organizationId } = own;
  await onSite(server, async () => {
    await db().user.update({ where: { id: userId }, data: { isOperator: true }, select: { id: true } });
    await db().membership.create({
      data: { userId, organizationId, role: "owner" },
      select: { userId: true },
    });
  });
  known = await onDatabase(server.databaseUrl, async (client) =>
    knownOf(
      own,
      async (sql) => Object.values((await client.query<Record<string, string>>(sql)).rows[0] ?? {})[0] ?? "",
    ),
  );
  cookie = `signataires-session=${await sessionOf(server, "operator")}`;
}, 240_000);
afterAll(() => server?.stop());

function addressOf(visit: DeskVisitAddress): string {
  const params = paramsOf(visit, known);
  const path = visit.page.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  return `${server.url}/fr${path}?${new URLSearchParams(searchOf(visit, known))}`;
}

/** The second slowest of twenty visits one after another, from the request to the last byte, in milliseconds. */
async function p95(address: string): Promise<{ time: number; kilobytes: number }> {
  const times: number[] = [];
  let kilobytes = 0;
  for (let n = -2; n < 20; n += 1) {
    const from = performance.now();
    const answer = await fetch(address, { headers: { cookie }, redirect: "manual" });
    const body = await answer.text();
    expect(answer.status, body.slice(0, 300)).toBe(200);
    kilobytes = Math.round(body.length / 1024);
    // The first two warm the process up.
    if (n >= 0) times.push(performance.now() - from);
  }
  return { time: Math.round(times.sort((a, b) => a - b)[18] ?? 0), kilobytes };
}

test.each(DESK_PAGES.map((visit) => [nameOf(visit), visit] as const))(
  "%s: at most 300 ms from the built product with four national campaigns",
  async (name, visit) => {
    const { time, kilobytes } = await p95(addressOf(visit));
    process.stdout.write(`${name}: p95 ${time} ms, ${kilobytes} kB\n`);
    expect(time).toBeLessThan(300);
  },
  60_000,
);
