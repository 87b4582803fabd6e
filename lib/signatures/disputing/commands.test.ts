import { expect, test } from "vitest";
import { contestToken } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import { anyoneActor, ctxOf, memberActor, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { publicStandings } from "@/lib/directory/standing/queries";
import { aContact, aMembership, aSignature, aUser } from "@/prisma/factories";
import { acceptAll } from "../answering/commands";
import { receiptsDoor } from "../receipts/documents";
import { publicReceipts } from "../receipts/queries";
import { sign } from "../signing/commands";
import { eventFaults, signatureFaults } from "../stating/queries";
import { aSigner, shown } from "../testing/signer";
import { askContest, contest, contestOwn, recordDispute, tellOfSignatures } from "./commands";
import { contestBehind, contestedSignature } from "./queries";
import { decideResolution, proposeResolution } from "./resolving/commands";

testDatabase();

const system = () => ctxOf(systemActor());
const anyone = (at?: Date) => ctxOf(anyoneActor(), at);
const HOUR = 3_600_000;

/** A signature by personal link, whose NGO knows a second address, with the notice sent. */
async function signed() {
  const signer = await aSigner();
  const { form, who, ctx } = signer;
  const second = { organizationId: form.organizationId, candidacyId: who.candidacyId };
  await aContact(db(), { ...second, value: `seconde-${who.candidacyId}@campagne.example` });
  await acceptAll(ctx, {});
  const done = await sign(ctx, await shown(ctx));
  if (!done.ok) throw new Error(done.refusal);
  await tellOfSignatures(system());
  const { id } = await db().signature.findUniqueOrThrow({
    where: { publicId: done.value.publicId },
    select: { id: true },
  });
  return { ...signer, id, publicId: done.value.publicId };
}

const mailsOf = (id: string, template: string) =>
  db().mail.findMany({
    where: { template, data: { path: ["signatureId"], equals: id } },
    select: { toAddress: true, data: true },
  });

async function tokenOf(id: string): Promise<string> {
  const link = await db().contestLink.findFirstOrThrow({ where: { signatureId: id }, select: { id: true } });
  return contestToken(link.id);
}

const owner = async (organizationId: string) => {
  const { id: userId } = await aUser(db());
  await aMembership(db(), { userId, organizationId, role: "owner" });
  return ctxOf(memberActor({ userId, organizationId, role: "owner" }));
};

const faultsOf = async (publicId: string) =>
  [...(await signatureFaults()), ...(await eventFaults())].filter(({ fact }) => fact.endsWith(publicId));

const statusOf = async (candidacyId: string, formId: string) =>
  (await publicStandings([candidacyId])).of(formId, candidacyId, "candidate");

test("bar 58: every address known hears of a signature, not only the one that got the link; once, however often the job runs", async () => {
  const { id, who } = await signed();
  await Promise.all([tellOfSignatures(system()), tellOfSignatures(system())]);
  const mails = await mailsOf(id, "notice");
  expect(mails).toHaveLength(2);
  expect(mails.map(({ toAddress }) => toAddress)).toContain(`seconde-${who.candidacyId}@campagne.example`);
  expect(await db().signatureNotice.findUnique({ where: { signatureId: id } })).toMatchObject({
    addresses: 2,
  });
  expect(JSON.stringify(mails)).not.toContain(await tokenOf(id));
});

test("bar 58: whatever the method, a signature is told; an address that came back or was said to be wrong is not written to", async () => {
  const { form, candidacy } = await aSigner();
  const of = { organizationId: form.organizationId, candidacyId: candidacy.id };
  await aContact(db(), { ...of, value: "revenue@campagne.example", stoppedAt: new Date() });
  await aContact(db(), { ...of, value: "0102030405", channel: "phone" });
  const { id } = await aSignature(db(), {
    versionId: form.version.id,
    candidacyId: candidacy.id,
    method: "paper",
    level: "A2",
  });
  await tellOfSignatures(system());
  expect(await mailsOf(id, "notice")).toHaveLength(1);
});

test("bar 58: the link works without an account for 48 hours, and opening it changes nothing", async () => {
  const { id } = await signed();
  const token = await tokenOf(id);
  const before = await db().signatureEvent.count();
  expect(await contestBehind(token)).toMatchObject({ isOpen: true });
  expect(await db().signatureEvent.count()).toBe(before);
  const link = await db().contestLink.findFirstOrThrow({
    where: { signatureId: id },
    select: { createdAt: true },
  });
  const at = (hours: number) => new Date(link.createdAt.getTime() + hours * HOUR);
  const press = (when: Date) => contest(anyone(when), { token, ground: "never-signed" });
  expect(await press(at(48))).toMatchObject({ refusal: "expired" });
  expect(await press(new Date(at(48).getTime() - 1))).toMatchObject({ ok: true });
  expect(await contest(anyone(), { token: "a".repeat(43), ground: "never-signed" })).toMatchObject({
    refusal: "gone",
  });
});

test("bar 58: a dispute is public with the next reading, in the log and in the receipts; pressed again it says so", async () => {
  const { id, publicId, who } = await signed();
  const token = await tokenOf(id);
  expect(await statusOf(who.candidacyId, who.formId)).toMatchObject({ status: "signed" });
  const pressed = await Promise.all(
    [1, 2, 3].map(() =>
      contest(anyone(), { token, ground: "never-signed", reason: "Ce n’est pas ma signature." }),
    ),
  );
  expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
  expect(pressed.filter((one) => !one.ok && one.refusal === "already-disputed")).toHaveLength(2);
  expect(await statusOf(who.candidacyId, who.formId)).toMatchObject({ status: "disputed" });
  expect((await contestedSignature(id))?.disputes).toMatchObject([
    { kind: "disputed", ground: "never-signed" },
  ]);
  const leaf = await db().$queryRaw<{ data: string }[]>`
    SELECT convert_from(l.data, 'UTF8') AS data FROM log_leaf l JOIN statement t ON t.leaf_id = l.id
    JOIN signature_event e ON e.id = t.event_id WHERE e.signature_id = ${id}::uuid`;
  expect(JSON.parse(leaf[0]?.data ?? "{}")).toMatchObject({ type: "dispute" });
  expect(await faultsOf(publicId)).toEqual([]);
  expect(await db().mail.count({ where: { template: "dispute-told" } })).toBeGreaterThan(1);
});

test("an owner hears that there is something to decide", async () => {
  const { id, form } = await signed();
  await owner(form.organizationId);
  await contest(anyone(), { token: await tokenOf(id), ground: "not-authorised" });
  const mails = await db().mail.findMany({
    where: { template: "dispute-to-decide" },
    select: { toAddress: true },
  });
  expect(mails.length).toBeGreaterThan(0);
});

test("a stranger contests nothing: the link that he asks for goes to the addresses known, three times a day", async () => {
  const { id, publicId, who } = await signed();
  const ask = () => askContest(anyone(), { signature: publicId, locale: "fr" });
  for (let at = 0; at < 5; at += 1) expect(await ask()).toMatchObject({ ok: true });
  expect(await mailsOf(id, "contest-link")).toHaveLength(6);
  expect(await statusOf(who.candidacyId, who.formId)).toMatchObject({ status: "signed" });
  expect(await askContest(anyone(), { signature: "none", locale: "fr" })).toMatchObject({ ok: true });
});

test("the holder of her link contests at any time, of the revision that she was shown", async () => {
  const { ctx } = await signed();
  const late = { ...ctx, now: new Date(Date.now() + 100 * HOUR) };
  expect(await contestOwn(late, { revision: 2, ground: "never-signed" })).toMatchObject({
    refusal: "changed",
  });
  expect(await contestOwn(late, { revision: 1, ground: "never-signed" })).toMatchObject({ ok: true });
});

test("two owners: who proposed does not confirm; confirmed, the signature that does not stand counts for nothing and stays", async () => {
  const { id, publicId, form, who, ctx } = await signed();
  const [first, second] = [await owner(form.organizationId), await owner(form.organizationId)];
  await contest(anyone(), { token: await tokenOf(id), ground: "never-signed" });
  const dispute = await db().signatureEvent.findFirstOrThrow({
    where: { signatureId: id, kind: "disputed" },
    select: { id: true },
  });
  const said = {
    eventId: dispute.id,
    outcome: "does-not-stand",
    note: "Rappel au numéro officiel.",
  } as const;
  expect(await proposeResolution(first, said)).toMatchObject({ value: { isDecided: false } });
  expect(await proposeResolution(second, said)).toMatchObject({ refusal: "proposed" });
  const { id: decisionId } = await db().disputeDecision.findFirstOrThrow({
    where: { eventId: dispute.id },
    select: { id: true },
  });
  const confirm = { decisionId, verdict: "confirmed" } as const;
  expect(await decideResolution(first, confirm)).toMatchObject({ refusal: "second-person" });
  expect(await statusOf(who.candidacyId, who.formId)).toMatchObject({ status: "disputed" });
  expect(await decideResolution(second, confirm)).toMatchObject({ ok: true });
  expect(await decideResolution(second, confirm)).toMatchObject({ refusal: "decided" });
  const standing = await statusOf(who.candidacyId, who.formId);
  expect([standing.status, standing.signature, standing.annulled?.events.at(-1)]).toMatchObject([
    "not-asked",
    null,
    { kind: "resolved", outcome: "does-not-stand", reason: "Rappel au numéro officiel." },
  ]);
  expect(await db().signature.count({ where: { id } })).toBe(1);
  expect(await faultsOf(publicId)).toEqual([]);
  const again = await contest(anyone(), { token: await tokenOf(id), ground: "never-signed" });
  expect(again).toMatchObject({ refusal: "already-annulled" });
  // She may sign herself now: the number goes on, and nothing of the other's answers is kept.
  await acceptAll(ctx, {});
  expect(await sign(ctx, await shown(ctx, { revision: 2 }))).toMatchObject({ ok: true });
  expect(await statusOf(who.candidacyId, who.formId)).toMatchObject({ status: "signed", annulled: null });
});

test("one owner decides alone, with a note; what stands counts as before and says what happened", async () => {
  const { id, form, who } = await signed();
  const alone = await owner(form.organizationId);
  await contest(anyone(), { token: await tokenOf(id), ground: "never-signed" });
  const dispute = await db().signatureEvent.findFirstOrThrow({
    where: { signatureId: id },
    select: { id: true },
  });
  const said = { eventId: dispute.id, outcome: "stands", note: "Confirmé de vive voix." } as const;
  expect(await proposeResolution(alone, said)).toMatchObject({ value: { isDecided: true } });
  const standing = await statusOf(who.candidacyId, who.formId);
  expect([standing.status, standing.signature?.events.map(({ kind }) => kind)]).toEqual([
    "signed",
    ["disputed", "resolved"],
  ]);
  expect(await db().mail.count({ where: { template: "dispute-told" } })).toBeGreaterThan(3);
});

test("law: the database takes no second open dispute, no resolution of none, no decision by who proposed", async () => {
  const { id } = await signed();
  const add = (kind: "disputed" | "resolved") =>
    db().signatureEvent.create({ data: { signatureId: id, kind, at: new Date() }, select: { id: true } });
  await expect(add("resolved")).rejects.toThrow();
  const { id: eventId } = await add("disputed");
  await expect(add("disputed")).rejects.toThrow();
  const { id: userId } = await aUser(db());
  const data = { eventId, outcome: "stands", note: "Non.", proposedById: userId, proposedAt: new Date() };
  const own = { ...data, verdict: "confirmed", decidedById: userId, decidedAt: new Date() };
  await expect(db().disputeDecision.create({ data: own, select: { id: true } })).rejects.toThrow();
});

test("what reached the NGO otherwise is recorded by its members and says so", async () => {
  const { id, publicId, form } = await signed();
  const member = await owner(form.organizationId);
  expect(await recordDispute(anyone(), { signature: publicId, ground: "never-signed" })).toMatchObject({
    refusal: "not-yours",
  });
  expect(await recordDispute(member, { signature: publicId, ground: "never-signed" })).toMatchObject({
    ok: true,
  });
  const event = await db().signatureEvent.findFirstOrThrow({
    where: { signatureId: id },
    select: { said: true },
  });
  expect(event.said).toMatchObject({ ground: "never-signed", by: [expect.any(String)] });
  expect(await publicReceipts(-1, 10)).toEqual(expect.any(Array));
  expect((await receiptsDoor(new Request("https://engagements.example/api/v1/receipts"))).status).toBe(200);
});
