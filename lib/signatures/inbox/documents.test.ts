import { beforeAll, expect, test } from "vitest";
import { buildAssets } from "@/bin/assets";
import { db } from "@/lib/core/db";
import { document } from "@/lib/core/document";
import { form } from "@/lib/core/form";
import { configuredOrigin } from "@/lib/core/origin";
import { testDatabase } from "@/lib/core/testing/database";
import { aBallot, aCandidacy, aContact, aForm, aLink, anElection, aSignature } from "@/prisma/factories";
import { checksum, get, hidden } from "../testing/doors";
import { formsDocument, openForm } from "./documents";

const database = testDatabase();
beforeAll(buildAssets);

const ADDRESS = "claire@campagne.example";

/** A candidate whom one form asked at an address, and another NGO's form of the same election, which may hold one too. */
async function asked(other: { address?: string; closesAt?: Date } = {}) {
  const election = await anElection(db());
  const ballot = await aBallot(db(), { electionId: election.id });
  const candidacy = await aCandidacy(db(), { ballotId: ballot.id });
  const candidacyId = candidacy.id;
  const one = await aForm(db(), { electionId: election.id });
  const lineageIds = one.version.lineageIds;
  const two = await aForm(db(), {
    electionId: election.id,
    version: { lineageIds },
    ...(other.closesAt ? { closesAt: other.closesAt } : {}),
  });
  const { organizationId } = one;
  const { id: contactId } = await aContact(db(), { organizationId, candidacyId, value: ADDRESS });
  const { token } = await aLink(db(), { formId: one.id, candidacyId, contactId });
  if (other.address)
    await aContact(db(), { organizationId: two.organizationId, candidacyId, value: other.address });
  return { token, one, two, candidacyId };
}

const door = (method: "GET" | "POST", token: string, fields: Record<string, string> = {}) => {
  const at = `${configuredOrigin()}/fr/sign/${token}/forms`;
  const params = { params: Promise.resolve({ locale: "fr", token }) };
  if (method === "GET") return document(formsDocument)(new Request(at), params);
  const headers = { origin: configuredOrigin(), "content-type": "application/x-www-form-urlencoded" };
  const request = new Request(at, { method, headers, body: new URLSearchParams(fields).toString() });
  return form(openForm)(request, params);
};

test("one page gathers the forms of her election; the same address opens the other at once, and only then", async () => {
  const { token, two, candidacyId } = await asked({ address: ADDRESS.toUpperCase() });
  const before = await checksum(database.url);
  const page = await (await door("GET", token)).text();
  expect(await checksum(database.url)).toBe(before);
  expect(page).toContain("2 formulaires sont ouverts");
  expect(page).not.toContain("@");
  const answer = await door("POST", token, hidden(page));
  expect(answer.status).toBe(303);
  const [, other = ""] = /\/fr\/sign\/([\w-]{43})$/.exec(answer.headers.get("location") ?? "") ?? [];
  expect(other).not.toBe(token);
  expect((await get(other)).status).toBe(200);
  const links = await db().link.findMany({ where: { candidacyId, formId: two.id }, select: { kind: true } });
  expect(links).toEqual([{ kind: "personal" }]);
});

test("another address: the link goes there by mail, and nothing private of that form is told", async () => {
  const { token, two, candidacyId } = await asked({ address: "autre@campagne.example" });
  await db().signingDraft.create({
    data: {
      versionId: two.version.id,
      candidacyId,
      role: "candidate",
      answers: { [two.version.engagementIds[0] ?? ""]: { value: "no" } },
    },
    select: { id: true },
  });
  const page = await (await door("GET", token)).text();
  expect(page).not.toContain("gardée");
  expect(page).toContain("Recevoir mon lien par courriel");
  const answer = await door("POST", token, { formId: two.id });
  expect(answer.headers.get("location")).toBe("/fr/sign/told?what=renew");
  const mail = await db().mail.findFirst({
    where: { template: "new-link" },
    orderBy: { createdAt: "desc" },
    select: { toAddress: true },
  });
  expect(mail?.toAddress).toBe("autre@campagne.example");
});

test("no address held, another election, a closed form: each says so and opens nothing", async () => {
  const { token, two } = await asked();
  expect(await (await door("GET", token)).text()).toContain("ne connaît pas d’adresse");
  const before = await db().link.count();
  await door("POST", token, { formId: two.id });
  const foreign = await aForm(db());
  expect((await door("POST", token, { formId: foreign.id })).status).toBe(409);
  const closed = await asked({ address: ADDRESS, closesAt: new Date(Date.now() - 60_000) });
  expect((await door("POST", closed.token, { formId: closed.two.id })).status).toBe(410);
  expect(await db().link.count()).toBe(before + 1);
});

test("what she signed elsewhere is a reminder beside the same engagement, never a tick", async () => {
  const { token, two, candidacyId } = await asked({ address: ADDRESS });
  await aSignature(db(), { versionId: two.version.id, candidacyId, answerAt: { 1: { value: "no" } } });
  const page = await get(token, "answers");
  expect(page.text).toContain("Vous avez signé « non » à cet engagement");
  expect(page.html).not.toContain('checked=""');
  expect((await get(token, "review")).text).not.toContain("Vous avez signé");
});

test("a link that went elsewhere opens no other form, though its NGO holds her true address too", async () => {
  const { one, two, candidacyId } = await asked({ address: ADDRESS });
  await db().link.updateMany({ where: { formId: one.id, candidacyId }, data: { revokedAt: new Date() } });
  const own = await aContact(db(), {
    organizationId: one.organizationId,
    candidacyId,
    value: "permanence@ong.example",
  });
  const { token } = await aLink(db(), { formId: one.id, candidacyId, contactId: own.id });
  const manage = await aLink(db(), { formId: one.id, candidacyId, kind: "manage" });
  await db().contact.update({ where: { id: own.id }, data: { stoppedAt: new Date() }, select: { id: true } });
  for (const held of [token, manage.token]) {
    const answer = await door("POST", held, { formId: two.id });
    expect(answer.headers.get("location")).toBe("/fr/sign/told?what=renew");
  }
});
