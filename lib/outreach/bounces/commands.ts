import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { db, type Tx } from "@/lib/core/db";
import { done, type Result, refuse } from "@/lib/core/result";
import type { CandidacyRole, InvitationStatus } from "@/prisma/client/enums";
import { invitationIn } from "./reference";
import { type Notice, SOFT_BOUNCES, whyNotReport, wordsOf } from "./rules";

/** What became of the notices: new, told before, or about no mail of ours. */
export interface Taken {
  readonly recorded: number;
  readonly known: number;
  readonly foreign: number;
}

interface Bounced {
  readonly id: string;
  readonly form_id: string;
  readonly candidacy_id: string;
  readonly role: CandidacyRole;
  readonly contact_id: string;
  readonly organization_id: string;
  readonly status: InvitationStatus;
}

/** The address is written to no more, and the request no longer counts: it stays on record as one that came back. */
async function returned(tx: Tx, ctx: Ctx, mail: Bounced, reason: string): Promise<void> {
  await tx.contact.updateMany({
    where: { id: mail.contact_id, stoppedAt: null },
    data: { stoppedAt: ctx.now, stopReason: reason },
  });
  if (!["sending", "accepted", "in_doubt"].includes(mail.status)) return;
  await tx.invitation.update({ where: { id: mail.id }, data: { status: "bounced" }, select: { id: true } });
  const { form_id: formId, candidacy_id: candidacyId, role, organization_id: organizationId } = mail;
  const outcome = "bounced";
  await tx.contactAttempt.upsert({
    where: { invitationId: mail.id },
    create: {
      formId,
      candidacyId,
      role,
      organizationId,
      channel: "email",
      at: ctx.now,
      outcome,
      invitationId: mail.id,
    },
    update: { outcome },
    select: { id: true },
  });
}

/** Who calls our mail unwanted is left alone by every author of the form, as if she had pressed "stop". */
async function complained(tx: Tx, ctx: Ctx, mail: Bounced): Promise<void> {
  const { form_id: formId, candidacy_id: candidacyId, role } = mail;
  const authors = await tx.formAuthor.findMany({ where: { formId }, select: { organizationId: true } });
  const data = authors.map(({ organizationId }) => ({ organizationId, candidacyId, role, at: ctx.now }));
  await tx.contactStop.createMany({ data, skipDuplicates: true });
  await tx.contact.updateMany({
    where: { id: mail.contact_id, stoppedAt: null },
    data: { stoppedAt: ctx.now, stopReason: "complaint" },
  });
}

async function softened(tx: Tx, ctx: Ctx, mail: Bounced): Promise<void> {
  const { contact_id: contactId, id: invitationId } = mail;
  const count = await tx.bounce.count({ where: { kind: "soft", invitation: { contactId } } });
  if (count >= SOFT_BOUNCES) return returned(tx, ctx, mail, "bounce");
  // Nobody may read "no bounce recorded" of this mail any more.
  await tx.contactAttempt.updateMany({
    where: { invitationId, outcome: "accepted" },
    data: { outcome: "soft_bounced" },
  });
}

async function keep(tx: Tx, ctx: Ctx, notice: Notice, organizationId: string): Promise<keyof Taken> {
  const id = invitationIn(notice.reference);
  if (!id) return "foreign";
  const [mail] = await tx.$queryRaw<Bounced[]>`
    SELECT i.id, i.form_id, i.candidacy_id, i.role, i.contact_id, i.status, k.organization_id
    FROM invitation i JOIN contact k ON k.id = i.contact_id
    WHERE i.id = ${id}::uuid AND ${organizationId} IN ('', k.organization_id::text) FOR UPDATE OF i, k`;
  if (!mail) return "foreign";
  const { kind, key } = notice;
  const diagnostic = wordsOf(notice.diagnostic);
  const data = { invitationId: id, kind, key, diagnostic, at: ctx.now };
  const { count } = await tx.bounce.createMany({ data, skipDuplicates: true });
  if (count === 0) return "known";
  if (kind === "hard") await returned(tx, ctx, mail, "bounce");
  else if (kind === "complaint") await complained(tx, ctx, mail);
  else await softened(tx, ctx, mail);
  await record(tx, ctx, {
    action: `outreach.bounce-${kind}`,
    subject: { kind: "invitation", id },
    before: { status: mail.status },
    after: { diagnostic },
  });
  return "recorded";
}

/**
 * Takes notices of bounces and complaints, each in a transaction of its own. One that names no mail of ours by its sealed
 * reference, or of another NGO than the one whose door it came through (`organizationId`, "" for all), changes nothing.
 */
export async function takeNotices(
  ctx: Ctx,
  { notices, organizationId }: { notices: readonly Notice[]; organizationId: string },
): Promise<Result<Taken, "not-yours">> {
  const no = whyNotReport(ctx);
  if (no) return refuse(no);
  const taken = { recorded: 0, known: 0, foreign: 0 };
  for (const notice of notices)
    taken[await db().$transaction((tx) => keep(tx, ctx, notice, organizationId))] += 1;
  return done(taken);
}
