import { expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { databaseNow, db, pool } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import type { Role } from "@/prisma/client/enums";
import { aCandidacy, anElection, anOrganization, aSignature, aUser } from "@/prisma/factories";
import { publicVersion, publicVersionNumbered, publishedVersionFor } from "../queries";
import { canonicalText, engagementChanges, textHash } from "../rules";
import type { PublicVersion } from "../schema";
import { beginDraft, createForm, publish } from "./commands";
import { deskFormFor, deskFormsFor, pairFor, wordsFor } from "./queries";
import { type DraftInput, draftInput } from "./schema";
import { saveDraft } from "./steps/commands";

testDatabase();

async function anNgo() {
  const { id: organizationId, name } = await anOrganization(db());
  const { id: userId } = await aUser(db());
  const as = async (role: Role): Promise<Ctx> =>
    ctxOf(memberActor({ userId, organizationId, role }), await databaseNow());
  return { organizationId, name, as };
}

async function aDraft() {
  const ngo = await anNgo();
  const election = await anElection(db());
  const input = {
    organizationId: ngo.organizationId,
    electionId: election.id,
    title: { fr: "Dix", en: "Ten" },
  };
  const answer = await createForm(await ngo.as("editor"), { ...input, locale: "fr" });
  if (!answer.ok) throw new Error(answer.refusal);
  return { ...ngo, election, formId: answer.value.formId };
}

/** What the editor would post: the draft as it stands, with some of it changed. */
async function typedFor(ctx: Ctx, formId: string, over: object = {}): Promise<DraftInput> {
  const form = await deskFormFor(ctx, formId);
  const words = form?.draft && (await wordsFor(form, form.draft.number));
  if (!form?.draft || !words) throw new Error("no draft");
  const both = (text: object) => ({ fr: "", en: "", ...text });
  const themes = Object.fromEntries(words.themes.map(({ id, title }) => [id, { title: both(title) }]));
  const engagements = Object.fromEntries(
    words.themes.flatMap((theme) =>
      theme.engagements.map(({ id, title, text, why }) => [
        id,
        { title: both(title), text: both(text), why: both(why) },
      ]),
    ),
  );
  const { title, introduction, validity, minimum } = words;
  return draftInput.parse({
    formId,
    revision: String(form.draft.revision),
    locale: "fr",
    title: both(title),
    introduction: both(introduction),
    validity: both(validity),
    minimum: minimum === null ? "" : String(minimum),
    closesAt: "2030-06-05T00:00",
    timeZone: "Europe/Paris",
    themes,
    engagements,
    ...over,
  });
}

async function press(ctx: Ctx, formId: string, intent: string, over: object = {}): Promise<string> {
  const answer = await saveDraft(ctx, await typedFor(ctx, formId, { intent, ...over }));
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.value.anchor;
}

const both = (text: string) => ({ fr: text, en: `${text} (en)` });

/** A draft of two engagements in one theme, complete in both languages. */
async function aWholeDraft() {
  const draft = await aDraft();
  const ctx = await draft.as("editor");
  const { formId } = draft;
  const theme = await press(ctx, formId, "add-theme");
  const ids = [await press(ctx, formId, `add:${theme}`), await press(ctx, formId, `add:${theme}`)];
  const why = { fr: "", en: "" };
  const engagements = Object.fromEntries(
    ids.map((id, n) => [id, { title: both(`Engagement ${n}`), text: both(`Je ferai **${n}**.`), why }]),
  );
  const over = { validity: both("Le mandat."), themes: { [theme]: { title: both("Thème") } }, engagements };
  await press(ctx, formId, "save", over);
  return { ...draft, ctx, theme, ids };
}

async function revisionOf(ctx: Ctx, formId: string): Promise<number> {
  return (await deskFormFor(ctx, formId))?.draft?.revision ?? -1;
}

async function published(draft: Awaited<ReturnType<typeof aWholeDraft>>): Promise<PublicVersion> {
  const { ctx, formId } = draft;
  const answer = await publish(ctx, { formId, revision: await revisionOf(ctx, formId), locale: "fr" });
  const version = answer.ok ? await publishedVersionFor(formId) : null;
  if (!version) throw new Error(answer.ok ? "not public" : answer.refusal);
  return version;
}

const hashOf = (version: PublicVersion, prev: string | null) => {
  const { formId, number, authors } = version;
  return textHash(canonicalText(version, { formId, number, by: authors.map(({ name }) => name), prev }));
};

test("a form begins with its title, a slug of its own, and closes on the eve of the first round at midnight", async () => {
  const { as, formId, organizationId, election } = await aDraft();
  const form = await deskFormFor(await as("viewer"), formId);
  expect(form).toMatchObject({ title: { fr: "Dix", en: "Ten" }, draft: { number: 1 }, published: null });
  const round = await db().electionRound.findFirst({ where: { electionId: election.id, number: 1 } });
  const closing = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Paris",
    dateStyle: "short",
    timeStyle: "short",
  });
  const eve = new Date((round?.pollingDate.getTime() ?? 0) - 86_400_000).toISOString().slice(0, 10);
  expect(closing.format(form?.closesAt)).toBe(`${eve} 00:00`);
  const again = await createForm(await as("owner"), {
    organizationId,
    electionId: election.id,
    title: { fr: "Dix", en: "" },
    locale: "fr",
  });
  expect(again.ok && (await deskFormFor(await as("owner"), again.value.formId))?.slug).toBe("dix-2");
});

