import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { onDatabase } from "@/bin/migrations";
import { freePort } from "@/bin/postgres/cluster";
import { openPostOffice, type PostOffice } from "@/e2e/post-office";
import { onSite, signersOn } from "@/e2e/world";
import { systemCtx } from "@/lib/core/auth/link";
import { logPublished } from "@/lib/forms/logging/commands";
import { troublesFor } from "@/lib/outreach/mailings/troubles/queries";
import { aCampaign, type Campaign, started, states } from "@/lib/outreach/testing/campaign";
import { type Answer, atOnce, type Press, press, pressesOf } from "./presses";
import { figure, trials } from "./share";
import { Site } from "./site";

const SIGNERS = trials(100);
const INVITED = trials(200);
const KILLS = 20;

let [site, port]: [Site | null, number] = [null, 0];
let post: PostOffice | null = null;
let campaign: Campaign | null = null;
let presses: readonly Press[] = [];

/** The site's database, as its owner. */
async function numbers<T extends object>(sql: string): Promise<T[]> {
  return onDatabase(site?.databaseUrl ?? "", async (client) => (await client.query<T>(sql)).rows);
}

async function until(isSo: () => Promise<boolean> | boolean, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(20))
    if (await isSo()) return true;
  return false;
}

const startWorker = () =>
  site?.start("worker", { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: "no-reply@site.example" });

beforeAll(async () => {
  [site, port] = [await Site.made(), await freePort()];
  // A mailing is started only where a relay is configured; that it is away nobody knows yet.
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  site.start("web");
  await site.ready();
  const { tokens, formId } = await signersOn(site, SIGNERS);
  await numbers(`INSERT INTO contact (organization_id, candidacy_id, value, source)
    SELECT a.organization_id, l.candidacy_id, 'signataire' || row_number() OVER () || '@campagne.example', 'Tract'
    FROM link l JOIN form_author a ON a.form_id = l.form_id WHERE l.form_id = '${formId}'`);
  campaign = await onSite(site, async () => {
    await logPublished(await systemCtx());
    const made = await aCampaign(INVITED);
    await started(made, INVITED);
    return made;
  });
  presses = await pressesOf(site, tokens);
});
afterAll(async () => {
  await site?.stop();
  await post?.close();
});

test("bar 11: an hour without relay, signer and a lasting worker: nothing fails, nothing is lost, nobody is written to twice", async () => {
  if (!site || !campaign) throw new Error("no site");
  const answers: Answer[] = [];
  startWorker();
  await atOnce(presses, 8, async (one) => void answers.push(await press(site ?? { url: "" }, one)));
  let kills = 0;
  const again = async () => {
    await site?.kill("worker");
    kills += 1;
    startWorker();
  };
  const tried = async () =>
    (await numbers("SELECT FROM graphile_worker._private_jobs WHERE attempts > 0 AND last_error IS NOT NULL"))
      .length > 0;
  for (let n = 0; n < KILLS / 4; n += 1) {
    await until(tried, 20);
    await again();
  }
  await site.kill("worker");
  // An hour passes: what waits is an hour old, and what was tried again and again would be tried next in forty minutes.
  await numbers(`UPDATE mail SET created_at = created_at - interval '1 hour';
    UPDATE graphile_worker._private_jobs SET attempts = 8, run_at = now() + interval '40 minutes'`);
  post = await openPostOffice(port);
  post.answerAfter(40);
  const back = Date.now();
  const seconds = () => (Date.now() - back) / 1000;
  site.start("signer");
  startWorker();
  let [logged, sealed] = [Number.NaN, Number.NaN];
  const watch = until(async () => {
    const [row] = await numbers<{ logged: boolean; sealed: boolean }>(
      `SELECT bool_and(l.index IS NOT NULL AND l.index < (SELECT coalesce(max(size), 0) FROM log_sealed)) AS logged,
         bool_and(EXISTS (SELECT FROM sealed_receipt r WHERE r.signature_id = s.signature_id)) AS sealed
       FROM statement s JOIN log_leaf l ON l.id = s.leaf_id WHERE s.signature_id IS NOT NULL`,
    );
    if (row?.logged && Number.isNaN(logged)) logged = seconds();
    if (row?.sealed) sealed = seconds();
    return (row?.logged && row.sealed) ?? false;
  }, 180);
  while (kills < KILLS) {
    const before = post.count();
    await until(() => (post?.count() ?? 0) >= before + 8, 20);
    await again();
  }
  const receipts = await numbers<{ id: string }>("SELECT id FROM mail WHERE template = 'receipt'");
  const arrived = () => new Set(post?.messageIds());
  const isHere = ({ id }: { id: string }) => arrived().has(`<${id}@site.example>`);
  const formId = campaign.formId;
  const isOver = async () => {
    const now = await numbers<{ n: number }>(
      "SELECT count(*)::int AS n FROM invitation WHERE status IN ('queued', 'sending')",
    );
    return now[0]?.n === 0 && receipts.every(isHere);
  };
  await until(isOver, 240);
  const over = seconds();
  await watch;
  const { doubts, told } = await onSite(site, async () => ({
    doubts: (await troublesFor(campaign?.officer ?? (await systemCtx()), formId)).counts.in_doubt,
    told: await states(formId),
  }));
  const addresses = new Set(campaign.addresses);
  const written = post.recipients().filter((to) => addresses.has(to));
  const failed = answers.filter(({ isAcknowledged }) => !isAcknowledged).length;
  const missing = receipts.filter((one) => !isHere(one)).length;
  const foreign = [...arrived()].filter((id) => !/^<[^<>@\s]+@site\.example>$/.test(id)).length;
  figure(
    "bar 11",
    `${failed} of ${answers.length} signings failed without a relay; ${kills} SIGKILLs of the worker; ${receipts.length - missing} of ${receipts.length} receipts arrived (${post.messageIds().length - arrived().size} mails twice, under their own Message-ID); ${written.length} of ${INVITED} invitations arrived, ${written.length - new Set(written).size} twice, ${doubts} in doubt and shown; all in the sealed log ${logged.toFixed(1)} s, all PDFs sealed ${sealed.toFixed(1)} s and all mailed ${over.toFixed(1)} s after the hour`,
  );
  expect([failed, missing, foreign]).toEqual([0, 0, 0]);
  expect(receipts).toHaveLength(SIGNERS);
  expect(written.length).toBe(new Set(written).size);
  expect(told).toEqual({ accepted: INVITED - doubts, ...(doubts > 0 ? { in_doubt: doubts } : {}) });
  // Who was not written to is among those in doubt.
  expect(INVITED - written.length).toBeLessThanOrEqual(doubts);
  expect(logged).toBeLessThanOrEqual(60);
  expect(sealed).not.toBeNaN();
});
