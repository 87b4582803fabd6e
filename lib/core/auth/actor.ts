import type { CandidacyRole, Role } from "@/prisma/client/enums";

declare const brand: unique symbol;

interface Minted {
  readonly [brand]: true;
}

export interface Anyone {
  readonly kind: "anyone";
}

export interface Member {
  readonly kind: "member";
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly isOperator: boolean;
  readonly memberships: readonly { readonly organizationId: string; readonly role: Role }[];
}

/**
 * Somebody who came by a link: may act on this one candidacy and form only. A personal or manage link is the candidate's (or
 * substitute's); by a `prepare` link her team edits answers; by a `revoked` one she may still say "write no more".
 */
export interface LinkHolder {
  readonly kind: "link";
  readonly linkId: string;
  readonly linkKind: "personal" | "manage" | "prepare" | "revoked";
  readonly formId: string;
  readonly candidacyId: string;
  readonly role: CandidacyRole;
}

/** The worker, an import command, the seed. */
export interface System {
  readonly kind: "system";
}

export type Actor = (Anyone | Member | LinkHolder | System) & Minted;

/** Who acts, and when by the database's clock. */
export interface Ctx {
  readonly actor: Actor;
  readonly now: Date;
}

/**
 * Makes an actor. Only `core/auth` (from rows read fresh from the database) and test support call it;
 * `lib/architecture.test.ts` holds that.
 */
export function mint(actor: Anyone | Member | LinkHolder | System): Actor {
  return actor as Actor;
}

/** The member's role in an organization, or null. */
export function roleIn(ctx: Ctx, organizationId: string): Role | null {
  if (ctx.actor.kind !== "member") return null;
  return ctx.actor.memberships.find((m) => m.organizationId === organizationId)?.role ?? null;
}
