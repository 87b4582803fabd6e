import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { canonicalOf } from "@/lib/forms/draft/words/commands";
import { logPublished } from "@/lib/forms/logging/commands";
import { WORDS } from "@/lib/forms/queries";
import { readWords } from "@/lib/forms/rules";
import { jcs } from "@/lib/proof/canonical/jcs";
import { leafName, leafOf } from "@/lib/proof/statement/leaf";
import { aSignature } from "@/prisma/factories";
import { acceptAll, saveAnswers } from "../answering/commands";
import { withdraw } from "../commands";
import { sign } from "../signing/commands";
import { aSigner, nextVersion, shown } from "../testing/signer";
import { logEarlier } from "./commands";

testDatabase();

/** The leaf of a signature or an event as the log holds it, with what it commits to. */
async function entry(where: { signatureId: string } | { eventId: string }) {
  const select = { body: true, salt: true, leaf: { select: { data: true } } } as const;
  const row = await db().statement.findFirst({ where, select });
  if (!row) return null;
  const { body, salt, leaf } = row;
  return { statement: JSON.parse(body), body, salt, leaf: Buffer.from(leaf.data).toString() };
}

async function signed() {
  const signer = await aSigner();
  await acceptAll(signer.ctx, {});
  const [first = ""] = signer.form.version.engagementIds;
  await saveAnswers(signer.ctx, {
    theme: 0,
    answers: { [first]: { value: "with_reservation", comment: "Sauf…" } },
  });
  await sign(signer.ctx, await shown(signer.ctx));
  const { id } = await db().signature.findFirstOrThrow({
    where: { candidacyId: signer.candidacy.id },
    select: { id: true },
  });
  return { ...signer, id };
}

test("a signature's leaf is queued with it: the words, who, each answer, and nothing of it in the log", async () => {
  const { ctx, form, candidacy, id } = await signed();
  const version = await db().formVersion.findUniqueOrThrow({
    where: { id: form.version.id },
    select: { ...WORDS, number: true, formId: true },
  });
  const canonical = await db().$transaction((tx) =>
    canonicalOf(tx, { ...version, words: readWords(version) }),
  );
  const logged = await entry({ signatureId: id });
  const person = await db().candidacy.findUniqueOrThrow({
    where: { id: candidacy.id },
    select: { publicId: true, person: { select: { publicId: true, givenName: true, familyName: true } } },
  });
  const { givenName, familyName } = person.person;
  expect(logged?.statement).toMatchObject({
    form: await leafName(canonical),
    candidate: {
      id: person.person.publicId,
      candidacy: person.publicId,
      name: `${givenName} ${familyName}`,
      role: "candidate",
    },
    revision: 1,
    answers: [
      { engagement: 1, value: "with-reservation", comment: "Sauf…" },
      { engagement: 2, value: "yes" },
      { engagement: 3, value: "yes" },
    ],
    method: "personal-link",
    level: "A1",
    signed_at: ctx.now.toISOString(),
  });
  expect(logged?.body).toBe(jcs(logged?.statement));
  expect(logged?.leaf).toBe(
    await leafOf(logged?.statement, logged?.body ?? "", new Uint8Array(logged?.salt ?? [])),
  );
  expect(Object.keys(JSON.parse(logged?.leaf ?? ""))).toEqual([
    "commit",
    "day",
    "form",
    "level",
    "type",
    "v",
  ]);
});

test("a withdrawal names the signature by the hash of its leaf; its reason is in no leaf", async () => {
  const { ctx, id } = await signed();
  await withdraw(ctx, { revision: 1, reason: "Je me suis trompée." });
  const event = await db().signatureEvent.findFirstOrThrow({
    where: { signatureId: id },
    select: { id: true },
  });
  const [of, logged] = [await entry({ signatureId: id }), await entry({ eventId: event.id })];
  expect(logged?.statement).toMatchObject({
    type: "withdrawal",
    ref: await leafName(of?.leaf ?? ""),
    reason: "Je me suis trompée.",
  });
  expect(Object.keys(JSON.parse(logged?.leaf ?? ""))).toEqual(["commit", "ref", "type", "v"]);
});

test("what was done before there was a log enters it once, dated as what it is: a later entry", async () => {
  const { form, candidacy, ctx } = await aSigner();
  await nextVersion(form.id);
  const { id: versionId } = await db().formVersion.findFirstOrThrow({
    where: { formId: form.id, number: 2 },
    select: { id: true },
  });
  const signedAt = new Date(ctx.now.getTime() - 40 * 86_400_000);
  const early = await aSignature(db(), { versionId, candidacyId: candidacy.id, signedAt });
  const event = await db().signatureEvent.create({
    data: { signatureId: early.id, kind: "withdrawn", at: signedAt },
    select: { id: true },
  });
  const system = ctxOf(systemActor(), ctx.now);
  expect(await logEarlier(system)).toMatchObject({ ok: true });
  expect(await entry({ signatureId: early.id })).toBeNull();
  expect(await logPublished(system)).toMatchObject({ ok: true, value: { count: 1 } });
  expect(await logEarlier(system)).toMatchObject({ ok: true, value: { count: 2 } });
  const today = ctx.now.toISOString().slice(0, 10);
  const logged = await entry({ signatureId: early.id });
  expect(logged?.statement).toMatchObject({ signed_at: signedAt.toISOString(), entered: today });
  expect(JSON.parse(logged?.leaf ?? "")).toMatchObject({ day: today });
  expect((await entry({ eventId: event.id }))?.statement).toMatchObject({
    type: "withdrawal",
    entered: today,
  });
  expect(await logEarlier(system)).toMatchObject({ value: { count: 0 } });
});
