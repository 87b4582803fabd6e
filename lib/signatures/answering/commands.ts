import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx, LinkHolder } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { isPreparing, type Marks, unseenOf } from "../preparing/rules";
import { type CurrentVersion, type Kept, keptAnswers, signingFacts } from "../queries";
import {
  answersHash,
  type DraftAnswers,
  digestOf,
  linkOf,
  missingAnswers,
  type WhyNotAct,
  whyNotAnswer,
  writerOf,
} from "../rules";
import type { AcceptInput, ApproveInput, SaveInput } from "../schema";

interface ToKeep {
  readonly versionId: string;
  readonly answers: DraftAnswers;
  /** Answers that the candidate looked at as somebody prepared them. */
  readonly seen?: Marks;
}

/**
 * Merges answers into the draft on this version. The first save by who may sign is what "started" means; the team's are
 * marked as prepared and are no start. Only these two firsts are in the audit.
 */
async function keep(tx: Tx, ctx: Ctx, link: LinkHolder, { versionId, answers, seen = {} }: ToKeep) {
  const { formId, candidacyId, role, linkId } = link;
  const isTeam = isPreparing(ctx);
  const prepared = Object.keys(answers).map((id) => [id, { by: linkId, at: ctx.now }] as const);
  const looked = Object.entries(seen).map(([id, mark]) => [id, { ...mark, isSeen: true }] as const);
  const marks = Object.fromEntries(isTeam ? prepared : looked);
  const startedAt = isTeam ? null : ctx.now;
  const [kept] = await tx.$queryRaw<{ id: string; isFirst: boolean; wasStarted: boolean }[]>`
    WITH before AS (
      SELECT started_at FROM signing_draft
      WHERE version_id = ${versionId}::uuid AND candidacy_id = ${candidacyId}::uuid AND role = ${role}::candidacy_role)
    INSERT INTO signing_draft (version_id, candidacy_id, role, answers, marks, started_at, updated_at)
    VALUES (${versionId}::uuid, ${candidacyId}::uuid, ${role}::candidacy_role, ${JSON.stringify(answers)}::jsonb,
      ${JSON.stringify(marks)}::jsonb, ${startedAt}, ${ctx.now})
    ON CONFLICT (version_id, candidacy_id, role)
    DO UPDATE SET answers = signing_draft.answers || excluded.answers,
      marks = (signing_draft.marks - ${Object.keys(answers)}::text[]) || excluded.marks,
      started_at = coalesce(signing_draft.started_at, excluded.started_at), updated_at = excluded.updated_at
    RETURNING id, (xmax = 0) AS "isFirst", EXISTS (SELECT FROM before WHERE started_at IS NOT NULL) AS "wasStarted"`;
  if (!kept || (isTeam ? !kept.isFirst : kept.wasStarted)) return;
  const subject = { kind: "draft", id: kept.id };
  const action = isTeam ? "signatures.prepare" : "signatures.start";
  await record(tx, ctx, { action, subject, after: { formId, candidacyId, role } });
}

