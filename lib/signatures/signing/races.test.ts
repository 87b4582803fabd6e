import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { aVersion } from "@/prisma/factories";
import { manySigners, shown } from "../testing/signer";
import { sign } from "./commands";

testDatabase();

/** What all of them saw at once: the same words and the same answers, under a key of each one's own. */
async function shownToAll(ctxs: readonly Ctx[]) {
  const [first] = ctxs;
  if (!first) throw new Error("nobody signs");
  return shown(first);
}

test("bar 6: 1,000 simultaneous signings lose none", { timeout: 90_000 }, async () => {
  const { form, ctxs } = await manySigners(1000);
  const input = await shownToAll(ctxs);
  const all = await Promise.all(ctxs.map((ctx) => sign(ctx, { ...input, key: randomUUID() })));
  expect(all.filter(({ ok }) => ok)).toHaveLength(1000);
  const { rows } = await pool().query<{ signatures: number; answers: number; acts: number }>(
    `SELECT count(*)::int AS signatures,
       (SELECT count(*)::int FROM answer a JOIN signature s ON s.id = a.signature_id WHERE s.form_id = $1) AS answers,
       (SELECT count(*)::int FROM audit_event e JOIN signature s ON s.id::text = e.subject_id WHERE s.form_id = $1 AND e.action = 'signatures.sign') AS acts
     FROM signature WHERE form_id = $1`,
    [form.id],
  );
  expect(rows).toEqual([{ signatures: 1000, answers: 1000 * form.version.engagementIds.length, acts: 1000 }]);
});

test(
  "bar 5: a version published during 100 signings in flight: nobody signs words unseen, the late hear of it",
  {
    timeout: 60_000,
  },
  async () => {
    const { form, ctxs } = await manySigners(100);
    const input = await shownToAll(ctxs);
    const racing = ctxs.map((ctx) => sign(ctx, { ...input, key: randomUUID() }));
    await Promise.race(racing);
    await aVersion(db(), { formId: form.id, lineageIds: form.version.lineageIds });
    const all = await Promise.all(racing);
    const signed = await db().signature.findMany({
      where: { formId: form.id },
      select: { version: { select: { hash: true } }, answers: { select: { engagementId: true } } },
    });
    expect(new Set(signed.map(({ version }) => version.hash))).toEqual(new Set([input.hash]));
    expect(all.filter(({ ok }) => ok)).toHaveLength(signed.length);
    const told = all.flatMap((result) => (result.ok ? [] : [result.refusal]));
    expect(new Set([...told, "version-changed"])).toEqual(new Set(["version-changed"]));
    const late = await Promise.all(ctxs.map((ctx) => sign(ctx, { ...input, key: randomUUID() })));
    expect(late.every(({ ok }) => !ok)).toBe(true);
    expect(await db().signature.count({ where: { formId: form.id } })).toBe(signed.length);
  },
);
