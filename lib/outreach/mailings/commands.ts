import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { localizedOnly } from "@/lib/core/i18n/locale";
import { addJobs } from "@/lib/core/jobs";
import { hasRelay } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { createLinks } from "@/lib/signatures/links/commands";
import { authorsOf } from "../contacts/queries";
import { isDemo } from "../post/queries";
import { everybodyOf, type Recipient, recipientsOf } from "./audience/queries";
import { hasLink, sendingJob, TO, unknownFields, whyNotInvite, whyNotStart, whyNotSteer } from "./rules";
import type { DoubtInput, MessageInput, PaceInput, StartInput, SteerInput } from "./schema";

/** Keeps the message of the next invitations, or reminders, as a draft; each form has one of both. */
export async function writeMessage(
  ctx: Ctx,
  input: MessageInput,
): Promise<Result<{ formId: string }, "not-yours" | "unknown-field" | "no-link" | "link-in-subject">> {
  const { formId, kind = "invitation", subject, body, locale } = input;
  const form = await authorsOf(formId);
  const no = whyNotInvite(ctx, form?.authors ?? []);
  if (no) return refuse(no);
  const unknown = [subject.fr, subject.en, body.fr, body.en].flatMap(unknownFields);
  if (unknown[0] !== undefined) return refuse("unknown-field", { name: unknown[0] });
  if (!hasLink(body.fr) || !hasLink(body.en)) return refuse("no-link");
  // A subject is read on locked screens and in the lists of assistants: the personal link has no place there.
  if (hasLink(subject.fr) || hasLink(subject.en)) return refuse("link-in-subject");
  await db().$transaction(async (tx) => {
    const held = await tx.mailing.findFirst({
      where: { formId, kind, status: "draft" },
      select: { id: true, subject: true },
    });
    const data = { subject, body, locale };
    const select = { id: true } as const;
    const createdById = ctx.actor.kind === "member" ? ctx.actor.userId : null;
    const { id } = held
      ? await tx.mailing.update({ where: { id: held.id }, data, select })
      : await tx.mailing.create({ data: { ...data, formId, kind, createdById, createdAt: ctx.now }, select });
    await record(tx, ctx, {
      action: "outreach.write-message",
      subject: { kind: "mailing", id },
      ...(held ? { before: { subject: bothOf(held.subject) } } : {}),
      after: { subject },
    });
  });
  return done({ formId });
}

const bothOf = (text: unknown) => ({ fr: localizedOnly(text, "fr"), en: localizedOnly(text, "en") });

type Paced = { dailyLimit: number | null; fromHour: number | null; toHour: number | null };

function paceOf(input: Omit<PaceInput, "mailingId">): Paced {
  const { dailyLimit = null, fromHour = null, toHour = null } = input;
  return { dailyLimit, fromHour, toHour };
}

type StartRefusal = "not-yours" | NonNullable<ReturnType<typeof whyNotStart>>;

/** Queues an invitation for each recipient: links, invitations and the job in one transaction, set-wise. */
async function queue(
  tx: Tx,
  ctx: Ctx,
  mailing: { id: string; formId: string; pace: Paced },
  recipients: readonly Recipient[],
): Promise<number> {
  const links = await createLinks(tx, ctx, mailing.formId, recipients);
  if (!links.ok) throw new Error("an author may make links");
  const rows = recipients.map(({ candidacyId, role, contactId, reminder }) => ({
    candidacy_id: candidacyId,
    role,
    reminder,
    contact_id: contactId,
    link_id: links.value.get(`${candidacyId}:${role}`),
  }));
  const queued = await tx.$executeRaw`
    INSERT INTO invitation (mailing_id, form_id, candidacy_id, role, contact_id, link_id, reminder, queued_at)
    SELECT ${mailing.id}::uuid, ${mailing.formId}::uuid, candidacy_id, role, contact_id, link_id, reminder, ${ctx.now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r (candidacy_id uuid, role candidacy_role, contact_id uuid, link_id uuid, reminder integer)`;
  await tx.mailing.update({
    where: { id: mailing.id },
    data: { status: "running", startedAt: ctx.now, ...mailing.pace },
    select: { id: true },
  });
  await addJobs(tx, [sendingJob(mailing.id)]);
  return queued;
}

