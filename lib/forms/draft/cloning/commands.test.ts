import { expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { databaseNow, db, pool } from "@/lib/core/db";
import { slugOf } from "@/lib/core/slug";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aForm, anElection, anOrganization, aUser, aVersion } from "@/prisma/factories";
import { dayFromNow, unique } from "@/prisma/inventing";
import { publicHeirs, publicSource, publicVersion } from "../../queries";
import { engagementChanges } from "../../rules";
import { publish } from "../commands";
import { deskFormFor, sourcePairFor, wordsFor } from "../queries";
import { draftInput } from "../schema";
import { saveDraft } from "../steps/commands";
import { cloneForm } from "./commands";

testDatabase();

async function editorOf(organizationId: string): Promise<Ctx> {
  const { id: userId } = await aUser(db());
  return ctxOf(memberActor({ userId, organizationId, role: "editor" }), await databaseNow());
}

/** A published form of an NGO for an election that is over, and an election to come. */
async function anEarlier() {
  const election = await anElection(db());
  const title = { fr: `Engagements ${unique()}`, en: "Engagements" };
  const version = { title, engagements: 3, minimum: 2 };
  const form = await aForm(db(), { electionId: election.id, slug: slugOf(title.fr), version });
  const next = await anElection(db());
  return { form, next, ctx: await editorOf(form.organizationId), organizationId: form.organizationId };
}

async function cloned(over: { electionId?: string } = {}) {
  const earlier = await anEarlier();
  const { form, next, ctx, organizationId } = earlier;
  const answer = await cloneForm(ctx, {
    formId: form.id,
    electionId: over.electionId ?? next.id,
    organizationId,
  });
  if (!answer.ok) throw new Error(answer.refusal);
  const copy = await deskFormFor(ctx, answer.value.formId);
  if (!copy) throw new Error("no copy");
  return { ...earlier, copy };
}

test("a form taken up for another election begins with every word, setting and lineage, under ids of its own", async () => {
  const { form, next, ctx, copy } = await cloned();
  expect(copy).toMatchObject({
    draft: { number: 1, revision: 0 },
    published: null,
    election: { id: next.id },
    source: { formId: form.id, slug: form.slug, number: 1 },
  });
  const pair = await sourcePairFor(copy);
  expect(pair && engagementChanges(pair.before, pair.after).map(({ kind }) => kind)).toEqual([
    "same",
    "same",
    "same",
  ]);
  const [before, after] = [await wordsFor({ id: form.id }, 1), await wordsFor(copy, 1)];
  const bare = (words: typeof before) =>
    JSON.stringify(words, (key, value) => (key === "id" ? undefined : value));
  expect(bare(after)).toBe(bare(before));
  expect(after?.themes[0]?.id).not.toBe(before?.themes[0]?.id);
  expect(copy.slug).toMatch(/-20\d\d$/);
  expect(copy.closesAt > ctx.now).toBe(true);
  const told = await db().auditEvent.findFirst({ where: { action: "forms.clone", subjectId: copy.id } });
  expect(told?.after).toEqual({ source: form.id, version: 1, electionId: next.id });
});

test("the words are those of the latest published version, not of a draft beside it", async () => {
  const { form, next, ctx, organizationId } = await anEarlier();
  await aVersion(db(), { formId: form.id, title: { fr: "Deuxième" }, engagements: 1 });
  await aVersion(db(), { formId: form.id, title: { fr: "Brouillon" }, isPublished: false });
  const answer = await cloneForm(ctx, { formId: form.id, electionId: next.id, organizationId });
  const copy = answer.ok ? await deskFormFor(ctx, answer.value.formId) : null;
  expect(copy).toMatchObject({ title: { fr: "Deuxième" }, source: { number: 2 } });
});

test("another NGO's form, one not agreed to, nothing published, the same election and one that is over are refused", async () => {
  const { form, next, ctx, organizationId } = await anEarlier();
  const input = { formId: form.id, electionId: next.id, organizationId };
  const { id: strangersId } = await anOrganization(db());
  const stranger = await editorOf(strangersId);
  const theirs = { ...input, organizationId: strangersId };
  expect(await cloneForm(stranger, theirs)).toMatchObject({ refusal: "not-yours" });
  await db().formAuthor.create({ data: { formId: form.id, organizationId: strangersId } });
  expect(await cloneForm(stranger, theirs)).toMatchObject({ refusal: "not-yours" });
  const author = { formId_organizationId: { formId: form.id, organizationId: strangersId } };
  await db().formAuthor.update({ where: author, data: { consentedAt: new Date() } });
  expect(await cloneForm(stranger, theirs)).toMatchObject({ ok: true });
  expect(await cloneForm(ctx, { ...input, organizationId: strangersId })).toMatchObject({
    refusal: "not-yours",
  });
  expect(await cloneForm(ctx, { ...input, electionId: form.electionId })).toMatchObject({
    refusal: "same-election",
  });
  expect(await cloneForm(ctx, { ...input, electionId: form.id })).toMatchObject({ refusal: "election" });
  const draft = await aForm(db(), { organizationId, version: { isPublished: false } });
  expect(await cloneForm(ctx, { ...input, formId: draft.id })).toMatchObject({ refusal: "no-words" });
  await db().electionRound.updateMany({
    where: { electionId: next.id },
    data: { pollingDate: await dayFromNow(db(), -2) },
  });
  expect(await cloneForm(ctx, input)).toMatchObject({ refusal: "election-over" });
});

test("once published, both forms name each other; a draft names nothing", async () => {
  const { form, ctx, copy } = await cloned();
  const { id: formId } = copy;
  expect(await publicHeirs(form.id)).toEqual([]);
  const words = await wordsFor(copy, 1);
  const first = words?.themes[0]?.engagements[0];
  const engagements = { [first?.id ?? ""]: { text: { fr: "D’autres mots.", en: "Other words." } } };
  const typed = { formId, revision: "0", locale: "fr", closesAt: "2098-06-05T00:00", engagements };
  expect(await saveDraft(ctx, draftInput.parse(typed))).toMatchObject({ ok: true });
  const published = await publish(ctx, { formId, revision: 1, locale: "fr", confirmed: "on" });
  expect(published).toMatchObject({ ok: true });
  const source = await publicSource(formId);
  expect(source).toMatchObject({ formId: form.id, number: 1 });
  expect(await publicHeirs(form.id)).toMatchObject([{ slug: copy.slug }]);
  const now = await publicVersion(copy.slug);
  expect(source && now && engagementChanges(source, now)[0]).toMatchObject({ kind: "changed" });
});

test("the database itself takes no draft, no version of its own and no change for a source", async () => {
  const { copy, form } = await cloned();
  const { version } = await aForm(db(), { version: { isPublished: false } });
  await expect(aForm(db(), { sourceVersionId: version.id })).rejects.toThrow("published version");
  const moved = `UPDATE form SET source_version_id = NULL WHERE id = '${copy.id}'`;
  await expect(pool().query(moved)).rejects.toThrow("never changes");
  const gone = `DELETE FROM form_version WHERE id = '${form.version.id}'`;
  await expect(pool().query(gone)).rejects.toThrow();
});
