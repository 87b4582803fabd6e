import pg from "pg";
import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { addJob, addJobs } from "@/lib/core/jobs";
import { testDatabase } from "@/lib/core/testing/database";

const database = testDatabase();

async function queued(): Promise<{ task: string; key: string | null }[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    "select task_identifier as task, key from graphile_worker.jobs order by id",
  );
  await client.end();
  return rows;
}

test("a job queued in a transaction exists when that commits and not when it rolls back", async () => {
  await db().$transaction((tx) => addJob(tx, "kept", { number: 1 }));
  const rolledBack = db().$transaction(async (tx) => {
    await addJob(tx, "lost", {});
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  expect(await queued()).toEqual([{ task: "kept", key: null }]);
});

test("a job with the same key replaces the one that waits; many are queued at once", async () => {
  await db().$transaction(async (tx) => {
    await addJob(tx, "keyed", { number: 1 }, { key: "k" });
    await addJob(
      tx,
      "keyed",
      { number: 2 },
      { key: "k", runAt: new Date("2030-01-01T00:00:00Z"), queue: "q" },
    );
    await addJobs(
      tx,
      Array.from({ length: 1000 }, (_, number) => ({ task: "many", payload: { number } })),
    );
  });
  const jobs = await queued();
  expect(jobs.filter((job) => job.key === "k")).toHaveLength(1);
  expect(jobs.filter((job) => job.task === "many")).toHaveLength(1000);
});

test("the app's role queues jobs and can neither read nor change them", async () => {
  await expect(db().$queryRaw`select count(*) from graphile_worker._private_jobs`).rejects.toThrow(
    /permission denied/,
  );
  await expect(db().$executeRaw`delete from graphile_worker._private_jobs`).rejects.toThrow(
    /permission denied/,
  );
});