test("callers, viewers and other NGOs write, begin and publish nothing; another's form is as one that never was", async () => {
  const draft = await aWholeDraft();
  const { formId, ctx, as, organizationId, election } = draft;
  const typed = await typedFor(ctx, formId);
  const stranger = await (await anNgo()).as("owner");
  for (const other of [await as("caller"), await as("viewer"), stranger]) {
    expect(await saveDraft(other, typed)).toMatchObject({ refusal: "not-yours" });
    expect(await beginDraft(other, { formId, locale: "fr" })).toMatchObject({ refusal: "not-yours" });
    expect(await publish(other, { formId, revision: 4, locale: "fr" })).toMatchObject({
      refusal: "not-yours",
    });
    const input = { organizationId, electionId: election.id, title: both("X"), locale: "fr" as const };
    expect(await createForm(other, input)).toMatchObject({ refusal: "not-yours" });
  }
  expect(await deskFormFor(stranger, formId)).toBeNull();
  expect(await deskFormsFor(stranger)).toEqual([]);
});

test("of two editors who save the same piece at once, one is told both texts and nothing of hers overwrites", async () => {
  const { ctx, formId } = await aWholeDraft();
  const typed = await typedFor(ctx, formId);
  const answers = await Promise.all(
    ["A", "B"].map((name) => saveDraft(ctx, { ...typed, title: both(name) })),
  );
  const told = answers.map((answer) => (answer.ok ? answer.value.conflicts : []));
  expect(told.map(({ length }) => length).sort()).toEqual([0, 2]);
  const [winner, loser] = told[0]?.length ? ["B", "A"] : ["A", "B"];
  expect(told.flat()[0]).toMatchObject({ name: "title.fr", text: winner, mine: loser });
  expect((await deskFormFor(ctx, formId))?.title.fr).toBe(winner);
});

test("an NGO that the operator has not approved writes and does not publish", async () => {
  const { ctx, formId, organizationId } = await aWholeDraft();
  await db().organization.update({ where: { id: organizationId }, data: { approvedAt: null } });
  const input = { formId, revision: await revisionOf(ctx, formId), locale: "fr" as const };
  expect(await publish(ctx, input)).toMatchObject({ refusal: "not-approved" });
  expect(await publishedVersionFor(formId)).toBeNull();
});

test("publishing twenty times at once publishes once, under the hash of the canonical text", async () => {
  const draft = await aWholeDraft();
  const { ctx, formId } = draft;
  const revision = await revisionOf(ctx, formId);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => publish(ctx, { formId, revision, locale: "fr" })),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  const version = await publishedVersionFor(formId);
  expect(version).toMatchObject({ number: 1, title: { fr: "Dix", en: "Ten" }, minimum: null });
  expect(version?.themes[0]?.engagements.map(({ position }) => position)).toEqual([1, 2]);
  expect(version && hashOf(version, null)).toBe(version?.hash);
  expect(await publicVersion(version?.slug ?? "")).toEqual(version);
  expect(await publicVersion(version?.id ?? "")).toEqual(version);
  expect(
    await db().auditEvent.count({ where: { action: "forms.publish", subjectId: version?.id ?? "" } }),
  ).toBe(1);
});

test("a draft is public nowhere, and neither is a foreign or odd id", async () => {
  const { formId } = await aWholeDraft();
  const row = await db().formVersion.findFirst({
    where: { formId },
    select: { id: true, form: { select: { slug: true } } },
  });
  for (const name of [row?.id ?? "", row?.form.slug ?? "", "x", "' OR 1=1"])
    expect(await publicVersion(name)).toBeNull();
  expect(await publishedVersionFor(formId)).toBeNull();
  expect(await publicVersionNumbered(row?.form.slug ?? "", 1)).toBeNull();
});

