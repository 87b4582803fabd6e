import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { Breaches } from "@/lib/core/testing/breaches";
import { testDatabase } from "@/lib/core/testing/database";
import { logPublished } from "@/lib/forms/logging/commands";
import { parseEvent, parseStatement } from "@/lib/proof/verify/shapes";
import { everyTable } from "@/prisma/every-table";
import { aSignature } from "@/prisma/factories";
import { attest, confirmAttestation, dropAttestation } from "../attesting/commands";
import { eventFaults, signatureFaults } from "../stating/queries";
import { anOffice } from "../testing/papers";
import { confirmQuote, recordQuote, setQuoteAside } from "./commands";
import { quoteFor } from "./queries";
import { quoteInput } from "./schema";

const breaches = new Breaches(testDatabase());

const IN_DAYS = (days: number) => new Date(Date.now() + days * 86_400_000);
const NOW = IN_DAYS(5);
const DAY = IN_DAYS(3).toISOString().slice(0, 10);

async function two() {
  const office = await anOffice(2, NOW);
  const [maud, said] = office.ctxs;
  if (!maud || !said) throw new Error("two were asked for");
  return { office, maud, said };
}

type Office = Awaited<ReturnType<typeof anOffice>>;

function statement({ form, candidacy }: Office) {
  const answers = Object.fromEntries(form.version.engagementIds.map((id) => [id, { value: "yes" as const }]));
  const of = {
    formId: form.id,
    candidacy: candidacy.publicId,
    role: "candidate",
    locale: "fr",
    language: "fr",
  } as const;
  const said = {
    url: "https://essai.example/engagements",
    channel: "Son site officiel",
    quote: "Je signe tout.",
  };
  return { ...of, ...said, saidOn: DAY, answers, snapshot: undefined, pasted: "La page entière, copiée." };
}

async function recorded(office: Office, ctx: Ctx): Promise<string> {
  const result = await recordQuote(ctx, statement(office));
  if (!result.ok) throw new Error(result.refusal);
  return result.value.quoteId;
}

describe("a statement on an official channel", () => {
  test("is nothing in public before a second member confirms, and never by the first", async () => {
    const { office, maud, said } = await two();
    await logPublished(ctxOf(systemActor(), NOW));
    const quoteId = await recorded(office, maud);
    const where = { formId: office.form.id };
    expect(await db().signature.count({ where })).toBe(0);
    expect(await confirmQuote(maud, { quoteId })).toMatchObject({ refusal: "same-person" });
    expect(await db().signature.count({ where })).toBe(0);
    const confirmed = await confirmQuote(said, { quoteId });
    if (!confirmed.ok) throw new Error(confirmed.refusal);
    const row = await db().signature.findUniqueOrThrow({
      where: { publicId: confirmed.value.publicId },
      select: { level: true, method: true, evidence: true, statement: { select: { body: true } } },
    });
    expect(row).toMatchObject({ level: "A3", method: "public_statement", evidence: "Son site officiel" });
    expect(parseStatement(row.statement?.body ?? "")?.proof).toMatchObject({
      kind: "public-statement",
      url: "https://essai.example/engagements",
      quote: "Je signe tout.",
      day: DAY,
    });
    expect(await signatureFaults()).toEqual([]);
    expect(await confirmQuote(said, { quoteId })).toMatchObject({ refusal: "quote-published" });
    expect(await setQuoteAside(said, { quoteId, reason: "x" })).toMatchObject({ refusal: "quote-published" });
  });

  test("answers every engagement, has something kept of it, and a day on which it could be said", async () => {
    const { office, maud } = await two();
    const whole = statement(office);
    const [first = ""] = office.form.version.engagementIds;
    const cases = [
      [{ answers: { ...whole.answers, [first]: { value: "with_reservation" as const } } }, "incomplete"],
      [{ pasted: " " }, "no-snapshot"],
      [{ saidOn: IN_DAYS(9).toISOString().slice(0, 10) }, "in-future"],
      [{ saidOn: "2020-01-01" }, "before-version"],
      [{ candidacy: "nobody" }, "gone"],
    ] as const;
    for (const [over, refusal] of cases)
      expect(await recordQuote(maud, { ...whole, ...over })).toMatchObject({ refusal });
    expect(await db().quotedStatement.count({ where: { formId: office.form.id } })).toBe(0);
  });

  test.each([
    "javascript:alert(1)",
    "ftp://essai.example/",
    "https://moi@essai.example/",
    "https://localhost/",
    "essai",
  ])("%s is no page that a reader may open", async (url) => {
    const { office } = await two();
    expect(quoteInput.safeParse({ ...statement(office), url }).success).toBe(false);
  });

  test("of another NGO nobody sees it", async () => {
    const { office, maud } = await two();
    const quoteId = await recorded(office, maud);
    const [stranger] = (await anOffice(1, NOW)).ctxs;
    if (!stranger) throw new Error("nobody");
    expect(await quoteFor(stranger, office.form.id, quoteId)).toBeNull();
    expect(await confirmQuote(stranger, { quoteId })).toMatchObject({ refusal: "not-yours" });
  });
});

