import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx, LinkHolder } from "@/lib/core/auth/actor";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { type OwnSignature, signingFacts } from "./queries";
import {
  type DraftAnswers,
  linkOf,
  type WhyNotAct,
  whyNotAnswer,
  whyNotDecline,
  whyNotTell,
  whyNotWithdraw,
} from "./rules";
import type { DeclineInput, NothingInput, SaveInput, WithdrawInput } from "./schema";

/** Merges answers into the draft on this version; the first save is what "started" means, and alone is in the audit. */
async function keep(
  tx: Tx,
  ctx: Ctx,
  link: LinkHolder,
  versionId: string,
  answers: DraftAnswers,
): Promise<void> {
  const { formId, candidacyId, role } = link;
  const [kept] = await tx.$queryRaw<{ id: string; isFirst: boolean }[]>`
    INSERT INTO signing_draft (version_id, candidacy_id, role, answers, started_at, updated_at)
    VALUES (${versionId}::uuid, ${candidacyId}::uuid, ${role}::candidacy_role, ${JSON.stringify(answers)}::jsonb, ${ctx.now}, ${ctx.now})
    ON CONFLICT (version_id, candidacy_id, role)
    DO UPDATE SET answers = signing_draft.answers || excluded.answers, updated_at = excluded.updated_at
    RETURNING id, (xmax = 0) AS "isFirst"`;
  if (!kept?.isFirst) return;
  const subject = { kind: "draft", id: kept.id };
  await record(tx, ctx, { action: "signatures.start", subject, after: { formId, candidacyId, role } });
}

/** Answers typed on a version that was replaced meanwhile stay on that one, from which unchanged words carry them over. */
async function keepOnEarlier(tx: Tx, ctx: Ctx, link: LinkHolder, answers: DraftAnswers): Promise<void> {
  const ids = Object.keys(answers);
  const where = { id: { in: ids }, version: { formId: link.formId, publishedAt: { not: null } } };
  const found = await tx.engagement.findMany({ where, select: { versionId: true } });
  const [first] = found;
  const isOne = found.length === ids.length && found.every(({ versionId }) => versionId === first?.versionId);
  if (first && isOne) await keep(tx, ctx, link, first.versionId, answers);
}

/**
 * Keeps answers on the server, whole or not; nothing is signed and nothing becomes public. Answers to an earlier version
 * are kept too, and refused with "unknown-engagement" so that the new words are read.
 */
export async function saveAnswers(
  ctx: Ctx,
  input: SaveInput,
): Promise<Result<{ theme: number }, WhyNotAct | "unknown-engagement">> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const { facts, version } = await signingFacts(link, tx);
    const no = whyNotAnswer(ctx, facts);
    if (no || !version) return refuse(no ?? "not-published");
    const known = new Set(version.engagementIds);
    if (Object.keys(input.answers).some((id) => !known.has(id))) {
      await keepOnEarlier(tx, ctx, link, input.answers);
      return refuse("unknown-engagement");
    }
    await keep(tx, ctx, link, version.id, input.answers);
    return done({ theme: input.theme });
  });
}

/** Answers yes everywhere in the draft; nothing is signed. */
export async function acceptAll(ctx: Ctx, _input: NothingInput): Promise<Result<object, WhyNotAct>> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const { facts, version } = await signingFacts(link, tx);
    const no = whyNotAnswer(ctx, facts);
    if (no || !version) return refuse(no ?? "not-published");
    const all = version.engagementIds.map((id) => [id, { value: "yes" }] as const);
    await keep(tx, ctx, link, version.id, Object.fromEntries(all));
    return done({});
  });
}

async function addEvent(
  tx: Tx,
  ctx: Ctx,
  link: LinkHolder,
  signature: OwnSignature,
  reason: string | undefined,
): Promise<void> {
  const { id, revision } = signature;
  const { linkId } = link;
  await tx.signatureEvent.create({
    data: { signatureId: id, kind: "withdrawn", at: ctx.now, linkId, ...(reason ? { reason } : {}) },
    select: { id: true },
  });
  await record(tx, ctx, {
    action: "signatures.withdraw",
    subject: { kind: "signature", id },
    after: { revision },
  });
}

/** Withdraws the signature: a new dated fact beside it; the signature stays readable. */
export async function withdraw(
  ctx: Ctx,
  input: WithdrawInput,
): Promise<Result<object, NonNullable<ReturnType<typeof whyNotWithdraw>>>> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  try {
    return await db().$transaction(async (tx) => {
      const { facts, signature } = await signingFacts(link, tx);
      const no = whyNotWithdraw(ctx, facts, input);
      if (no || !signature) return refuse(no ?? "not-signed");
      await addEvent(tx, ctx, link, signature, input.reason);
      return done({});
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("already-withdrawn");
    throw error;
  }
}

/** Says no to the whole form; public only where the candidate ticked so. */
export async function decline(
  ctx: Ctx,
  input: DeclineInput,
): Promise<Result<object, WhyNotAct | "already-signed">> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  const { formId, candidacyId, role, linkId } = link;
  const said = { isPublic: input.isPublic === "yes", reason: input.reason || null };
  return db().$transaction(async (tx) => {
    // The same button pressed twice at once says one no: the second waits here, then finds it said.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`decline:${formId}:${candidacyId}:${role}`}, 0))`;
    const { facts } = await signingFacts(link, tx);
    const no = whyNotDecline(ctx, facts);
    if (no) return refuse(no);
    const where = { formId, candidacyId, role };
    const last = await tx.decline.findFirst({
      where,
      orderBy: { at: "desc" },
      select: { isPublic: true, reason: true },
    });
    if (last?.isPublic === said.isPublic && last.reason === said.reason) return done({});
    const data = { ...where, linkId, at: ctx.now, ...said };
    const { id } = await tx.decline.create({ data, select: { id: true } });
    await record(tx, ctx, {
      action: "signatures.decline",
      subject: { kind: "decline", id },
      after: { ...where, isPublic: said.isPublic },
    });
    return done({});
  });
}

/** "This is not me": the link opens nothing from now on, and the NGO is told so. */
export async function reportNotMe(ctx: Ctx, _input: NothingInput): Promise<Result<object, "not-yours">> {
  const no = whyNotTell(ctx);
  const link = linkOf(ctx);
  if (no || !link) return refuse("not-yours");
  const { linkId } = link;
  return db().$transaction(async (tx) => {
    await tx.linkReport.createMany({ data: [{ linkId, kind: "not-me", at: ctx.now }], skipDuplicates: true });
    await tx.link.update({ where: { id: linkId }, data: { revokedAt: ctx.now }, select: { id: true } });
    await record(tx, ctx, { action: "signatures.report-not-me", subject: { kind: "link", id: linkId } });
    return done({});
  });
}

/** "Do not contact me again": no author of this form writes to this person any more. */
export async function stopContact(ctx: Ctx, _input: NothingInput): Promise<Result<object, "not-yours">> {
  const no = whyNotTell(ctx);
  const link = linkOf(ctx);
  if (no || !link) return refuse("not-yours");
  const { formId, candidacyId, role } = link;
  return db().$transaction(async (tx) => {
    const authors = await tx.formAuthor.findMany({ where: { formId }, select: { organizationId: true } });
    const data = authors.map(({ organizationId }) => ({ organizationId, candidacyId, role, at: ctx.now }));
    const { count } = await tx.contactStop.createMany({ data, skipDuplicates: true });
    const subject = { kind: "candidacy", id: candidacyId };
    if (count > 0) await record(tx, ctx, { action: "signatures.stop-contact", subject, after: { role } });
    return done({});
  });
}
