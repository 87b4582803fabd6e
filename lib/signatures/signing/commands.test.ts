import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { db, pool } from "@/lib/core/db";
import { ctxOf, linkActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { aCandidacy, aContact, aForm, aLink, aVersion } from "@/prisma/factories";
import { acceptAll, decline, reportNotMe, saveAnswers, stopContact, withdraw } from "../commands";
import { signingFor } from "../queries";
import { answersHash, engagementIds } from "../rules";
import type { SignInput } from "../schema";
import { sign } from "./commands";

const database = testDatabase();

async function aSigner() {
  const form = await aForm(db());
  const candidacy = await aCandidacy(db());
  const { id: linkId } = await aLink(db(), { formId: form.id, candidacyId: candidacy.id });
  await aContact(db(), { organizationId: form.organizationId, candidacyId: candidacy.id });
  const who = { formId: form.id, candidacyId: candidacy.id, role: "candidate" as const };
  const ctx = ctxOf(linkActor({ linkId, ...who }));
  return { form, candidacy, linkId, who, ctx };
}

async function shown(
  ctx: Parameters<typeof signingFor>[0],
  over: Partial<SignInput> = {},
): Promise<SignInput> {
  const view = await signingFor(ctx);
  if (!view) throw new Error("the link shows nothing");
  const hash = answersHash(engagementIds(view.version), view.answers);
  const revision = (view.signature?.revision ?? 0) + 1;
  return { hash: view.version.hash, answersHash: hash, revision, key: randomUUID(), locale: "fr", ...over };
}

let signer: Awaited<ReturnType<typeof aSigner>>;
beforeEach(async () => {
  signer = await aSigner();
});

async function count(): Promise<number> {
  return db().signature.count({ where: { candidacyId: signer.candidacy.id } });
}

test("signs what was shown, with its receipt, audit and manage link; the token is nowhere in the database", async () => {
  const { ctx } = signer;
  expect(await sign(ctx, await shown(ctx))).toMatchObject({ ok: false, refusal: "incomplete" });
  await acceptAll(ctx, {});
  const input = await shown(ctx);
  expect(await sign(ctx, input)).toMatchObject({ ok: true });
  expect(await sign(ctx, { ...input, key: randomUUID() })).toMatchObject({
    ok: false,
    refusal: "already-signed",
  });
  const [mail] = await db().mail.findMany({
    where: { template: "receipt" },
    orderBy: { createdAt: "desc" },
    take: 1,
    select: { data: true },
  });
  const manage = await db().link.findFirst({
    where: { kind: "manage", candidacyId: signer.candidacy.id },
    select: { id: true, tokenHash: true },
  });
  expect(mail?.data).toMatchObject({ linkId: manage?.id });
  expect(manage?.tokenHash).toBe(tokenHash(linkToken(manage?.id ?? "")));
  expect(await db().auditEvent.count({ where: { linkId: signer.linkId, action: "signatures.sign" } })).toBe(
    1,
  );
});

test("bar 4: 200 at once with their own keys make one signature, 199 hear that it is signed", async () => {
  const { ctx } = signer;
  await acceptAll(ctx, {});
  const input = await shown(ctx);
  const all = await Promise.all(
    Array.from({ length: 200 }, () => sign(ctx, { ...input, key: randomUUID() })),
  );
  expect(all.filter(({ ok }) => ok)).toHaveLength(1);
  expect(all.filter((result) => !result.ok && result.refusal === "already-signed")).toHaveLength(199);
  expect(await count()).toBe(1);
});

test("bar 3: one key 50 times at once is one row and 50 equal answers; with other words it is refused", async () => {
  const { ctx } = signer;
  await acceptAll(ctx, {});
  const input = await shown(ctx);
  const all = await Promise.all(Array.from({ length: 50 }, () => sign(ctx, input)));
  expect(new Set(all.map((result) => JSON.stringify(result))).size).toBe(1);
  expect(all[0]).toMatchObject({ ok: true });
  expect(await count()).toBe(1);
  const other = await sign(ctx, { ...input, revision: 2 });
  expect(other).toMatchObject({ ok: false, refusal: "other-request" });
});

test("bar 5: a version published meanwhile is told, never signed unseen; kept answers follow unchanged words", async () => {
  const { ctx, form } = signer;
  await acceptAll(ctx, {});
  const stale = await shown(ctx);
  const { lineageIds } = form.version;
  const racing = Promise.all(Array.from({ length: 20 }, () => sign(ctx, { ...stale, key: randomUUID() })));
  await aVersion(db(), { formId: form.id, lineageIds });
  const all = await racing;
  const signed = await db().signature.findMany({
    where: { formId: form.id },
    select: { version: { select: { hash: true } } },
  });
  expect(signed.every(({ version }) => version.hash === stale.hash)).toBe(true);
  expect(all.filter(({ ok }) => ok)).toHaveLength(signed.length);
  const later = await sign(ctx, { ...stale, key: randomUUID(), revision: signed.length + 1 });
  expect(later).toMatchObject({ ok: false, refusal: "version-changed" });
});

test("answers changed in another window are not signed unseen", async () => {
  const { ctx, form } = signer;
  await acceptAll(ctx, {});
  const input = await shown(ctx);
  const [first = ""] = form.version.engagementIds;
  await saveAnswers(ctx, { theme: 0, answers: { [first]: { value: "no" } } });
  expect(await sign(ctx, input)).toMatchObject({ ok: false, refusal: "answers-changed" });
  expect(await saveAnswers(ctx, { theme: 0, answers: { [randomUUID()]: { value: "no" } } })).toMatchObject({
    refusal: "unknown-engagement",
  });
});

test("withdraws once, stays readable, signs again as revision 2; a standing signature is no refusal", async () => {
  const { ctx } = signer;
  await acceptAll(ctx, {});
  await sign(ctx, await shown(ctx));
  expect(await decline(ctx, { isPublic: "yes" })).toMatchObject({ refusal: "already-signed" });
  const both = await Promise.all([withdraw(ctx, { revision: 1 }), withdraw(ctx, { revision: 1 })]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await decline(ctx, { isPublic: "yes", reason: "Non." })).toMatchObject({ ok: true });
  expect(await sign(ctx, await shown(ctx))).toMatchObject({ ok: true });
  expect(await count()).toBe(2);
});

test("closed: nothing is signed or saved, withdrawing still works; a foreign form's link does nothing", async () => {
  const { ctx, form, who } = signer;
  await acceptAll(ctx, {});
  const input = await shown(ctx);
  const late = { ...ctx, now: form.closesAt };
  expect(await sign(late, input)).toMatchObject({ refusal: "closed" });
  expect(await saveAnswers(late, { theme: 0, answers: {} })).toMatchObject({ refusal: "closed" });
  await sign(ctx, input);
  expect(await withdraw(late, { revision: 1 })).toMatchObject({ ok: true });
  const foreign = await aForm(db());
  const other = ctxOf(linkActor({ ...who, formId: foreign.id }), ctx.now);
  expect(await sign(other, input)).toMatchObject({ ok: false });
});

test("not me: the link is dead and the report kept; stop: no author writes again", async () => {
  const { ctx, linkId, candidacy } = signer;
  expect(await stopContact(ctx, {})).toMatchObject({ ok: true });
  expect(await stopContact(ctx, {})).toMatchObject({ ok: true });
  expect(await db().contactStop.count({ where: { candidacyId: candidacy.id } })).toBe(1);
  await reportNotMe(ctx, {});
  expect(await db().link.findUnique({ where: { id: linkId }, select: { revokedAt: true } })).toMatchObject({
    revokedAt: expect.any(Date),
  });
});

test("bar 6: 1,000 simultaneous signings lose none", { timeout: 90_000 }, async () => {
  const form = await aForm(db());
  const one = await aCandidacy(db());
  const { rows } = await pool().query<{ id: string }>(
    `WITH people AS (INSERT INTO person (given_name, family_name) SELECT 'Essai', 'Numéro ' || n FROM generate_series(1, 1000) n RETURNING id)
     INSERT INTO candidacy (ballot_id, person_id) SELECT (SELECT ballot_id FROM candidacy WHERE id = $1), id FROM people RETURNING id`,
    [one.id],
  );
  const answers = JSON.stringify(
    Object.fromEntries(form.version.engagementIds.map((id) => [id, { value: "yes" }])),
  );
  await pool().query(
    `INSERT INTO signing_draft (version_id, candidacy_id, role, answers) SELECT $1, id, 'candidate', $2 FROM unnest($3::uuid[]) id`,
    [form.version.id, answers, rows.map(({ id }) => id)],
  );
  const links = new Map<string, string>();
  for (const { id } of rows) links.set(id, randomUUID());
  await pool().query(
    `INSERT INTO link (id, kind, form_id, candidacy_id, role, token_hash) SELECT i, 'personal', $1, c, 'candidate', i::text FROM unnest($2::uuid[], $3::uuid[]) AS t (i, c)`,
    [form.id, [...links.values()], [...links.keys()]],
  );
  const ctxs = [...links].map(([candidacyId, linkId]) =>
    ctxOf(linkActor({ linkId, formId: form.id, candidacyId })),
  );
  const [first] = ctxs;
  const input = first && (await shown(first));
  const all = await Promise.all(ctxs.map((ctx) => input && sign(ctx, { ...input, key: randomUUID() })));
  expect(all.filter((result) => result?.ok)).toHaveLength(1000);
  expect(await db().signature.count({ where: { formId: form.id } })).toBe(1000);
});

test("the check can fail: without the unique key, two at once are two signatures", async () => {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await owner.query("DROP INDEX signature_form_id_candidacy_id_role_revision_key");
  await owner.end();
  const { ctx } = signer;
  await acceptAll(ctx, {});
  const input = await shown(ctx);
  await Promise.all(Array.from({ length: 50 }, () => sign(ctx, { ...input, key: randomUUID() })));
  expect(await count()).toBeGreaterThan(1);
});
