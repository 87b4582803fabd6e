import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { linkToken, tokenHash } from "@/lib/core/auth/link";
import { db } from "@/lib/core/db";
import { translator } from "@/lib/core/i18n/translator";
import { ctxOf, linkActor, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { publicStandings } from "@/lib/directory/standing/queries";
import { delegateSentences } from "@/lib/directory/ui/standing-words";
import { logPublished } from "@/lib/forms/logging/commands";
import { parseStatement } from "@/lib/proof/verify/shapes";
import { aForm } from "@/prisma/factories";
import { acceptAll, saveAnswers } from "../answering/commands";
import { decline, reportNotMe, stopContact, withdraw } from "../commands";
import { receiptFacts } from "../receipts/queries";
import { signatureFaults } from "../stating/queries";
import { aSigner, shown } from "../testing/signer";
import { sign } from "./commands";

const database = testDatabase();

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

test("a delegate signs as what he declares himself: in the statement, the receipt and in public, and never the same request as hers", async () => {
  const { ctx, form, candidacy } = signer;
  await logPublished(ctxOf(systemActor(), ctx.now));
  await acceptAll(ctx, {});
  const input = await shown(ctx);
  const delegate = { name: "Gaspard Nom", function: "directeur de campagne" };
  const signed = await sign(ctx, { ...input, delegate });
  if (!signed.ok) throw new Error(signed.refusal);
  expect(await sign(ctx, input)).toMatchObject({ refusal: "other-request" });
  const row = await db().signature.findUniqueOrThrow({
    where: { publicId: signed.value.publicId },
    select: { id: true, statement: { select: { body: true } } },
  });
  expect(parseStatement(row.statement?.body ?? "")).toMatchObject({ delegate, level: "A1" });
  expect(await receiptFacts(row.id)).toMatchObject({ delegate });
  expect(await signatureFaults()).toEqual([]);
  const standing = (await publicStandings([candidacy.id])).of(form.id, candidacy.id, "candidate");
  expect(delegateSentences(standing.signature ?? { proof: null }, { t: translator("fr") })).toEqual([
    "Signé par délégation par Gaspard Nom, directeur de campagne.",
  ]);
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
