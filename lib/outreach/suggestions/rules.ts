import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { mayEdit } from "@/lib/organizations/rules";

/** Anybody may tell us something, except who came by a candidate's link: she tells it there. */
export function whyNotTell({ actor }: Ctx): "not-for-links" | null {
  return actor.kind === "link" ? "not-for-links" : null;
}

/** What was told to an NGO is decided by its owners and editors. */
export function whyNotDecide(ctx: Ctx, organizationId: string | null): "not-yours" | null {
  return organizationId && mayEdit(roleIn(ctx, organizationId)) ? null : "not-yours";
}
