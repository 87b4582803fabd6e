import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import { whyNotWrite } from "../draft/rules";
import { authorsOf, consentingIds } from "../draft/words/commands";
import { membersOf, presentWords } from "./queries";
import { type Said, whyNotSpeak, wordsHash } from "./rules";
import type { ConsentInput, InviteInput, LeaveInput } from "./schema";

interface Fact extends InviteInput {
  readonly kind: Said;
  readonly wordsHash?: string;
  readonly note?: string;
}

/** One at a time about one form, so that what was said last is told in its order. */
async function lock(tx: Tx, formId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM form WHERE id = ${formId}::uuid FOR UPDATE`;
}

async function say(tx: Tx, ctx: Ctx, { formId, organizationId, kind, ...more }: Fact): Promise<void> {
  const userId = ctx.actor.kind === "member" ? ctx.actor.userId : null;
  const note = more.note || null;
  await tx.authorEvent.create({
    data: { formId, organizationId, kind, userId, at: ctx.now, wordsHash: more.wordsHash ?? null, note },
    select: { number: true },
  });
  await record(tx, ctx, {
    action: `forms.coalition-${kind}`,
    subject: { kind: "form", id: formId },
    organizationId,
    after: { organizationId, ...more },
  });
}

const memberOf = async (tx: Tx, { formId, organizationId }: InviteInput) =>
  (await membersOf(formId, tx)).find((one) => one.organizationId === organizationId);

/** Asks an approved NGO of this site to write the form together; it reads the words, and nothing else before it consents. */
export async function inviteAuthor(
  ctx: Ctx,
  input: InviteInput,
): Promise<Result<object, "not-yours" | "gone" | "author-asked">> {
  const no = whyNotWrite(ctx, consentingIds(await authorsOf(input.formId)));
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    await lock(tx, input.formId);
    const where = { id: input.organizationId, kind: "ngo", approvedAt: { not: null } } as const;
    if ((await tx.organization.count({ where })) === 0) return refuse("gone");
    const member = await memberOf(tx, input);
    if (member?.isAuthor || member?.last?.kind === "invited") return refuse("author-asked");
    await say(tx, ctx, { ...input, kind: "invited" });
    return done({});
  });
}

/** Takes back a question that was not answered yet. */
export async function cancelInvitation(
  ctx: Ctx,
  input: InviteInput,
): Promise<Result<object, "not-yours" | "gone">> {
  const no = whyNotWrite(ctx, consentingIds(await authorsOf(input.formId)));
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    await lock(tx, input.formId);
    if ((await memberOf(tx, input))?.last?.kind !== "invited") return refuse("gone");
    await say(tx, ctx, { ...input, kind: "cancelled" });
    return done({});
  });
}

/**
 * An NGO's answer to exactly the words that it was shown. A first consent makes it an author; an author consents again to
 * changed words; who declines stays out, with its note.
 */
export async function answerInvitation(
  ctx: Ctx,
  { formId, organizationId, hash, verdict, note }: ConsentInput,
): Promise<Result<object, "not-yours" | "gone" | "words-changed">> {
  const no = whyNotSpeak(ctx, organizationId);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    await lock(tx, formId);
    const member = await memberOf(tx, { formId, organizationId });
    const isAsked = member?.last?.kind === "invited";
    if (!isAsked && !(member?.isAuthor && verdict === "consented")) return refuse("gone");
    if (verdict === "declined") {
      await say(tx, ctx, { formId, organizationId, kind: "declined", note });
      return done({});
    }
    const words = await presentWords(formId, tx);
    if (!words || wordsHash(words) !== hash) return refuse("words-changed");
    await say(tx, ctx, { formId, organizationId, kind: "consented", wordsHash: hash, note });
    const key = { formId_organizationId: { formId, organizationId } };
    const data = { consentedAt: ctx.now };
    await tx.formAuthor.upsert({
      where: key,
      create: { formId, organizationId, ...data },
      update: member?.isLead ? {} : data,
      select: { formId: true },
    });
    return done({});
  });
}

/** An author that is not the lead leaves: it writes no more, and what was published with it keeps its name. */
export async function leaveForm(
  ctx: Ctx,
  { formId, organizationId, note }: LeaveInput,
): Promise<Result<object, "not-yours" | "gone" | "lead-stays">> {
  const no = whyNotSpeak(ctx, organizationId);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    await lock(tx, formId);
    const member = await memberOf(tx, { formId, organizationId });
    if (!member?.isAuthor) return refuse("gone");
    if (member.isLead) return refuse("lead-stays");
    await say(tx, ctx, { formId, organizationId, kind: "left", note });
    await tx.formAuthor.delete({
      where: { formId_organizationId: { formId, organizationId } },
      select: { formId: true },
    });
    return done({});
  });
}
