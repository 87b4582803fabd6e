import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerAddress } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { db, pool } from "@/lib/core/db";
import { closeRelay } from "@/lib/core/mail";
import { testDatabase } from "@/lib/core/testing/database";
import { steerMailing } from "../mailings/commands";
import { aCampaign, started, states, worker } from "../testing/campaign";
import { sendMailing } from "./commands";

const testing = testDatabase();

type Verdict = { readonly code: number; readonly words: string } | null;
const YES = (): Verdict => null;

/** What the relay says to the sender, to each recipient and to the whole message. */
const says: {
  sender: () => Verdict;
  recipient: (address: string) => Verdict;
  data: () => Verdict | Promise<Verdict>;
} = {
  sender: YES,
  recipient: YES,
  data: YES,
};
let taken: string[] = [];

const errorOf = (verdict: Verdict) =>
  verdict && Object.assign(new Error(verdict.words), { responseCode: verdict.code });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onMailFrom: (_address: SMTPServerAddress, _session, answer) => answer(errorOf(says.sender())),
  onRcptTo: ({ address }, _session, answer) => answer(errorOf(says.recipient(address))),
  onData(stream, session, answer) {
    stream.resume();
    stream.on("end", async () => {
      const verdict = await says.data();
      if (!verdict) taken.push(...session.envelope.rcptTo.map(({ address }) => address));
      answer(errorOf(verdict));
    });
  },
});
server.on("error", () => undefined);

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address: AddressInfo | string | null = server.server.address();
  process.env.SMTP_URL = `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  process.env.APP_URL = "https://engagements.example";
});
beforeEach(() => {
  Object.assign(says, { sender: YES, recipient: YES, data: YES });
  taken = [];
});
afterEach(() => closeRelay());
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.APP_URL;
  await new Promise<void>((closed) => server.close(() => closed()));
});

const statusOf = async (id: string) =>
  (await db().mailing.findUniqueOrThrow({ where: { id }, select: { status: true } })).status;
const stopped = () => db().contact.count({ where: { stoppedAt: { not: null } } });

test.each([
  ["asks for a password that we lack", "sender", 530, "5.7.0 Authentication required"],
  ["does not know our sender's address", "sender", 550, "5.1.8 sender unknown"],
  ["relays nothing for us", "recipient", 554, "5.7.1 Relay access denied"],
  ["relays nothing for us, in other words", "recipient", 550, "relay not permitted"],
  ["turns us away for a while", "sender", 421, "4.7.0 try again later"],
] as const)("a relay that %s costs no address and no invitation", async (_name, at, code, words) => {
  const campaign = await aCampaign(3);
  const mailingId = await started(campaign, 3);
  says[at] = () => ({ code, words });
  expect(await sendMailing(await worker(), { mailingId })).toMatchObject({ refusal: "relay-away" });
  expect(await states(campaign.formId)).toEqual({ queued: 3 });
  expect(await stopped()).toBe(0);
  says[at] = YES;
  expect((await sendMailing(await worker(), { mailingId })).ok).toBe(true);
  expect(await states(campaign.formId)).toEqual({ accepted: 3 });
  expect([...taken].sort()).toEqual([...campaign.addresses].sort());
});

test("addresses that the relay puts off hold up nobody: all others go out at once, these later", async () => {
  const campaign = await aCampaign(130);
  const mailingId = await started(campaign, 130);
  const slow = new Set(campaign.addresses.slice(0, 60));
  says.recipient = (address) => (slow.has(address) ? { code: 450, words: "4.2.0 greylisted" } : null);
  expect(await sendMailing(await worker(), { mailingId })).toMatchObject({ refusal: "relay-away" });
  // Sixty that are put off are more than a batch: were they claimed first again, nobody else would be reached.
  await sendMailing(await worker(), { mailingId });
  expect(await states(campaign.formId)).toEqual({ accepted: 70, queued: 60 });
  says.recipient = YES;
  expect((await sendMailing(await worker(), { mailingId })).ok).toBe(true);
  expect(await states(campaign.formId)).toEqual({ accepted: 130 });
  expect(taken).toHaveLength(130);
  expect(await statusOf(mailingId)).toBe("finished");
});

test("a relay that refuses a whole batch pauses the mailing, before all of it is spent", async () => {
  const campaign = await aCampaign(70);
  const mailingId = await started(campaign, 70);
  says.data = () => ({ code: 554, words: "5.7.1 looks like spam" });
  await sendMailing(await worker(), { mailingId });
  expect(await states(campaign.formId)).toEqual({ queued: 20, refused: 50 });
  expect(await statusOf(mailingId)).toBe("paused");
});

test("a worker that dies after the relay took a letter, before writing it down, sends no second one", async () => {
  const campaign = await aCampaign(3);
  const mailingId = await started(campaign, 3);
  const owner = new (await import("pg")).default.Client({ connectionString: testing.url });
  await owner.connect();
  await owner.query(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'power cut'; END $$;
    CREATE TRIGGER die BEFORE INSERT ON contact_attempt FOR EACH ROW EXECUTE FUNCTION die()`);
  await expect(sendMailing(await worker(), { mailingId })).rejects.toThrow("power cut");
  await owner.query("DROP TRIGGER die ON contact_attempt");
  await owner.end();
  await sendMailing(await worker(), { mailingId });
  expect(await states(campaign.formId)).toEqual({ in_doubt: 3 });
  expect([...taken].sort()).toEqual([...campaign.addresses].sort());
});

test("resumed while the last letters of the pause are still under way, it goes on at once", async () => {
  const campaign = await aCampaign(60);
  const mailingId = await started(campaign, 60);
  const holder = await pool().connect();
  let pausing: Promise<unknown> | undefined;
  // No letter is taken before the pause is written, so that no second batch can begin.
  says.data = async () => {
    pausing ??= steerMailing(campaign.officer, { mailingId, act: "pause" });
    await pausing;
    return null;
  };
  const running = sendMailing(await worker(), { mailingId });
  await expect.poll(() => statusOf(mailingId)).toBe("paused");
  await running;
  expect(await states(campaign.formId)).toEqual({ accepted: 50, queued: 10 });
  // The job of the resumption comes while the first worker still holds the lock, and finds nothing to do.
  await holder.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [mailingId]);
  await steerMailing(campaign.officer, { mailingId, act: "resume" });
  expect((await sendMailing(await worker(), { mailingId })).ok).toBe(true);
  expect(await states(campaign.formId)).toEqual({ accepted: 50, queued: 10 });
  holder.release(true);
  await expect
    .poll(async () => (await sendMailing(await worker(), { mailingId })).ok && states(campaign.formId))
    .toEqual({ accepted: 60 });
});
