import { randomUUID } from "node:crypto";
import type { CandidacyRole, Role } from "@/prisma/client/enums";
import { type Actor, type Ctx, mint } from "../auth/actor";

export interface MemberWords {
  readonly userId?: string;
  readonly name?: string;
  readonly email?: string;
  readonly isOperator?: boolean;
  /** Short for one membership in this organization, as `role` (owner when left out). */
  readonly organizationId?: string;
  readonly role?: Role;
  readonly memberships?: readonly { readonly organizationId: string; readonly role: Role }[];
}

/** A member as the session would read her; only for tests. */
export function memberActor(words: MemberWords = {}): Actor {
  const { userId = randomUUID(), name = "Anouk Essai", isOperator = false } = words;
  const own = words.organizationId
    ? [{ organizationId: words.organizationId, role: words.role ?? ("owner" as const) }]
    : [];
  const memberships = [...own, ...(words.memberships ?? [])];
  const email = words.email ?? `${userId}@membres.example`;
  return mint({ kind: "member", userId, name, email, isOperator, memberships });
}

export interface LinkWords {
  readonly linkId?: string;
  readonly linkKind?: "personal" | "manage" | "prepare" | "revoked";
  readonly formId: string;
  readonly candidacyId: string;
  readonly role?: CandidacyRole;
}

/** Who came by a link (personal, of the candidate, unless said otherwise); only for tests. */
export function linkActor(words: LinkWords): Actor {
  const { linkId = randomUUID(), linkKind = "personal", formId, candidacyId, role = "candidate" } = words;
  return mint({ kind: "link", linkId, linkKind, formId, candidacyId, role });
}

/** The operator of the instance, member of no NGO. */
export function operatorActor(words: MemberWords = {}): Actor {
  return memberActor({ name: "Oscar Exploitant", isOperator: true, ...words });
}

export function anyoneActor(): Actor {
  return mint({ kind: "anyone" });
}

export function systemActor(): Actor {
  return mint({ kind: "system" });
}

/** An actor at an instant: now, unless the test says when. */
export function ctxOf(actor: Actor, now: Date = new Date()): Ctx {
  return { actor, now };
}
