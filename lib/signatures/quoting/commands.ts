import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { keepFile } from "@/lib/core/files";
import { done, type Result, refuse } from "@/lib/core/result";
import type { Evidence } from "@/lib/proof/statement/statement";
import { readScan } from "../paper/scans/read-scan";
import { type RecordRefusal, recordSignature } from "../recording/commands";
import { authorsOf, candidacyFor, readyToRecord } from "../recording/queries";
import { recorderOf, type WhyNotDate, whyNotDate } from "../recording/rules";
import { missingAnswers } from "../rules";
import { type KeptQuote, lockedQuote } from "./queries";
import { type WhyNotConfirm, whyNotConfirm, whyNotEnd } from "./rules";
import type { QuoteAsideInput, QuotedInput, QuoteInput } from "./schema";

type Kept = { readonly formId: string; readonly quoteId: string };

async function note(
  tx: Tx,
  ctx: Ctx,
  quote: { id: string; organizationId: string },
  verb: string,
  after = {},
) {
  const { id, organizationId } = quote;
  const subject = { kind: "statement", id };
  await record(tx, ctx, { action: `signatures.quote-${verb}`, subject, organizationId, after });
}

type Snapshot = { readonly snapshotKind: string; readonly snapshotHash: string };

/** Keeps what is to show the page later, when it may be gone: a picture or PDF made safe, or its text. */
async function keepSnapshot({
  snapshot,
  pasted,
}: QuoteInput): Promise<Result<Snapshot, "no-snapshot" | "not-a-scan" | "broken-image">> {
  if (snapshot && snapshot.size > 0) {
    const scan = await readScan(new Uint8Array(await snapshot.arrayBuffer()));
    if (typeof scan === "string") return refuse(scan, { page: 1, name: snapshot.name.slice(0, 80) });
    return done({ snapshotKind: scan.kind, snapshotHash: await keepFile(scan.bytes) });
  }
  const text = (pasted ?? "").trim();
  if (text === "") return refuse("no-snapshot");
  return done({ snapshotKind: "text", snapshotHash: await keepFile(new TextEncoder().encode(text)) });
}

type WhyNotQuote =
  | "not-yours"
  | "gone"
  | "incomplete"
  | "no-snapshot"
  | "not-a-scan"
  | "broken-image"
  | WhyNotDate;

/** Records what somebody said on an official channel, and the answers that it amounts to; nothing of it is public yet. */
export async function recordQuote(ctx: Ctx, input: QuoteInput): Promise<Result<Kept, WhyNotQuote>> {
  const { formId, role, url, quote, channel, saidOn, language: locale } = input;
  const organizationId = recorderOf(ctx, await authorsOf(db(), formId));
  if (!organizationId || ctx.actor.kind !== "member") return refuse("not-yours");
  const recordedById = ctx.actor.userId;
  const found = await candidacyFor(ctx, formId, input.candidacy, role);
  const version = await db().formVersion.findFirst({
    where: { formId, publishedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  if (!found || !version) return refuse("gone");
  const { id: candidacyId } = await db().candidacy.findUniqueOrThrow({
    where: { publicId: found.publicId },
    select: { id: true },
  });
  const of = { formId, versionId: version.id, candidacyId, role };
  const ready = await readyToRecord(db(), of);
  if (!ready) return refuse("gone");
  const late = whyNotDate(saidOn, { ...ready, now: ctx.now });
  if (late) return refuse(late);
  if (missingAnswers(ready.engagementIds, input.answers).length > 0) return refuse("incomplete");
  const kept = await keepSnapshot(input);
  if (!kept.ok) return kept;
  const known = Object.entries(input.answers).filter(([id]) => ready.engagementIds.includes(id));
  return db().$transaction(async (tx) => {
    const said = { url, quote, channel, saidOn: new Date(`${saidOn}T00:00:00Z`), locale };
    const data = { ...of, ...said, ...kept.value, organizationId, recordedById, recordedAt: ctx.now };
    const row = await tx.quotedStatement.create({
      data: { ...data, answers: Object.fromEntries(known) },
      select: { id: true, organizationId: true },
    });
    await note(tx, ctx, row, "record", { formId, candidacyId, role });
    return done({ formId, quoteId: row.id });
  });
}

const evidenceOf = ({ url, quote, saidOn, snapshotHash }: KeptQuote): Evidence => ({
  kind: "public-statement",
  url,
  quote,
  day: saidOn,
  snapshot: `sha256:${snapshotHash}`,
});

async function tryConfirm(
  tx: Tx,
  ctx: Ctx,
  quoteId: string,
): Promise<Result<Kept & { publicId: string }, WhyNotConfirm | RecordRefusal>> {
  const quote = await lockedQuote(tx, ctx, quoteId);
  if (!quote || ctx.actor.kind !== "member") return refuse("not-yours");
  const { userId: confirmedById } = ctx.actor;
  const no = whyNotConfirm(confirmedById, quote);
  if (no) return refuse(no);
  const { organizationId, formId, versionId, candidacyId, role, answers } = quote;
  const recorded = await recordSignature(tx, ctx, {
    ...{ organizationId, formId, versionId, candidacyId, role, answers },
    locale: quote.locale === "en" ? "en" : "fr",
    signedOn: quote.saidOn,
    method: "public_statement",
    level: "A3",
    evidence: quote.channel,
    proof: evidenceOf(quote),
  });
  if (!recorded.ok) return recorded;
  const { id: signatureId, publicId } = recorded.value;
  await tx.quotedStatement.update({
    where: { id: quoteId },
    data: { signatureId, confirmedById },
    select: { id: true },
  });
  await note(tx, ctx, quote, "confirm");
  return done({ formId, quoteId, publicId });
}

/** A second member confirms what the first recorded, and it is a public signature (A3): all of it or nothing. */
export async function confirmQuote(
  ctx: Ctx,
  { quoteId }: QuotedInput,
): Promise<Result<Kept & { publicId: string }, WhyNotConfirm | RecordRefusal>> {
  try {
    return await db().$transaction((tx) => tryConfirm(tx, ctx, quoteId));
  } catch (error) {
    // The same person signed in this very moment by her link.
    if (isUniqueViolation(error)) return refuse("newer-signature");
    throw error;
  }
}

/** Sets a statement aside with a reason; it stays on record and is never public. */
export async function setQuoteAside(
  ctx: Ctx,
  { quoteId, reason }: QuoteAsideInput,
): Promise<Result<Kept, "not-yours" | "quote-published" | "quote-set-aside">> {
  return db().$transaction(async (tx) => {
    const quote = await lockedQuote(tx, ctx, quoteId);
    if (!quote) return refuse("not-yours");
    const no = whyNotEnd(quote);
    if (no) return refuse(no);
    const data = { setAsideAt: ctx.now, setAsideReason: reason };
    await tx.quotedStatement.update({ where: { id: quoteId }, data, select: { id: true } });
    await note(tx, ctx, quote, "set-aside", { reason });
    return done({ formId: quote.formId, quoteId });
  });
}
