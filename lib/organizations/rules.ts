import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import type { Role } from "@/prisma/client/enums";

/** The roles an owner may give, from the widest. */
export const ROLES = ["owner", "editor", "caller", "viewer"] as const satisfies readonly Role[];

/** Only owners say who works in their NGO, and what it is called. */
export function whyNotManage(ctx: Ctx, organizationId: string): "not-yours" | null {
  return roleIn(ctx, organizationId) === "owner" ? null : "not-yours";
}

/** An NGO keeps at least one owner. */
export function whyNotUnseat(
  member: { readonly userId: string; readonly role: Role },
  owners: readonly string[],
): "last-owner" | null {
  return member.role === "owner" && owners.every((id) => id === member.userId) ? "last-owner" : null;
}

/** Whether a role may write forms, publish and invite. */
export function mayEdit(role: Role | null): boolean {
  return role === "owner" || role === "editor";
}
