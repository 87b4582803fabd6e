import "server-only";
import { type Ctx, roleIn } from "@/lib/core/auth/actor";
import { db } from "@/lib/core/db";
import { type ContestedSignature, contestedSignature } from "../queries";
import { OUTCOMES, type Outcome } from "../schema";

/** A proposal about a dispute as the desk shows it. */
export interface Proposal {
  readonly id: string;
  readonly outcome: Outcome;
  readonly note: string;
  readonly by: string;
  readonly byId: string;
  readonly at: Date;
}

export interface OpenDispute {
  readonly eventId: string;
  readonly signature: ContestedSignature;
  readonly proposal: Proposal | null;
}

export interface Disputes {
  readonly open: readonly OpenDispute[];
  readonly resolved: readonly ContestedSignature[];
  readonly owners: number;
}

const PROPOSAL = {
  where: { verdict: null },
  select: {
    id: true,
    outcome: true,
    note: true,
    proposedAt: true,
    proposedById: true,
    proposedBy: { select: { name: true, email: true } },
  },
} as const;

/** The disputes of a form's signatures, open ones first; null for who is no member of an author. */
export async function disputesFor(ctx: Ctx, formId: string): Promise<Disputes | null> {
  const authors = await db().formAuthor.findMany({ where: { formId }, select: { organizationId: true } });
  if (!authors.some(({ organizationId }) => roleIn(ctx, organizationId))) return null;
  const events = await db().signatureEvent.findMany({
    where: { kind: "disputed", signature: { formId } },
    orderBy: { at: "desc" },
    take: 200,
    select: { id: true, signatureId: true, decisions: PROPOSAL },
  });
  const open: OpenDispute[] = [];
  const resolved = new Map<string, ContestedSignature>();
  for (const { id, signatureId, decisions } of events) {
    const signature = await contestedSignature(signatureId);
    if (!signature || signature.isErased) continue;
    const isOpen = signature.isDisputed && signature.disputes.at(-1)?.id === id;
    if (isOpen) open.push({ eventId: id, signature, proposal: proposalOf(decisions[0]) });
    else if (!signature.isDisputed) resolved.set(signatureId, signature);
  }
  const ids = authors.map(({ organizationId }) => organizationId);
  const owning = { memberships: { some: { organizationId: { in: ids }, role: "owner" as const } } };
  return { open, resolved: [...resolved.values()], owners: await db().user.count({ where: owning }) };
}

interface Proposed {
  readonly id: string;
  readonly outcome: string;
  readonly note: string;
  readonly proposedAt: Date;
  readonly proposedById: string;
  readonly proposedBy: { readonly name: string; readonly email: string };
}

function proposalOf(row: Proposed | undefined): Proposal | null {
  const outcome = OUTCOMES.find((one) => one === row?.outcome);
  if (!row || !outcome) return null;
  const { id, note, proposedAt: at, proposedById: byId, proposedBy } = row;
  return { id, outcome, note, by: proposedBy.name || proposedBy.email, byId, at };
}
