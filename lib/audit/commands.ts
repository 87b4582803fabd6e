import "server-only";
import type { ClientBase } from "pg";
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

/** The same inside a bulk transaction, which is not Prisma's. */
export async function recordInBulk(client: ClientBase, ctx: Ctx, act: Omit<Act, "before">): Promise<void> {
  const { actor, now } = ctx;
  await client.query(
    `INSERT INTO audit_event (at, actor_kind, user_id, organization_id, action, subject_kind, subject_id, after)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      now,
      actor.kind,
      actor.kind === "member" ? actor.userId : null,
      act.organizationId ?? null,
      act.action,
      act.subject.kind,
      act.subject.id,
      act.after ? JSON.stringify(act.after) : null,
    ],
  );
}