/** Starts the mailing that was written, once the officer typed how many it will reach. Each candidacy at most once. */
export async function startMailing(
  ctx: Ctx,
  input: StartInput,
): Promise<Result<{ formId: string }, StartRefusal>> {
  const { formId, kind = "invitation", count } = input;
  const author = await authorsOf(formId);
  const no = whyNotInvite(ctx, author?.authors ?? []);
  if (no) return refuse(no);
  const canSend = hasRelay() || (await isDemo());
  return db().$transaction(async (tx) => {
    // One start at a time for a form: the second finds everybody invited.
    await tx.$queryRaw`SELECT id FROM form WHERE id = ${formId}::uuid FOR UPDATE`;
    const form = await tx.form.findUniqueOrThrow({
      where: { id: formId },
      select: {
        closesAt: true,
        versions: { where: { publishedAt: { not: null } }, take: 1, select: { id: true } },
        mailings: {
          where: { OR: [{ status: "draft", kind }, { status: { in: ["running", "paused"] } }] },
          select: { id: true, status: true },
        },
      },
    });
    const draft = form.mailings.find(({ status }) => status === "draft");
    const recipients = recipientsOf(await everybodyOf(formId, kind));
    const facts = {
      closesAt: form.closesAt,
      isPublished: form.versions.length > 0,
      hasDraft: draft !== undefined,
      recipients: recipients.length,
      canSend,
      isUnderWay: form.mailings.some(({ status }) => status !== "draft"),
    };
    const why = whyNotStart(ctx, facts, count);
    if (why || !draft) return refuse(why ?? "no-message", { count: recipients.length });
    const pace = paceOf(input);
    const queued = await queue(tx, ctx, { id: draft.id, formId, pace }, recipients);
    await record(tx, ctx, {
      action: "outreach.start-mailing",
      subject: { kind: "mailing", id: draft.id },
      after: { queued, ...pace },
    });
    return done({ formId });
  });
}

/** Pauses, resumes or cancels a mailing under way; what was handed to the relay stays as it is. */
export async function steerMailing(
  ctx: Ctx,
  input: SteerInput,
): Promise<Result<{ formId: string }, "not-yours" | "not-now">> {
  const { mailingId, act } = input;
  const mailing = await db().mailing.findUnique({ where: { id: mailingId }, select: { formId: true } });
  const form = mailing && (await authorsOf(mailing.formId));
  const no = whyNotInvite(ctx, form?.authors ?? []);
  if (no || !mailing) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    const [held] = await tx.$queryRaw<
      { status: "draft" | "running" | "paused" | "finished" | "cancelled" }[]
    >`
      SELECT status FROM mailing WHERE id = ${mailingId}::uuid FOR UPDATE`;
    if (!held || whyNotSteer(held.status, act)) return refuse("not-now");
    const data = { status: TO[act], waitsFor: null, waitsUntil: null };
    await tx.mailing.update({ where: { id: mailingId }, data, select: { id: true } });
    if (act === "cancel")
      await tx.invitation.updateMany({
        where: { mailingId, status: "queued" },
        data: { status: "cancelled" },
      });
    if (act === "resume") await addJobs(tx, [sendingJob(mailingId)]);
    const [subject, before, after] = [
      { kind: "mailing", id: mailingId },
      { status: held.status },
      { status: data.status },
    ];
    await record(tx, ctx, { action: `outreach.${act}-mailing`, subject, before, after });
    return done({ formId: mailing.formId });
  });
}

