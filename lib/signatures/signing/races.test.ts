import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, pool } from "@/lib/core/db";
import { testDatabase } from "@/lib/core/testing/database";
import { manySigners, nextVersion, shown } from "../testing/signer";
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

/** How many did what: "signed", or the refusal that was told. */
function tally(results: readonly Awaited<ReturnType<typeof sign>>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const said = result.ok ? "signed" : result.refusal;
    counts[said] = (counts[said] ?? 0) + 1;
  }
  return counts;
}

test("bar 5: a version published during 100 signings in flight: nobody signs words unseen, the late hear of it", async () => {
  const { form, ctxs } = await manySigners(100);
  const input = await shownToAll(ctxs);
  const racing = ctxs.map((ctx) => sign(ctx, { ...input, key: randomUUID() }));
  await Promise.race(racing);
  // The same words under a new hash: kept answers carry over whole, so nothing but the hash shown can refuse.
  await nextVersion(form.id);
  const { signed = 0, ...told } = tally(await Promise.all(racing));
  expect(Object.keys(told).filter((refusal) => refusal !== "version-changed")).toEqual([]);
  const late = await Promise.all(ctxs.map((ctx) => sign(ctx, { ...input, key: randomUUID() })));
  const expected = { "already-signed": signed, "version-changed": 100 - signed };
  expect({ "version-changed": 0, ...tally(late) }).toEqual(expected);
  const hashes = await db().signature.findMany({
    where: { formId: form.id },
    select: { version: { select: { hash: true } } },
  });
  expect(hashes.map(({ version }) => version.hash)).toEqual(Array.from({ length: signed }, () => input.hash));
});

test("bar 5, all late: a version published while 20 read what they will sign is told to each", async () => {
  const { form, ctxs } = await manySigners(20);
  const input = await shownToAll(ctxs);
  await nextVersion(form.id);
  const all = await Promise.all(ctxs.map((ctx) => sign(ctx, { ...input, key: randomUUID() })));
  expect(tally(all)).toEqual({ "version-changed": 20 });
  const again = await shownToAll(ctxs);
  const read = await Promise.all(ctxs.map((ctx) => sign(ctx, { ...again, key: randomUUID() })));
  expect(tally(read)).toEqual({ signed: 20 });
});