/** Two devices of one person save one after the other. */
async function oneAtATime(tx: Tx, { formId, candidacyId, role }: LinkHolder): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`draft:${formId}:${candidacyId}:${role}`}, 0))`;
}

/** Answers typed on a version that was replaced meanwhile stay on that one, from which unchanged words carry them over. */
async function keepOnEarlier(tx: Tx, ctx: Ctx, link: LinkHolder, answers: DraftAnswers): Promise<void> {
  const ids = Object.keys(answers);
  const where = { id: { in: ids }, version: { formId: link.formId, publishedAt: { not: null } } };
  const found = await tx.engagement.findMany({ where, select: { versionId: true } });
  const [first] = found;
  const isOne = found.length === ids.length && found.every(({ versionId }) => versionId === first?.versionId);
  if (first && isOne) await keep(tx, ctx, link, { versionId: first.versionId, answers });
}

/** Somebody of the team says her name before she edits anything. */
async function isUnnamed(tx: Tx, ctx: Ctx, { linkId }: LinkHolder): Promise<boolean> {
  if (!isPreparing(ctx)) return false;
  const own = await tx.preparation.findUnique({ where: { linkId }, select: { saidName: true } });
  return !own?.saidName;
}

/** What became of answers that were saved from a page which showed earlier ones. */
export interface Merged {
  /** Engagements answered elsewhere meanwhile, whose answer this one, the later, replaced. */
  readonly replaced: readonly string[];
  /** Engagements left as this page showed them and answered elsewhere meanwhile: that later answer stays. */
  readonly newer: readonly string[];
}

/** Sorts what a page sent, by engagement: the later answer wins, and what a page only showed is no answer. */
function merge(given: SaveInput["answers"], { answers: held, marks }: Kept) {
  const [replaced, newer]: [string[], string[]] = [[], []];
  const toKeep: [string, DraftAnswers[string]][] = [];
  const seen: [string, Marks[string]][] = [];
  for (const [id, { was, ...answer }] of Object.entries(given)) {
    const [said, now] = [digestOf(answer), digestOf(held[id])];
    const mark = marks[id];
    if (!answer.value || said === was) {
      if (was !== undefined && now !== was) newer.push(id);
      else if (mark && !mark.isSeen && said === now) seen.push([id, mark]);
    } else {
      if (was !== undefined && now !== was && now !== said) replaced.push(id);
      toKeep.push([id, answer]);
    }
  }
  return { answers: Object.fromEntries(toKeep), seen: Object.fromEntries(seen), replaced, newer };
}

type Writable = { readonly link: LinkHolder; readonly version: CurrentVersion; readonly kept: Kept };

/** Everything that an edit of answers must know, read after the others' edits have ended; or why it may not be. */
async function writable(
  tx: Tx,
  ctx: Ctx,
  link: LinkHolder,
): Promise<Result<Writable, WhyNotAct | "unnamed">> {
  await oneAtATime(tx, link);
  const { facts, version, signature } = await signingFacts(link, tx);
  const no = whyNotAnswer(ctx, facts);
  if (no || !version) return refuse(no ?? "not-published");
  if (await isUnnamed(tx, ctx, link)) return refuse("unnamed");
  return done({ link, version, kept: await keptAnswers(link, version, signature, tx) });
}

export type SaveRefusal = WhyNotAct | "unnamed" | "unknown-engagement";

/**
 * Keeps answers on the server, whole or not; nothing is signed and nothing becomes public. Answers to an earlier version
 * are kept too, and refused with "unknown-engagement" so that the new words are read.
 */
export async function saveAnswers(
  ctx: Ctx,
  input: SaveInput,
): Promise<Result<{ theme: number } & Merged, SaveRefusal>> {
  const link = writerOf(ctx);
  if (!link) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const may = await writable(tx, ctx, link);
    if (!may.ok) return may;
    const { version, kept } = may.value;
    const known = new Set(version.engagementIds);
    const { answers, seen, ...told } = merge(input.answers, kept);
    if (Object.keys(input.answers).some((id) => !known.has(id))) {
      await keepOnEarlier(tx, ctx, link, answers);
      return refuse("unknown-engagement");
    }
    const looked = isPreparing(ctx) ? {} : seen;
    if (Object.keys(answers).length + Object.keys(looked).length > 0)
      await keep(tx, ctx, link, { versionId: version.id, answers, seen: looked });
    return done({ theme: input.theme, ...told });
  });
}

/** Answers yes everywhere in the draft; nothing is signed. */
export async function acceptAll(
  ctx: Ctx,
  _input: AcceptInput,
): Promise<Result<object, WhyNotAct | "unnamed">> {
  const link = writerOf(ctx);
  if (!link) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const may = await writable(tx, ctx, link);
    if (!may.ok) return may;
    const { version } = may.value;
    const all = version.engagementIds.map((id) => [id, { value: "yes" }] as const);
    await keep(tx, ctx, link, { versionId: version.id, answers: Object.fromEntries(all) });
    return done({});
  });
}

/** The candidate has read all that was prepared for her, as this page showed it: from now on the answers are her own. */
export async function approve(
  ctx: Ctx,
  input: ApproveInput,
): Promise<Result<object, WhyNotAct | "unnamed" | "incomplete" | "answers-changed">> {
  const link = linkOf(ctx);
  if (!link) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const may = await writable(tx, ctx, link);
    if (!may.ok) return may;
    const { version, kept } = may.value;
    if (missingAnswers(version.engagementIds, kept.answers).length > 0) return refuse("incomplete");
    if (answersHash(version.engagementIds, kept.answers) !== input.answersHash)
      return refuse("answers-changed");
    const unseen = new Set(unseenOf(kept.marks));
    const seen = Object.fromEntries(Object.entries(kept.marks).filter(([id]) => unseen.has(id)));
    const answers = Object.fromEntries([...unseen].map((id) => [id, kept.answers[id] ?? {}] as const));
    await keep(tx, ctx, link, { versionId: version.id, answers, seen });
    return done({});
  });
}
