import { expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { databaseNow, db } from "@/lib/core/db";
import { ctxOf, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { anElection, anOrganization, aUser } from "@/prisma/factories";
import { beginDraft, createForm, publish } from "../commands";
import { deskFormFor, wordsFor } from "../queries";
import { draftInput } from "../schema";
import { saveDraft } from "./commands";

testDatabase();

/** A draft with one theme and one engagement, and two editors of it. */
async function aShared() {
  const { id: organizationId } = await anOrganization(db());
  const { id: electionId } = await anElection(db());
  const editor = async (name: string): Promise<Ctx> => {
    const { id: userId } = await aUser(db(), { name });
    return ctxOf(memberActor({ userId, name, organizationId, role: "editor" }), await databaseNow());
  };
  const [ines, karim] = [await editor("Inès"), await editor("Karim")];
  const made = await createForm(ines, {
    organizationId,
    electionId,
    title: { fr: "Dix", en: "Ten" },
    locale: "fr",
  });
  if (!made.ok) throw new Error(made.refusal);
  const { formId } = made.value;
  const save = async (ctx: Ctx, revision: number, fields: object = {}, intent = "save") => {
    const typed = { formId, revision: String(revision), locale: "fr", intent, ...fields };
    const answer = await saveDraft(ctx, draftInput.parse(typed));
    if (!answer.ok) throw new Error(answer.refusal);
    return answer.value;
  };
  const { anchor: theme } = await save(ines, 0, {}, "add-theme");
  const { anchor: id, revision } = await save(ines, 1, {}, `add:${theme}`);
  const words = async () => {
    const form = await deskFormFor(ines, formId);
    const found = form?.draft && (await wordsFor(form, form.draft.number));
    if (!form?.draft || !found) throw new Error("no draft");
    return { draft: form.draft, ...found };
  };
  const text = (fr: string, en?: string) => ({
    engagements: { [id]: { text: { fr, ...(en && { en }) } } },
  });
  const read = async () => (await words()).themes[0]?.engagements[0]?.text;
  return { ines, karim, formId, theme, id, revision, save, words, text, read };
}

test("two editors on different pieces both keep their words; on the same piece the second reads both texts, by whom and when", async () => {
  const { ines, karim, revision, save, text, read, id } = await aShared();
  await save(ines, revision, text("Français d’Inès"));
  const other = { engagements: { [id]: { text: { en: "Karim’s English" } } } };
  const merged = await save(karim, revision, other);
  expect(merged.conflicts).toEqual([]);
  expect(merged.changed).toMatchObject([{ name: `engagements.${id}.text.fr`, text: "Français d’Inès" }]);
  expect(await read()).toEqual({ fr: "Français d’Inès", en: "Karim’s English" });
  const late = await save(karim, revision, text("Français de Karim"));
  const [conflict] = late.conflicts;
  expect(conflict).toMatchObject({ text: "Français d’Inès", mine: "Français de Karim", by: "Inès" });
  expect(Date.parse(conflict?.at ?? "")).not.toBeNaN();
  expect((await read())?.fr).toBe("Français d’Inès");
  await save(karim, late.revision, text("Français de Karim"));
  expect((await read())?.fr).toBe("Français de Karim");
});

test("twenty changes and more are undone one by one, and redone; a new change ends redoing", async () => {
  const { ines, save, text, read, formId, revision } = await aShared();
  let at = revision;
  for (let n = 1; n <= 25; n += 1) at = (await save(ines, at, text(`Texte ${n}`))).revision;
  for (let n = 24; n >= 1; n -= 1) {
    at = (await save(ines, at, {}, "undo")).revision;
    expect((await read())?.fr).toBe(`Texte ${n}`);
  }
  for (let n = 2; n <= 25; n += 1) {
    at = (await save(ines, at, {}, "redo")).revision;
    expect((await read())?.fr).toBe(`Texte ${n}`);
  }
  at = (await save(ines, at, {}, "undo")).revision;
  at = (await save(ines, at, text("Autre"))).revision;
  const redo = { formId, revision: String(at), locale: "fr", intent: "redo" };
  expect(await saveDraft(ines, draftInput.parse(redo))).toMatchObject({ refusal: "nothing-to-undo" });
});

test("an engagement removed comes back by undoing, under its own lineage; a save that changes nothing makes no step", async () => {
  const { ines, save, id, words, text, revision } = await aShared();
  const { revision: written } = await save(ines, revision, text("Texte"));
  expect((await save(ines, written, text("Texte"))).revision).toBe(written);
  const before = (await words()).themes;
  const gone = await save(ines, written, {}, `remove:${id}`);
  expect((await words()).themes[0]?.engagements).toEqual([]);
  await save(ines, gone.revision, {}, "undo");
  expect((await words()).themes).toEqual(before);
});

test("an engagement that a colleague changed meanwhile is not removed under her hands", async () => {
  const { ines, karim, save, id, text, revision, formId, read } = await aShared();
  await save(ines, revision, text("Je tiens à ce texte"));
  const typed = { formId, revision: String(revision), locale: "fr", intent: `remove:${id}` };
  expect(await saveDraft(karim, draftInput.parse(typed))).toMatchObject({ refusal: "changed-meanwhile" });
  expect((await read())?.fr).toBe("Je tiens à ce texte");
});

test("an engagement that a colleague removed while the caller was changing it comes back with her text", async () => {
  const { ines, karim, save, id, text, revision, words } = await aShared();
  await save(karim, revision, {}, `remove:${id}`);
  await save(ines, revision, text("Écrit pendant ce temps"));
  const [engagement] = (await words()).themes[0]?.engagements ?? [];
  expect(engagement).toMatchObject({ id, position: 1, text: { fr: "Écrit pendant ce temps" } });
});

test("undoing waits until the caller has read what a colleague saved meanwhile", async () => {
  const { ines, karim, save, text, revision, formId, read } = await aShared();
  await save(ines, revision, text("Inès"));
  const typed = { formId, revision: String(revision), locale: "fr", intent: "undo" };
  expect(await saveDraft(karim, draftInput.parse(typed))).toMatchObject({ refusal: "changed-meanwhile" });
  expect((await read())?.fr).toBe("Inès");
});

test("a published version is brought back into the draft, each engagement under the draft's own id", async () => {
  const { ines, save, id, theme, formId, words, revision } = await aShared();
  const both = (said: string) => ({ fr: said, en: said });
  const whole = { validity: both("Mandat"), themes: { [theme]: { title: both("Thème") } } };
  const first = { engagements: { [id]: { title: both("Un"), text: both("Texte publié") } } };
  const saved = await save(ines, revision, { ...whole, ...first });
  expect(await publish(ines, { formId, revision: saved.revision, locale: "fr" })).toMatchObject({ ok: true });
  await beginDraft(ines, { formId, locale: "fr" });
  const copy = (await words()).themes[0]?.engagements[0]?.id ?? "";
  const changed = await save(ines, 0, { engagements: { [copy]: { text: both("Autre") } } });
  await save(ines, changed.revision, {}, "restore:1");
  const engagement = (await words()).themes[0]?.engagements[0];
  expect(engagement).toMatchObject({ id: copy, text: both("Texte publié") });
});