test("a revision saved meanwhile, a gap in a language or a passed closing keeps a draft from being published", async () => {
  const { ctx, formId, ids } = await aWholeDraft();
  const revision = await revisionOf(ctx, formId);
  expect(await publish(ctx, { formId, revision: revision - 1, locale: "fr" })).toMatchObject({
    refusal: "changed-meanwhile",
  });
  const typed = await typedFor(ctx, formId);
  const first = typed.engagements[ids[0] ?? ""];
  if (!first) throw new Error("no engagement");
  await saveDraft(ctx, {
    ...typed,
    engagements: { ...typed.engagements, [ids[0] ?? ""]: { ...first, text: { fr: "Seul.", en: "" } } },
  });
  const next = { formId, revision: revision + 1, locale: "fr" as const };
  expect(await publish(ctx, next)).toMatchObject({ refusal: "missing-translations" });
  const late = { ...ctx, now: new Date("2031-01-01T00:00:00Z") };
  expect(await publish(late, { ...next, confirmed: "on" })).toMatchObject({ refusal: "closed" });
  expect(await publish(ctx, { ...next, confirmed: "on" })).toMatchObject({ ok: true });
});

test("editing a published form makes version 2 of the same lineages; version 1 and its signatures stay", async () => {
  const draft = await aWholeDraft();
  const { ctx, formId } = draft;
  const one = await published(draft);
  const candidacy = await aCandidacy(db());
  const signature = await aSignature(db(), { formId, versionId: one.id, candidacyId: candidacy.id });
  expect(await saveDraft(ctx, { ...(await draftInputOf(one)), formId })).toMatchObject({
    refusal: "no-draft",
  });
  const begun = await Promise.all([1, 2, 3].map(() => beginDraft(ctx, { formId, locale: "fr" })));
  expect(begun.every(({ ok }) => ok)).toBe(true);
  const typed = await typedFor(ctx, formId);
  const [changed = ""] = Object.keys(typed.engagements);
  const was = typed.engagements[changed];
  if (!was) throw new Error("no engagement");
  await saveDraft(ctx, {
    ...typed,
    engagements: { ...typed.engagements, [changed]: { ...was, text: both("Je ferai mieux.") } },
  });
  const two = await published(draft);
  expect(two.number).toBe(2);
  expect(hashOf(two, one.hash)).toBe(two.hash);
  expect(await publicVersion(one.id)).toEqual(one);
  expect(
    engagementChanges(one, two)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(["changed", "same"]);
  const form = await deskFormFor(ctx, formId);
  expect(form && (await pairFor(form))).toMatchObject({ from: 1, to: 2 });
  const stored = await db().signature.findUnique({
    where: { id: signature.id },
    select: { versionId: true },
  });
  expect(stored?.versionId).toBe(one.id);
});

test("a draft begins with the words of any published version, never with those of none", async () => {
  const draft = await aWholeDraft();
  const { ctx, formId } = draft;
  await published(draft);
  await beginDraft(ctx, { formId, locale: "fr" });
  await press(ctx, formId, "save", { title: both("Onze") });
  await published(draft);
  expect(await beginDraft(ctx, { formId, locale: "fr", from: 3 })).toMatchObject({ refusal: "no-words" });
  expect(await beginDraft(ctx, { formId, locale: "fr", from: 1 })).toMatchObject({ ok: true });
  expect(await deskFormFor(ctx, formId)).toMatchObject({ title: { fr: "Dix" }, draft: { number: 3 } });
});

async function draftInputOf(version: PublicVersion): Promise<DraftInput> {
  const empty = { fr: "", en: "" };
  return draftInput.parse({
    formId: version.formId,
    revision: "9",
    locale: "fr",
    title: { ...empty, ...version.title },
    introduction: empty,
    validity: empty,
    minimum: "",
    closesAt: "2030-06-05T00:00",
    timeZone: "Europe/Paris",
  });
}

test("the database itself refuses any change of a published text", async () => {
  const version = await published(await aWholeDraft());
  const attempts = [
    `UPDATE form_version SET title = '{}' WHERE id = '${version.id}'`,
    `DELETE FROM engagement WHERE version_id = '${version.id}'`,
    `UPDATE theme SET title = '{}' WHERE version_id = '${version.id}'`,
  ];
  for (const sql of attempts) await expect(pool().query(sql)).rejects.toThrow("never changes");
});
