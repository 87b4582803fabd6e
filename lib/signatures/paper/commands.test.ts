import { beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { ctxOf, systemActor } from "@/lib/core/testing/actors";
import { Breaches } from "@/lib/core/testing/breaches";
import { testDatabase } from "@/lib/core/testing/database";
import { logPublished } from "@/lib/forms/logging/commands";
import { parseStatement } from "@/lib/proof/verify/shapes";
import { everyTable } from "@/prisma/every-table";
import { aContact, aSignature } from "@/prisma/factories";
import { eventFaults, signatureFaults } from "../stating/queries";
import { anOffice, received, scanned } from "../testing/papers";
import { nextVersion } from "../testing/signer";
import { coverPage, publishPaper, receivePaper, setPaperAside, transcribe } from "./commands";
import { paperFor, papersFor, publicPage } from "./queries";

const database = testDatabase();
const breaches = new Breaches(database);

const IN_DAYS = (days: number) => new Date(Date.now() + days * 86_400_000);
const NOW = IN_DAYS(5);
const DAY = IN_DAYS(3).toISOString().slice(0, 10);
const COVER = { x: 10, y: 80, width: 50, height: 15 };

type Office = Awaited<ReturnType<typeof anOffice>>;

/** The members of an office of three, one by one. */
async function three() {
  const office = await anOffice(3, NOW);
  const [maud, said, third] = office.ctxs;
  if (!maud || !said || !third) throw new Error("three were asked for");
  return { office, maud, said, third, paperId: await received(office) };
}

/** All yes, but what is said by position. */
function answers(
  office: Office,
  over: Record<number, { value: "yes" | "with_reservation" | "no" | "unclear"; comment?: string }> = {},
) {
  const ids = office.form.version.engagementIds;
  return Object.fromEntries(ids.map((id, at) => [id, over[at + 1] ?? { value: "yes" as const }]));
}

async function coverAll(ctx: Ctx, paperId: string): Promise<void> {
  for (const position of [1, 2])
    expect(await coverPage(ctx, { paperId, position, covers: [COVER] })).toMatchObject({ ok: true });
}

describe("two read without seeing each other", () => {
  test("nobody sees what another one read before there are two readings", async () => {
    const { office, maud, said, third, paperId } = await three();
    await transcribe(maud, { paperId, signedOn: DAY, answers: answers(office, { 1: { value: "no" } }) });
    const formId = office.form.id;
    const seen = async (ctx: Ctx) => (await paperFor(ctx, formId, paperId))?.transcribed.length;
    expect([await seen(maud), await seen(said), await seen(third)]).toEqual([1, 0, 0]);
    expect((await paperFor(said, formId, paperId))?.readers).toHaveLength(1);
    expect(JSON.stringify(await paperFor(said, formId, paperId))).not.toContain('"value":"no"');
    await transcribe(said, { paperId, signedOn: DAY, answers: answers(office) });
    expect([await seen(maud), await seen(said), await seen(third)]).toEqual([2, 2, 2]);
  });

  test("the same member never reads twice, and one reading publishes nothing", async () => {
    const { office, maud, said, paperId } = await three();
    const mine = { paperId, signedOn: DAY, answers: answers(office) };
    expect(await transcribe(maud, mine)).toMatchObject({ ok: true });
    expect(await transcribe(maud, mine)).toMatchObject({ refusal: "already-transcribed" });
    await coverAll(maud, paperId);
    expect(await publishPaper(maud, { paperId })).toMatchObject({ refusal: "two-readings" });
    expect(await db().signature.count({ where: { formId: office.form.id } })).toBe(0);
    expect(await transcribe(said, mine)).toMatchObject({ ok: true });
    expect(await publishPaper(maud, { paperId })).toMatchObject({ ok: true });
  });

  test("two who read in the same moment are one after the other", async () => {
    const { office, maud, said, paperId } = await three();
    const mine = { paperId, signedOn: DAY, answers: answers(office) };
    const both = await Promise.all([maud, said, maud].map((ctx) => transcribe(ctx, mine)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(2);
    const turns = await db().transcription.findMany({
      where: { paperId },
      orderBy: { turn: "asc" },
      select: { turn: true },
    });
    expect(turns.map(({ turn }) => turn)).toEqual([1, 2]);
  });

  test("a reading is whole: an empty box is said, never passed over", async () => {
    const { office, maud, paperId } = await three();
    const { [office.form.version.engagementIds[0] ?? ""]: _, ...some } = answers(office);
    expect(await transcribe(maud, { paperId, signedOn: DAY, answers: some })).toMatchObject({
      refusal: "unfinished",
    });
    expect(await transcribe(maud, { paperId, answers: answers(office) })).toMatchObject({
      refusal: "unfinished",
    });
  });

  test("of another NGO nobody sees or touches the paper", async () => {
    const { office, paperId } = await three();
    const [stranger] = (await anOffice(1, NOW)).ctxs;
    if (!stranger) throw new Error("nobody");
    expect(await paperFor(stranger, office.form.id, paperId)).toBeNull();
    expect(await papersFor(stranger, office.form.id)).toEqual([]);
    for (const act of [
      publishPaper(stranger, { paperId }),
      setPaperAside(stranger, { paperId, reason: "x" }),
    ])
      expect(await act).toMatchObject({ refusal: "not-yours" });
  });
});

describe("where two differ a third decides, on that alone", () => {
  test("the third look replaces the differing answers and leaves the rest", async () => {
    const { office, maud, said, third, paperId } = await three();
    await transcribe(maud, { paperId, signedOn: DAY, answers: answers(office, { 2: { value: "no" } }) });
    await transcribe(said, { paperId, signedOn: DAY, answers: answers(office) });
    await coverAll(maud, paperId);
    expect(await publishPaper(maud, { paperId })).toMatchObject({ refusal: "third-look" });
    expect(await transcribe(said, { paperId, answers: answers(office) })).toMatchObject({
      refusal: "already-transcribed",
    });
    const all = answers(office, { 1: { value: "no" }, 2: { value: "with_reservation", comment: "Sauf…" } });
    expect(await transcribe(third, { paperId, answers: all })).toMatchObject({ ok: true });
    const published = await publishPaper(third, { paperId });
    if (!published.ok) throw new Error(published.refusal);
    const kept = await db().answer.findMany({
      where: { signature: { publicId: published.value.publicId } },
      orderBy: { engagement: { position: "asc" } },
      select: { value: true, comment: true },
    });
    expect(kept).toEqual([
      { value: "yes", comment: null },
      { value: "with_reservation", comment: "Sauf…" },
      { value: "yes", comment: null },
    ]);
  });

  test("a box that stays unclear is no answer: nothing is guessed", async () => {
    const { office, maud, said, paperId } = await three();
    const unclear = { paperId, signedOn: DAY, answers: answers(office, { 3: { value: "unclear" } }) };
    await transcribe(maud, unclear);
    await transcribe(said, unclear);
    await coverAll(maud, paperId);
    expect(await publishPaper(maud, { paperId })).toMatchObject({ refusal: "incomplete" });
    expect(await setPaperAside(maud, { paperId, reason: "Case 3 illisible" })).toMatchObject({ ok: true });
    expect(await publishPaper(maud, { paperId })).toMatchObject({ refusal: "paper-set-aside" });
  });
});

describe("a published paper is a signature like any other", () => {
  async function published(office: Office, paperId: string, signedOn = DAY) {
    const [maud, said] = office.ctxs;
    if (!maud || !said) throw new Error("two are needed");
    for (const ctx of [maud, said]) await transcribe(ctx, { paperId, signedOn, answers: answers(office) });
    await coverAll(maud, paperId);
    return publishPaper(maud, { paperId });
  }

  test("A2, dated by the paper, entered later, with its pages, its leaf and its receipt; fsck finds nothing", async () => {
    const { office, paperId } = await three();
    await logPublished(ctxOf(systemActor(), NOW));
    const { organizationId } = office.form;
    await aContact(db(), { organizationId, candidacyId: office.candidacy.id });
    const result = await published(office, paperId);
    if (!result.ok) throw new Error(result.refusal);
    const { publicId } = result.value;
    const row = await db().signature.findUniqueOrThrow({
      where: { publicId },
      select: {
        level: true,
        method: true,
        evidence: true,
        signedAt: true,
        statement: { select: { body: true } },
      },
    });
    expect(row).toMatchObject({ level: "A2", method: "paper", evidence: "Remis en main propre" });
    expect(row.signedAt.toISOString().slice(0, 10)).toBe(DAY);
    const said = parseStatement(row.statement?.body ?? "");
    const pages = [await publicPage(publicId, 1), await publicPage(publicId, 2)].map(
      (hash) => `sha256:${hash}`,
    );
    expect(said).toMatchObject({ proof: { kind: "paper", pages }, method: "paper", level: "A2" });
    expect(said?.entered).toBe(NOW.toISOString().slice(0, 10));
    expect(await db().mail.count({ where: { template: "receipt" } })).toBe(1);
    expect([await signatureFaults(), await eventFaults()]).toEqual([[], []]);
  });

  test("its date lies between its version and today, and nothing was signed since", async () => {
    const { office, maud, said, paperId } = await three();
    const later = await aSignature(db(), {
      versionId: office.form.version.id,
      candidacyId: office.candidacy.id,
      signedAt: IN_DAYS(4),
    });
    expect(later.id).toBeTruthy();
    expect(await published(office, paperId)).toMatchObject({ refusal: "newer-signature" });
    for (const [signedOn, refusal] of [
      // Late in the evening the next day has begun in the zone of the form.
      [IN_DAYS(7).toISOString().slice(0, 10), "in-future"],
      ["2020-01-01", "before-version"],
    ] as const) {
      const other = await three();
      expect(await published(other.office, other.paperId, signedOn)).toMatchObject({ refusal });
    }
    expect([maud, said]).toHaveLength(2);
  });

  test("it signs the version whose code it bears, be it no longer the latest", async () => {
    const office = await anOffice(2, NOW);
    await nextVersion(office.form.id, [1]);
    const result = await published(office, await received(office));
    if (!result.ok) throw new Error(result.refusal);
    const row = await db().signature.findUnique({
      where: { publicId: result.value.publicId },
      select: { versionId: true },
    });
    expect(row?.versionId).toBe(office.form.version.id);
    const [maud] = office.ctxs;
    if (!maud) throw new Error("nobody");
    const unknown = await scanned(office, undefined, "ffffffff");
    expect(await receivePaper(maud, unknown)).toMatchObject({ refusal: "unknown-code" });
  });

  test("no picture is public before an officer blacked something out on it", async () => {
    const { office, maud, said, paperId } = await three();
    for (const ctx of [maud, said])
      await transcribe(ctx, { paperId, signedOn: DAY, answers: answers(office) });
    expect(await publishPaper(maud, { paperId })).toMatchObject({ refusal: "not-covered" });
    for (const position of [1, 2]) await coverPage(maud, { paperId, position, covers: [] });
    expect(await publishPaper(maud, { paperId })).toMatchObject({ refusal: "nothing-covered" });
    await coverPage(maud, { paperId, position: 2, covers: [COVER] });
    expect(await publishPaper(maud, { paperId })).toMatchObject({ ok: true });
    expect(await coverPage(maud, { paperId, position: 2, covers: [] })).toMatchObject({
      refusal: "already-published",
    });
  });
});

describe("the database itself", () => {
  beforeAll(() => everyTable(db()));

  test("no paper becomes a signature with fewer than two readings", async () => {
    const alone = `INSERT INTO paper (organization_id, form_id, version_id, candidacy_id, role, locale, received, created_by_id, signature_id)
      SELECT organization_id, form_id, version_id, candidacy_id, role, locale, received, created_by_id, signature_id FROM paper WHERE signature_id IS NOT NULL LIMIT 1`;
    const said = { code: "23001", by: "a paper is read by two people before it is a signature" };
    await breaches.holds(alone, said, "ALTER TABLE paper DISABLE TRIGGER paper_needs_two", [
      "ALTER TABLE paper DROP CONSTRAINT paper_signature_id_key",
    ]);
  });

  test("a reading never changes, a published paper neither", async () => {
    const rewrite = "UPDATE transcription SET answers = '{}'";
    const stays = { code: "23001", by: "a transcription never changes" };
    await breaches.holds(rewrite, stays, "ALTER TABLE transcription DISABLE TRIGGER transcription_stays");
    const paper = "UPDATE paper SET received = 'x' WHERE signature_id IS NOT NULL";
    const final = { code: "23001", by: "a published paper never changes" };
    await breaches.holds(paper, final, "ALTER TABLE paper DISABLE TRIGGER paper_needs_two");
  });
});
