import "server-only";
import type { Ctx } from "@/lib/core/auth/actor";
import type { Tx } from "@/lib/core/db";
import type { Prisma } from "@/prisma/client/client";

export interface Act {
  /** room.verb, e.g. "forms.publish" */
  readonly action: string;
  /** What was acted on, e.g. { kind: "form", id } */
  readonly subject: { readonly kind: string; readonly id: string };
  readonly organizationId?: string;
  readonly before?: Prisma.InputJsonObject;
  readonly after?: Prisma.InputJsonObject;
}

/** Writes who did what into the append-only audit, inside the transaction of the act itself. */
export async function record(tx: Tx, ctx: Ctx, act: Act): Promise<void> {
  const { actor, now } = ctx;
  const { before, after, organizationId } = act;
  await tx.auditEvent.create({
    data: {
      at: now,
      actorKind: actor.kind,
      ...(actor.kind === "member" ? { userId: actor.userId } : {}),
      ...(actor.kind === "link" ? { linkId: actor.linkId } : {}),
      ...(organizationId ? { organizationId } : {}),
      action: act.action,
      subjectKind: act.subject.kind,
      subjectId: act.subject.id,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
    },
    select: { id: true },
  });
}
