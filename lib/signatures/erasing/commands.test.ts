import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { keptFile } from "@/lib/core/files";
import { DAYS } from "@/lib/core/periods";
import { ctxOf, memberActor, systemActor } from "@/lib/core/testing/actors";
import { Breaches } from "@/lib/core/testing/breaches";
import { testDatabase } from "@/lib/core/testing/database";
import { erasureLeaf, leafOf } from "@/lib/proof/statement/leaf";
import { canonicalStatement } from "@/lib/proof/statement/statement";
import { parseStatement } from "@/lib/proof/verify/shapes";
import { aCandidacy, aSignature } from "@/prisma/factories";
import { eventFaults, signatureFaults } from "../stating/queries";
import { erase, open, scene } from "../testing/erasure-scene";
import {
  askErasure,
  confirmErasure,
  forgetDrafts,
  proposeErasure,
  refuseErasure,
  removeFiles,
} from "./commands";
import { erasureFaults, erasuresFor, isErased } from "./queries";

const database = testDatabase();
const breaches = new Breaches(database);

/** In which columns of the whole database a text stands, whatever their type. */
async function standsIn(text: string): Promise<string[]> {
  const columns = await breaches.rows<{ t: string; c: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS t, column_name AS c FROM information_schema.columns
     WHERE table_schema IN ('public', 'graphile_worker') AND is_updatable = 'YES'`,
  );
  const found = [];
  for (const { t, c } of columns) {
    const as = `CASE WHEN pg_typeof(x."${c}")::text = 'bytea' THEN encode(x."${c}"::text::bytea, 'escape') ELSE x."${c}"::text END`;
    const hit = await breaches.rows(`SELECT FROM ${t} x WHERE ${as} LIKE '%' || $1 || '%' LIMIT 1`, [text]);
    if (hit.length > 0) found.push(`${t}.${c}`);
  }
  return found;
}

test("bar 57: of twelve words that were hers alone, none is left in any column or file", async () => {
  const one = await scene();
  const other = await aSignature(db(), {
    versionId: one.form.version.id,
    candidacyId: (await aCandidacy(db())).id,
  });
  for (const word of one.words) expect(await standsIn(word), word).not.toEqual([]);
  expect(existsSync(keptFile(one.file))).toBe(true);
  expect(await erase(one)).toMatchObject({ ok: true });
  for (const word of one.words) expect(await standsIn(word), word).toEqual([]);
  const [job] = await breaches.rows<{ payload: { files: string[] } }>(
    "SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE identifier = 'remove-files'",
  );
  expect(job?.payload.files).toContain(one.file);
  await removeFiles(ctxOf(systemActor()), { files: job?.payload.files ?? [] });
  expect(existsSync(keptFile(one.file))).toBe(false);
  expect(await isErased(one.signature.publicId)).toBe(true);
  expect(await db().answer.count({ where: { signatureId: other.id } })).toBeGreaterThan(0);
}, 240_000);

test("the log says so by the leaf that names it, and tables and log agree", async () => {
  const one = await scene();
  const before = await db().statement.findFirstOrThrow({
    where: { signatureId: one.signature.id },
    select: { leaf: { select: { hash: true } } },
  });
  const ref = `sha256:${Buffer.from(before.leaf.hash ?? []).toString("hex")}`;
  await erase(one, "identity-fraud");
  const leaves = await db().logLeaf.findMany({ select: { data: true } });
  const texts = leaves.map(({ data }) => Buffer.from(data).toString());
  expect(texts).toContain(erasureLeaf(ref, "identity-fraud"));
  const mine = (await Promise.all([signatureFaults(), eventFaults(), erasureFaults()])).flat();
  expect(mine.filter(({ fact }) => fact.includes(one.signature.publicId))).toEqual([]);
});

test("two decide, once there are two owners; a refusal keeps everything and says why", async () => {
  const one = await scene();
  expect(await askErasure(one.ctx, {})).toMatchObject({ ok: true });
  expect(await askErasure(one.ctx, {})).toEqual({ ok: false, refusal: "already-asked" });
  const requestId = await open(one);
  expect(await confirmErasure(one.maud, { requestId })).toEqual({ ok: false, refusal: "not-proposed" });
  const proposal = { signature: one.signature.publicId, reason: "art17" } as const;
  expect(await proposeErasure(one.maud, proposal)).toMatchObject({ ok: true });
  expect(await proposeErasure(one.said, proposal)).toEqual({ ok: false, refusal: "already-proposed" });
  expect(await confirmErasure(one.maud, { requestId })).toEqual({ ok: false, refusal: "needs-another" });
  expect(await refuseErasure(one.said, { requestId, note: "Identité non établie" })).toMatchObject({
    ok: true,
  });
  expect(await confirmErasure(one.said, { requestId })).toEqual({ ok: false, refusal: "already-decided" });
  expect(await db().answer.count({ where: { signatureId: one.signature.id } })).toBe(3);
  expect(await erase(one)).toMatchObject({ ok: true });
  expect(await askErasure(one.ctx, {})).toEqual({ ok: false, refusal: "already-erased" });
  const { publicId } = await db().candidacy.findUniqueOrThrow({
    where: { id: one.candidacy.id },
    select: { publicId: true },
  });
  const [view] = (await erasuresFor(one.maud, one.form.id, publicId)) ?? [];
  expect(view?.erasedFor).toBe("art17");
  expect(view?.requests.map(({ outcome }) => outcome).sort()).toEqual(["erased", "refused"]);
  expect(await erasuresFor(ctxOf(memberActor({ organizationId: randomUUID() })), one.form.id, publicId)).toBe(
    null,
  );
});

test("nothing else erases: not the application, not half, not without the log's entry", async () => {
  const one = await scene();
  const { id } = one.signature;
  const asApp = "SET LOCAL ROLE signataires_app";
  const event = `INSERT INTO signature_event (signature_id, kind, at, reason) VALUES ('${id}', 'erased', now(), 'art17')`;
  await breaches.undone(async () => {
    await breaches.rows(asApp);
    expect(await breaches.attempt(event)).toMatchObject({ code: "23001" });
    expect(await breaches.attempt(`DELETE FROM statement WHERE signature_id = '${id}'`)).toMatchObject({
      code: "42501",
    });
    expect(await breaches.attempt(`SELECT erase_signature('${randomUUID()}')`)).toMatchObject({
      code: "23001",
    });
    expect(await breaches.attempt(`SELECT erase_around(s, true) FROM signature s`)).toMatchObject({
      code: "42501",
    });
  });
  await breaches.undone(async () => {
    expect(await breaches.attempt(`DELETE FROM answer WHERE signature_id = '${id}'`)).toMatchObject({
      code: "23001",
    });
    expect(await breaches.attempt(`UPDATE signature SET evidence = '' WHERE id = '${id}'`)).toMatchObject({
      code: "23001",
    });
    await breaches.rows(event);
    expect(await breaches.attempt(`UPDATE signature SET evidence = 'x' WHERE id = '${id}'`)).toMatchObject({
      code: "23001",
    });
    expect(await breaches.attempt(`UPDATE signature SET revision = 9 WHERE id = '${id}'`)).toMatchObject({
      code: "23001",
    });
    expect(await breaches.attempt("SET CONSTRAINTS ALL IMMEDIATE")).toEqual({
      code: "23001",
      by: "an erasure is whole",
    });
  });
  const again = `INSERT INTO signature_event (signature_id, kind, at) VALUES ('${id}', 'disputed', now())`;
  await erase(one);
  await breaches.undone(async () => {
    expect(await breaches.attempt(again)).toEqual({ code: "23001", by: "the signature is erased" });
  });
});

/** The body of a function of the erasure without one of its lines, for as long as the transaction lasts. */
async function without(name: string, line: RegExp): Promise<void> {
  const [row] = await breaches.rows<{ sql: string }>(`SELECT pg_get_functiondef('${name}'::regproc) AS sql`);
  expect(row?.sql).toMatch(line);
  await breaches.rows((row?.sql ?? "").replace(line, ""));
}

test.each([
  ["the answers with their comments", /DELETE FROM answer[^;]*;/],
  ["the statement and its salt", /DELETE FROM statement[^;]*;/],
  ["the evidence", /UPDATE signature SET[^;]*;/],
  ["the entry of the log", /INSERT INTO log_leaf[^;]*;/],
])("planted: an erasure that leaves %s does not happen at all", async (_, line) => {
  const one = await scene();
  await proposeErasure(one.maud, { signature: one.signature.publicId, reason: "art17" });
  const id = await open(one);
  await breaches.undone(async () => {
    const decided = `UPDATE erasure_request SET outcome = 'erased', decided_at = now(), decided_by_id = (SELECT id FROM user_account
      WHERE id <> proposed_by_id LIMIT 1) WHERE id = '${id}'`;
    await breaches.rows(decided);
    await without("erase_one", line);
    const said = await breaches.attempt(
      `DO $$ BEGIN PERFORM erase_signature('${id}'); SET CONSTRAINTS ALL IMMEDIATE; END $$`,
    );
    expect(said).toEqual({ code: "23001", by: "an erasure is whole" });
  });
});

test("whatever refers to a signature is erased with it: a new table must be told what becomes of its rows", async () => {
  const rows = await breaches.rows<{ t: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS t FROM pg_constraint WHERE contype = 'f'
     AND confrelid IN ('signature'::regclass, 'signature_event'::regclass, 'paper'::regclass) ORDER BY 1`,
  );
  const empties = [
    "answer",
    "attestation",
    "quoted_statement",
    "contest_link",
    "dispute_decision",
    "paper",
    "paper_page",
    "sealed_receipt",
  ];
  const stay = ["erasure_request", "signature_event", "signature_notice"];
  const gone = [...empties, "statement", "transcription"];
  expect(rows.map(({ t }) => t)).toEqual([...gone, ...stay].sort());
});

