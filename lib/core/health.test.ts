import { createServer } from "node:net";
import { expect, test } from "vitest";
import { GET as live } from "@/app/api/health/live/route";
import { GET as ready } from "@/app/api/health/ready/route";
import { testDatabase } from "@/lib/core/testing/database";

const database = testDatabase();

async function readyOn(url: string): Promise<{ status: number; failed: string | null; seconds: number }> {
  process.env.DATABASE_URL = url;
  const began = Date.now();
  const response = await ready();
  const { failed } = await response.json();
  process.env.DATABASE_URL = database.url;
  return { status: response.status, failed, seconds: (Date.now() - began) / 1000 };
}

test("ready with a database, live without one", async () => {
  expect(await readyOn(database.url)).toMatchObject({ status: 200, failed: null });
  expect(live().status).toBe(200);
});

test("a database that refuses, or takes the connection and stays silent, is named within 5 s", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  const address = silent.address();
  const port = typeof address === "object" && address ? address.port : 0;
  for (const url of ["postgresql://127.0.0.1:1/x", `postgresql://x:x@127.0.0.1:${port}/x`]) {
    const answer = await readyOn(url);
    expect(answer).toMatchObject({ status: 503, failed: "database" });
    expect(answer.seconds).toBeLessThan(5);
  }
  silent.close();
});

test("a database without the newest migration is named too", async () => {
  process.env.NEWEST_MIGRATION = "29990101000000_later";
  expect(await readyOn(database.url)).toMatchObject({ status: 503, failed: "migrations" });
  delete process.env.NEWEST_MIGRATION;
});
