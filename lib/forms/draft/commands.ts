import "server-only";
import { randomUUID } from "node:crypto";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, isUniqueViolation } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { logVersion } from "@/lib/proof/commands";
import { LONGEST_ENTRY } from "@/lib/proof/log/tiles";
import { membersOf } from "../coalition/queries";
import { missingConsents, wordsHash } from "../coalition/rules";
import { WORDS } from "../queries";
import { readText, readWords, textHash } from "../rules";
import { UNLESS_CHOSEN } from "../schema";
import { copied, type PublishRefusal, whyNotPublish, whyNotSave, whyNotWrite } from "./rules";
import type { BeginInput, CreateInput, PublishInput } from "./schema";
import { variantObstacle } from "./variants/queries";
import {
  authorsOf,
  canonicalOf,
  electionFacts,
  idsOf,
  insertForm,
  lockedDraft,
  writeWords,
} from "./words/commands";

/** Begins a form of an NGO for an election, with an empty draft of its version 1. */
export async function createForm(
  ctx: Ctx,
  input: CreateInput,
): Promise<Result<{ formId: string }, "not-yours" | "election" | "no-title" | "slug-taken">> {
  const no = whyNotWrite(ctx, [input.organizationId]);
  if (no) return refuse(no);
  if (!input.title.fr && !input.title.en) return refuse("no-title");
  try {
    return await db().$transaction(async (tx) => {
      const election = await electionFacts(tx, input.electionId);
      if (!election) return refuse("election");
      const { organizationId } = input;
      const title = readText(input.title);
      const words = { title, introduction: {}, validity: {}, minimum: null, ...UNLESS_CHOSEN, themes: [] };
      const formId = await insertForm(tx, ctx, { organizationId, words }, election);
      await record(tx, ctx, {
        action: "forms.create",
        subject: { kind: "form", id: formId },
        organizationId,
      });
      return done({ formId });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("slug-taken");
    throw error;
  }
}

/** Begins the next version's draft as a copy of a published one, the latest unless said, each engagement of the same lineage. */
export async function beginDraft(
  ctx: Ctx,
  { formId, from }: BeginInput,
): Promise<Result<{ formId: string }, "not-yours" | "no-words">> {
  const no = whyNotWrite(ctx, idsOf(await authorsOf(formId)));
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM form WHERE id = ${formId}::uuid FOR UPDATE`;
    if (await lockedDraft(tx, formId)) return done({ formId });
    const versions = await tx.formVersion.findMany({
      where: { formId, publishedAt: { not: null } },
      orderBy: { number: "desc" },
      select: { ...WORDS, number: true },
    });
    const [latest] = versions;
    const version = from === undefined ? latest : versions.find(({ number }) => number === from);
    if (!latest || !version) return refuse("no-words");
    const words = copied(readWords(version), randomUUID);
    const { themes: _, ...texts } = words;
    const draft = await tx.formVersion.create({
      data: { ...texts, formId, number: latest.number + 1, createdAt: ctx.now, updatedAt: ctx.now },
      select: { id: true },
    });
    await writeWords(tx, draft.id, words);
    const after = { from: version.number };
    await record(tx, ctx, { action: "forms.begin-draft", subject: { kind: "form", id: formId }, after });
    return done({ formId });
  });
}

/** Publishes the draft that the officer was shown: from now on it never changes, under the hash of its canonical text. */
export async function publish(
  ctx: Ctx,
  input: PublishInput,
): Promise<
  Result<
    { formId: string; number: number },
    | PublishRefusal
    | "overlap"
    | "already-asked"
    | "not-yours"
    | "not-approved"
    | "no-draft"
    | "changed-meanwhile"
    | "consent-missing"
    | "too-long-to-log"
  >
> {
  const { formId } = input;
  const form = await authorsOf(formId);
  const no = whyNotWrite(ctx, idsOf(form));
  if (no || !form) return refuse("not-yours");
  // The operator of the site lets an NGO publish; until then it writes drafts.
  if (!form.authors.some(({ isLead, organization }) => isLead && organization.approvedAt))
    return refuse("not-approved");
  return db().$transaction(async (tx) => {
    const draft = await lockedDraft(tx, formId);
    if (!draft) return refuse("no-draft");
    const facts = { now: ctx.now, closesAt: form.closesAt, isConfirmed: input.confirmed === "on" };
    const why = whyNotSave(input.revision, draft.revision) ?? whyNotPublish(draft.words, facts);
    if (why) return refuse(why);
    const lacking = missingConsents(ctx, await membersOf(formId, tx), wordsHash(draft.words));
    if (lacking.length > 0)
      return refuse("consent-missing", { names: lacking.map(({ name }) => name).join(", ") });
    const { number } = draft;
    const obstacle = number === 1 ? await variantObstacle(tx, formId) : null;
    if (obstacle) return refuse(obstacle);
    const canonical = await canonicalOf(tx, { ...draft, formId });
    if (Buffer.byteLength(canonical) > LONGEST_ENTRY) return refuse("too-long-to-log");
    const hash = textHash(canonical);
    const publishedById = ctx.actor.kind === "member" ? ctx.actor.userId : null;
    const data = { hash, publishedAt: ctx.now, publishedById };
    await tx.formVersion.update({ where: { id: draft.id }, data, select: { id: true } });
    await logVersion(tx, draft.id, canonical);
    await tx.draftStep.deleteMany({ where: { versionId: draft.id } });
    const subject = { kind: "form-version", id: draft.id };
    await record(tx, ctx, { action: "forms.publish", subject, after: { formId, number, hash } });
    return done({ formId, number });
  });
}
