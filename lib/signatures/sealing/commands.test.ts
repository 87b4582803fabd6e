import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { testDatabase } from "@/lib/core/testing/database";
import { publicLater, publicReceipt } from "@/lib/proof/queries";
import { writeReceipt } from "@/lib/proof/receipt/receipt";
import { endSeal } from "@/lib/proof/rotating/commands";
import type { SealKey } from "@/lib/proof/seal/key";
import { sealName } from "@/lib/proof/seal/seal-leaf";
import { aSealKey } from "@/lib/proof/testing/seal-key";
import { sequenced } from "@/lib/proof/testing/sequenced";
import { endedSeals } from "@/lib/proof/verify/later";
import { parsePolicy } from "@/lib/proof/verify/policy";
import { verifyFile } from "@/lib/proof/verify/sealed";
import { acceptAll, saveAnswers } from "../answering/commands";
import { sign } from "../signing/commands";
import { aSigner, shown } from "../testing/signer";
import { sealReceipts } from "./commands";
import { isSealComing, publicSealedReceipt } from "./queries";

const database = testDatabase();
const dataDir = mkdtempSync(join(tmpdir(), "signataires-sealing-"));
const hasPoppler = spawnSync("pdftotext", ["-v"]).status === 0;
const ctx = ctxOf(systemActor());
let key: SealKey;

beforeAll(async () => {
  key = await aSealKey();
});

async function signed(comment = "Sauf état d’urgence, œuvre de Łucja.") {
  const signer = await aSigner();
  await acceptAll(signer.ctx, {});
  const [first = ""] = signer.form.version.engagementIds;
  const answers = { [first]: { value: "with_reservation", comment } } as const;
  await saveAnswers(signer.ctx, { theme: 0, answers });
  const done = await sign(signer.ctx, await shown(signer.ctx));
  return done.ok ? done.value.publicId : "";
}

test("a signature is sealed after the log has signed it and the seal's own key: once, with its receipt within", async () => {
  const id = await signed();
  expect(await sealReceipts(ctx, { key })).toEqual({ ok: true, value: { sealed: 0 } });
  await sequenced(database.url, dataDir);
  expect(await sealReceipts(ctx, { key })).toEqual({ ok: false, refusal: "not-announced" });
  expect(await sealReceipts(ctx, { key })).toEqual({ ok: false, refusal: "not-announced" });
  const vkey = await sequenced(database.url, dataDir);
  const { id: signatureId } = await db().signature.findFirstOrThrow({
    where: { publicId: id },
    select: { id: true },
  });
  expect(await isSealComing(signatureId)).toBe(true);
  expect(await sealReceipts(ctx, { key })).toEqual({ ok: true, value: { sealed: 1 } });
  expect(await isSealComing(signatureId)).toBe(false);
  expect(await sealReceipts(ctx, { key })).toEqual({ ok: true, value: { sealed: 0 } });
  const pdf = await publicSealedReceipt(id);
  if (!pdf) throw new Error("not sealed");
  const policy = await parsePolicy(`log ${vkey}\nquorum none\n`);
  if (!policy) throw new Error("no policy");
  expect(await verifyFile(pdf, policy)).toMatchObject({ verdict: "valid", isSealed: true, isKeyGiven: true });
  const texts = await publicReceipt(id);
  expect(texts && (await verifyFile(writeReceipt(texts)))).toMatchObject({
    verdict: "valid",
    isSealed: false,
  });
  if (!hasPoppler) return;
  const path = join(dataDir, "receipt.pdf");
  writeFileSync(path, pdf);
  const words = execFileSync("pdftotext", [path, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
  const statement: { candidate: { name: string } } = JSON.parse(texts?.statement ?? "{}");
  for (const said of [
    statement.candidate.name,
    "Sauf état d’urgence, œuvre de Łucja.",
    "UTC",
    "non un certificat de la personne",
    "test.example/log",
    "Le même texte en anglais",
  ])
    expect(words).toContain(said);
});

test("every signature is sealed however many wait, and a second worker at once seals none twice", async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => signed()));
  await sequenced(database.url, dataDir);
  await sealReceipts(ctx, { key });
  await sequenced(database.url, dataDir);
  await Promise.all([sealReceipts(ctx, { key, limit: 5 }), sealReceipts(ctx, { key, limit: 5 })]);
  while (((done) => done.ok && done.value.sealed > 0)(await sealReceipts(ctx, { key, limit: 5 })));
  for (const id of ids) expect(await publicSealedReceipt(id)).not.toBeNull();
});

test("bar 25: when another key takes over the seal, what the old one sealed stays valid and the next is sealed by the new one", async () => {
  const [before, old] = [await signed(), key];
  await sequenced(database.url, dataDir);
  await sealReceipts(ctx, { key: old });
  await sequenced(database.url, dataDir);
  while (((done) => done.ok && done.value.sealed > 0)(await sealReceipts(ctx, { key: old })));
  await endSeal(database.url, old.spki);
  await endSeal(database.url, old.spki);
  const next = await aSealKey();
  const after = await signed();
  await sequenced(database.url, dataDir);
  expect(await sealReceipts(ctx, { key: next })).toMatchObject({ refusal: "not-announced" });
  const vkey = await sequenced(database.url, dataDir);
  expect(await sealReceipts(ctx, { key: next })).toMatchObject({ value: { sealed: 1 } });
  const later = await publicLater();
  const policy = await parsePolicy(`log ${vkey}\nquorum none\n`);
  if (!policy) throw new Error("no policy");
  for (const id of [before, after]) {
    const pdf = await publicSealedReceipt(id);
    expect(pdf && (await verifyFile(pdf, policy, endedSeals(later)))).toMatchObject({ verdict: "valid" });
  }
  expect(Object.keys(later.seals)).toEqual([await sealName(old.spki)]);
});

test("a name that was corrected since is told beside the receipt, which keeps the one on the ballot", async () => {
  const publicId = await signed();
  await sequenced(database.url, dataDir);
  const { candidacyId, statement } = await db().signature.findUniqueOrThrow({
    where: { publicId },
    select: { candidacyId: true, statement: { select: { leaf: { select: { hash: true } } } } },
  });
  const change = {
    before: { family_name: "Faute" },
    after: { family_name: "Juste" },
    reason: "Faute de frappe",
  };
  const told = { date: new Date(), sourceTitle: "Arrêté", createdAt: new Date(Date.now() + 1000) };
  await db().candidacyCorrection.create({ data: { candidacyId, ...change, ...told }, select: { id: true } });
  const leaf = `sha256:${Buffer.from(statement?.leaf.hash ?? []).toString("hex")}`;
  expect((await publicLater()).facts[leaf]).toMatchObject([{ kind: "renamed" }]);
});
