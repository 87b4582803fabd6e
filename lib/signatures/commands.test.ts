import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { tokenHash } from "@/lib/core/auth/link";
import { db, pool } from "@/lib/core/db";
import { ctxOf, linkActor, memberActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, aForm, aVersion } from "@/prisma/factories";
import { acceptAll, saveAnswers } from "./answering/commands";
import { decline, reportNotMe, stopContact, withdraw } from "./commands";
import { createLinks } from "./links/commands";
import { signingFor } from "./queries";
import { sign } from "./signing/commands";
import { aSigner, nextVersion, shown } from "./testing/signer";

testDatabase();

const yes = { value: "yes" } as const;
const signatures = (candidacyId: string) =>
  db().signature.findMany({
    where: { candidacyId },
    orderBy: { revision: "asc" },
    select: {
      revision: true,
      role: true,
      personId: true,
      level: true,
      evidence: true,
      version: { select: { number: true } },
      answers: { select: { value: true, comment: true } },
    },
  });

test("a draft is kept theme by theme; only its first save is an act, and none of it is public", async () => {
  const { ctx, form, linkId, candidacy } = await aSigner();
  const [one = "", two = ""] = form.version.engagementIds;
  const reserved = { value: "with_reservation", comment: "Sauf." } as const;
  await saveAnswers(ctx, { theme: 1, answers: { [one]: reserved } });
  await saveAnswers(ctx, { theme: 1, answers: { [two]: yes } });
  await saveAnswers(ctx, { theme: 1, answers: { [one]: { value: "no" } } });
  expect((await signingFor(ctx))?.answers).toEqual({ [one]: { value: "no" }, [two]: yes });
  expect(await db().auditEvent.count({ where: { linkId, action: "signatures.start" } })).toBe(1);
  expect(await signatures(candidacy.id)).toEqual([]);
});

test("fifty saves of other engagements at once lose none", async () => {
  const form = await aForm(db(), { version: { engagements: 50 } });
  const { ctx } = await aSigner({ form });
  const ids = form.version.engagementIds;
  await Promise.all(ids.map((id) => saveAnswers(ctx, { theme: 1, answers: { [id]: yes } })));
  expect(Object.keys((await signingFor(ctx))?.answers ?? {})).toHaveLength(50);
});

test("a version published while answers are typed: nothing typed is lost, the new words are asked", async () => {
  const { ctx, form } = await aSigner();
  const [one = "", two = ""] = form.version.engagementIds;
  await saveAnswers(ctx, { theme: 1, answers: { [one]: yes } });
  await nextVersion(form.id, [3]);
  const late = await saveAnswers(ctx, { theme: 1, answers: { [two]: { value: "no", comment: "Tapé." } } });
  expect(late).toMatchObject({ ok: false, refusal: "unknown-engagement" });
  const now = await signingFor(ctx);
  const kept = now?.version.themes.flatMap(({ engagements }) => engagements).map(({ id }) => now.answers[id]);
  expect(now?.version.number).toBe(2);
  expect(kept).toEqual([yes, { value: "no", comment: "Tapé." }, undefined]);
  expect(await sign(ctx, await shown(ctx))).toMatchObject({ refusal: "incomplete" });
});

