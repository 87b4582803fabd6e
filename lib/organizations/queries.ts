import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import { roleIn } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import type { Role } from "@/prisma/client/enums";
import { whyNotSetUp } from "./setup/rules";

// Once somebody is here somebody always is, so that the home page asks no more.
let isSettled = false;

/** Whether the next visitor is the first of an empty live instance, who makes its operator. */
export async function needsSetup(): Promise<boolean> {
  if (isSettled) return false;
  const [instance, users] = await Promise.all([
    db().instance.findUnique({ where: { id: 1 }, select: { mode: true } }),
    db().user.count({ take: 1 }),
  ]);
  isSettled = whyNotSetUp({ isLive: instance?.mode === "live", users }) !== null;
  return !isSettled;
}

/** An NGO in which the caller works, with what only its members see. */
export interface OwnOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly website: string | null;
  readonly phone: string | null;
  readonly replyTo: string | null;
  readonly role: Role;
  /** What the operator decided and told this NGO. */
  readonly approvedAt: Date | null;
  readonly refusedAt: Date | null;
  readonly reviewNote: string | null;
}

/** The caller's NGOs, in the order in which she joined them. */
export async function organizationsFor(ctx: Ctx): Promise<readonly OwnOrganization[]> {
  if (ctx.actor.kind !== "member") return [];
  const ids = ctx.actor.memberships.map(({ organizationId }) => organizationId);
  const rows = await db().organization.findMany({
    where: { id: { in: ids }, kind: "ngo" },
    select: {
      ...{ id: true, slug: true, name: true, website: true, phone: true, replyTo: true },
      ...{ approvedAt: true, refusedAt: true, reviewNote: true },
    },
  });
  return ids.flatMap((id) => {
    const row = rows.find((one) => one.id === id);
    const role = roleIn(ctx, id);
    return row && role ? [{ ...row, role }] : [];
  });
}

export interface MemberRow {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly since: Date;
}

/** Who works in one of the caller's NGOs; empty where it is not hers. */
export async function membersFor(ctx: Ctx, organizationId: string): Promise<readonly MemberRow[]> {
  if (roleIn(ctx, organizationId) === null) return [];
  const rows = await db().membership.findMany({
    where: { organizationId },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
    select: { userId: true, role: true, createdAt: true, user: { select: { name: true, email: true } } },
  });
  return rows.map(({ userId, role, createdAt, user }) => ({ userId, role, since: createdAt, ...user }));
}

/** What the mail to a new member says; null where she or the NGO is gone. */
export async function memberMail(
  userId: string,
  organizationId: string,
): Promise<{ name: string; organization: string; role: Role } | null> {
  const row = await db().membership.findUnique({
    where: { userId_organizationId: { userId, organizationId } },
    select: { role: true, user: { select: { name: true } }, organization: { select: { name: true } } },
  });
  return row && { name: row.user.name, organization: row.organization.name, role: row.role };
}
