import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { keepFile, keptFile } from "@/lib/core/files";
import { done, type Result, refuse } from "@/lib/core/result";
import type { Evidence } from "@/lib/proof/statement/statement";
import { type RecordRefusal, recordSignature } from "../recording/commands";
import { authorsOf, candidacyFor } from "../recording/queries";
import { recorderOf } from "../recording/rules";
import { type KeptPaper, lockedPaper } from "./queries";
import {
  answersOf,
  stateOf,
  type WhyNotPublish,
  type WhyNotTranscribe,
  whyNotCover,
  whyNotPublish,
  whyNotSetAside,
  whyNotTranscribe,
} from "./rules";
import { coverScan, readPages, type Scan, type WhyNotScan } from "./scans/read-scan";
import {
  type CoverInput,
  MOST_PAGES,
  type PaperInput,
  type ReceiveInput,
  type SetAsideInput,
  type TranscribeInput,
} from "./schema";

type Kept = { readonly formId: string; readonly paperId: string };

async function note(
  tx: Tx,
  ctx: Ctx,
  paper: { id: string; organizationId: string },
  verb: string,
  after = {},
) {
  const { id, organizationId } = paper;
  const subject = { kind: "paper", id };
  await record(tx, ctx, { action: `signatures.paper-${verb}`, subject, organizationId, after });
}

/** The pages as they are kept; a refusal names the one that is no scan. */
async function readScans(files: readonly File[]): Promise<Result<readonly Scan[], WhyNotScan>> {
  const scans: Scan[] = [];
  for (const [at, file] of files.entries()) {
    const pages = await readPages(new Uint8Array(await file.arrayBuffer()), MOST_PAGES - scans.length);
    if (typeof pages === "string") return refuse(pages, { page: at + 1, name: file.name.slice(0, 80) });
    scans.push(...pages);
  }
  return done(scans);
}

/** Keeps the pages as files and gives each its place. */
async function keepPages(scans: readonly Scan[]) {
  const pages = [];
  for (const [at, { kind, bytes, width, height }] of scans.entries())
    pages.push({ position: at + 1, kind, hash: await keepFile(bytes), width, height });
  return pages;
}

type WhyNotReceive = "not-yours" | "unknown-code" | "gone" | "same-scan" | WhyNotScan;

/** Takes the scan of a paper that a candidate signed: the version is the one whose code it bears, be it no longer the latest. */
export async function receivePaper(ctx: Ctx, input: ReceiveInput): Promise<Result<Kept, WhyNotReceive>> {
  const { formId, code, role, language: locale, received } = input;
  const organizationId = recorderOf(ctx, await authorsOf(db(), formId));
  if (!organizationId || ctx.actor.kind !== "member") return refuse("not-yours");
  const createdById = ctx.actor.userId;
  const version = await db().formVersion.findFirst({
    where: { formId, publishedAt: { not: null }, hash: { startsWith: code } },
    select: { id: true, number: true },
  });
  if (!version) return refuse("unknown-code");
  const found = await candidacyFor(ctx, formId, input.candidacy, role);
  if (!found) return refuse("gone");
  const scans = await readScans(input.files);
  if (!scans.ok) return scans;
  const pages = await keepPages(scans.value);
  const again = { hash: { in: pages.map(({ hash }) => hash) }, paper: { organizationId, setAsideAt: null } };
  if ((await db().paperPage.count({ where: again })) > 0) return refuse("same-scan");
  return db().$transaction(async (tx) => {
    const { id: candidacyId } = await tx.candidacy.findUniqueOrThrow({
      where: { publicId: found.publicId },
      select: { id: true },
    });
    const of = { organizationId, formId, versionId: version.id, candidacyId, role, locale, received };
    const paper = await tx.paper.create({
      data: { ...of, createdById, createdAt: ctx.now, pages: { create: pages } },
      select: { id: true, organizationId: true },
    });
    await note(tx, ctx, paper, "receive", { formId, candidacyId, role, number: version.number });
    return done({ formId, paperId: paper.id });
  });
}

/**
 * Keeps what a member read on a paper, whole and once. The first two read without seeing each other; where they differ a third
 * decides on that alone. Two at once: the lock puts one after the other.
 */