/** The author's mailing that an act is about, or null for who may not invite in its name. */
async function ownMailing(ctx: Ctx, mailingId: string) {
  const select = { formId: true, form: { select: { closesAt: true } } } as const;
  const mailing = await db().mailing.findUnique({ where: { id: mailingId }, select });
  const form = mailing && (await authorsOf(mailing.formId));
  return whyNotInvite(ctx, form?.authors ?? []) ? null : mailing;
}

/** Gives a mailing under way another pace; it looks at once whether more may leave. */
export async function paceMailing(
  ctx: Ctx,
  input: PaceInput,
): Promise<Result<{ formId: string }, "not-yours" | "not-now">> {
  const { mailingId } = input;
  const mailing = await ownMailing(ctx, mailingId);
  if (!mailing) return refuse("not-yours");
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM mailing WHERE id = ${mailingId}::uuid FOR UPDATE`;
    const before = await tx.mailing.findFirst({
      where: { id: mailingId, status: { in: ["running", "paused"] } },
      select: { dailyLimit: true, fromHour: true, toHour: true },
    });
    if (!before) return refuse("not-now");
    const data = { ...paceOf(input), waitsUntil: null };
    await tx.mailing.update({ where: { id: mailingId }, data, select: { id: true } });
    await addJobs(tx, [sendingJob(mailingId)]);
    const subject = { kind: "mailing", id: mailingId };
    await record(tx, ctx, { action: "outreach.pace-mailing", subject, before, after: { ...paceOf(input) } });
    return done({ formId: mailing.formId });
  });
}

/** Counts mails in doubt as sent, on record as unconfirmed, or sends them again: a person decides, the machine never does. */
export async function resolveDoubt(
  ctx: Ctx,
  input: DoubtInput,
): Promise<Result<{ formId: string }, "not-yours" | "not-now" | "closed">> {
  const { mailingId, invitationId, as } = input;
  const mailing = await ownMailing(ctx, mailingId);
  if (!mailing) return refuse("not-yours");
  if (as === "again" && ctx.now >= mailing.form.closesAt) return refuse("closed");
  return db().$transaction(async (tx) => {
    const resolved = await (as === "sent" ? countAsSent : sendAgain)(tx, mailingId, invitationId ?? null);
    if (resolved === 0) return refuse("not-now");
    const subject = { kind: "mailing", id: mailingId };
    await record(tx, ctx, { action: `outreach.doubt-${as}`, subject, after: { resolved } });
    return done({ formId: mailing.formId });
  });
}

async function countAsSent(tx: Tx, mailingId: string, one: string | null): Promise<number> {
  return tx.$executeRaw`
    WITH sent AS (
      UPDATE invitation SET status = 'accepted', accepted_at = coalesce(handed_at, signataires_now())
      WHERE mailing_id = ${mailingId}::uuid AND status = 'in_doubt' AND id = coalesce(${one}::uuid, id) RETURNING *)
    INSERT INTO contact_attempt (form_id, candidacy_id, role, organization_id, channel, at, outcome, invitation_id)
    SELECT s.form_id, s.candidacy_id, s.role, k.organization_id, 'email', s.accepted_at, 'in_doubt', s.id
    FROM sent s JOIN contact k ON k.id = s.contact_id`;
}

async function sendAgain(tx: Tx, mailingId: string, one: string | null): Promise<number> {
  const queued = await tx.$executeRaw`
    UPDATE invitation SET status = 'queued', reply = NULL WHERE mailing_id = ${mailingId}::uuid AND status = 'in_doubt'
      AND id = coalesce(${one}::uuid, id)`;
  if (queued === 0) return 0;
  const data = { status: "running" as const, finishedAt: null, waitsFor: null, waitsUntil: null };
  const where = {
    id: mailingId,
    status: { in: ["finished" as const, "cancelled" as const, "running" as const] },
  };
  await tx.mailing.updateMany({ where, data });
  await addJobs(tx, [sendingJob(mailingId)]);
  return queued;
}