describe("an attestation", () => {
  async function signed() {
    const all = await two();
    const { form, candidacy } = all.office;
    const signedAt = IN_DAYS(2);
    const signature = await aSignature(db(), {
      versionId: form.version.id,
      candidacyId: candidacy.id,
      signedAt,
    });
    const { publicId } = await db().signature.findUniqueOrThrow({
      where: { id: signature.id },
      select: { publicId: true },
    });
    const input = { formId: form.id, signature: publicId, how: "call-back", day: DAY } as const;
    return { ...all, signatureId: signature.id, input };
  }

  test("counts once a second member confirms, and is an event with its leaf", async () => {
    const { maud, said, signatureId, input } = await signed();
    await db()
      .$executeRaw`WITH leaf AS (INSERT INTO log_leaf (data) VALUES (convert_to(${signatureId}, 'UTF8')) RETURNING id)
      INSERT INTO statement (leaf_id, signature_id, body, salt) SELECT id, ${signatureId}::uuid, '{}', sha256('1') FROM leaf`;
    const made = await attest(maud, input);
    if (!made.ok) throw new Error(made.refusal);
    const { attestationId } = made.value;
    const events = () =>
      db().signatureEvent.findMany({ where: { signatureId }, select: { id: true, kind: true } });
    expect(await attest(said, input)).toMatchObject({ refusal: "attestation-waits" });
    expect(await confirmAttestation(maud, { attestationId })).toMatchObject({ refusal: "same-person" });
    expect(await events()).toEqual([]);
    expect(await confirmAttestation(said, { attestationId })).toMatchObject({ ok: true });
    const [event] = await events();
    expect(event?.kind).toBe("attested");
    const { body } = await db().statement.findUniqueOrThrow({
      where: { eventId: event?.id ?? "" },
      select: { body: true },
    });
    expect(parseEvent(body)).toMatchObject({
      type: "attestation",
      act: "attested",
      how: "call-back",
      level: "A4",
      day: DAY,
    });
    expect(await eventFaults()).toEqual([]);
    expect(await attest(maud, input)).toMatchObject({ refusal: "already-attested" });
    expect(await dropAttestation(maud, { attestationId })).toMatchObject({ refusal: "attestation-closed" });
  });

  test("is of a day between the signature and today, of a signature that stands", async () => {
    const { maud, signatureId, input } = await signed();
    const on = (days: number) => IN_DAYS(days).toISOString().slice(0, 10);
    expect(await attest(maud, { ...input, day: on(0) })).toMatchObject({ refusal: "attested-early" });
    expect(await attest(maud, { ...input, day: on(8) })).toMatchObject({ refusal: "in-future" });
    await db().signatureEvent.create({
      data: { signatureId, kind: "withdrawn", at: NOW },
      select: { id: true },
    });
    expect(await attest(maud, input)).toMatchObject({ refusal: "signature-gone" });
  });
});

describe("the database itself", () => {
  beforeAll(() => everyTable(db()));

  test.each([
    "quoted_statement",
    "attestation",
  ])("what two people confirmed never changes: %s", async (table) => {
    const said = { code: "23001", by: "what two people confirmed never changes" };
    await breaches.holds(
      `UPDATE ${table} SET recorded_at = now() - interval '1 day' WHERE confirmed_by_id IS NOT NULL`,
      said,
      `ALTER TABLE ${table} DISABLE TRIGGER confirmed_stays`,
    );
  });
});
