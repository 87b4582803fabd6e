import "server-only";
import { record } from "@/lib/audit/commands";
import type { Ctx } from "@/lib/core/auth/actor";
import { endSessions } from "@/lib/core/auth/session";
import { db, isUniqueViolation, type Tx } from "@/lib/core/db";
import { queueMail } from "@/lib/core/mail";
import { done, type Result, refuse } from "@/lib/core/result";
import type { Role } from "@/prisma/client/enums";
import { whyNotManage, whyNotUnseat } from "./rules";
import type { InviteInput, OrganizationInput, RemoveInput, RoleInput } from "./schema";

type Refusal = "not-yours" | "gone" | "last-owner" | "already-member" | "name-taken";

// Locks the NGO, so that two owners cannot unseat each other at once.
async function membersOf(tx: Tx, organizationId: string): Promise<{ userId: string; role: Role }[]> {
  await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR UPDATE`;
  return tx.membership.findMany({ where: { organizationId }, select: { userId: true, role: true } });
}

const ownersOf = (members: readonly { userId: string; role: Role }[]) =>
  members.filter(({ role }) => role === "owner").map(({ userId }) => userId);

/** Gives a person a role in an NGO, making her account where none has that address, and writes to her. */
export async function inviteMember(
  ctx: Ctx,
  input: InviteInput,
): Promise<Result<{ userId: string }, "not-yours" | "already-member">> {
  const { organizationId, email, name, role } = input;
  const no = whyNotManage(ctx, organizationId);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    const members = await membersOf(tx, organizationId);
    const user = await tx.user.upsert({
      where: { email },
      create: { email, name, createdAt: ctx.now },
      update: {},
      select: { id: true, locale: true },
    });
    if (members.some(({ userId }) => userId === user.id)) return refuse("already-member");
    const data = { userId: user.id, organizationId, role };
    await tx.membership.create({ data, select: { userId: true } });
    const locale = user.locale === "en" ? "en" : "fr";
    await queueMail(tx, { template: "member", data: { userId: user.id, organizationId }, locale, to: email });
    const subject = { kind: "user", id: user.id };
    await record(tx, ctx, { action: "organizations.invite", subject, organizationId, after: { role } });
    return done({ userId: user.id });
  });
}

/** Finds the member and whether she may lose her place, under the NGO's lock. */
async function seat(tx: Tx, organizationId: string, userId: string, isLeaving: boolean) {
  const members = await membersOf(tx, organizationId);
  const member = members.find((one) => one.userId === userId);
  if (!member) return refuse("gone");
  const no = isLeaving ? whyNotUnseat(member, ownersOf(members)) : null;
  return no ? refuse(no) : done(member);
}

/** Changes a member's role; she must sign in again, on all her devices. */
export async function changeRole(
  ctx: Ctx,
  { organizationId, userId, role }: RoleInput,
): Promise<Result<null, Exclude<Refusal, "already-member" | "name-taken">>> {
  const no = whyNotManage(ctx, organizationId);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    const found = await seat(tx, organizationId, userId, role !== "owner");
    if (!found.ok) return found;
    const where = { userId_organizationId: { userId, organizationId } };
    await tx.membership.update({ where, data: { role }, select: { userId: true } });
    await endSessions(tx, userId);
    const subject = { kind: "user", id: userId };
    const [before, after] = [{ role: found.value.role }, { role }];
    await record(tx, ctx, { action: "organizations.change-role", subject, organizationId, before, after });
    return done(null);
  });
}

/** Takes a member out of an NGO and ends her sessions; what she did stays in the journal. */
export async function removeMember(
  ctx: Ctx,
  { organizationId, userId }: RemoveInput,
): Promise<Result<null, Exclude<Refusal, "already-member" | "name-taken">>> {
  const no = whyNotManage(ctx, organizationId);
  if (no) return refuse(no);
  return db().$transaction(async (tx) => {
    const found = await seat(tx, organizationId, userId, true);
    if (!found.ok) return found;
    await tx.membership.delete({
      where: { userId_organizationId: { userId, organizationId } },
      select: { userId: true },
    });
    await endSessions(tx, userId);
    const subject = { kind: "user", id: userId };
    const before = { role: found.value.role };
    await record(tx, ctx, { action: "organizations.remove", subject, organizationId, before });
    return done(null);
  });
}

/** What candidates read of an NGO and where their replies go. */
export async function describeOrganization(
  ctx: Ctx,
  input: OrganizationInput,
): Promise<Result<null, "not-yours" | "name-taken">> {
  const { organizationId, name, website, phone, replyTo } = input;
  const no = whyNotManage(ctx, organizationId);
  if (no) return refuse(no);
  const data = { name, replyTo, website: website || null, phone: phone || null };
  try {
    await db().$transaction(async (tx) => {
      const where = { id: organizationId };
      await tx.$queryRaw`SELECT id FROM organization WHERE id = ${organizationId}::uuid FOR UPDATE`;
      const before = await tx.organization.findUniqueOrThrow({
        where,
        select: { name: true, website: true },
      });
      await tx.organization.update({ where, data, select: { id: true } });
      const subject = { kind: "organization", id: organizationId };
      const after = { name, website: data.website };
      const action = "organizations.describe";
      await record(tx, ctx, { action, subject, organizationId, before, after });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse("name-taken");
    throw error;
  }
  return done(null);
}