test("a change is a new revision on the new version; the earlier one stays whole and readable", async () => {
  const { ctx, form, candidacy } = await aSigner();
  await acceptAll(ctx, {});
  await sign(ctx, await shown(ctx));
  await aVersion(db(), { formId: form.id, lineageIds: form.version.lineageIds });
  await acceptAll(ctx, {});
  const [first = ""] = (await signingFor(ctx))?.version.themes[0]?.engagements.map(({ id }) => id) ?? [];
  await saveAnswers(ctx, {
    theme: 1,
    answers: { [first]: { value: "with_reservation", comment: "Si possible." } },
  });
  expect(await sign(ctx, await shown(ctx))).toMatchObject({ ok: true });
  const both = await signatures(candidacy.id);
  expect(both.map(({ revision, version }) => [revision, version.number])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  expect(both[0]?.answers.map(({ value }) => value)).toEqual(["yes", "yes", "yes"]);
  expect(both[1]?.answers.map(({ comment }) => comment).filter(Boolean)).toEqual(["Si possible."]);
  expect(await db().link.count({ where: { candidacyId: candidacy.id, kind: "manage" } })).toBe(1);
  expect(await withdraw(ctx, { revision: 1 })).toMatchObject({ refusal: "changed" });
});

test("the substitute signs alone, by an own link, with an own draft and receipt", async () => {
  const { form, candidacy, ctx } = await aSigner({ role: "substitute" });
  await acceptAll(ctx, {});
  expect(await sign(ctx, await shown(ctx))).toMatchObject({ ok: true });
  expect(await signatures(candidacy.id)).toMatchObject([
    { role: "substitute", personId: candidacy.substituteId, level: "A1" },
  ]);
  const ticket = { formId: form.id, candidacyId: candidacy.id };
  const candidate = ctxOf(linkActor(ticket), ctx.now);
  expect((await signingFor(candidate))?.signature).toBeNull();
  expect((await signingFor(candidate))?.answers).toEqual({});
  const alone = await aCandidacy(db(), { substituteId: null });
  const nobody = ctxOf(linkActor({ formId: form.id, candidacyId: alone.id, role: "substitute" }), ctx.now);
  expect(await signingFor(nobody)).toBeNull();
});

test("the receipt goes to the address that was asked; where it came from is said, the address never", async () => {
  const { ctx, candidacy, form } = await aSigner();
  await acceptAll(ctx, {});
  const before = await db().mail.count();
  await sign(ctx, await shown(ctx));
  const contact = await db().contact.findFirstOrThrow({
    where: { candidacyId: candidacy.id },
    select: { value: true, source: true },
  });
  const mails = await db().mail.findMany({
    where: { toAddress: contact.value },
    select: { template: true, organizationId: true, locale: true },
  });
  expect(mails).toEqual([{ template: "receipt", organizationId: form.organizationId, locale: "fr" }]);
  expect(await db().mail.count()).toBe(before + 1);
  expect(await signatures(candidacy.id)).toMatchObject([{ evidence: contact.source }]);
  const { rows } = await pool().query(
    "SELECT 1 FROM audit_event WHERE coalesce(before::text, '') || coalesce(after::text, '') LIKE '%@%'",
  );
  expect(rows).toEqual([]);
});

test("once answered, a key gives the same answer after closing and after a new version", async () => {
  const { ctx, form } = await aSigner();
  await acceptAll(ctx, {});
  const input = await shown(ctx);
  const first = await sign(ctx, input);
  await aVersion(db(), { formId: form.id, lineageIds: form.version.lineageIds });
  expect(await sign({ ...ctx, now: form.closesAt }, input)).toEqual(first);
  expect(await sign(ctx, { ...input, key: randomUUID() })).toMatchObject({ refusal: "already-signed" });
});

test("one no, however often the button is pressed; private unless ticked; another no is a new dated fact", async () => {
  const { ctx, candidacy } = await aSigner();
  await Promise.all(Array.from({ length: 10 }, () => decline(ctx, { reason: "Non." })));
  const said = () =>
    db().decline.findMany({
      where: { candidacyId: candidacy.id },
      orderBy: { at: "asc" },
      select: { isPublic: true, reason: true },
    });
  expect(await said()).toEqual([{ isPublic: false, reason: "Non." }]);
  await decline({ ...ctx, now: new Date(ctx.now.getTime() + 1) }, { isPublic: "yes", reason: "Non." });
  expect(await said()).toEqual([
    { isPublic: false, reason: "Non." },
    { isPublic: true, reason: "Non." },
  ]);
});

test("stop reaches every author of the form, not me this link alone; both are in the audit once", async () => {
  const { ctx, form, candidacy, linkId } = await aSigner();
  const second = await aForm(db());
  await db().formAuthor.create({
    data: { formId: form.id, organizationId: second.organizationId },
    select: { formId: true },
  });
  await stopContact(ctx, {});
  await stopContact(ctx, {});
  const stops = await db().contactStop.findMany({
    where: { candidacyId: candidacy.id },
    select: { organizationId: true },
  });
  expect(new Set(stops.map(({ organizationId }) => organizationId))).toEqual(
    new Set([form.organizationId, second.organizationId]),
  );
  await reportNotMe(ctx, {});
  const acts = await db().auditEvent.findMany({ where: { linkId }, select: { action: true } });
  expect(acts.map(({ action }) => action).sort()).toEqual([
    "signatures.report-not-me",
    "signatures.stop-contact",
  ]);
});

test("personal links: made in bulk, one active a person and form, asked twice at once the same; a stranger makes none", async () => {
  const form = await aForm(db());
  const tickets = await Promise.all(Array.from({ length: 20 }, () => aCandidacy(db())));
  const wanted = tickets.flatMap(({ id }) => [
    { candidacyId: id, role: "candidate" as const },
    { candidacyId: id, role: "substitute" as const },
  ]);
  const editor = ctxOf(memberActor({ organizationId: form.organizationId, role: "editor" }));
  const make = () => db().$transaction((tx) => createLinks(tx, editor, form.id, wanted));
  const [first, second] = await Promise.all([make(), make()]);
  expect(first.ok && second.ok && [...second.value].sort()).toEqual(first.ok && [...first.value].sort());
  expect(first.ok && first.value.size).toBe(40);
  expect(await db().link.count({ where: { formId: form.id } })).toBe(40);
  const viewer = ctxOf(memberActor({ organizationId: form.organizationId, role: "viewer" }));
  const no = await db().$transaction((tx) => createLinks(tx, viewer, form.id, wanted));
  expect(no).toMatchObject({ ok: false, refusal: "not-yours" });
});

test("no token stands anywhere in the database, only its digest", async () => {
  const { ctx, token } = await aSigner();
  await acceptAll(ctx, {});
  await sign(ctx, await shown(ctx));
  const { rows } = await pool().query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const holding = async (secret: string) => {
    const found = await Promise.all(
      rows.map(async ({ name }) => {
        const { rowCount } = await pool().query(`SELECT 1 FROM ${name} t WHERE t::text LIKE $1`, [
          `%${secret}%`,
        ]);
        return rowCount ? [name] : [];
      }),
    );
    return found.flat();
  };
  expect(await holding(token)).toEqual([]);
  expect(await holding(tokenHash(token))).toEqual(["link"]);
});
