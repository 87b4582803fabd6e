import { expect, test } from "vitest";
import { databaseNow, db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { publish } from "@/lib/forms/draft/commands";
import { deskFormFor } from "@/lib/forms/draft/queries";
import { aForm, anElection, anOrganization, aUser, aVersion } from "@/prisma/factories";
import { publicVersion } from "../queries";
import { answerInvitation, cancelInvitation, inviteAuthor, leaveForm } from "./commands";
import { askedFor, invitationsFor, membersOf, presentWords } from "./queries";
import { wordsHash } from "./rules";

testDatabase();

async function anNgo() {
  const { id: organizationId, name } = await anOrganization(db());
  const { id: userId } = await aUser(db());
  return {
    name,
    organizationId,
    ctx: ctxOf(memberActor({ userId, organizationId, role: "editor" }), await databaseNow()),
  };
}

/** A form of one NGO with a published version and a draft of the next, and another NGO. */
async function aProposal() {
  const [lead, ally] = [await anNgo(), await anNgo()];
  const { id: electionId } = await anElection(db());
  const form = await aForm(db(), { electionId, organizationId: lead.organizationId });
  await aVersion(db(), { formId: form.id, isPublished: false });
  const of = { formId: form.id, organizationId: ally.organizationId };
  const hash = async () => {
    const words = await presentWords(form.id);
    return words ? wordsHash(words) : "";
  };
  const answer = async (verdict: "consented" | "declined", over: object = {}) =>
    answerInvitation(ally.ctx, { ...of, hash: await hash(), verdict, note: "", locale: "fr", ...over });
  const draft = await db().formVersion.findFirstOrThrow({
    where: { formId: form.id, publishedAt: null },
    select: { revision: true },
  });
  const publishing = { formId: form.id, revision: draft.revision, locale: "fr", confirmed: "on" } as const;
  return { ...form, lead, ally, of, hash, answer, publishing };
}

test("who is asked reads the words and nothing else; who consents to exactly these becomes an author", async () => {
  const { id, slug, lead, ally, of, answer, publishing } = await aProposal();
  expect(await inviteAuthor(lead.ctx, of)).toEqual({ ok: true, value: {} });
  expect(await inviteAuthor(lead.ctx, of)).toMatchObject({ refusal: "author-asked" });
  expect(await deskFormFor(ally.ctx, id)).toBeNull();
  expect((await invitationsFor(ally.ctx)).map(({ formId, authors }) => [formId, authors])).toEqual([
    [id, [lead.name]],
  ]);
  expect((await askedFor(ally.ctx, id))?.words.themes.length).toBeGreaterThan(0);
  expect(await askedFor(lead.ctx, id)).toBeNull();
  expect(await publish(lead.ctx, publishing)).toMatchObject({
    refusal: "consent-missing",
    detail: { names: ally.name },
  });
  expect(await answer("consented", { hash: "0".repeat(64) })).toMatchObject({ refusal: "words-changed" });
  expect(await answer("consented")).toEqual({ ok: true, value: {} });
  expect(await deskFormFor(ally.ctx, id)).not.toBeNull();
  expect(await publish(lead.ctx, publishing)).toMatchObject({ ok: true });
  expect((await publicVersion(slug))?.authors.map(({ name }) => name)).toEqual([lead.name, ally.name]);
});

test("a consent is to its words: changed since, they are not published without a new one", async () => {
  const { id, lead, of, answer, publishing, ally } = await aProposal();
  await inviteAuthor(lead.ctx, of);
  await answer("consented");
  const changed = { where: { formId: id, publishedAt: null }, data: { minimum: 1 } };
  await db().formVersion.updateMany(changed);
  expect(await publish(lead.ctx, publishing)).toMatchObject({ refusal: "consent-missing" });
  // Who publishes herself consents by it; then it is the lead's word that is missing.
  expect(await publish(ally.ctx, publishing)).toMatchObject({ detail: { names: lead.name } });
  expect(await answer("consented")).toMatchObject({ ok: true });
  expect(await publish(lead.ctx, publishing)).toMatchObject({ ok: true });
});

test("declined, taken back, left: each a dated fact that stays, and none stands in the way of publishing", async () => {
  const { id, slug, lead, of, answer, publishing, ally } = await aProposal();
  await inviteAuthor(lead.ctx, of);
  expect(await answer("declined", { note: "Pas cette fois." })).toMatchObject({ ok: true });
  expect(await answer("consented")).toMatchObject({ refusal: "gone" });
  await inviteAuthor(lead.ctx, of);
  expect(await cancelInvitation(lead.ctx, of)).toMatchObject({ ok: true });
  expect(await cancelInvitation(lead.ctx, of)).toMatchObject({ refusal: "gone" });
  await inviteAuthor(lead.ctx, of);
  await answer("consented");
  const leaving = { ...of, note: "Nous partons.", locale: "fr" } as const;
  expect(await leaveForm(lead.ctx, leaving)).toMatchObject({ refusal: "not-yours" });
  expect(await leaveForm(lead.ctx, { ...leaving, organizationId: lead.organizationId })).toMatchObject({
    refusal: "lead-stays",
  });
  expect(await leaveForm(ally.ctx, leaving)).toMatchObject({ ok: true });
  expect(await deskFormFor(ally.ctx, id)).toBeNull();
  expect(await publish(lead.ctx, publishing)).toMatchObject({ ok: true });
  expect((await publicVersion(slug))?.authors.map(({ name }) => name)).toEqual([lead.name]);
  const kinds = await db().authorEvent.findMany({
    where: { formId: id },
    orderBy: { number: "asc" },
    select: { kind: true },
  });
  const told = ["invited", "declined", "invited", "cancelled", "invited", "consented", "left"];
  expect(kinds.map(({ kind }) => kind)).toEqual(told);
  expect((await membersOf(id)).at(-1)).toMatchObject({ isAuthor: false, last: { note: "Nous partons." } });
  expect(
    await db().auditEvent.count({ where: { action: { startsWith: "forms.coalition-" }, subjectId: id } }),
  ).toBe(7);
});

test("only approved NGOs are asked, by who edits for an author; two at once ask once", async () => {
  const { lead, ally, of } = await aProposal();
  expect(await inviteAuthor(ally.ctx, of)).toMatchObject({ refusal: "not-yours" });
  const waiting = await anOrganization(db(), { approvedAt: null });
  expect(await inviteAuthor(lead.ctx, { ...of, organizationId: waiting.id })).toMatchObject({
    refusal: "gone",
  });
  const both = await Promise.all([inviteAuthor(lead.ctx, of), inviteAuthor(lead.ctx, of)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});
