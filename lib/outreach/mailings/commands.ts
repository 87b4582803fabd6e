import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { addJobs } from "@/lib/core/jobs";
import { hasRelay } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import { createLinks } from "@/lib/signatures/links/commands";
import { authorsOf } from "../contacts/queries";
import { isDemo } from "../post/queries";
import { everybodyOf, type Recipient, recipientsOf } from "./queries";
import { hasLink, sendingJob, TO, unknownFields, whyNotInvite, whyNotStart, whyNotSteer } from "./rules";
import type { MessageInput, StartInput, SteerInput } from "./schema";

/** Keeps the message of the next invitations as a draft; each form has one. */
export async function writeMessage(
  ctx: Ctx,
  input: MessageInput,
): Promise<Result<{ formId: string }, "not-yours" | "unknown-field" | "no-link" | "link-in-subject">> {
  const { formId, subject, body, locale } = input;
  const form = await authorsOf(formId);
  const no = whyNotInvite(ctx, form?.authors ?? []);
  if (no) return refuse(no);
  const unknown = [subject.fr, subject.en, body.fr, body.en].flatMap(unknownFields);
  if (unknown[0] !== undefined) return refuse("unknown-field", { name: unknown[0] });
  if (!hasLink(body.fr) || !hasLink(body.en)) return refuse("no-link");
  // A subject is read on locked screens and in the lists of assistants: the personal link has no place there.
  if (hasLink(subject.fr) || hasLink(subject.en)) return refuse("link-in-subject");
  await db().$transaction(async (tx) => {
    const held = await tx.mailing.findFirst({ where: { formId, status: "draft" }, select: { id: true } });
    const data = { subject, body, locale };
    const select = { id: true } as const;
    const createdById = ctx.actor.kind === "member" ? ctx.actor.userId : null;
    const { id } = held
      ? await tx.mailing.update({ where: { id: held.id }, data, select })
      : await tx.mailing.create({ data: { ...data, formId, createdById, createdAt: ctx.now }, select });
    await record(tx, ctx, {
      action: "outreach.write-message",
      subject: { kind: "mailing", id },
      after: { subject },
    });
  });
  return done({ formId });
}

type StartRefusal = "not-yours" | NonNullable<ReturnType<typeof whyNotStart>>;

/** Queues an invitation for each recipient: links, invitations and the job in one transaction, set-wise. */
async function queue(
  tx: Tx,
  ctx: Ctx,
  mailing: { id: string; formId: string },
  recipients: readonly Recipient[],
): Promise<number> {
  const links = await createLinks(tx, ctx, mailing.formId, recipients);
  if (!links.ok) throw new Error("an author may make links");
  const rows = recipients.map(({ candidacyId, role, contactId }) => ({
    candidacy_id: candidacyId,
    role,
    contact_id: contactId,
    link_id: links.value.get(`${candidacyId}:${role}`),
  }));
  const queued = await tx.$executeRaw`
    INSERT INTO invitation (mailing_id, form_id, candidacy_id, role, contact_id, link_id, queued_at)
    SELECT ${mailing.id}::uuid, ${mailing.formId}::uuid, candidacy_id, role, contact_id, link_id, ${ctx.now}
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r (candidacy_id uuid, role candidacy_role, contact_id uuid, link_id uuid)
    ON CONFLICT (form_id, candidacy_id, role) DO UPDATE SET mailing_id = excluded.mailing_id, contact_id = excluded.contact_id,
      link_id = excluded.link_id, queued_at = excluded.queued_at, status = 'queued', reply = NULL
      WHERE invitation.status = 'cancelled' OR (invitation.status = 'refused' AND invitation.contact_id <> excluded.contact_id)`;
  await tx.mailing.update({
    where: { id: mailing.id },
    data: { status: "running", startedAt: ctx.now },
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
  const { formId, count } = input;
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
        mailings: { where: { status: "draft" }, take: 1, select: { id: true } },
      },
    });
    const [draft] = form.mailings;
    const recipients = recipientsOf(await everybodyOf(tx, formId));
    const facts = {
      closesAt: form.closesAt,
      isPublished: form.versions.length > 0,
      hasDraft: draft !== undefined,
      recipients: recipients.length,
      canSend,
    };
    const why = whyNotStart(ctx, facts, count);
    if (why || !draft) return refuse(why ?? "no-message", { count: recipients.length });
    const queued = await queue(tx, ctx, { id: draft.id, formId }, recipients);
    await record(tx, ctx, {
      action: "outreach.start-mailing",
      subject: { kind: "mailing", id: draft.id },
      after: { queued },
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
    await tx.mailing.update({ where: { id: mailingId }, data: { status: TO[act] }, select: { id: true } });
    if (act === "cancel")
      await tx.invitation.updateMany({
        where: { mailingId, status: "queued" },
        data: { status: "cancelled" },
      });
    if (act === "resume") await addJobs(tx, [sendingJob(mailingId)]);
    await record(tx, ctx, { action: `outreach.${act}-mailing`, subject: { kind: "mailing", id: mailingId } });
    return done({ formId: mailing.formId });
  });
}
