import type { Ctx } from "@/lib/core/auth/actor";

/** Parties are named by who records their nominations: authors of an NGO, the operator, an import. */
export function whyNotNameParty({ actor }: Ctx): "not-allowed" | null {
  if (actor.kind === "system") return null;
  if (actor.kind !== "member") return "not-allowed";
  const isAuthor = actor.memberships.some(({ role }) => role === "owner" || role === "editor");
  return actor.isOperator || isAuthor ? null : "not-allowed";
}
