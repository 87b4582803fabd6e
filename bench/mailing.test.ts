import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pool } from "@/lib/core/db";
import { closeRelay } from "@/lib/core/mail";
import { testDatabase } from "@/lib/core/testing/database";
import { startMailing, writeMessage } from "@/lib/outreach/mailings/commands";
import { sendMailing } from "@/lib/outreach/sending/commands";
import { aCampaign, MESSAGE, states, worker } from "@/lib/outreach/testing/campaign";

testDatabase();
const COUNT = 6290;

/** People, candidacies and addresses beside the one that the campaign has. */
async function fill(ballotId: string, organizationId: string): Promise<void> {
  await pool().query(
    `WITH people AS (INSERT INTO person (given_name, family_name) SELECT 'Camille', 'Essai ' || n FROM generate_series(2, $3::int) n RETURNING id),
     standing AS (INSERT INTO candidacy (ballot_id, person_id, source) SELECT $1, id, 'bench' FROM people RETURNING id)
     INSERT INTO contact (organization_id, candidacy_id, value, source)
     SELECT $2, id, replace(id::text, '-', '') || '@campagne.example', 'bench' FROM standing`,
    [ballotId, organizationId, COUNT],
  );
}

test(`${COUNT} invitations are queued and sent: aims at 0.5 s and 500 a second`, async () => {
  const relay = fork(join(import.meta.dirname, "relay.mjs"));
  const [port] = await once(relay, "message");
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  process.env.APP_URL = "https://engagements.example";
  const { formId, officer, ballotId, organizationId } = await aCampaign(1);
  await fill(ballotId, organizationId);
  await writeMessage(officer, { formId, ...MESSAGE, locale: "fr" });
  const begin = performance.now();
  const begun = await startMailing(officer, { formId, count: COUNT });
  const queued = performance.now() - begin;
  expect(begun.ok).toBe(true);
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM mailing WHERE form_id = $1", [formId]);
  const from = performance.now();
  await sendMailing(await worker(), { mailingId: rows[0]?.id ?? "" });
  const seconds = (performance.now() - from) / 1000;
  closeRelay();
  relay.kill();
  const rate = Math.round(COUNT / seconds);
  console.log(
    `${COUNT} queued in ${Math.round(queued)} ms, sent in ${seconds.toFixed(1)} s: ${rate} a second`,
  );
  expect(await states(formId)).toEqual({ accepted: COUNT });
  expect(queued).toBeLessThan(1000);
  expect(rate).toBeGreaterThan(250);
}, 120_000);
