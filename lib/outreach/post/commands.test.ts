import { expect, test, vi } from "vitest";
import { loginToken } from "@/lib/core/auth/login";
import { db } from "@/lib/core/db";
import { queueMail } from "@/lib/core/mail";
import { anyoneActor, ctxOf } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { askLogin } from "@/lib/organizations/login/commands";
import { aCandidacy, aForm, aLink, aSignature, aUser } from "@/prisma/factories";
import { worker } from "../testing/campaign";
import { Relay } from "../testing/relay";
import { deliver, takeUpAgain } from "./commands";

testDatabase();
const relay = new Relay();

async function aLoginMail(): Promise<{ id: string; email: string }> {
  const { email } = await aUser(db());
  const asked = await askLogin(ctxOf(anyoneActor(), (await worker()).now), { email, locale: "fr" });
  if (!asked.ok) throw new Error(asked.refusal);
  const { id } = await db().mail.findFirstOrThrow({ where: { toAddress: email }, select: { id: true } });
  return { id, email };
}

const statusOf = async (id: string) =>
  (await db().mail.findUniqueOrThrow({ where: { id }, select: { status: true } })).status;

test("a login link goes out once, to one recipient, under the site's own address whatever the visitor's Host said", async () => {
  const { id, email } = await aLoginMail();
  expect(await deliver(await worker(), { mailId: id })).toMatchObject({ value: "accepted" });
  expect(await deliver(await worker(), { mailId: id })).toMatchObject({ value: "void" });
  expect(relay.recipients).toEqual([email]);
  const [mail] = await relay.mails();
  const links = mail?.text?.match(/https?:\/\/\S+/g) ?? [];
  expect(links).toHaveLength(1);
  expect(links[0]).toMatch(/^https:\/\/engagements\.example\/fr\/login\/[\w-]{43}$/);
});

test("an address that no account has gets nothing", async () => {
  await askLogin(ctxOf(anyoneActor(), (await worker()).now), {
    email: "inconnue@nulle-part.example",
    locale: "fr",
  });
  const { id } = await db().mail.findFirstOrThrow({
    where: { toAddress: "inconnue@nulle-part.example" },
    select: { id: true },
  });
  expect(await deliver(await worker(), { mailId: id })).toMatchObject({ value: "void" });
  expect(relay.recipients).toEqual([]);
});

test("a relay that breaks off is tried again under the same Message-ID; one that refuses is not", async () => {
  const { id } = await aLoginMail();
  relay.manner = "break-off";
  await expect(deliver(await worker(), { mailId: id })).rejects.toThrow("in-doubt");
  relay.manner = "take";
  await deliver(await worker(), { mailId: id });
  const ids = (await relay.mails()).map(({ messageId }) => messageId);
  expect(ids).toEqual([`<${id}@engagements.example>`, `<${id}@engagements.example>`]);
  const refused = await aLoginMail();
  relay.manner = "refuse";
  expect(await deliver(await worker(), { mailId: refused.id })).toMatchObject({ value: "refused" });
  expect(await statusOf(refused.id)).toBe("refused");
});

test("without a relay a login is told on the console and others wait; with one they go out", async () => {
  const { id } = await aLoginMail();
  delete process.env.SMTP_URL;
  const told = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(await deliver(await worker(), { mailId: id })).toMatchObject({ value: "waiting" });
  const { data } = await db().mail.findUniqueOrThrow({ where: { id }, select: { data: true } });
  const loginLinkId = new Map(Object.entries(data ?? {})).get("loginLinkId");
  expect(told.mock.calls.flat().join("")).toContain(loginToken(String(loginLinkId)));
  told.mockRestore();
  process.env.SMTP_URL = relay.url;
  const taken = await takeUpAgain(await worker());
  expect(taken.ok && taken.value.jobs).toBeGreaterThan(0);
  expect(await deliver(await worker(), { mailId: id })).toMatchObject({ value: "accepted" });
});

test("a receipt goes to the candidate with the manage link", async () => {
  const form = await aForm(db());
  const { id: candidacyId } = await aCandidacy(db());
  const version = await db().formVersion.findFirstOrThrow({
    where: { formId: form.id },
    select: { id: true },
  });
  const { id: signatureId } = await aSignature(db(), { versionId: version.id, candidacyId });
  const link = await aLink(db(), { formId: form.id, candidacyId, kind: "manage" });
  const mail = { template: "receipt", data: { signatureId, linkId: link.id }, locale: "fr" } as const;
  const id = await db().$transaction((tx) => queueMail(tx, { ...mail, to: "elle@campagne.example" }));
  await deliver(await worker(), { mailId: id });
  const [sent] = await relay.mails();
  expect(sent?.text).toContain(`https://engagements.example/fr/sign/${link.token}`);
});

test("no raw token lies in the outbox or in the queue", async () => {
  const { id } = await aLoginMail();
  const { data } = await db().mail.findUniqueOrThrow({ where: { id }, select: { data: true } });
  const token = loginToken(String(new Map(Object.entries(data ?? {})).get("loginLinkId")));
  expect(JSON.stringify(data)).not.toContain(token);
});

test("nobody but the worker delivers", async () => {
  const { id } = await aLoginMail();
  expect(await deliver(ctxOf(anyoneActor()), { mailId: id })).toMatchObject({ refusal: "not-yours" });
  expect(await takeUpAgain(ctxOf(anyoneActor()))).toMatchObject({ refusal: "not-yours" });
});
