import { afterAll, beforeAll, expect, test } from "vitest";
import { type Server, startServer } from "@/e2e/server";
import { db, disconnect, pool } from "@/lib/core/db";
import { aSignature } from "@/prisma/factories";

// S6 and S7 on the demonstration: 577 constituencies, 6,646 candidacies, two forms, both languages.
const SIGNATURES = 100;

let site: Server;

const state = async () =>
  (
    await pool().query<{ pass: number; waiting: number; files: number }>(
      `SELECT pass::float8 AS pass, (SELECT count(*)::int FROM publication_mark) AS waiting, (SELECT count(*)::int FROM published_file) AS files
     FROM publication_state`,
    )
  ).rows[0];

const nap = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function untilWritten(): Promise<void> {
  for (;;) {
    const now = await state();
    if (now && now.pass > 0 && now.waiting === 0) return;
    await nap(100);
  }
}

let firstSeconds = 0;

beforeAll(async () => {
  site = await startServer({ mode: "demo", hasPress: true });
  process.env.DATABASE_URL = site.databaseUrl;
  process.env.DATA_DIR = site.dataDir;
  await untilWritten();
  // Once more with nothing else to start: the whole site, every file removed first.
  await pool().query("DELETE FROM published_file");
  const began = performance.now();
  await pool().query("INSERT INTO publication_mark (kind) VALUES ('everything')");
  await untilWritten();
  firstSeconds = (performance.now() - began) / 1000;
}, 900_000);
afterAll(async () => {
  await disconnect();
  await site.stop();
}, 60_000);

test("S7: the whole site rendered, compressed and written", async () => {
  const files = (await state())?.files ?? 0;
  console.log(
    JSON.stringify({
      files,
      seconds: Number(firstSeconds.toFixed(1)),
      perSecond: Math.round(files / firstSeconds),
    }),
  );
  expect(files).toBeGreaterThan(20_000);
});

test("S6: a signature is on its pages, through the front, within a second", async () => {
  const { rows } = await pool().query<{ id: string; version: string; election: string; area: string }>(
    `SELECT c.id, v.id AS version, e.slug AS election, a.code AS area
     FROM candidacy c JOIN ballot b ON b.id = c.ballot_id JOIN election e ON e.id = b.election_id JOIN area a ON a.id = b.area_id
     JOIN form f ON f.election_id = e.id AND f.closes_at > now() JOIN LATERAL (SELECT id FROM form_version v WHERE v.form_id = f.id
       AND v.published_at IS NOT NULL ORDER BY v.number DESC LIMIT 1) v ON true
     WHERE form_asks(f.id, b.area_id) AND c.status = 'standing' AND NOT EXISTS (SELECT FROM signature s WHERE s.candidacy_id = c.id)
     ORDER BY c.public_id LIMIT ${SIGNATURES}`,
  );
  const waits: number[] = [];
  const written: number[] = [];
  for (const { id, version, election, area } of rows) {
    const address = `${site.url}/fr/elections/${election}/${area}`;
    const before = (await fetch(address)).headers.get("etag");
    const since = new Date();
    await aSignature(db(), { versionId: version, candidacyId: id });
    const began = performance.now();
    while ((await fetch(address)).headers.get("etag") === before) await nap(10);
    waits.push(performance.now() - began);
    await untilWritten();
    written.push(
      (await pool().query("SELECT FROM published_file WHERE written_at >= $1", [since])).rowCount ?? 0,
    );
  }
  waits.sort((a, b) => a - b);
  const at = (share: number) => Math.round(waits[Math.ceil(waits.length * share) - 1] ?? 0);
  console.log(
    JSON.stringify({
      signatures: waits.length,
      p50: at(0.5),
      p99: at(0.99),
      max: at(1),
      mostFiles: Math.max(...written),
    }),
  );
  expect(waits.length).toBe(SIGNATURES);
  expect(Math.max(...written)).toBeLessThanOrEqual(60);
}, 600_000);