test("answers never signed go 180 days after the form has closed, not a moment before", async () => {
  const { form, candidacy } = await scene();
  const closes = form.closesAt.getTime();
  const at = (days: number) => ctxOf(systemActor(), new Date(closes + days * 86_400_000));
  const where = { candidacyId: candidacy.id };
  await forgetDrafts(at(DAYS.drafts - 0.01));
  expect(await db().signingDraft.count({ where })).toBe(1);
  expect((await forgetDrafts(at(DAYS.drafts + 0.01))).ok).toBe(true);
  expect(await db().signingDraft.count({ where })).toBe(0);
});

test("bar 57: trying every candidate and every answer against the leaves finds nobody; unsalted, it finds her", async () => {
  const one = await scene();
  const { body, salt } = await db().statement.findFirstOrThrow({
    where: { signatureId: one.signature.id },
    select: { body: true, salt: true },
  });
  const said = parseStatement(body);
  if (!said) throw new Error("no statement");
  await erase(one);
  const rows = await db().logLeaf.findMany({ where: { versionId: null }, select: { data: true } });
  const leaves = rows.map(({ data }) => Buffer.from(data).toString());
  const allowed = ["act", "commit", "day", "form", "level", "reason", "ref", "type", "v"];
  for (const leaf of leaves)
    expect(Object.keys(JSON.parse(leaf)).filter((key) => !allowed.includes(key))).toEqual([]);
  const values = ["yes", "no", "with-reservation"] as const;
  const all = values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c])));
  const names = [said.candidate.name, "Camille Essai", "Dominique Essai"];
  const found = async (salted: Uint8Array<ArrayBuffer>, among: readonly string[]) => {
    let hits = 0;
    for (const name of names)
      for (const given of all) {
        const answers = said.answers.map((answer, at) => ({ ...answer, value: given[at] ?? answer.value }));
        const guess = { ...said, candidate: { ...said.candidate, name }, answers };
        if (among.includes(await leafOf(guess, canonicalStatement(guess), salted))) hits += 1;
      }
    return hits;
  };
  const unsalted = new Uint8Array(salt.length);
  expect(await found(unsalted, leaves)).toBe(0);
  // Planted: the same leaf with a commitment that anybody can make again.
  expect(await found(unsalted, [...leaves, await leafOf(said, body, unsalted)])).toBe(1);
});