export async function transcribe(
  ctx: Ctx,
  { paperId, signedOn, answers: typed }: TranscribeInput,
): Promise<Result<Kept, "not-yours" | WhyNotTranscribe>> {
  if (ctx.actor.kind !== "member") return refuse("not-yours");
  const { userId } = ctx.actor;
  return db().$transaction(async (tx) => {
    const paper = await lockedPaper(tx, ctx, paperId);
    if (!paper) return refuse("not-yours");
    const given = Object.entries(typed).flatMap(([id, { value, comment }]) =>
      value && paper.engagementIds.includes(id)
        ? [[id, { value, ...(comment ? { comment } : {}) }] as const]
        : [],
    );
    const answers = Object.fromEntries(given);
    const no = whyNotTranscribe(userId, paper, { signedOn: signedOn ?? null, answers });
    if (no) return refuse(no);
    const turn = paper.transcribed.length + 1;
    const day = signedOn ? { signedOn: new Date(`${signedOn}T00:00:00Z`) } : {};
    await tx.transcription.create({
      data: { paperId, userId, turn, answers, at: ctx.now, ...day },
      select: { id: true },
    });
    await note(tx, ctx, paper, "transcribe", { number: turn });
    return done({ formId: paper.formId, paperId });
  });
}

/** Burns black rectangles into the picture that may become public; drawn again, it starts from the page as it was kept. */
export async function coverPage(
  ctx: Ctx,
  { paperId, position, covers }: CoverInput,
): Promise<Result<Kept, "not-yours" | "already-published" | "paper-set-aside" | "gone">> {
  return db().$transaction(async (tx) => {
    const paper = await lockedPaper(tx, ctx, paperId);
    if (!paper) return refuse("not-yours");
    const no = whyNotCover(paper);
    if (no) return refuse(no);
    const page = paper.pages.find((one) => one.position === position && one.kind === "image");
    if (!page) return refuse("gone");
    const { readFile } = await import("node:fs/promises");
    const publicHash = await keepFile(await coverScan(await readFile(keptFile(page.hash)), covers));
    await tx.paperPage.update({
      where: { paperId_position: { paperId, position } },
      data: { covers: covers.map((cover) => ({ ...cover })), publicHash },
      select: { position: true },
    });
    await note(tx, ctx, paper, "cover", { number: position });
    return done({ formId: paper.formId, paperId });
  });
}

/** The hash of each page as a reader may compare it: of the public picture, of a PDF of what is kept. */
function evidenceOf({ pages }: KeptPaper): Evidence {
  return { kind: "paper", pages: pages.map(({ publicHash, hash }) => `sha256:${publicHash ?? hash}`) };
}

async function tryPublish(
  tx: Tx,
  ctx: Ctx,
  paperId: string,
): Promise<Result<Kept & { publicId: string }, WhyNotPublish | RecordRefusal>> {
  const paper = await lockedPaper(tx, ctx, paperId);
  if (!paper) return refuse("not-yours");
  const no = whyNotPublish(paper);
  if (no) return refuse(no);
  const { reading } = stateOf(paper.engagementIds, paper.transcribed);
  if (!reading?.signedOn) return refuse("incomplete");
  const { organizationId, formId, versionId, candidacyId, role, received } = paper;
  const recorded = await recordSignature(tx, ctx, {
    ...{ organizationId, formId, versionId, candidacyId, role },
    locale: paper.locale === "en" ? "en" : "fr",
    signedOn: reading.signedOn,
    answers: answersOf(reading),
    method: "paper",
    level: "A2",
    evidence: received,
    proof: evidenceOf(paper),
  });
  if (!recorded.ok) return recorded;
  const { id: signatureId, publicId } = recorded.value;
  await tx.paper.update({ where: { id: paperId }, data: { signatureId }, select: { id: true } });
  await note(tx, ctx, paper, "publish");
  return done({ formId, paperId, publicId });
}

/** Makes a paper that two members read alike a public signature (A2), with its leaf and its receipt: all of it or nothing. */
export async function publishPaper(
  ctx: Ctx,
  { paperId }: PaperInput,
): Promise<Result<Kept & { publicId: string }, WhyNotPublish | RecordRefusal>> {
  try {
    return await db().$transaction((tx) => tryPublish(tx, ctx, paperId));
  } catch (error) {
    // The same person signed in this very moment by her link.
    if (isUniqueViolation(error)) return refuse("newer-signature");
    throw error;
  }
}

/** Sets a paper aside with a reason: a box that nobody can read, the wrong person, the same one twice. It stays on record. */
export async function setPaperAside(
  ctx: Ctx,
  { paperId, reason }: SetAsideInput,
): Promise<Result<Kept, "not-yours" | "already-published" | "paper-set-aside">> {
  return db().$transaction(async (tx) => {
    const paper = await lockedPaper(tx, ctx, paperId);
    if (!paper) return refuse("not-yours");
    const no = whyNotSetAside(paper);
    if (no) return refuse(no);
    const data = { setAsideAt: ctx.now, setAsideReason: reason };
    await tx.paper.update({ where: { id: paperId }, data, select: { id: true } });
    await note(tx, ctx, paper, "set-aside", { reason });
    return done({ formId: paper.formId, paperId });
  });
}
